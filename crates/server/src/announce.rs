//! Says where the game can be opened, on this machine and from others on the local network.

use std::io::{self, Write};
use std::net::SocketAddr;

use qrcode::QrCode;
use qrcode::render::unicode::Dense1x2;

use crate::addresses;

/// Writes the addresses. The first line is what other programs read: `listening on ` and the
/// address for this machine.
///
/// # Errors
///
/// When it can't be written.
pub fn announce(out: &mut impl Write, listening: SocketAddr, with_code: bool) -> io::Result<()> {
    writeln!(out, "listening on {}/", addresses::own(listening))?;
    out.flush()?;
    let friends = addresses::for_others(listening);
    if let Some(first) = friends.first() {
        writeln!(out, "\nOthers on your network can open:")?;
        for origin in &friends {
            writeln!(out, "  {origin}/")?;
        }
        if with_code {
            writeln!(out, "\n{}", code(&format!("{first}/")))?;
        }
    }
    out.flush()
}

/// An address to point a phone at, light on dark as most terminals are.
fn code(url: &str) -> String {
    let code = QrCode::new(url).expect("an address of at most 30 bytes fits any code");
    code.render::<Dense1x2>().dark_color(Dense1x2::Light).light_color(Dense1x2::Dark).build()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_line_is_for_programs() {
        let mut out = Vec::new();
        let listening = "[::]:1234".parse().expect("a socket address");
        announce(&mut out, listening, true).expect("a vector takes all");
        let text = String::from_utf8(out).expect("the announcement is text");
        assert_eq!(text.lines().next(), Some("listening on http://127.0.0.1:1234/"));
    }
}
