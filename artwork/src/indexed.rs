//! Pictures as PNG files with a palette. Ours have fewer than 256 colours, the blends at edges
//! included, and so take a third of the bytes that four channels would; no colour is changed for it.

use anyhow::{Context, Result};
use png::{BitDepth, ColorType, Compression, Encoder, Filter};
use resvg::tiny_skia::Pixmap;

/// The picture as a file.
///
/// # Errors
/// It has more than 256 colours.
pub(crate) fn encode(pixmap: &Pixmap) -> Result<Vec<u8>> {
    let (colours, indices) = index(pixmap)?;
    let palette: Vec<u8> =
        colours.iter().flat_map(|&[red, green, blue, _]| [red, green, blue]).collect();
    let alphas: Vec<u8> = colours.iter().map(|&[.., alpha]| alpha).collect();
    let mut file = Vec::new();
    let mut encoder = Encoder::new(&mut file, pixmap.width(), pixmap.height());
    encoder.set_color(ColorType::Indexed);
    encoder.set_depth(BitDepth::Eight);
    encoder.set_palette(palette);
    encoder.set_trns(alphas);
    encoder.set_compression(Compression::High);
    // Differences between indices mean nothing.
    encoder.set_filter(Filter::NoFilter);
    encoder.write_header()?.write_image_data(&indices)?;
    Ok(file)
}

/// The colours, as red, green, blue and alpha, and which of them each pixel has.
fn index(pixmap: &Pixmap) -> Result<(Vec<[u8; 4]>, Vec<u8>)> {
    let mut colours = Vec::new();
    let mut indices = Vec::new();
    for pixel in pixmap.pixels() {
        let pixel = pixel.demultiply();
        let colour = [pixel.red(), pixel.green(), pixel.blue(), pixel.alpha()];
        let found = colours.iter().position(|known| *known == colour);
        let index = found.unwrap_or_else(|| {
            colours.push(colour);
            colours.len() - 1
        });
        indices.push(u8::try_from(index).context("the picture has more than 256 colours")?);
    }
    Ok((colours, indices))
}

#[cfg(test)]
mod tests {
    use resvg::tiny_skia::{Color, PremultipliedColorU8};

    use super::*;

    #[test]
    fn every_colour_comes_back() {
        let mut drawn = Pixmap::new(16, 16).unwrap();
        for (pixel, alpha) in drawn.pixels_mut().iter_mut().zip(0..=u8::MAX) {
            *pixel = PremultipliedColorU8::from_rgba(alpha, alpha / 2, 0, alpha).unwrap();
        }
        let kept = Pixmap::decode_png(&encode(&drawn).unwrap()).unwrap();
        for (kept, drawn) in kept.data().iter().zip(drawn.data()) {
            // To take alpha out of a colour and put it in again rounds twice.
            assert!(kept.abs_diff(*drawn) <= 1, "{kept} for {drawn}");
        }
    }

    #[test]
    fn one_colour_too_many_is_refused() {
        let mut drawn = Pixmap::new(257, 1).unwrap();
        for (pixel, level) in drawn.pixels_mut().iter_mut().zip(0_u16..) {
            let [high, low] = level.to_be_bytes();
            *pixel = Color::from_rgba8(high, low, 0, u8::MAX).premultiply().to_color_u8();
        }
        assert!(encode(&drawn).is_err());
    }
}
