//! What a text is made of, whatever its language: letters, links, digits, capitals, the marks of sentences.

/// The words of a unit, and the counts that tell prose from furniture.
#[derive(Clone, Debug, Default)]
pub(super) struct Prose {
    /// With single spaces.
    pub text: String,
    /// Bytes that are not white space; a Chinese letter, which says as much as three others, has three.
    pub letters: usize,
    /// Those of them in links.
    pub linked: usize,
    pub words: usize,
    digits: usize,
    capitals: usize,
    small: usize,
    symbols: usize,
    stops: usize,
    commas: usize,
    quotes: usize,
}

const STOPS: &[char] = &['.', '!', '?', '…', '。', '！', '？', '।', '؟', '۔'];
const COMMAS: &[char] = &[',', ';', '、', '，', '،', '；'];
const QUOTES: &[char] = &['"', '“', '”', '„', '«', '»', '「', '」'];
const SYMBOLS: &[char] = &['|', '·', '•', '©', '®', '@', '›', '»', '→', '/', '#', '+', '_', '=', '~', '▸', '►', '×'];

impl Prose {
    pub fn add(&mut self, text: &str, linked: bool) {
        for letter in text.chars() {
            if letter.is_whitespace() {
                self.space();
                continue;
            }
            if self.text.is_empty() || self.text.ends_with(' ') {
                self.words += 1;
            }
            self.text.push(letter);
            self.letters += letter.len_utf8();
            self.linked += if linked { letter.len_utf8() } else { 0 };
            self.count(letter);
        }
    }

    pub fn space(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with(' ') {
            self.text.push(' ');
        }
    }

    fn count(&mut self, letter: char) {
        let size = letter.len_utf8();
        self.digits += if letter.is_numeric() { size } else { 0 };
        self.capitals += if letter.is_uppercase() { size } else { 0 };
        self.small += if letter.is_lowercase() { size } else { 0 };
        self.symbols += usize::from(SYMBOLS.contains(&letter));
        self.stops += usize::from(STOPS.contains(&letter));
        self.commas += usize::from(COMMAS.contains(&letter));
        self.quotes += usize::from(QUOTES.contains(&letter));
    }

    /// How long it is, in steps that double.
    pub fn length(&self) -> &'static str {
        match self.letters {
            0..8 => "1",
            8..16 => "8",
            16..32 => "16",
            32..64 => "32",
            64..128 => "64",
            128..256 => "128",
            256..512 => "256",
            _ => "512",
        }
    }

    /// How much of it is links.
    pub fn link_share(&self) -> &'static str {
        share(self.linked, self.letters)
    }

    /// Long, and hardly a link: what a story is mostly made of.
    pub fn is_paragraph(&self) -> bool {
        self.letters >= 80 && self.linked * 3 < self.letters
    }

    /// The names of what holds of it.
    pub fn each(&self, found: &mut dyn FnMut(&str)) {
        let text = self.text.trim_end();
        let ending =
            text.trim_end_matches(|letter: char| QUOTES.contains(&letter) || matches!(letter, ')' | '’' | '\''));
        let first = text.chars().next().unwrap_or(' ');
        let cased = self.capitals + self.small;
        let holds = [
            ("ends a sentence", ending.ends_with(STOPS) && !ending.ends_with('…') && !ending.ends_with("...")),
            ("ends in dots", ending.ends_with('…') || ending.ends_with("...")),
            ("ends in a colon", ending.ends_with(':')),
            ("two sentences", self.stops >= 2 && self.letters >= 60),
            ("four sentences", self.stops >= 4 && self.letters >= 200),
            ("commas", self.commas >= 1),
            ("many commas", self.commas >= 3 && self.letters < self.commas * 60),
            ("quoted", self.quotes >= 2),
            ("digits", self.digits * 4 >= self.letters),
            ("a digit", self.digits > 0 && self.letters < 60),
            ("in capitals", cased >= 3 && self.capitals * 10 >= cased * 8),
            ("capitals", cased >= 3 && self.capitals * 10 >= cased * 2),
            ("begins small", first.is_lowercase()),
            ("begins with a digit", first.is_numeric()),
            ("begins with a mark", !first.is_alphanumeric()),
            ("symbols", self.symbols >= 1 && self.letters < 100),
            ("copyright", text.contains('©')),
            ("address", text.contains('@') && self.words <= 12),
            ("one word", self.words == 1),
            ("two words", self.words == 2),
        ];
        holds.into_iter().filter(|(_, holds)| *holds).for_each(|(name, _)| found(name));
    }
}

/// A part of a whole, in steps.
pub(super) fn share(part: usize, whole: usize) -> &'static str {
    match part * 100 / whole.max(1) {
        0 if part == 0 => "none",
        0..5 => "0",
        5..20 => "5",
        20..50 => "20",
        50..90 => "50",
        _ => "90",
    }
}

/// A number, in steps.
pub(super) fn count(number: usize) -> &'static str {
    match number {
        0 => "0",
        1 => "1",
        2..4 => "2",
        4..8 => "4",
        8..16 => "8",
        _ => "16",
    }
}
