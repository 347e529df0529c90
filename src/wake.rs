//! The alarm clock of the driver. A hidden tab's own timers ring once a second or more seldom, a
//! worker's ring on time, so a small worker keeps the time; window timers do where none can be had.

use core::cell::Cell;
use std::rc::Rc;

use gloo_events::EventListener;
use gloo_timers::callback::Timeout;
use js_sys::Array;
use protocol::time::Instant;
use wasm_bindgen::JsValue;
use web_sys::{Blob, Url, Worker};

use crate::clock;

/// The worker: it answers once, as many milliseconds after the last message as that one says.
const SCRIPT: &str = "let t;onmessage=e=>{clearTimeout(t);t=setTimeout(postMessage,e.data,0)}";

/// Rings once, at the instant that was set last. A ring that was already under way when the alarm
/// was set anew still comes; who is woken looks at the time.
pub(crate) struct Alarm {
    ring: Rc<dyn Fn()>,
    set_to: Option<Instant>,
    worker: Option<TimeWorker>,
    timeout: Option<Timeout>,
}

impl Alarm {
    /// An alarm that is not set.
    pub(crate) fn new(ring: impl Fn() + 'static) -> Self {
        let ring: Rc<dyn Fn()> = Rc::new(ring);
        let worker = TimeWorker::start(&ring).ok();
        Self { ring, set_to: None, worker, timeout: None }
    }

    /// Sets it to `then`, and no longer to what it was set to before.
    pub(crate) fn set(&mut self, then: Option<Instant>, now: Instant) {
        if then == self.set_to {
            return;
        }
        self.set_to = then;
        self.timeout = None;
        let Some(then) = then else { return };
        let millis = clock::millis_until(then, now);
        let kept_by_worker = self.worker.as_ref().is_some_and(|worker| worker.set(millis));
        if !kept_by_worker {
            let ring = Rc::clone(&self.ring);
            self.timeout = Some(Timeout::new(millis, move || ring()));
        }
    }

    /// It rang: it is set to nothing any more.
    pub(crate) fn rang(&mut self) {
        self.set_to = None;
    }
}

/// A worker that runs [`SCRIPT`]. Dropping it ends it.
struct TimeWorker {
    worker: Worker,
    /// Whether it could not be started after all: a browser tells so only later.
    failed: Rc<Cell<bool>>,
    _on_message: EventListener,
    _on_error: EventListener,
}

impl TimeWorker {
    fn start(ring: &Rc<dyn Fn()>) -> Result<Self, JsValue> {
        let script = Blob::new_with_str_sequence(&Array::of1(&SCRIPT.into()))?;
        let url = Url::create_object_url_with_blob(&script)?;
        let worker = Worker::new(&url);
        Url::revoke_object_url(&url)?;
        let worker = worker?;

        let failed = Rc::new(Cell::new(false));
        let on_message = EventListener::new(&worker, "message", {
            let ring = Rc::clone(ring);
            move |_| ring()
        });
        let on_error = EventListener::new(&worker, "error", {
            let (ring, failed) = (Rc::clone(ring), Rc::clone(&failed));
            // What it was set to may be past already; who is woken sets it again.
            move |_| {
                failed.set(true);
                ring();
            }
        });
        Ok(Self { worker, failed, _on_message: on_message, _on_error: on_error })
    }

    /// Whether it took the task.
    fn set(&self, millis: u32) -> bool {
        !self.failed.get() && self.worker.post_message(&millis.into()).is_ok()
    }
}

impl Drop for TimeWorker {
    fn drop(&mut self) {
        self.worker.terminate();
    }
}

#[cfg(test)]
#[cfg(target_arch = "wasm32")]
mod tests {
    use super::*;
    use core::time::Duration;
    use js_sys::{Function, Promise};
    use wasm_bindgen_futures::JsFuture;
    use wasm_bindgen_test::wasm_bindgen_test;

    wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);

    /// When an alarm that is set to ring in five milliseconds rings.
    async fn rings_after(change: impl Fn(&mut Alarm)) -> Duration {
        let set_at = clock::now();
        let mut kept = None;
        let ringing = Promise::new(&mut |resolve: Function, _| {
            let mut alarm = Alarm::new(move || {
                resolve.call0(&JsValue::NULL).unwrap();
            });
            change(&mut alarm);
            // What it is set to last is what counts.
            alarm.set(Some(set_at + Duration::from_secs(3_600)), set_at);
            alarm.set(Some(set_at + Duration::from_millis(5)), set_at);
            kept = Some(alarm);
        });
        JsFuture::from(ringing).await.unwrap();
        clock::now().saturating_since(set_at)
    }

    #[wasm_bindgen_test]
    async fn it_rings_when_it_shall_with_a_worker_and_without() {
        // Browsers' timers may be early by the resolution of their clocks.
        let earliest = Duration::from_millis(4);
        assert!(rings_after(|alarm| assert!(alarm.worker.is_some())).await >= earliest);
        assert!(rings_after(|alarm| alarm.worker = None).await >= earliest);
    }

    #[wasm_bindgen_test]
    async fn a_worker_that_fails_is_told_of_and_replaced() {
        let failed = |alarm: &mut Alarm| alarm.worker.as_ref().unwrap().failed.set(true);
        assert!(rings_after(failed).await >= Duration::from_millis(4));
    }
}
