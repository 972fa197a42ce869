//! Units, the things that rules look at, and scopes, the kinds of them.

use std::cell::OnceCell;

use crate::model::{Article, BlockKind, Passage, Span, StetFault};

/// One thing that a rule looks at; of one scope, units are ordered as the text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unit {
    Article,
    /// An index into `Article::blocks`.
    Block(usize),
    /// An index into `Article::sentences`.
    Sentence(usize),
    /// An index into `Article::quotations`.
    Quotation(usize),
    /// An index into `Article::stray_marks`.
    StrayMark(usize),
    /// A fault of a stet.
    Stet(StetFault),
}

/// Which of a unit's two neighbours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    Before,
    After,
}

/// A kind of unit, by the name that a rule's `scope` gives it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Scope {
    Article,
    /// The blocks of one kind.
    Block(BlockKind),
    /// Every block of the story itself: all but promos and notes.
    AnyBlock,
    /// The sentences of the body, deks and captions; headlines are a scope of their own.
    Sentence,
    Quotation,
    /// The quotation marks that close nothing.
    StrayMark,
    /// The stets that an editor wrote, looked at when all other rules have spoken.
    Stet,
}

/// The units of one article, those of a scope gathered when they are first asked for.
#[derive(Debug, Default)]
pub struct Units([OnceCell<Vec<Unit>>; Scope::COUNT]);

impl Units {
    /// The scope's units in the order of the text.
    pub fn of(&self, scope: Scope, article: &Article) -> &[Unit] {
        self.0[scope.index()].get_or_init(|| scope.units(article))
    }

    /// The scope's units that begin within `passage`.
    pub fn within(&self, scope: Scope, passage: Passage, article: &Article) -> &[Unit] {
        let units = self.of(scope, article);
        let before = |place: usize| units.partition_point(|unit| unit.passage(article).start < place);
        let first = before(passage.start);
        &units[first..before(passage.end).max(first)]
    }
}

impl Scope {
    /// How many scopes there are.
    const COUNT: usize = 6 + BlockKind::ALL.len();

    /// The scope's place among all, from 0 to below `COUNT`.
    const fn index(self) -> usize {
        match self {
            Scope::Article => 0,
            Scope::AnyBlock => 1,
            Scope::Sentence => 2,
            Scope::Quotation => 3,
            Scope::StrayMark => 4,
            Scope::Stet => 5,
            Scope::Block(kind) => 6 + kind as usize,
        }
    }

    /// Every scope.
    pub fn all() -> impl Iterator<Item = Scope> {
        [Scope::Article, Scope::AnyBlock, Scope::Sentence, Scope::Quotation, Scope::StrayMark, Scope::Stet]
            .into_iter()
            .chain(BlockKind::ALL.into_iter().map(Scope::Block))
    }

    pub const fn name(self) -> &'static str {
        match self {
            Scope::Article => "article",
            Scope::Block(kind) => kind.name(),
            Scope::AnyBlock => "block",
            Scope::Sentence => "sentence",
            Scope::Quotation => "quotation",
            Scope::StrayMark => "stray-mark",
            Scope::Stet => "stet",
        }
    }

    pub fn from_name(name: &str) -> Option<Scope> {
        Scope::all().find(|scope| scope.name() == name)
    }

    /// Whether its units are few and short: lines around the story.
    pub fn is_short(self) -> bool {
        use BlockKind::{Byline, Caption, Dateline, Dek, Headline, PullQuote, Subhead};
        matches!(self, Scope::Block(Headline | Dek | Subhead | Byline | Dateline | Caption | PullQuote))
    }

    /// The scope's units in the order of the text. Promos are in no scope but `promo` and `article`.
    fn units(self, article: &Article) -> Vec<Unit> {
        match self {
            Scope::Article => vec![Unit::Article],
            Scope::Block(kind) => article.blocks_of(kind).map(|(index, _)| Unit::Block(index)).collect(),
            Scope::AnyBlock => {
                let in_scope = |index: &usize| is_of_story(article.blocks[*index].kind);
                (0..article.blocks.len()).filter(in_scope).map(Unit::Block).collect()
            }
            Scope::Sentence => {
                let in_scope = |index: &usize| holds_sentences(article.blocks[article.sentences[*index].block].kind);
                (0..article.sentences.len()).filter(in_scope).map(Unit::Sentence).collect()
            }
            Scope::Quotation => {
                let in_story = |index: &usize| holds_quotations(article.blocks[article.quotations[*index].block].kind);
                (0..article.quotations.len()).filter(in_story).map(Unit::Quotation).collect()
            }
            Scope::StrayMark => (0..article.stray_marks.len()).map(Unit::StrayMark).collect(),
            Scope::Stet => Vec::new(),
        }
    }

    /// The scope's unit that holds the byte of prose at `offset`.
    pub fn unit_at(self, article: &Article, offset: usize) -> Option<Unit> {
        match self {
            Scope::Article => Some(Unit::Article),
            Scope::Block(kind) => {
                article.block_at(offset).filter(|index| article.blocks[*index].kind == kind).map(Unit::Block)
            }
            Scope::AnyBlock => {
                article.block_at(offset).filter(|index| is_of_story(article.blocks[*index].kind)).map(Unit::Block)
            }
            Scope::Sentence => article
                .sentence_at(offset)
                .filter(|index| holds_sentences(article.blocks[article.sentences[*index].block].kind))
                .map(Unit::Sentence),
            Scope::Quotation => innermost_quotation(article, offset).map(Unit::Quotation),
            Scope::StrayMark => article.stray_marks.iter().position(|mark| mark.holds(offset)).map(Unit::StrayMark),
            Scope::Stet => None,
        }
    }
}

impl schemars::JsonSchema for Scope {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Scope".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "enum": Scope::all().map(Scope::name).collect::<Vec<_>>() })
    }
}

impl Unit {
    pub fn passage(self, article: &Article) -> Passage {
        match self {
            Unit::Article => article.text.whole(),
            Unit::Block(index) => article.blocks[index].passage,
            Unit::Sentence(index) => article.sentences[index].passage,
            Unit::Quotation(index) => article.quotations[index].passage,
            Unit::StrayMark(index) => article.stray_marks[index],
            Unit::Stet(_) => Passage::default(),
        }
    }

    /// Its words: of a quotation, without its marks.
    pub fn words(self, article: &Article) -> Passage {
        match self {
            Unit::Quotation(index) => article.quotations[index].words,
            unit => unit.passage(article),
        }
    }

    /// Where it stands in the source: of a block, with its markup.
    pub fn span(self, article: &Article) -> Span {
        match self {
            Unit::Block(index) => article.blocks[index].span,
            unit => article.text.span(unit.passage(article)),
        }
    }

    /// The next unit of its kind in that direction: a sentence of the story, a block, a quotation.
    pub fn neighbour(self, direction: Direction, article: &Article) -> Option<Unit> {
        let step = |index: usize, count: usize, in_scope: &dyn Fn(usize) -> bool| match direction {
            Direction::Before => (0..index).rev().find(|index| in_scope(*index)),
            Direction::After => (index + 1..count).find(|index| in_scope(*index)),
        };
        match self {
            Unit::Article | Unit::StrayMark(_) | Unit::Stet(_) => None,
            Unit::Block(index) => {
                step(index, article.blocks.len(), &|index| is_of_story(article.blocks[index].kind)).map(Unit::Block)
            }
            Unit::Sentence(index) => {
                let told = |index: usize| holds_sentences(article.blocks[article.sentences[index].block].kind);
                step(index, article.sentences.len(), &told).map(Unit::Sentence)
            }
            Unit::Quotation(index) => {
                let told = |index: usize| holds_quotations(article.blocks[article.quotations[index].block].kind);
                step(index, article.quotations.len(), &told).map(Unit::Quotation)
            }
        }
    }

    /// The index of the block that the unit is or stands in.
    pub fn block(self, article: &Article) -> Option<usize> {
        match self {
            Unit::Article => None,
            Unit::Block(index) => Some(index),
            Unit::Sentence(index) => Some(article.sentences[index].block),
            Unit::Quotation(index) => Some(article.quotations[index].block),
            Unit::StrayMark(index) => article.block_at(article.stray_marks[index].start),
            Unit::Stet(_) => None,
        }
    }
}

fn is_of_story(kind: BlockKind) -> bool {
    !matches!(kind, BlockKind::Promo | BlockKind::Note)
}

pub(super) fn holds_sentences(kind: BlockKind) -> bool {
    kind.is_body() || matches!(kind, BlockKind::Dek | BlockKind::Caption)
}

/// A pull quote says a quotation of the story again.
fn holds_quotations(kind: BlockKind) -> bool {
    kind != BlockKind::PullQuote
}

fn innermost_quotation(article: &Article, offset: usize) -> Option<usize> {
    let end = article.quotations.partition_point(|quotation| quotation.passage.start <= offset);
    (0..end)
        .rev()
        .take(8)
        .find(|index| article.quotations[*index].passage.holds(offset))
        .filter(|index| holds_quotations(article.blocks[article.quotations[*index].block].kind))
}
