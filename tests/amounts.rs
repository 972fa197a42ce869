//! Holds that amounts are the same however they are written, and that reading them never fails.
//!
//! The cases are the files of `tests/amounts`: spellings that are equal, amounts that agree or differ, and what is no
//! amount.

use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use copydesk::language::amounts::{Amount, AmountKind, Numerals, amounts};
use copydesk::rules::{BUILT_IN, load};
use proptest::prelude::*;
use serde::Deserialize;

static NUMERALS: LazyLock<Numerals> =
    LazyLock::new(|| Numerals::new(&load(BUILT_IN).expect("the built-in rules are sound").languages.own().lexicon));

fn read(text: &str) -> Vec<Amount> {
    amounts(text, 0, &NUMERALS)
}

/// The single amount of the text, or what is wrong with it.
fn sole(text: &str) -> Result<Amount, String> {
    match read(text)[..] {
        [amount] if amount.passage.end <= text.len() => Ok(amount),
        ref found => Err(format!("“{text}” is not one amount but {found:?}")),
    }
}

fn only(text: &str) -> Amount {
    sole(text).unwrap_or_else(|fault| panic!("{fault}"))
}

fn cases<Cases: for<'de> Deserialize<'de>>(name: &str) -> Cases {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/amounts").join(name);
    toml::from_str(&fs::read_to_string(path).expect("a file of cases"))
        .unwrap_or_else(|fault| panic!("{name}: {fault}"))
}

fn assert_none(faults: &[String]) {
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[derive(Deserialize)]
struct Equal {
    group: Vec<Group>,
}

#[derive(Deserialize)]
struct Group {
    about: String,
    spellings: Vec<String>,
}

#[test]
fn spellings_of_one_amount_are_equal() {
    let mut faults = Vec::new();
    for Group { about, spellings } in cases::<Equal>("equal.toml").group {
        let first = only(&spellings[0]);
        for text in &spellings {
            let near = |value: f64, wanted: f64| (value - wanted).abs() <= 1e-9 * wanted;
            let is_equal = |amount: &Amount| {
                near(amount.low, first.low) && near(amount.high, first.high) && amount.unit == first.unit
            };
            match sole(text) {
                Ok(amount) if is_equal(&amount) && amount.agrees_with(&first) && first.agrees_with(&amount) => {}
                Ok(amount) => faults.push(format!("{about}: “{text}” is {amount:?}, and not {first:?}")),
                Err(fault) => faults.push(format!("{about}: {fault}")),
            }
        }
    }
    assert_none(&faults);
}

#[derive(Deserialize)]
struct Compared {
    amount: Vec<Comparison>,
}

#[derive(Deserialize)]
struct Comparison {
    said: String,
    agrees: Vec<String>,
    differs: Vec<String>,
}

#[test]
fn amounts_agree_with_what_they_may_mean_and_nothing_else() {
    let mut faults = Vec::new();
    for Comparison { said, agrees, differs } in cases::<Compared>("compared.toml").amount {
        let amount = only(&said);
        let expected = agrees.iter().map(|other| (other, true)).chain(differs.iter().map(|other| (other, false)));
        for (text, wanted) in expected {
            let other = only(text);
            if amount.agrees_with(&other) != wanted || other.agrees_with(&amount) != wanted {
                let verdict = if wanted { "differs from" } else { "agrees with" };
                faults.push(format!("“{said}” {verdict} “{text}”: {amount:?}, {other:?}"));
            }
        }
    }
    assert_none(&faults);
}

#[derive(Deserialize)]
struct Silent {
    texts: Vec<Texts>,
}

#[derive(Deserialize)]
struct Texts {
    about: String,
    kind: Kind,
    texts: Vec<String>,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Kind {
    Nothing,
    Year,
    Figure,
}

#[test]
fn years_are_years_and_names_no_numbers() {
    let mut faults = Vec::new();
    for Texts { about, kind, texts } in cases::<Silent>("silent.toml").texts {
        for text in texts {
            let found = read(&text);
            let kinds: Vec<AmountKind> = found.iter().map(|amount| amount.kind).collect();
            let wanted: &[AmountKind] = match kind {
                Kind::Nothing => &[],
                Kind::Year => &[AmountKind::Year],
                Kind::Figure => &[AmountKind::Figure],
            };
            if kinds != wanted {
                faults.push(format!("{about}: “{text}” is read as {found:?}"));
            }
        }
    }
    assert_none(&faults);
}

const SMALL: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const TENS: [&str; 10] = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

fn spelled(number: u64) -> String {
    match number {
        0..20 => SMALL[number as usize].to_owned(),
        20..100 if number.is_multiple_of(10) => TENS[number as usize / 10].to_owned(),
        20..100 => format!("{}-{}", TENS[number as usize / 10], SMALL[number as usize % 10]),
        100..1000 if number.is_multiple_of(100) => format!("{} hundred", SMALL[number as usize / 100]),
        100..1000 => format!("{} hundred and {}", SMALL[number as usize / 100], spelled(number % 100)),
        1000..1_000_000 if number.is_multiple_of(1000) => format!("{} thousand", spelled(number / 1000)),
        1000..1_000_000 => format!("{} thousand {}", spelled(number / 1000), spelled(number % 1000)),
        _ => format!("{} million {}", spelled(number / 1_000_000), spelled(number % 1_000_000)),
    }
}

fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

proptest! {
    #[test]
    fn reading_never_panics(text in any::<String>()) {
        read(&text);
    }

    #[test]
    fn reading_never_panics_on_what_looks_like_numbers(
        text in "([0-9]{1,25}|[0-9]{3}|[.,$£%½+–-]| |\u{2009}|million|bn|half|a|and|to|two|hundred|dozens|decades|crore|per cent|nearly|or more|p.m.|first|\u{301}|é){0,14}"
    ) {
        for amount in read(&text) {
            prop_assert!(text.is_char_boundary(amount.passage.start) && text.is_char_boundary(amount.passage.end));
            prop_assert!(amount.low <= amount.high && amount.low.is_finite());
        }
    }

    #[test]
    fn digits_groups_and_words_are_one_amount(number in 2u64..5_000_000) {
        prop_assume!(!(1900..2100).contains(&number));
        let digits = only(&number.to_string());
        let mut spellings = vec![grouped(number), spelled(number)];
        spellings.extend([(1e6, "million"), (1e5, "lakh"), (1e7, "crore")].map(|(scale, word)| format!("{} {word}", number as f64 / scale)));
        if number >= 1_000_000 {
            spellings.extend([" ", "\u{2009}", "."].map(|mark| grouped(number).replace(',', mark)));
        }
        for text in spellings {
            let other = only(&text);
            prop_assert!((other.low - digits.low).abs() <= digits.low * 1e-9, "{text}: {other:?}");
            prop_assert!(other.agrees_with(&digits) && digits.agrees_with(&other));
        }
    }
    #[test]
    fn shares_and_sums_are_one_amount_in_any_text(tenths in 11u32..9990) {
        let number = f64::from(tenths) / 10.0;
        for spellings in [
            ["{}%", "{} per cent", "{} percent", "{} pct", "{}-per-cent"],
            ["${}m", "${} million", "{} million dollars", "{}m USD", "$ {} mn"],
            ["£{}bn", "{} billion pounds", "£{} billion", "{}bn quid", "GBP {}bn"],
        ] {
            let first = only(&spellings[0].replace("{}", &number.to_string()));
            for spelling in spellings {
                let spelling = spelling.replace("{}", &number.to_string());
                let text = format!("Ø — “{spelling}” 字\u{301}");
                let other = only(&text);
                prop_assert_eq!(&text[other.passage.range()], &spelling);
                prop_assert!((other.low - first.low).abs() <= first.low * 1e-9 && other.unit == first.unit, "{text}: {other:?}");
                prop_assert!(other.agrees_with(&first) && first.agrees_with(&other));
            }
        }
    }
}
