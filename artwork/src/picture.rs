//! Which pictures there are, and how one is drawn.

use std::{fs, path::Path};

use anyhow::{Context, Result};
use resvg::{
    tiny_skia::{Color, Pixmap, Transform},
    usvg::{Options, Tree},
};

use crate::ROOT;

/// The ground on which `icon.svg` stands.
const GROUND: (u8, u8, u8) = (0x2c, 0x2a, 0x6b);

/// Whoever shows a maskable icon may cut off all but the circle of four fifths of its width
/// (<https://www.w3.org/TR/appmanifest/#icon-masks>).
const MASK_SAFE: f32 = 0.8;

/// iOS cuts off the corners alone.
const APPLE_SAFE: f32 = 0.92;

/// What is made.
pub(crate) const PICTURES: [Picture; 5] = [
    icon("static/icons/icon-192.png", 192, Margin::Own),
    icon("static/icons/icon-512.png", 512, Margin::Own),
    icon("static/icons/maskable-512.png", 512, Margin::Ground(MASK_SAFE)),
    icon("static/icons/apple-touch-180.png", 180, Margin::Ground(APPLE_SAFE)),
    Picture {
        drawing: "artwork/preview.svg",
        file: "static/preview.png",
        // What networks and messengers show without cutting (<https://ogp.me>).
        width: 1_200,
        height: 630,
        margin: Margin::Own,
    },
];

/// A picture of so many pixels, made of a drawing.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Picture {
    drawing: &'static str,
    pub(crate) file: &'static str,
    width: u32,
    height: u32,
    margin: Margin,
}

/// What is around the drawing.
#[derive(Clone, Copy, Debug)]
enum Margin {
    /// What the drawing itself leaves free.
    Own,
    /// The icon's ground to the edges, and the drawing on this part of the width.
    Ground(f32),
}

const fn icon(file: &'static str, side: u32, margin: Margin) -> Picture {
    Picture { drawing: "static/icon.svg", file, width: side, height: side, margin }
}

impl Picture {
    /// Draws it.
    ///
    /// # Errors
    /// The drawing is missing, or is no SVG.
    pub(crate) fn draw(&self) -> Result<Pixmap> {
        let file = Path::new(ROOT).join(self.drawing);
        let svg = fs::read(&file).with_context(|| format!("can't read {}", file.display()))?;
        let tree = Tree::from_data(&svg, &Options::default())
            .with_context(|| format!("{} is no drawing", file.display()))?;
        let mut pixmap = Pixmap::new(self.width, self.height).context("a picture has a size")?;
        let part = match self.margin {
            Margin::Own => 1.0,
            Margin::Ground(part) => {
                let (red, green, blue) = GROUND;
                pixmap.fill(Color::from_rgba8(red, green, blue, u8::MAX));
                part
            }
        };
        resvg::render(&tree, self.placement(&tree, part), &mut pixmap.as_mut());
        Ok(pixmap)
    }

    /// The drawing in the middle, on this part of the width and the height.
    fn placement(&self, tree: &Tree, part: f32) -> Transform {
        let size = pixmap_size(self.width, self.height);
        let scale = |pixels: f32, units: f32| pixels * part / units;
        let border = |pixels: f32| pixels * (1.0 - part) / 2.0;
        Transform::from_scale(
            scale(size.0, tree.size().width()),
            scale(size.1, tree.size().height()),
        )
        .post_translate(border(size.0), border(size.1))
    }
}

#[expect(clippy::cast_precision_loss, reason = "pictures have far fewer than 2^24 pixels a side")]
fn pixmap_size(width: u32, height: u32) -> (f32, f32) {
    (width as f32, height as f32)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// By how much a channel of a pixel may differ: processors round differently.
    const ROUNDING: u8 = 2;

    #[test]
    fn the_pictures_in_the_repository_are_those_of_the_drawings() {
        for picture in PICTURES {
            let drawn = picture.draw().unwrap();
            let kept = Pixmap::load_png(Path::new(ROOT).join(picture.file)).unwrap();
            assert_eq!((kept.width(), kept.height()), (drawn.width(), drawn.height()));
            let pairs = kept.data().iter().zip(drawn.data());
            let differing = pairs.filter(|(kept, drawn)| kept.abs_diff(**drawn) > ROUNDING).count();
            assert_eq!(differing, 0, "{}: run `cargo xtask icons`", picture.file);
        }
    }

    #[test]
    fn what_a_mask_may_cut_off_is_ground() {
        let maskable = PICTURES.iter().find(|picture| picture.file.contains("maskable")).unwrap();
        let pixmap = maskable.draw().unwrap();
        let (width, height) = pixmap_size(pixmap.width(), pixmap.height());
        let (red, green, blue) = GROUND;
        for (index, pixel) in pixmap.pixels().iter().enumerate() {
            let index = u32::try_from(index).unwrap();
            let (x, y) = pixmap_size(index % pixmap.width(), index / pixmap.width());
            let from_middle = (x + 0.5 - width / 2.0).hypot(y + 0.5 - height / 2.0);
            if from_middle > MASK_SAFE * width / 2.0 {
                let colour = pixel.demultiply();
                let colour = [colour.red(), colour.green(), colour.blue(), colour.alpha()];
                assert_eq!(colour, [red, green, blue, u8::MAX], "{x}, {y}");
            }
        }
    }
}
