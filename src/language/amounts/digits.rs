//! Reads digits: groups of three in any style, a decimal point, a fraction in one character.

/// Digits as they stand in a text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Digits {
    pub value: f64,
    /// It has groups, decimals or a fraction, and so is no year.
    pub grouped: bool,
    /// How many digits stand before the decimals.
    pub length: usize,
    /// How many bytes of the text it takes.
    pub taken: usize,
}

/// What may stand between groups of three digits.
const SEPARATORS: [char; 6] = [',', '.', ' ', '\u{a0}', '\u{2009}', '\u{202f}'];

/// Fractions that may stand behind a whole number: 2-1/2, 2 1/2.
const FRACTIONS: [(&str, f64); 5] =
    [("1/2", 0.5), ("1/3", 1.0 / 3.0), ("2/3", 2.0 / 3.0), ("1/4", 0.25), ("3/4", 0.75)];

/// The digits at the beginning of `text`, which begins with one or with a fraction.
pub fn digits(text: &str) -> Digits {
    let first = run(text);
    let (written, mut taken) = groups(text, first);
    let mut grouped = taken > first;
    let mut value: f64 = written.parse().unwrap_or(f64::INFINITY);
    if written.is_empty() {
        value = 0.0;
    }
    let decimals = text[taken..].strip_prefix('.').map_or(0, run);
    if decimals > 0 {
        let end = taken + 1 + decimals;
        value = format!("{written}{}", &text[taken..end]).parse().unwrap_or(f64::INFINITY);
        taken = end;
        grouped = true;
    } else if let Some(fraction) = text[taken..].chars().next().filter(|letter| part(*letter).is_some()) {
        value += part(fraction).unwrap_or_default();
        taken += fraction.len_utf8();
        grouped = true;
    } else if let Some((fraction, length)) = fraction_behind(&text[taken..]) {
        value += fraction;
        taken += length;
        grouped = true;
    }
    Digits { value, grouped, length: written.len(), taken }
}

/// What a fraction in one character is worth.
pub fn part(letter: char) -> Option<f64> {
    Some(match letter {
        '½' => 0.5,
        '¼' => 0.25,
        '¾' => 0.75,
        '⅓' => 1.0 / 3.0,
        '⅔' => 2.0 / 3.0,
        _ => return None,
    })
}

/// A hyphen or a space and a fraction at the beginning of `text`: its worth, and how many bytes it takes.
fn fraction_behind(text: &str) -> Option<(f64, usize)> {
    let rest = text.strip_prefix(['-', ' '])?;
    let (written, worth) = FRACTIONS.iter().find(|(written, _)| rest.starts_with(written))?;
    let ends = !rest[written.len()..].starts_with(|letter: char| letter.is_ascii_digit() || letter == '/');
    ends.then_some((*worth, 1 + written.len()))
}

fn run(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_digit).count()
}

/// The first `first` digits with the groups of three behind them, and how many bytes they take: 1,200 and 1,200,000, but
/// 1.200.000 and 1 200 000 only, since 1.200 has decimals and "in 12 300 came" has two numbers; thousands in round
/// figures are groups in any style.
fn groups(text: &str, first: usize) -> (String, usize) {
    let plain = (text[..first].to_owned(), first);
    let Some(separator) = text[first..].chars().next().filter(|letter| SEPARATORS.contains(letter)) else {
        return plain;
    };
    if first > 3 || text.starts_with('0') {
        return plain;
    }
    let (mut written, mut taken) = plain.clone();
    let mut count = 0;
    while let Some(group) = text[taken..].strip_prefix(separator).filter(|rest| run(rest) == 3) {
        written.push_str(&group[..3]);
        taken += separator.len_utf8() + 3;
        count += 1;
    }
    let is_round = written[first..].bytes().all(|digit| digit == b'0');
    if count > 1 || count == 1 && (separator == ',' || is_round) { (written, taken) } else { plain }
}
