//! Ids as text: Crockford's base 32 in lower case, without the letters that are mistaken for
//! digits, so that a game's id can be read out across a room. PeerJS clients accept such ids.

use alloc::string::String;

/// Crockford's alphabet: no `i`, `l`, `o`, `u`.
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// The lowest `digits * 5` bits of `value`, most significant first.
pub(crate) fn encode(value: u64, digits: u32) -> String {
    (0..digits)
        .rev()
        .map(|digit| {
            let shift = digit * 5;
            let index = if shift < u64::BITS { (value >> shift) & 31 } else { 0 };
            char::from(ALPHABET[usize::try_from(index).expect("five bits fit")])
        })
        .collect()
}

/// The value of a text of exactly `digits` digits; none if it holds anything else or more bits
/// than fit. Capitals are accepted, and `i`, `l`, `o` are read as the digits they look like.
pub(crate) fn decode(text: &str, digits: usize) -> Option<u64> {
    if text.len() != digits {
        return None;
    }
    text.bytes().try_fold(0_u64, |value, byte| {
        let byte = match byte.to_ascii_lowercase() {
            b'i' | b'l' => b'1',
            b'o' => b'0',
            other => other,
        };
        let digit = ALPHABET.iter().position(|&letter| letter == byte)?;
        value.checked_mul(32)?.checked_add(u64::try_from(digit).ok()?)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_digit_survives_the_way_there_and_back() {
        for value in [0, 1, 31, 32, 0x0123_4567_89ab_cdef, u64::MAX] {
            assert_eq!(decode(&encode(value, 13), 13), Some(value));
        }
    }

    #[test]
    fn look_alikes_are_read_as_what_was_meant() {
        assert_eq!(decode("OIL", 3), decode("011", 3));
    }

    #[test]
    fn anything_else_is_none() {
        for text in ["", "0", "000", "u0", "-0", "é"] {
            assert_eq!(decode(text, 2), None, "{text:?}");
        }
        assert_eq!(decode("zzzzzzzzzzzzz", 13), None, "65 bits are one too many");
    }
}
