//! What a page begins and ends with: its style and script are in it, and it may load, send and run nothing else.

use std::io::{self, Write};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

/// How a story, its marks and its cards look, on whatever page.
pub const STORY_STYLE: &str = include_str!("style.css");
const REPORT_STYLE: &str = include_str!("report.css");
const SCRIPT: &str = include_str!("report.js");
const HEAD: &str = include_str!("head.html");

pub fn write_head(out: &mut dyn Write) -> io::Result<()> {
    let style = format!("{STORY_STYLE}{REPORT_STYLE}");
    let policy = format!(
        "default-src 'none'; style-src '{}'; script-src '{}'; img-src data:; base-uri 'none'; form-action 'none'",
        hash(&style),
        hash(SCRIPT),
    );
    let head = HEAD.replace("{policy}", &policy).replace("{version}", env!("CARGO_PKG_VERSION"));
    out.write_all(head.replace("{style}", &style).replace("{script}", SCRIPT).as_bytes())
}

pub fn write_foot(out: &mut dyn Write) -> io::Result<()> {
    out.write_all(b"</main>\n</body>\n</html>\n")
}

/// What a policy names a text by that may run.
pub fn hash(text: &str) -> String {
    format!("sha256-{}", STANDARD.encode(Sha256::digest(text)))
}
