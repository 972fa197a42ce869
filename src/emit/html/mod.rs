//! The report that an editor opens: one page that holds everything, with the story, marks in it, and cards beside them.

mod card;
mod index;
mod marks;
mod page;
mod prose;
mod story;
mod structure;

pub use page::{STORY_STYLE, hash as policy_hash};
use std::borrow::Cow;
use std::io::{self, Write};

use quick_xml::escape::escape;

use super::{Emitter, EmitterKind, Summary, visible};
use crate::model::FileReport;

pub const HTML: EmitterKind = EmitterKind {
    name: "html",
    about: "one page to open in a browser: stories with marks and cards",
    // Notes are in it; whoever reads it ticks them.
    for_people: false,
    make: |_| Box::new(Html::default()),
};

#[derive(Default)]
struct Html {
    index: index::Index,
}

impl Emitter for Html {
    fn begin(&mut self, out: &mut dyn Write) -> io::Result<()> {
        page::write_head(out)
    }

    fn report(&mut self, report: &FileReport, out: &mut dyn Write) -> io::Result<()> {
        let story = story::StoryPage::new(report);
        let number = self.index.add(&story);
        story.write(number, out)
    }

    fn finish(&mut self, summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
        self.index.write(summary, out)?;
        page::write_foot(out)
    }
}

/// `text` as words of the page: nothing in it is markup, and nothing that would change the order of the words is hidden.
fn escaped(text: &str) -> String {
    escape(visible(text)).into_owned()
}

/// `text` on one line, and not much of it.
fn shortened(text: &str) -> String {
    /// Characters that a card shows of the draft.
    const MOST: usize = 100;
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let shown: Cow<'_, str> = match text.char_indices().nth(MOST) {
        Some((end, _)) => Cow::Owned(format!("{}…", text[..end].trim_end())),
        None => Cow::Borrowed(&text),
    };
    escaped(&shown)
}
