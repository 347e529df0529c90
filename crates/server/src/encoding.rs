//! Which encoding of a file a browser wants (RFC 9110 section 12.5.3).

/// A content coding that files are stored in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Encoding {
    Brotli,
    Gzip,
    Identity,
}

impl Encoding {
    /// The smallest first.
    const ALL: [Self; 3] = [Self::Brotli, Self::Gzip, Self::Identity];

    /// As in `Content-Encoding`.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Brotli => "br",
            Self::Gzip => "gzip",
            Self::Identity => "identity",
        }
    }

    /// What the stored file's name ends in.
    pub(crate) const fn suffix(self) -> &'static str {
        match self {
            Self::Brotli => ".br",
            Self::Gzip => ".gz",
            Self::Identity => "",
        }
    }
}

/// The encodings to try for an `Accept-Encoding` header, the best first. The last is always
/// [`Encoding::Identity`]: to who refuses everything, the RFC has us send the plain file.
pub(crate) fn wanted(accept: &str) -> Vec<Encoding> {
    let mut weighted: Vec<_> = Encoding::ALL
        .into_iter()
        .map(|encoding| (weight(accept, encoding), encoding))
        .filter(|(weight, encoding)| *weight > 0 && *encoding != Encoding::Identity)
        .collect();
    // What is worth less to the browser than the plain file is not tried before it.
    let plain = weight(accept, Encoding::Identity);
    weighted.retain(|(weight, _)| *weight >= plain);
    // The sort is stable, so of equal weights the smaller file stays first.
    weighted.sort_by_key(|(weight, _)| core::cmp::Reverse(*weight));
    weighted.into_iter().map(|(_, encoding)| encoding).chain([Encoding::Identity]).collect()
}

/// The weight, in thousandths, that a header gives to an encoding. One that is not mentioned has
/// none; for identity that means: acceptable, after all others.
fn weight(accept: &str, encoding: Encoding) -> u16 {
    let named = |name: &str| {
        accept.split(',').find_map(|item| {
            let mut parts = item.split(';').map(str::trim);
            let coding = parts.next().unwrap_or_default();
            coding.eq_ignore_ascii_case(name).then(|| quality(parts))
        })
    };
    named(encoding.name()).or_else(|| named("*")).unwrap_or(0)
}

/// The value of the `q` parameter, in thousandths: 1 if there is none, 0 if it can't be read.
fn quality<'a>(mut parameters: impl Iterator<Item = &'a str>) -> u16 {
    let q = parameters.find_map(|p| p.strip_prefix("q=").or_else(|| p.strip_prefix("Q=")));
    let Some(q) = q else {
        return 1_000;
    };
    let (whole, fraction) = q.split_once('.').unwrap_or((q, ""));
    if fraction.len() > 3 || !fraction.bytes().all(|digit| digit.is_ascii_digit()) {
        return 0;
    }
    match whole {
        "0" => format!("{fraction:0<3}").parse().unwrap_or(0),
        "1" if fraction.bytes().all(|digit| digit == b'0') => 1_000,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::Encoding::{Brotli, Gzip, Identity};
    use super::*;

    #[test]
    fn the_best_that_is_accepted_comes_first() {
        let cases: [(&str, &[Encoding]); 14] = [
            ("", &[Identity]),
            ("gzip, deflate, br, zstd", &[Brotli, Gzip, Identity]),
            ("gzip", &[Gzip, Identity]),
            ("GZIP;q=1.0", &[Gzip, Identity]),
            ("br;q=0.5, gzip;q=0.8", &[Gzip, Brotli, Identity]),
            ("br;q=0.001,gzip;q=0", &[Brotli, Identity]),
            ("*", &[Brotli, Gzip, Identity]),
            ("br;q=0, *", &[Gzip, Identity]),
            ("identity, *;q=0", &[Identity]),
            ("*;q=0", &[Identity]),
            ("identity;q=0, gzip", &[Gzip, Identity]),
            ("identity, br;q=0.5", &[Identity]),
            ("br;q=2, gzip;q=x, *;q=0.1234", &[Identity]),
            ("brotli, x-gzip, ;q=1, ,", &[Identity]),
        ];
        for (accept, expected) in cases {
            assert_eq!(wanted(accept), expected, "{accept:?}");
        }
    }
}
