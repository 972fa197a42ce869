//! `repeats`: words that the story says again, or says again in another wording.

use std::hash::{DefaultHasher, Hash, Hasher};

use rustc_hash::FxHashMap;
use schemars::JsonSchema;
use serde::Deserialize;
use toml::Spanned;

use super::{Builder, Check, CheckKind, CheckSettings, Context, Finding};
use crate::language::words::{Word, words};
use crate::model::{Article, Edit, Fix, Safety, fold};
use crate::query::{Condition, Scope, Unit, WrittenCondition, anything};

pub const KIND: CheckKind = CheckKind::new::<RepeatsTable>(
    "repeats",
    "units that say again what another one says, in a unit of scope `article`; the later one is underlined",
);

/// `repeats = { of = "quotation", words = 6, wording = "within", also = "quoted before" }`
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct RepeatsTable {
    /// The kind of unit that may say something again.
    #[schemars(with = "Scope")]
    of: Spanned<String>,
    /// What must hold of such a unit.
    #[serde(default = "anything", rename = "where")]
    #[schemars(with = "WrittenCondition")]
    condition: Spanned<WrittenCondition>,
    /// The kind of unit that is said again; those before it of the same kind, where it is left out.
    #[schemars(with = "Option<Scope>")]
    from: Option<Spanned<String>>,
    /// Units of fewer words may say the same; in another wording, so many words in a row must be shared.
    words: usize,
    /// How like the earlier one the later one is.
    wording: Wording,
    /// What is written under the earlier one.
    also: String,
    /// What the fix is called that cuts the later one, where the two are alike to the letter; none without it.
    cut: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum Wording {
    /// Both are the same words, whatever their marks and capitals.
    Same,
    /// All of the shorter one stands in the other.
    Within,
    /// Most of it does, and some of its words are other words.
    Altered,
}

impl Wording {
    /// The same words stand within each other too.
    fn takes(self, found: Wording) -> bool {
        self == found || self == Wording::Within && found == Wording::Same
    }
}

#[derive(Debug)]
struct Repeats {
    of: Scope,
    condition: Condition,
    from: Option<Scope>,
    words: usize,
    wording: Wording,
    also: String,
    cut: Option<String>,
}

/// A unit, and its words folded.
struct Said {
    unit: Unit,
    words: Vec<String>,
}

/// Units are compared word by word up to this length; a longer one is a document.
const LONGEST: usize = 200;
/// The share of the shorter one's words, in their order, from which on two are one in two wordings.
const ALIKE: f64 = 0.7;

impl CheckSettings for RepeatsTable {
    fn build(self, builder: &mut Builder<'_>) -> Option<Box<dyn Check>> {
        let of = builder.scope(&self.of)?;
        let from = match &self.from {
            Some(from) => Some(builder.scope(from)?),
            None => None,
        };
        let condition = builder.within(std::slice::from_ref(&of)).condition(&self.condition);
        let Self { words, wording, also, cut, .. } = self;
        Some(Box::new(Repeats { of, condition, from, words: words.max(1), wording, also, cut }))
    }
}

impl Check for Repeats {
    fn run(&self, _unit: Unit, context: &Context<'_>) -> Vec<Finding> {
        let article = context.article;
        let holds = |unit: &Unit| self.condition.holds(&context.asked(*unit, unit.passage(article)));
        let mut said: Vec<Said> = Vec::new();
        let earlier = self.from.iter().flat_map(|scope| context.units.of(*scope, article));
        said.extend(earlier.map(|unit| Said::new(*unit, article)));
        let given = said.len();
        let later = context.units.of(self.of, article).iter().filter(|unit| holds(unit));
        said.extend(later.map(|unit| Said::new(*unit, article)));
        let mut first_with: FxHashMap<u64, usize> = FxHashMap::default();
        let mut findings = Vec::new();
        for (index, later) in said.iter().enumerate() {
            let keys = self.keys(later);
            let shared = keys.iter().find_map(|key| first_with.get(key).copied()).filter(|shared| *shared != index);
            if index < given || self.from.is_none() {
                for key in keys {
                    first_with.entry(key).or_insert(index);
                }
            }
            let Some(earlier) = shared.filter(|_| index >= given) else { continue };
            if wording(&said[earlier], later).is_some_and(|found| self.wording.takes(found)) {
                findings.push(self.finding(said[earlier].unit, later.unit, article));
            }
        }
        findings
    }
}

impl Repeats {
    /// What a unit shares with each that may say the same: all of its words, or so many in a row.
    fn keys(&self, said: &Said) -> Vec<u64> {
        let key = |words: &[String]| {
            let mut hasher = DefaultHasher::new();
            words.hash(&mut hasher);
            hasher.finish()
        };
        match self.wording {
            Wording::Same if said.words.len() >= self.words => vec![key(&said.words)],
            Wording::Within | Wording::Altered if (self.words..=LONGEST).contains(&said.words.len()) => {
                said.words.windows(self.words).map(key).collect()
            }
            _ => Vec::new(),
        }
    }

    fn finding(&self, earlier: Unit, later: Unit, article: &Article) -> Finding {
        let (first, second) = (earlier.words(article), later.words(article));
        let alike = article.text.slice(first) == article.text.slice(second);
        let cut = |message: &String| Fix {
            message: message.clone(),
            safety: Safety::Unsafe,
            edits: vec![Edit { span: later.span(article), replacement: String::new() }],
        };
        Finding {
            others: vec![(first, self.also.clone())],
            fix: self.cut.as_ref().filter(|_| alike).map(cut),
            ..Finding::at(second)
        }
    }
}

impl Said {
    fn new(unit: Unit, article: &Article) -> Self {
        let letters = |word: Word<'_>| word.text.chars().filter(|letter| letter.is_alphanumeric()).collect::<String>();
        let words = words(article.text.slice(unit.words(article))).filter(|word| !word.is_empty());
        Self { unit, words: words.map(|word| fold(&letters(word))).collect() }
    }
}

/// How the two say the same, if they do.
fn wording(left: &Said, right: &Said) -> Option<Wording> {
    if left.words == right.words {
        return Some(Wording::Same);
    }
    let (short, long) =
        if left.words.len() <= right.words.len() { (&left.words, &right.words) } else { (&right.words, &left.words) };
    if long.windows(short.len()).any(|run| run == short.as_slice()) {
        return Some(Wording::Within);
    }
    let alike = common_in_order(short, long) as f64 / short.len() as f64;
    (alike >= ALIKE).then_some(Wording::Altered)
}

/// How many words the two have in common, in the same order.
fn common_in_order(left: &[String], right: &[String]) -> usize {
    let mut row = vec![0; right.len() + 1];
    for word in left {
        let mut diagonal = 0;
        for (column, other) in right.iter().enumerate() {
            let above = row[column + 1];
            row[column + 1] = if word == other { diagonal + 1 } else { above.max(row[column]) };
            diagonal = above;
        }
    }
    row[right.len()]
}
