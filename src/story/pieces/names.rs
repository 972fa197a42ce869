//! Kinds that a newsroom names: in the metadata, by the folder, in the headline.

use crate::language::words::count;
use crate::model::{Article, Lexicon, PieceKind, PieceSign, WordList, fold};

/// Keys of the metadata that say where a piece belongs.
const KEYS: [&str; 12] = [
    "type",
    "story-type",
    "genre",
    "section",
    "sections",
    "category",
    "categories",
    "kicker",
    "format",
    "tone",
    "kind",
    "content_type",
];
/// Tags say what a story is about rather than what it is: "events" is a subject, "satire" hardly one.
const TAGS: [&str; 2] = ["tags", "keywords"];
const TOLD_BY_TAGS: [PieceKind; 4] = [PieceKind::Opinion, PieceKind::Faq, PieceKind::Interview, PieceKind::Letters];
/// So many folders above a file may name its kind.
const FOLDERS: usize = 3;
/// A headline has at most so many words, and a label of one.
const HEADLINE: usize = 20;
const LABEL: usize = 4;

/// The words that name each kind.
#[derive(Debug)]
pub(super) struct PieceNames(Vec<Named>);

#[derive(Debug)]
struct Named {
    kind: PieceKind,
    types: WordList,
    labels: WordList,
    headlines: WordList,
}

impl PieceNames {
    pub fn new(lexicon: &Lexicon) -> Self {
        let list = |kind: PieceKind, suffix: &str| lexicon.list(&format!("{}-{suffix}", kind.name())).clone();
        let named = PieceKind::ALL.map(|kind| Named {
            kind,
            types: list(kind, "types"),
            labels: list(kind, "labels"),
            headlines: list(kind, "headlines"),
        });
        Self(named.into())
    }

    pub fn kind(&self, article: &Article, folder: &str) -> Option<(PieceKind, PieceSign)> {
        let in_metadata = || self.in_metadata(article).map(|kind| (kind, PieceSign::Metadata));
        let in_headline = || self.in_headline(article.headline()).map(|kind| (kind, PieceSign::Headline));
        let in_folder = || self.in_folder(folder).map(|kind| (kind, PieceSign::Folder));
        in_metadata().or_else(in_headline).or_else(in_folder)
    }

    fn of_type(&self, word: &str) -> Option<PieceKind> {
        let word = fold(word.trim());
        self.0.iter().find(|named| named.types.contains(&word)).map(|named| named.kind)
    }

    fn in_metadata(&self, article: &Article) -> Option<PieceKind> {
        let values = |keys: &'static [&'static str]| {
            article.metadata.fields.iter().filter(|field| keys.contains(&field.key.as_str()))
        };
        let by_key = values(&KEYS).find_map(|field| self.of_type(&field.value));
        let by_tag =
            || values(&TAGS).filter_map(|field| self.of_type(&field.value)).find(|kind| TOLD_BY_TAGS.contains(kind));
        by_key.or_else(by_tag)
    }

    fn in_folder(&self, folder: &str) -> Option<PieceKind> {
        folder.rsplit(['/', '\\']).take(FOLDERS).find_map(|name| self.of_type(name))
    }

    /// "Opinion: …", "… | Review", "… how to …".
    fn in_headline(&self, headline: &str) -> Option<PieceKind> {
        if count(headline) > HEADLINE {
            return None;
        }
        let folded = fold(headline);
        let labels = folded.split([':', '|', '–', '—']).map(str::trim);
        let short = labels.filter(|label| count(label) <= LABEL);
        let by_label = short.flat_map(|label| self.0.iter().find(|named| named.labels.contains(label))).next();
        let says = |named: &&Named| named.headlines.words().iter().any(|words| holds(&folded, words));
        by_label.or_else(|| self.0.iter().find(says)).map(|named| named.kind)
    }
}

/// Whether `words` stand in `text` as whole words.
fn holds(text: &str, words: &str) -> bool {
    text.match_indices(words).any(|(at, _)| {
        let edge = |letter: Option<char>| letter.is_none_or(|letter| !letter.is_alphanumeric());
        edge(text[..at].chars().next_back()) && edge(text[at + words.len()..].chars().next())
    })
}
