//! Files that are dropped on the page, as paragraphs.

use copydesk::linter::Linter;
use copydesk::manuscripts;
use copydesk::model::{Format, Input, Source};
use copydesk::readers::format_of;
use serde::Serialize;

#[derive(Serialize)]
pub struct Paragraph {
    text: String,
    kind: &'static str,
}

/// The paragraphs of the file called `name`.
pub fn read(linter: &Linter, name: &str, bytes: &[u8]) -> Result<Vec<Paragraph>, String> {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    let format = format_of(ending).ok_or_else(|| format!("{name}: only .docx, .odt, .html, .md and .txt are read"))?;
    let source = match format {
        Format::Docx | Format::Odt => {
            let read = manuscripts::read(bytes.into(), format);
            let (text, manuscript) = read.map_err(|refusal| format!("{name}: {}; {}", refusal.message, refusal.help))?;
            Source::manuscript_file(name, text, manuscript)
        }
        _ => {
            let text = std::str::from_utf8(bytes).map_err(|_| format!("{name}: it is not UTF-8; save it as UTF-8"))?;
            Source::file(name, text)
        }
    };
    let (article, _) = linter.article(&Input { source, format });
    let blocks = article.blocks.iter().filter(|block| !block.passage.is_empty());
    Ok(blocks.map(|block| Paragraph { text: article.text.slice(block.passage).to_owned(), kind: block.kind.name() }).collect())
}
