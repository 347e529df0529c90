//! The statistics while they are shown: measured once a second, and not at all when they are not.

use gloo_timers::callback::Interval;
use yew::prelude::*;

use crate::components;
use crate::driver::Driver;
use crate::store::Readings;
use crate::text;

/// How often they are measured: rates are a second's.
const INTERVAL_MS: u32 = 1_000;

/// See the module.
pub(crate) struct Panel {
    last: Option<Readings>,
    text: AttrValue,
    _interval: Interval,
}

impl Panel {
    /// Asks to be measured, once a second.
    pub(crate) fn open(measure: Callback<()>) -> Self {
        let interval = Interval::new(INTERVAL_MS, move || measure.emit(()));
        Self { last: None, text: AttrValue::default(), _interval: interval }
    }

    /// Measures.
    pub(crate) fn measure(&mut self, driver: &Driver, view: &game::View) {
        let now = driver.readings();
        let before = self.last.as_ref().unwrap_or(&now);
        self.text = text::statistics(before, &now, view).into();
        self.last = Some(now);
    }

    /// Draws them.
    pub(crate) fn draw(&self, on_copy: Callback<MouseEvent>, on_close: &Callback<()>) -> Html {
        components::statistics(&self.text, on_copy, on_close.reform(|_| ()))
    }
}
