//! A generated story: front matter, a headline, and paragraphs of sentences, wrapped at some column.

use crate::chance::Chance;

/// Paragraphs at the start that stay where they are: what stands right below a headline may be a dek.
pub const FIXED: usize = 1;

#[derive(Clone)]
pub struct Story {
    keys: Vec<String>,
    pub paragraphs: Vec<Paragraph>,
}

#[derive(Clone)]
pub struct Paragraph {
    pub sentences: Vec<String>,
    width: usize,
    /// Blank lines and a comment that stand before it.
    before: String,
}

impl Story {
    pub fn new(chance: &mut Chance) -> Self {
        let keys = vec![format!("title: The council and the {}", chance.thing())];
        let mut paragraphs = vec![Paragraph::of(chance.sound())];
        for _ in 0..3 + chance.below(6) {
            let mut sentences: Vec<String> = (0..1 + chance.below(3)).map(|_| chance.sound()).collect();
            if chance.below(2) == 0 {
                sentences.insert(chance.below(sentences.len() + 1), chance.fault());
            }
            paragraphs.push(Paragraph { sentences, ..Paragraph::of(String::new()) });
        }
        Self { keys, paragraphs }
    }

    pub fn text(&self) -> String {
        let mut text = format!("---\n{}\n---\n", self.keys.join("\n"));
        for paragraph in &self.paragraphs {
            text += &format!("{}\n{}\n", paragraph.before, paragraph.wrapped());
        }
        text
    }

    /// A place for a paragraph.
    pub fn gap(&self, chance: &mut Chance) -> usize {
        FIXED + chance.below(self.paragraphs.len() - FIXED + 1)
    }

    pub fn any(&mut self, chance: &mut Chance) -> &mut Paragraph {
        let at = FIXED + chance.below(self.paragraphs.len() - FIXED);
        &mut self.paragraphs[at]
    }

    /// An edit that adds no fault.
    pub fn edit(&mut self, chance: &mut Chance) {
        match chance.below(8) {
            0 => {
                let moved = self.paragraphs.remove(FIXED + chance.below(self.paragraphs.len() - FIXED));
                let to = self.gap(chance);
                self.paragraphs.insert(to, moved);
            }
            1 => {
                let to = self.gap(chance);
                self.paragraphs.insert(to, Paragraph::of(chance.sound()));
            }
            2 => {
                let sentence = chance.sound();
                let paragraph = self.any(chance);
                paragraph.sentences.insert(chance.below(paragraph.sentences.len() + 1), sentence);
            }
            3 => {
                let other = chance.sound();
                let paragraph = self.any(chance);
                let at = chance.below(paragraph.sentences.len());
                paragraph.sentences[at] = other;
            }
            4 => self.any(chance).width = 30 + chance.below(100),
            5 => self.any(chance).before = "\n\n<!-- a note to the desk -->\n".to_owned(),
            6 => self.keys.insert(chance.below(self.keys.len() + 1), format!("key{}: of the desk", chance.0 % 10_000)),
            _ if self.paragraphs.len() > FIXED + 2 => {
                self.paragraphs.remove(FIXED + chance.below(self.paragraphs.len() - FIXED));
            }
            _ => {}
        }
    }
}

impl Paragraph {
    pub fn of(sentence: String) -> Self {
        Self { sentences: vec![sentence], width: 60, before: String::new() }
    }

    fn wrapped(&self) -> String {
        let mut lines = vec![String::new()];
        for word in self.sentences.iter().flat_map(|sentence| sentence.split(' ')) {
            let line = lines.last_mut().expect("there is a line");
            if line.len() + word.len() > self.width {
                lines.push(word.to_owned());
            } else {
                *line = format!("{line} {word}").trim_start().to_owned();
            }
        }
        lines.join("\n")
    }
}
