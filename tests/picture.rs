//! The pictures of the README show what the terminal report says: `SNAPSHOTS=overwrite cargo test --test picture` draws
//! them anew.

use std::path::Path;
use std::process::Command;

use anstyle::{Color, RgbColor};
use anstyle_svg::{Palette, Term};
use snapbox::{Assert, Data};

/// Columns of the terminal in the picture.
const WIDTH: &str = "84";

/// Black, red, green, yellow, blue, magenta, cyan, white, and the same bright.
const DARK: [u32; 16] = [
    0x21262d, 0xff7b72, 0x3fb950, 0xd29922, 0x58a6ff, 0xbc8cff, 0x39c5cf, 0xb1bac4, 0x6e7681, 0xff7b72, 0x3fb950,
    0xe3b341, 0x79c0ff, 0xd2a8ff, 0x56d4dd, 0xf0f6fc,
];
const LIGHT: [u32; 16] = [
    0x24292f, 0xcf222e, 0x116329, 0x7d4e00, 0x0969da, 0x8250df, 0x1b7c83, 0x6e7781, 0x57606a, 0xcf222e, 0x1a7f37,
    0x7d4e00, 0x218bff, 0xa475f9, 0x3192aa, 0x24292f,
];

fn rgb(color: u32) -> RgbColor {
    let [_, red, green, blue] = color.to_be_bytes();
    RgbColor(red, green, blue)
}

fn report() -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_copydesk"))
        .args(["check", "examples/night-ferry.md", "--color", "always", "--isolated"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env("COLUMNS", WIDTH)
        .output()
        .expect("the program runs");
    String::from_utf8(output.stdout).expect("it says text")
}

fn hold(name: &str, palette: [u32; 16], words: u32, ground: u32) {
    let term = Term::new()
        .palette(Palette(palette.map(rgb)))
        .fg_color(Color::Rgb(rgb(words)))
        .bg_color(Color::Rgb(rgb(ground)));
    let drawn = Data::text(term.render_svg(&report())).raw();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("pictures").join(name);
    Assert::new().action_env("SNAPSHOTS").eq(drawn, Data::read_from(&path, None).raw());
}

#[test]
fn the_dark_picture_shows_what_is_said() {
    hold("report-dark.svg", DARK, 0xe6edf3, 0x0d1117);
}

#[test]
fn the_light_picture_shows_what_is_said() {
    hold("report-light.svg", LIGHT, 0x1f2328, 0xffffff);
}
