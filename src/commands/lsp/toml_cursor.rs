//! Where in a TOML file the cursor stands: below which keys, and whether a key or a value is being written there.

use crate::model::Span;

/// Where the cursor stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cursor {
    pub place: Place,
    /// The keys from the top of the file to what is being written; lists of tables count as their tables.
    pub path: Vec<String>,
    /// What has been written of it so far.
    pub written: Span,
    /// Whether it is written in quotation marks.
    pub is_quoted: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Between the brackets that begin a table.
    Header,
    Key,
    Value,
}

impl Cursor {
    /// The cursor at the byte `offset` of `text`; none in a comment, or behind what can't be read.
    pub fn at(text: &str, offset: usize) -> Option<Self> {
        let mut reader = Reader { text: &text[..offset], at: 0, header: Vec::new() };
        match reader.document() {
            Stop::End(cursor) => cursor,
            Stop::Unreadable => None,
        }
    }
}

/// Why reading stops.
enum Stop {
    /// The cursor was reached; it has no place in a comment.
    End(Option<Cursor>),
    Unreadable,
}

type Step<Value> = Result<Value, Stop>;

struct Reader<'text> {
    /// What stands before the cursor.
    text: &'text str,
    at: usize,
    /// The table that was begun last.
    header: Vec<String>,
}

impl Reader<'_> {
    fn document(&mut self) -> Stop {
        loop {
            if let Err(stop) = self.entry() {
                match stop {
                    // What a line can't be read as need not keep the next from being read.
                    Stop::Unreadable if self.text[self.at..].contains('\n') => self.skip_line(),
                    stop => return stop,
                }
            }
        }
    }

    /// Reads a table's header, or a key and its value.
    fn entry(&mut self) -> Step<()> {
        self.skip_blank(&self.header.clone(), Place::Key)?;
        if !self.take("[") {
            return self.key_and_value(&self.header.clone());
        }
        self.take("[");
        self.header = self.keys(&[], Place::Header, ']')?;
        self.skip_line();
        Ok(())
    }

    fn key_and_value(&mut self, table: &[String]) -> Step<()> {
        let path = self.keys(table, Place::Key, '=')?;
        self.value(&path)
    }

    /// Reads keys with dots between them, and `end` behind them; gives them below `table`.
    fn keys(&mut self, table: &[String], place: Place, end: char) -> Step<Vec<String>> {
        let mut path = table.to_vec();
        loop {
            self.skip_spaces();
            let key = match self.quotation_mark() {
                Some(mark) => self.string(mark, &path, place)?,
                None => self.bare(&path, place)?,
            };
            path.push(key);
            self.skip_spaces();
            match self.next() {
                Some('.') => {}
                Some(letter) if letter == end => return Ok(path),
                Some('\n') => return Err(self.unreadable_line()),
                Some(_) => return Err(Stop::Unreadable),
                None => return Err(Stop::End(None)),
            }
        }
    }

    fn value(&mut self, path: &[String]) -> Step<()> {
        self.skip_spaces();
        if let Some(mark) = self.quotation_mark() {
            return self.string(mark, path, Place::Value).map(drop);
        }
        if self.take("[") {
            return self.list(path);
        }
        if self.take("{") {
            return self.inline_table(path);
        }
        self.bare(path, Place::Value).map(drop)
    }

    fn list(&mut self, path: &[String]) -> Step<()> {
        loop {
            self.skip_blank(path, Place::Value)?;
            if self.take("]") {
                return Ok(());
            }
            if !self.take(",") {
                self.value(path)?;
            }
        }
    }

    fn inline_table(&mut self, path: &[String]) -> Step<()> {
        loop {
            self.skip_blank(path, Place::Key)?;
            if self.take("}") {
                return Ok(());
            }
            if !self.take(",") {
                self.key_and_value(path)?;
            }
        }
    }

    /// Reads a string to its closing mark, or to the end of its line.
    fn string(&mut self, mark: char, path: &[String], place: Place) -> Step<String> {
        let long: String = [mark; 3].iter().collect();
        let is_long = self.take(&long);
        if !is_long {
            self.next();
        }
        let start = self.at;
        let closing = if is_long { long } else { mark.to_string() };
        while !self.text[self.at..].starts_with(&closing) {
            match self.next() {
                Some('\\') if mark == '"' => _ = self.next(),
                Some('\n') if !is_long => return Err(self.unreadable_line()),
                Some(_) => {}
                None => return Err(self.end(place, path, start, true)),
            }
        }
        let words = self.text[start..self.at].to_owned();
        self.at += closing.len();
        Ok(words)
    }

    /// Reads a word without quotation marks.
    fn bare(&mut self, path: &[String], place: Place) -> Step<String> {
        let start = self.at;
        let is_part = |letter: char| letter.is_alphanumeric() || "_-".contains(letter);
        let is_part = |letter: char| is_part(letter) || place == Place::Value && "+.:".contains(letter);
        let rest = &self.text[start..];
        self.at += rest.find(|letter| !is_part(letter)).unwrap_or(rest.len());
        if self.at == self.text.len() {
            return Err(self.end(place, path, start, false));
        }
        let word = self.text[start..self.at].to_owned();
        if word.is_empty() { Err(Stop::Unreadable) } else { Ok(word) }
    }

    fn end(&self, place: Place, path: &[String], start: usize, is_quoted: bool) -> Stop {
        Stop::End(Some(Cursor { place, path: path.to_vec(), written: Span::new(start, self.text.len()), is_quoted }))
    }

    /// Skips white space, lines and comments; `place` is what may follow.
    fn skip_blank(&mut self, path: &[String], place: Place) -> Step<()> {
        loop {
            let rest = &self.text[self.at..];
            self.at += rest.len() - rest.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']).len();
            let rest = &self.text[self.at..];
            match rest.chars().next() {
                None => return Err(self.end(place, path, self.at, false)),
                Some('#') => match rest.find('\n') {
                    Some(end) => self.at += end,
                    None => return Err(Stop::End(None)),
                },
                Some(_) => return Ok(()),
            }
        }
    }

    fn skip_spaces(&mut self) {
        let rest = &self.text[self.at..];
        self.at += rest.len() - rest.trim_start_matches([' ', '\t']).len();
    }

    /// Stops at a line break that was read: what is skipped with the line is this line, not the next.
    fn unreadable_line(&mut self) -> Stop {
        self.at -= '\n'.len_utf8();
        Stop::Unreadable
    }

    fn skip_line(&mut self) {
        let rest = &self.text[self.at..];
        self.at += rest.find('\n').map_or(rest.len(), |end| end + 1);
    }

    fn quotation_mark(&self) -> Option<char> {
        self.text[self.at..].chars().next().filter(|letter| matches!(letter, '"' | '\''))
    }

    fn take(&mut self, words: &str) -> bool {
        let is_here = self.text[self.at..].starts_with(words);
        self.at += if is_here { words.len() } else { 0 };
        is_here
    }

    fn next(&mut self) -> Option<char> {
        let letter = self.text[self.at..].chars().next()?;
        self.at += letter.len_utf8();
        Some(letter)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is said of the cursor at the end of `text`: its place, its path, and what has been written.
    fn at(text: &str) -> String {
        let Some(cursor) = Cursor::at(text, text.len()) else { return "nowhere".to_owned() };
        let mark = if cursor.is_quoted { "\"" } else { "" };
        format!("{:?} {} {mark}{}", cursor.place, cursor.path.join("."), &text[cursor.written.range()])
    }

    #[test]
    fn keys_stand_below_their_tables() {
        assert_eq!(at("fa"), "Key  fa");
        assert_eq!(at("# x\n[ru"), "Header  ru");
        assert_eq!(at("[[override]]\n[override.ru"), "Header override ru");
        assert_eq!(at("[rules]\nclaims = \"off\"\n\"copy/"), "Key rules \"copy/");
        assert_eq!(at("[rules]\n\"copy/date\" = { le"), "Key rules.copy/date le");
        assert_eq!(at("[output] # how\n"), "Key output ");
        assert_eq!(at("a.b"), "Key a b");
    }

    #[test]
    fn values_stand_behind_their_keys() {
        assert_eq!(at("select = [\"claims\", # one\n  'co"), "Value select \"co");
        assert_eq!(at("select = ["), "Value select ");
        assert_eq!(at("fail-on = "), "Value fail-on ");
        assert_eq!(at("[rules]\nclaims = \"o"), "Value rules.claims \"o");
        assert_eq!(at("why = \"\"\"\nlong = \"short\"\n"), "Value why \"\nlong = \"short\"\n");
        assert_eq!(at("a = { b = [1, 2], c = { d = \"\\\"x"), "Value a.c.d \"\\\"x");
    }

    #[test]
    fn lines_that_cannot_be_read_are_passed_over() {
        assert_eq!(at("[rules\n= 3\n\"x\n[output]\nfor"), "Key output for");
        assert_eq!(at("fail-on = \"note\" # as"), "nowhere");
    }
}
