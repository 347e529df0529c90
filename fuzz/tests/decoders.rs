//! Every decoder: any bytes are a value or a reason, and a value says itself again.

use bolero::check;
use protocol::id::{Address, GameId, PlayerId};
use protocol::name::Name;
use protocol::peer;
use protocol::signalling::{Envelope, Payload};

/// Without a fuzzer the engine would offer a handful of bytes at most.
fn bytes() -> impl bolero::ValueGenerator<Output = Vec<u8>> {
    bolero::produce::<Vec<u8>>().with().len(0..512_usize)
}

#[test]
fn peer_message() {
    check!().with_iterations(200_000).with_generator(bytes()).for_each(|bytes: &Vec<u8>| {
        if let Ok(message) = peer::decode(bytes) {
            let again = peer::encode(&message).expect("no longer than it was");
            assert_eq!(peer::decode(&again), Ok(message));
        }
    });
}

#[test]
fn signalling_message() {
    check!().with_iterations(100_000).with_generator(bytes()).for_each(|bytes: &Vec<u8>| {
        if let Ok(envelope) = serde_json::from_slice::<Envelope<Payload>>(bytes) {
            let again = serde_json::to_vec(&envelope).expect("plain data");
            assert_eq!(serde_json::from_slice::<Envelope<Payload>>(&again).ok(), Some(envelope));
        }
    });
}

#[test]
fn ids_and_names() {
    check!().with_iterations(100_000).with_generator(bytes()).for_each(|bytes: &Vec<u8>| {
        let text = String::from_utf8_lossy(bytes);
        if let Ok(address) = text.parse::<Address>() {
            assert_eq!(address.to_string().parse(), Ok(address));
        }
        let _ = (text.parse::<GameId>(), text.parse::<PlayerId>());
        if let Ok(name) = Name::clean(&text) {
            assert_eq!(Name::try_from(name.to_string()), Ok(name), "clean is clean");
        }
    });
}
