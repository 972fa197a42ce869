//! `date`: dates on the wrong weekday, and dates that no calendar has.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Deserialize;
use toml::Spanned;

use super::story_date::story_date;
use super::{Builder, Check, CheckKind, CheckSettings, Context, Finding};
use crate::matcher::{Match, PatternId};
use crate::model::{Article, Edit, Fix, Passage, Safety, WordList, fold};
use crate::query::Unit;

pub const KIND: CheckKind = CheckKind::new::<DateTable>(
    "date",
    "dates on the wrong weekday, or that no calendar has; without a year, the one nearest to the story's date",
);

/// `date = { fault = "weekday", months = "months", weekdays = "weekdays", patterns = [ … ] }`
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct DateTable {
    /// What is reported.
    fault: DateFault,
    /// The list of the twelve months in their order; a pattern's `month` is one of them, short from the third letter on,
    /// or a number.
    #[schemars(with = "String")]
    months: Spanned<String>,
    /// The list of the seven weekdays from Monday on.
    #[schemars(with = "String")]
    weekdays: Spanned<String>,
    /// Patterns with groups named `day`, `month`, and where they stand there `year`, `weekday`, and `range` (there is
    /// more than one date, and the weekday may belong to the other).
    #[schemars(with = "Vec<String>")]
    patterns: Vec<Spanned<String>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum DateFault {
    /// The date falls on another weekday.
    Weekday,
    /// The month has no such day, or the year no such month.
    Impossible,
}

#[derive(Debug)]
struct Dates {
    fault: DateFault,
    patterns: Vec<PatternId>,
    months: WordList,
    weekdays: WordList,
}

/// A date as the draft has it.
struct DateMention {
    day: i8,
    /// 1 to 12, or what the draft says instead.
    month: i8,
    year: Option<i16>,
    /// Days after Monday, and the word for it.
    weekday: Option<(usize, Passage)>,
    /// Day, month and year as they stand there; a year that is left out follows.
    written: String,
    /// Whether the day stands before the month.
    day_first: bool,
}

/// The calendar of earlier years was another one in much of the world.
const FIRST_YEAR: i16 = 1800;

impl CheckSettings for DateTable {
    fn build(self, builder: &mut Builder<'_>) -> Option<Box<dyn Check>> {
        let patterns = builder.patterns(&self.patterns);
        let (months, weekdays) = (builder.list(&self.months), builder.list(&self.weekdays));
        Some(Box::new(Dates { fault: self.fault, patterns, months: months?, weekdays: weekdays? }))
    }
}

impl Check for Dates {
    fn places(&self, context: &Context<'_>) -> Option<Vec<u32>> {
        context.places(self.patterns.iter().copied())
    }

    fn run(&self, unit: Unit, context: &Context<'_>) -> Vec<Finding> {
        let article = context.article;
        let found = context.matches(&self.patterns, unit);
        let judged = found.iter().filter_map(|found| {
            let mention = self.mention(found, article)?;
            match self.fault {
                DateFault::Weekday => self.weekday_finding(&mention, found, article),
                DateFault::Impossible => impossible_finding(&mention, found, &self.months),
            }
        });
        judged.collect()
    }

    fn placeholders(&self) -> Vec<String> {
        match self.fault {
            DateFault::Weekday => vec!["date".to_owned(), "weekday".to_owned(), "right".to_owned()],
            DateFault::Impossible => vec!["reason".to_owned()],
        }
    }
}

impl Dates {
    fn mention(&self, found: &Match, article: &Article) -> Option<DateMention> {
        let group = |wanted: &str| found.groups.iter().find(|(name, _)| &**name == wanted).map(|(_, place)| *place);
        let text = |wanted: &str| group(wanted).map(|place| article.text.slice(place));
        let month = text("month")?;
        let month = match month.parse() {
            Ok(number) => number,
            Err(_) => 1 + i8::try_from(position(month, &self.months)?).ok()?,
        };
        let weekday = match (group("range"), group("weekday")) {
            (None, Some(place)) => position(article.text.slice(place), &self.weekdays).map(|index| (index, place)),
            _ => None,
        };
        let places: Vec<Passage> = ["day", "month", "year"].into_iter().filter_map(group).collect();
        let start = places.iter().map(|place| place.start).min()?;
        let end = places.iter().map(|place| place.end).max()?;
        Some(DateMention {
            written: article.text.slice(Passage::new(start, end)).to_owned(),
            day_first: group("day")?.start == start,
            day: text("day")?.parse().ok()?,
            month,
            year: text("year").and_then(|year| year.parse().ok()),
            weekday,
        })
    }

    fn weekday_finding(&self, mention: &DateMention, found: &Match, article: &Article) -> Option<Finding> {
        let (said, place) = mention.weekday?;
        let date = match mention.year {
            Some(year) => Date::new(year, mention.month, mention.day).ok()?,
            None => nearest(mention, story_date(&article.metadata)?)?,
        };
        let right = usize::try_from(date.weekday().to_monday_zero_offset()).ok()?;
        if right == said || date.year() < FIRST_YEAR {
            return None;
        }
        let right = self.weekdays.words().get(right)?;
        let edit = Edit { span: article.text.span(place), replacement: right.clone() };
        let fix = Fix { message: format!("write “{right}”"), safety: Safety::Unsafe, edits: vec![edit] };
        Some(
            Finding { fix: Some(fix), ..Finding::at(found.whole) }
                .with_value("date", mention.with_year(date.year()))
                .with_value("weekday", self.weekdays.words().get(said)?)
                .with_value("right", right),
        )
    }
}

impl DateMention {
    /// The date in the draft's words, with the year that it stands for.
    fn with_year(&self, year: i16) -> String {
        match (self.year, self.day_first) {
            (Some(_), _) => self.written.clone(),
            (None, true) => format!("{} {year}", self.written),
            (None, false) => format!("{}, {year}", self.written),
        }
    }
}

fn impossible_finding(mention: &DateMention, found: &Match, months: &WordList) -> Option<Finding> {
    // Without a year, 29 February may be any leap year's.
    let year = mention.year.filter(|year| (1..=9999).contains(year)).unwrap_or(2000);
    if Date::new(year, mention.month, mention.day).is_ok() {
        return None;
    }
    let reason = match Date::new(year, mention.month, 1) {
        Err(_) => format!("there is no month {}", mention.month),
        Ok(first) => {
            let month = months.words().get(usize::try_from(mention.month).ok()? - 1)?;
            match mention.year {
                Some(year) if mention.month == 2 => format!("{month} {year} has {} days", first.days_in_month()),
                _ => format!("{month} has {} days", first.days_in_month()),
            }
        }
    };
    Some(Finding::at(found.whole).with_value("reason", reason))
}

/// The date of that day and month which lies nearest to `story`.
fn nearest(mention: &DateMention, story: Date) -> Option<Date> {
    let years = story.year() - 1..=story.year() + 1;
    let dates = years.filter_map(|year| Date::new(year, mention.month, mention.day).ok());
    dates.min_by_key(|date| (*date - story).get_days().unsigned_abs())
}

/// The place in `list` of the one word that `text` is, or stands for in short ("Sept.", "Tues").
fn position(text: &str, list: &WordList) -> Option<usize> {
    let short = fold(text.trim_end_matches('.'));
    (short.len() >= 3).then(|| list.words().iter().position(|word| fold(word).starts_with(&short)))?
}
