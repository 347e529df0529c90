//! Feeds the session with time, keys and network, and carries out what it asks. This is the only
//! place where the sans-IO core and the browser meet.
//!
//! The session is driven by events and by a worker's clock, never by animation frames: a host that
//! looks at another tab stops nobody. Only what is *shown* waits for a frame, so that however much
//! happens, the page is drawn once.

use core::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

use game::{Command, Config, Control, Direction, Event, Input, Output, Phase, Session, View};
use gloo_events::EventListener;
use gloo_render::AnimationFrame;
use wasm_bindgen::JsCast;
use web_sys::{PageTransitionEvent, VisibilityState};
use yew::Callback;

use crate::awake::Screen;
use crate::identity::Guard;
use crate::keyboard::Keyboard;
use crate::net::{IceServers, Network};
use crate::practice::Practice;
use crate::queue::InputQueue;
use crate::store::{Readings, Traffic};
use crate::wake::Alarm;
use crate::world::World;
use crate::{browser, clock};

/// Where the driver shows what there is to show.
#[derive(Clone)]
pub(crate) struct Outlets {
    /// The newest snapshot, at most once a frame.
    pub(crate) view: Callback<Rc<View>>,
    /// What happened, as it happens.
    pub(crate) event: Callback<Event>,
}

/// A running session. Dropping it says goodbye to everybody and closes everything.
pub(crate) struct Driver {
    core: Rc<Core>,
    _keyboard: Keyboard,
    _page: [EventListener; 4],
    /// A practice is in no other tab.
    _guard: Option<Guard>,
}

impl Driver {
    /// Begins a session, and everything that it needs of the browser, or of a practice in place of
    /// the network.
    #[must_use]
    pub(crate) fn start(config: Config, practice: Option<Practice>, outlets: Outlets) -> Self {
        let guard = practice.is_none().then(|| Guard::of(config.player));
        let core = Core::new(config, practice, outlets);
        let keyboard = {
            let in_round = Rc::clone(&core.in_round);
            let press = core.weakly(|core, (direction, at)| core.press(direction, at));
            Keyboard::listen(in_round, web_sys::Event::is_trusted, move |direction, at| {
                press((direction, at));
            })
        };
        core.work();
        let page = core.listen_to_page();
        Self { core, _keyboard: keyboard, _page: page, _guard: guard }
    }

    /// The player wants something.
    pub(crate) fn control(&self, control: Control) {
        self.core.feed(Input::Control(control));
    }

    /// What was counted and measured so far.
    #[must_use]
    pub(crate) fn readings(&self) -> Readings {
        let (engine, at) = (self.core.engine.borrow(), clock::now());
        let diagnostics = engine.session.diagnostics(at);
        Readings { at, traffic: engine.traffic, frames: self.core.frames.get(), diagnostics }
    }

    /// A paddle was hit, at this time stamp of its event in milliseconds.
    pub(crate) fn press(&self, direction: Direction, time_stamp_ms: f64) {
        self.core.press(direction, time_stamp_ms);
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        self.core.page_hides();
    }
}

/// What the callbacks share. They hold it weakly: it ends with its [`Driver`].
struct Core {
    this: Weak<Self>,
    outlets: Outlets,
    queue: RefCell<InputQueue>,
    /// Whether the queue is being worked off; what happens meanwhile waits in it.
    busy: Cell<bool>,
    engine: RefCell<Engine>,
    frame: RefCell<Option<AnimationFrame>>,
    /// How many were drawn.
    frames: Cell<u64>,
    screen: Screen,
    in_round: Rc<Cell<bool>>,
    /// What closed when the page was hidden, for the session to hear when it is shown again.
    lost: RefCell<Vec<Input>>,
}

impl Core {
    fn new(config: Config, practice: Option<Practice>, outlets: Outlets) -> Rc<Self> {
        Rc::new_cyclic(|this: &Weak<Self>| {
            let tick = weakly(this, |core, ()| core.feed(Input::Tick));
            let network = || Network::new(Rc::new(weakly(this, Self::feed)), IceServers::of_page());
            let world = match practice {
                Some(practice) => World::Practice(practice),
                None => World::of_browser(config.game, network()),
            };
            Self {
                this: this.clone(),
                outlets,
                queue: RefCell::default(),
                busy: Cell::new(false),
                engine: RefCell::new(Engine {
                    world,
                    traffic: Traffic::default(),
                    alarm: Alarm::new(move || tick(())),
                    session: Session::new(config, clock::now()),
                }),
                frame: RefCell::default(),
                frames: Cell::default(),
                screen: Screen::default(),
                in_round: Rc::default(),
                lost: RefCell::default(),
            }
        })
    }

    fn weakly<T>(&self, act: impl Fn(&Self, T) + 'static) -> impl Fn(T) + 'static {
        weakly(&self.this, act)
    }

    fn press(&self, direction: Direction, time_stamp_ms: f64) {
        let at = clock::of_event(time_stamp_ms, clock::now());
        self.feed(Input::Press { direction, at });
    }

    /// Takes in what happened, unless this comes from the midst of the work: then it is next.
    fn feed(&self, input: Input) {
        self.enqueue(input);
        self.work();
    }

    fn enqueue(&self, input: Input) {
        let overflowing = self.queue.borrow_mut().push(input);
        if let Some(link) = overflowing {
            self.enqueue(Input::LinkDown { link });
        }
    }

    /// Works until there is nothing to do and nothing to take in.
    fn work(&self) {
        if self.busy.replace(true) {
            return;
        }
        let mut events = Vec::new();
        loop {
            let mut engine = self.engine.borrow_mut();
            engine.carry_out(&mut events);
            let input = self.queue.borrow_mut().pop();
            let Some(input) = input.or_else(|| engine.world.poll_input(clock::now())) else {
                break;
            };
            engine.take_in(input);
        }
        self.engine.borrow_mut().set_alarm();
        self.busy.set(false);

        for event in events {
            self.outlets.event.emit(event);
        }
        self.request_frame();
    }

    /// Shows the newest snapshot in the next frame. A hidden page has none, and needs none.
    fn request_frame(&self) {
        let mut frame = self.frame.borrow_mut();
        if frame.is_none() {
            let show = self.weakly(|core, ()| core.show());
            *frame = Some(gloo_render::request_animation_frame(move |_| show(())));
        }
    }

    fn show(&self) {
        self.frame.take();
        self.frames.set(self.frames.get() + 1);
        let view = self.engine.borrow().session.view(clock::now());
        let running = matches!(view.phase, Phase::Countdown { .. } | Phase::Playing { .. });
        // Who still hits the keys when the time is up must not scroll the page by it.
        self.in_round.set(running || matches!(view.phase, Phase::Tally { .. }));
        self.screen.keep_awake(self.in_round.get());
        self.outlets.view.emit(Rc::new(view));
        if running {
            self.request_frame();
        }
    }

    fn listen_to_page(&self) -> [EventListener; 4] {
        let window = browser::window();
        let hides = self.weakly(|core, ()| core.page_hides());
        let shown = self.weakly(|core, persisted| {
            if persisted {
                core.page_shows_again();
            }
        });
        let woken = self.weakly(|core, ()| {
            core.screen.page_shows_again();
            core.feed(Input::Woken);
        });
        let woken = Rc::new(woken);
        let online = Rc::clone(&woken);
        [
            EventListener::new(&window, "pagehide", move |_| hides(())),
            EventListener::new(&window, "pageshow", move |event| {
                let event = event.dyn_ref::<PageTransitionEvent>();
                shown(event.is_some_and(PageTransitionEvent::persisted));
            }),
            EventListener::new(&window, "online", move |_| online(())),
            EventListener::new(&browser::document(), "visibilitychange", move |_| {
                if browser::document().visibility_state() == VisibilityState::Visible {
                    woken(());
                }
            }),
        ]
    }

    /// The page goes: for good, for a reload, or to be kept and perhaps shown again. The others
    /// shall know at once. Connections must not outlive the page, or the browser could not keep it.
    fn page_hides(&self) {
        if !self.engine.borrow().world.outlasts_page() {
            return;
        }
        self.feed(Input::Unloading);
        let lost = self.engine.borrow_mut().world.leave();
        self.lost.borrow_mut().extend(lost);
    }

    fn page_shows_again(&self) {
        self.engine.borrow().world.come_back();
        for input in self.lost.take() {
            self.enqueue(input);
        }
        self.feed(Input::Woken);
    }
}

/// A callback that does nothing once the core is gone.
fn weakly<C: 'static, T>(core: &Weak<C>, act: impl Fn(&C, T) + 'static) -> impl Fn(T) + 'static {
    let core = core.clone();
    move |value| {
        if let Some(core) = core.upgrade() {
            act(&core, value);
        }
    }
}

/// What only [`Core::work`] touches.
struct Engine {
    session: Session,
    world: World,
    traffic: Traffic,
    alarm: Alarm,
}

impl Engine {
    fn take_in(&mut self, input: Input) {
        let now = clock::now();
        match &input {
            Input::Tick => self.alarm.rang(),
            Input::Received { channel, bytes, .. } => self.traffic.receives(*channel, bytes.len()),
            _ => {}
        }
        self.world.hear(now, &input);
        self.session.handle_input(now, input);
    }

    /// Does all that the session asks for; events are for others to show.
    fn carry_out(&mut self, events: &mut Vec<Event>) {
        while let Some(output) = self.session.poll_output() {
            match output {
                Output::Event(event) => events.push(event),
                Output::Command(command) => {
                    if let Command::Send { channel, bytes, .. } = &command {
                        self.traffic.sends(*channel, bytes.len());
                    }
                    self.world.carry_out(command);
                }
            }
        }
    }

    fn set_alarm(&mut self) {
        let wakes = [self.session.next_wake(), self.world.next_wake()];
        self.alarm.set(wakes.into_iter().flatten().min(), clock::now());
    }
}
