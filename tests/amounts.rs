//! Holds that amounts are the same however they are written, and that reading them never fails.

use std::sync::LazyLock;

use copydesk::rules::{BUILT_IN, load};
use copydesk::structure::amounts::{Amount, AmountKind, AmountUnit, Numerals, amounts};
use proptest::prelude::*;

static NUMERALS: LazyLock<Numerals> =
    LazyLock::new(|| Numerals::new(&load(BUILT_IN).expect("the built-in rules are sound").lexicon));

fn read(text: &str) -> Vec<Amount> {
    amounts(text, 0, &NUMERALS)
}

fn only(text: &str) -> Amount {
    let found = read(text);
    assert_eq!(found.len(), 1, "{text}: {found:?}");
    found[0]
}

#[test]
fn spellings_of_one_amount_are_equal() {
    for group in [
        &["1.2bn", "1.2 billion", "1,200,000,000", "1200 million", "1.2-billion", "1,200m", "one point two billion"][..],
        &[
            "1,200,000",
            "1 200 000",
            "1\u{2009}200\u{2009}000",
            "1\u{a0}200\u{a0}000",
            "1.200.000",
            "12 lakh",
            "0.12 crore",
        ],
        &["12,000", "12 000", "12.000", "twelve thousand", "12k"],
        &["20", "two decades", "2 decades", "twenty"],
        &["2.5", "2½", "two point five"],
        &["6", "half a dozen", "six"],
        &["30 million", "3 crore", "three crore", "300 lakhs"],
        &["9", "nine", "Nine"],
        &["21", "twenty-one", "twenty one"],
        &["105", "one hundred and five", "a hundred and five"],
        &["12", "a dozen", "twelve"],
        &["40", "two score", "forty"],
        &["500,000", "half a million", "500k", "0.5m", "five hundred thousand"],
        &["2,500,000", "2.5 million", "two and a half million"],
    ] {
        let first = only(group[0]);
        for text in group {
            let amount = only(text);
            assert!((amount.low - first.low).abs() < 1e-6 * first.low, "{text}: {amount:?} is not {first:?}");
            assert!(amount.agrees_with(&first));
        }
    }
}

#[test]
fn units_and_currencies_are_told_apart() {
    assert_eq!(only("5%").unit, AmountUnit::Percent);
    assert_eq!(only("5 per cent").unit, AmountUnit::Percent);
    assert_eq!(only("five percent").unit, AmountUnit::Percent);
    assert_eq!(only("$5m").unit, AmountUnit::Money('$'));
    assert_eq!(only("5 million dollars").unit, AmountUnit::Money('$'));
    assert!(only("$5m").agrees_with(&only("5 million dollars")));
    assert!(!only("$5m").agrees_with(&only("£5m")));
    assert!(only("¥500").agrees_with(&only("500 yen")));
    assert!(only("₹5 crore").agrees_with(&only("50 million rupees")));
    assert!(!only("5%").agrees_with(&only("$5")));
    assert!(only("5").agrees_with(&only("5%")));
}

#[test]
fn ranges_hold_what_lies_between() {
    let range = only("10 to 12 per cent");
    assert_eq!((range.low, range.high), (10.0, 12.0));
    assert!(range.agrees_with(&only("11%")));
    assert!(!range.agrees_with(&only("15%")));
    assert_eq!(only("5-10 million").low, 5e6);
    assert_eq!(only("between 200 and 250").high, 250.0);
    assert_eq!(read("won 19-13").len(), 2);
}

#[test]
fn hedges_give_way_on_one_side() {
    assert!(only("nearly 200").agrees_with(&only("188")));
    assert!(!only("nearly 200").agrees_with(&only("230")));
    assert!(only("more than 200").agrees_with(&only("230")));
    assert!(!only("more than 200").agrees_with(&only("170")));
    assert!(only("about 100").agrees_with(&only("92")));
    assert!(only("100").agrees_with(&only("95")));
    assert!(!only("100").agrees_with(&only("90")));
    for over in ["200+", "200-plus", "200 or more"] {
        assert!(only(over).agrees_with(&only("230")), "{over}");
    }
    assert!(only("200-odd").agrees_with(&only("222")));
    assert!(only("200 or so").agrees_with(&only("180")));
    assert!(only("200 or fewer").agrees_with(&only("175")));
    assert!(!only("9").agrees_with(&only("8")));
}

#[test]
fn vague_numbers_agree_with_what_they_may_mean() {
    assert!(only("dozens").agrees_with(&only("47")));
    assert!(!only("dozens").agrees_with(&only("7")));
    assert!(only("hundreds").agrees_with(&only("340")));
    assert!(only("thousands").agrees_with(&only("12,000")));
    assert!(!only("thousands").agrees_with(&only("800")));
}

#[test]
fn parts_are_percentages() {
    assert!(only("a third").agrees_with(&only("33%")));
    assert!(only("two-thirds").agrees_with(&only("67 percent")));
    assert!(only("three quarters").agrees_with(&only("75%")));
    assert!(only("half").agrees_with(&only("50%")));
    assert!(only("a third").agrees_with(&only("31 per cent")));
    assert!(!only("a third").agrees_with(&only("25 per cent")));
    assert!(only("a third").agrees_with(&only("one in three")));
    assert!(only("nine out of ten").agrees_with(&only("90%")));
}

#[test]
fn years_are_years_and_names_no_numbers() {
    assert_eq!(only("in 2016").kind, AmountKind::Year);
    assert_eq!(only("2,016 votes").kind, AmountKind::Figure);
    assert_eq!(read("the 1980s, the 4th of a 747X at 10:30 on 9/11"), []);
    assert_eq!(read("a decade, decades, the twenty-first, a third ferry's fifth trip").len(), 1);
    assert_eq!(read("at 9.30am, 9.30 am, 5 p.m., 8 o'clock, 1/2 or a century"), []);
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
}
