//! `mixed-marks`: curly and straight quotation marks in one story.

use super::{Check, CheckKind, Context, Finding};
use crate::model::{Article, Passage, Quotation};
use crate::query::Unit;

pub const KIND: CheckKind = CheckKind::without_settings::<MixedMarks>(
    "mixed-marks",
    "curly and straight quotation marks in one story; the first of the rarer kind is underlined",
);

#[derive(Debug, Default)]
struct MixedMarks;

impl Check for MixedMarks {
    fn run(&self, _unit: Unit, context: &Context<'_>) -> Vec<Finding> {
        let article = context.article;
        let marks: Vec<Passage> = article.quotations.iter().flat_map(|quotation| marks(quotation, article)).collect();
        let (straight, curly): (Vec<Passage>, Vec<Passage>) =
            marks.iter().partition(|mark| matches!(article.text.slice(**mark), "\"" | "'"));
        let (rarer, usual) = if straight.len() <= curly.len() { (&straight, &curly) } else { (&curly, &straight) };
        let Some(first) = rarer.first() else { return Vec::new() };
        let finding = Finding::at(*first)
            .with_value("count", rarer.len().to_string())
            .with_value("usual", usual.len().to_string())
            .with_value("kind", if std::ptr::eq(rarer, &straight) { "straight" } else { "curly" });
        vec![finding]
    }

    fn placeholders(&self) -> Vec<String> {
        ["count", "usual", "kind"].map(str::to_owned).to_vec()
    }
}

/// The marks around the quotation, those that are there.
fn marks(quotation: &Quotation, article: &Article) -> impl Iterator<Item = Passage> {
    let words = article.text.slice(quotation.passage);
    let opening = words.chars().next().filter(|mark| is_mark(*mark)).map(char::len_utf8);
    let closing = words.chars().next_back().filter(|mark| is_mark(*mark) && !quotation.open).map(char::len_utf8);
    let Passage { start, end } = quotation.passage;
    let opening = opening.map(|length| Passage::new(start, start + length));
    opening.into_iter().chain(closing.map(|length| Passage::new(end - length, end)))
}

fn is_mark(letter: char) -> bool {
    matches!(letter, '"' | '\'' | '“' | '”' | '‘' | '’')
}
