//! Plays notes, through Web Audio: tones that it makes itself, so that no file is loaded.

use core::cell::RefCell;

use wasm_bindgen::JsValue;
use web_sys::{AudioContext, AudioContextState, OscillatorType};

use crate::store::Note;

/// How loud a note begins, as a part of the most that there is: heard over a party, and nobody
/// starts.
const LOUD: f32 = 0.2;

/// How loud it ends. An exponential fade never reaches nothing; this is 46 dB below [`LOUD`].
const FAINT: f32 = 0.001;

thread_local! {
    /// The page's loudspeaker, as soon as there was a gesture to make it by.
    static CONTEXT: RefCell<Option<AudioContext>> = const { RefCell::new(None) };
}

/// Makes the loudspeaker, or wakes it. Browsers allow that only while a key goes down or something
/// is touched; at any other time they complain.
pub(crate) fn unlock() {
    CONTEXT.with_borrow_mut(|context| {
        match context {
            // One that was closed can't be woken; nothing here closes it.
            Some(context) if context.state() != AudioContextState::Running => {
                let _ = context.resume();
            }
            Some(_) => {}
            // A browser without Web Audio stays silent.
            None => *context = AudioContext::new().ok(),
        }
    });
}

/// Plays these notes. While the loudspeaker sleeps nothing is played, then or later.
pub(crate) fn play(notes: &[Note]) {
    CONTEXT.with_borrow(|context| {
        let running = |context: &&AudioContext| context.state() == AudioContextState::Running;
        let Some(context) = context.as_ref().filter(running) else { return };
        for note in notes {
            // A note that can't be played is no reason to stop a round.
            let _ = tone(context, note);
        }
    });
}

fn tone(context: &AudioContext, note: &Note) -> Result<(), JsValue> {
    let from = context.current_time() + note.at_secs;
    let until = from + note.fades_in_secs;
    let (oscillator, gain) = (context.create_oscillator()?, context.create_gain()?);
    // Between a sine, which small loudspeakers hardly give, and a square, which is harsh.
    oscillator.set_type(OscillatorType::Triangle);
    oscillator.frequency().set_value(note.hertz);
    gain.gain().set_value_at_time(LOUD, from)?;
    gain.gain().exponential_ramp_to_value_at_time(FAINT, until)?;
    oscillator.connect_with_audio_node(&gain)?;
    gain.connect_with_audio_node(&context.destination())?;
    oscillator.start_with_when(from)?;
    oscillator.stop_with_when(until)
}
