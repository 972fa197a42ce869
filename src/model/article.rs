//! An article with its structure: what rules look at.

use super::{
    Block, BlockKind, Comment, Identity, Layout, Metadata, Office, Passage, PieceKind, PieceSign, StorySource, Text,
};

/// A story and all that is known of its structure. Every index into `blocks` is 0-based.
#[derive(Clone, Debug, Default)]
pub struct Article {
    pub text: Text,
    pub blocks: Vec<Block>,
    /// The indices of the blocks that tell the story, ascending.
    pub body: Vec<usize>,
    /// In the order of the prose; every sentence lies within one block.
    pub sentences: Vec<Sentence>,
    /// In the order of the prose; every quotation lies within one block.
    pub quotations: Vec<Quotation>,
    /// Quotation marks that close nothing, in the order of the prose.
    pub stray_marks: Vec<Passage>,
    /// In the order in which they first speak.
    pub sources: Vec<StorySource>,
    pub metadata: Metadata,
    pub comments: Vec<Comment>,
    pub layout: Layout,
    pub piece: PieceKind,
    /// What told the kind of the piece.
    pub piece_sign: PieceSign,
    /// The language that it is written in, ISO 639: `en`.
    pub language: String,
    /// Whether a pack serves that language: else only rules that need no language run.
    pub served: bool,
}

#[derive(Clone, Debug)]
pub struct Sentence {
    pub passage: Passage,
    pub block: usize,
    /// Who stands behind it, by the sentence's own words.
    pub source: SourceKind,
    /// Where `source` is none: whom a weak cue tells of ("the board opened talks", "Smith wants"): somebody acts or
    /// thinks in the sentence, but does not plainly say it.
    pub hinted: SourceKind,
    /// The words that name the source, or the one hinted at.
    pub source_words: Option<Passage>,
    /// The reporting form ("said", "according to"), of the source or the hint.
    pub cue: Option<Passage>,
    pub cue_group: Option<CueGroup>,
    /// Where `source` is none: a neighbour's source plainly carries over ("He added …" continued, a list under a report).
    pub carried: SourceKind,
    /// Where the source is a pronoun: the words that name those whom it could mean, the nearest first, two at most.
    pub antecedents: Option<Vec<Passage>>,
    /// How far readers can tell who the source is, or the one hinted at; `None` where neither is known.
    pub identity: Option<Identity>,
    /// By what office, trade or kind of body the words call the source, or the one hinted at.
    pub office: Office,
    /// Share of its letters that stand in quotation marks, 0 to 1.
    pub quoted: f32,
}

#[derive(Clone, Debug)]
pub struct Quotation {
    /// Marks included.
    pub passage: Passage,
    /// Without the marks.
    pub words: Passage,
    pub block: usize,
    pub kind: QuotationKind,
    pub speaker: SourceKind,
    /// The words that name the speaker; they may stand in another block.
    pub speaker_words: Option<Passage>,
    /// Where the speaker is a pronoun: the words that name the one person, group or body that it can stand for.
    pub antecedent: Option<Passage>,
    /// How far readers can tell who the speaker is; `None` where that is not known.
    pub identity: Option<Identity>,
    pub cue: Option<Passage>,
    pub cue_group: Option<CueGroup>,
    /// The step of the ladder that found the speaker ("sentence", "colon", "paragraph", …); `None` without a speaker.
    pub step: Option<&'static str>,
    /// How many quotations it stands inside.
    pub depth: usize,
    /// The closing mark is missing and was supplied at the paragraph's end.
    pub open: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum QuotationKind {
    Speech,
    Fragment,
    Scare,
    Title,
}

impl QuotationKind {
    pub const ALL: [QuotationKind; 4] =
        [QuotationKind::Speech, QuotationKind::Fragment, QuotationKind::Scare, QuotationKind::Title];

    pub const fn name(self) -> &'static str {
        match self {
            QuotationKind::Speech => "speech",
            QuotationKind::Fragment => "fragment",
            QuotationKind::Scare => "scare",
            QuotationKind::Title => "title",
        }
    }
}

/// What a reporting form does beside reporting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CueGroup {
    /// "said", "according to".
    Neutral,
    /// Vouches for what is said: "pointed out", "revealed".
    Factive,
    /// Judges the speaker: "blasted", "gushed".
    Loaded,
    /// Casts doubt: "claimed", "alleged".
    Doubtful,
    /// Thought or wished rather than said: "believes", "hopes".
    Belief,
}

impl CueGroup {
    pub const ALL: [CueGroup; 5] =
        [CueGroup::Neutral, CueGroup::Factive, CueGroup::Loaded, CueGroup::Doubtful, CueGroup::Belief];

    pub const fn name(self) -> &'static str {
        match self {
            CueGroup::Neutral => "neutral",
            CueGroup::Factive => "factive",
            CueGroup::Loaded => "loaded",
            CueGroup::Doubtful => "doubtful",
            CueGroup::Belief => "belief",
        }
    }
}

/// Who says it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum SourceKind {
    #[default]
    None,
    Named,
    Role,
    Group,
    Pronoun,
    Anonymous,
    Document,
    Organization,
}

impl SourceKind {
    pub const ALL: [SourceKind; 8] = [
        SourceKind::None,
        SourceKind::Named,
        SourceKind::Role,
        SourceKind::Group,
        SourceKind::Pronoun,
        SourceKind::Anonymous,
        SourceKind::Document,
        SourceKind::Organization,
    ];

    pub const fn name(self) -> &'static str {
        match self {
            SourceKind::None => "none",
            SourceKind::Named => "named",
            SourceKind::Role => "role",
            SourceKind::Group => "group",
            SourceKind::Pronoun => "pronoun",
            SourceKind::Anonymous => "anonymous",
            SourceKind::Document => "document",
            SourceKind::Organization => "organization",
        }
    }
}

impl Article {
    /// The blocks of one kind, with their indices.
    pub fn blocks_of(&self, kind: BlockKind) -> impl Iterator<Item = (usize, &Block)> {
        self.blocks.iter().enumerate().filter(move |(_, block)| block.kind == kind)
    }

    /// The first headline's words, empty where there is none.
    pub fn headline(&self) -> &str {
        self.blocks_of(BlockKind::Headline).next().map_or("", |(_, block)| self.text.slice(block.passage))
    }

    /// The index of the block whose passage holds the byte of prose at `offset`.
    pub fn block_at(&self, offset: usize) -> Option<usize> {
        let index = self.blocks.partition_point(|block| block.passage.end <= offset);
        (self.blocks.get(index)?.passage.start <= offset).then_some(index)
    }

    /// The index of the sentence that holds the byte of prose at `offset`.
    pub fn sentence_at(&self, offset: usize) -> Option<usize> {
        let index = self.sentences.partition_point(|sentence| sentence.passage.end <= offset);
        (self.sentences.get(index)?.passage.start <= offset).then_some(index)
    }

    /// The sentences within `passage`: those that begin inside it.
    pub fn sentences_in(&self, passage: Passage) -> &[Sentence] {
        let first = self.sentences.partition_point(|sentence| sentence.passage.start < passage.start);
        let end = self.sentences.partition_point(|sentence| sentence.passage.start < passage.end);
        &self.sentences[first..end.max(first)]
    }

    /// The quotations that begin within `passage`.
    pub fn quotations_in(&self, passage: Passage) -> &[Quotation] {
        let first = self.quotations.partition_point(|quotation| quotation.passage.start < passage.start);
        let end = self.quotations.partition_point(|quotation| quotation.passage.start < passage.end);
        &self.quotations[first..end.max(first)]
    }

    /// Whether the whole of `passage` stands inside one quotation's words.
    pub fn is_quoted(&self, passage: Passage) -> bool {
        let end = self.quotations.partition_point(|quotation| quotation.passage.start <= passage.start);
        self.quotations[..end]
            .iter()
            .rev()
            .take(8)
            .any(|quotation| quotation.passage.contains(passage) && quotation.kind != QuotationKind::Title)
    }
}
