//! What rules see of a story: its sources as a table, and block by block who stands behind each sentence and quotation.

use std::io::{self, Write};

use super::escaped;
use super::prose::Sheet;
use crate::emit::counted;
use crate::model::{Identity, Part, Passage, PieceSign, Quotation, Sentence, SourceKind, StorySource};

/// Writes the second tab.
pub fn write(sheet: &Sheet<'_>, out: &mut dyn Write) -> io::Result<()> {
    sheet.write_sources(out)?;
    sheet.write_metadata(out)?;
    sheet.write_tree(out)
}

impl Sheet<'_> {
    fn write_sources(&self, out: &mut dyn Write) -> io::Result<()> {
        let article = self.article;
        let count = counted(article.sources.len(), "source");
        let (named, anonymous) = (article.named_sources(), article.anonymous_sources());
        writeln!(out, "<h3>Sources</h3>\n<p>{count}, {named} named, {anonymous} anonymous</p>")?;
        if article.sources.is_empty() {
            return Ok(());
        }
        writeln!(out, "<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"Sources\"><table>")?;
        writeln!(out, "<thead><tr><th scope=\"col\">source</th><th scope=\"col\">kind</th>")?;
        writeln!(out, "<th scope=\"col\" class=\"count\">sentences</th><th scope=\"col\" class=\"count\">line</th>")?;
        writeln!(out, "<th scope=\"col\">described</th></tr></thead>\n<tbody>")?;
        article.sources.iter().try_for_each(|source| self.write_source(source, out))?;
        writeln!(out, "</tbody></table></div>")
    }

    fn write_source(&self, source: &StorySource, out: &mut dyn Write) -> io::Result<()> {
        let (name, kind) = (self.said(source.words), source.kind.name());
        write!(out, "<tr><th scope=\"row\" dir=\"auto\">{name}</th><td>{kind}</td>")?;
        write!(out, "<td class=\"count\">{}</td>", source.mentions)?;
        write!(out, "<td class=\"count\">{}</td><td dir=\"auto\">", self.line(source.first))?;
        write!(out, "{}", source.description.map_or_else(String::new, |words| self.said(words)))?;
        if source.kind == SourceKind::Anonymous {
            match source.reason {
                Some(reason) => {
                    let (reason, line) = (self.said(reason), self.line(reason));
                    write!(out, " <span class=\"chip\">unnamed {reason} (line {line})</span>")?;
                }
                None => write!(out, " <span class=\"chip\">no reason is given why it is unnamed</span>")?,
            }
        }
        writeln!(out, "</td></tr>")
    }

    fn write_metadata(&self, out: &mut dyn Write) -> io::Result<()> {
        let fields = &self.article.metadata.fields;
        if fields.is_empty() {
            return Ok(());
        }
        writeln!(out, "<h3>Metadata</h3>\n<dl>")?;
        for field in fields {
            let (key, value) = (escaped(&field.key), escaped(&field.value));
            writeln!(out, "<dt>{key}</dt><dd dir=\"auto\">{value}</dd>")?;
        }
        writeln!(out, "</dl>")
    }

    fn write_tree(&self, out: &mut dyn Write) -> io::Result<()> {
        let piece = self.article.piece.name();
        let sign = match self.article.piece_sign {
            PieceSign::Nothing => String::new(),
            sign => format!(", by its {}", sign.name()),
        };
        writeln!(out, "<h3>Structure</h3>\n<p>{piece}{sign}</p>\n<ol class=\"tree\">")?;
        for block in &self.article.blocks {
            let line = self.source.position(block.span.start).line;
            let part = if block.part == Part::Prose { "" } else { block.part.name() };
            write!(out, "<li><p><span class=\"place\">{line}</span> <b>{}</b>{}", block.kind.name(), chip(part))?;
            if let Some(promo) = &block.promo {
                write!(out, "{}{}", chip(promo.kind.name()), chip(&promo.weighed))?;
            }
            let sentences = self.article.sentences_in(block.passage);
            if sentences.is_empty() {
                write!(out, " <span dir=\"auto\">{}</span>", self.said(block.passage))?;
            }
            writeln!(out, "</p>")?;
            if !sentences.is_empty() {
                writeln!(out, "<ul>")?;
                sentences.iter().try_for_each(|sentence| self.write_sentence(sentence, out))?;
                writeln!(out, "</ul>")?;
            }
            writeln!(out, "</li>")?;
        }
        writeln!(out, "</ol>")
    }

    /// Writes a sentence, and the quotations that begin in it.
    fn write_sentence(&self, sentence: &Sentence, out: &mut dyn Write) -> io::Result<()> {
        let carried = sentence.source == SourceKind::None && sentence.carried != SourceKind::None;
        let kind = if carried { sentence.carried } else { sentence.source };
        write!(out, "<li><span dir=\"auto\">{}</span>", self.said(sentence.passage))?;
        write!(out, "{}", chip(&format!("source: {}{}", kind.name(), if carried { ", carried over" } else { "" })))?;
        self.write_who(sentence.source_words, sentence.cue, sentence.identity, out)?;
        let quotations = self.article.quotations_in(sentence.passage);
        if !quotations.is_empty() {
            writeln!(out, "\n<ul>")?;
            quotations.iter().try_for_each(|quotation| self.write_quotation(quotation, out))?;
            write!(out, "</ul>")?;
        }
        writeln!(out, "</li>")
    }

    fn write_quotation(&self, quotation: &Quotation, out: &mut dyn Write) -> io::Result<()> {
        write!(out, "<li><span dir=\"auto\">{}</span>{}", self.said(quotation.passage), chip(quotation.kind.name()))?;
        let step = quotation.step.map_or_else(String::new, |step| format!(", by {step}"));
        write!(out, "{}", chip(&format!("speaker: {}{step}", quotation.speaker.name())))?;
        self.write_who(quotation.speaker_words, quotation.cue, quotation.identity, out)?;
        if let Some(antecedent) = quotation.antecedent {
            write!(out, "{}", chip(&format!("stands for “{}”", self.article.text.slice(antecedent))))?;
        }
        writeln!(out, "</li>")
    }

    fn write_who(
        &self,
        who: Option<Passage>,
        cue: Option<Passage>,
        identity: Option<Identity>,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        for words in [who, cue].into_iter().flatten() {
            write!(out, "{}", chip(&format!("“{}”", self.article.text.slice(words))))?;
        }
        write!(out, "{}", chip(identity.map_or("", Identity::name)))
    }

    fn said(&self, passage: Passage) -> String {
        escaped(self.article.text.slice(passage))
    }

    fn line(&self, passage: Passage) -> usize {
        self.source.position(self.article.text.span(passage).start).line
    }
}

/// A few words in a frame; nothing for no words.
fn chip(words: &str) -> String {
    if words.is_empty() { String::new() } else { format!(" <span class=\"chip\">{}</span>", escaped(words)) }
}
