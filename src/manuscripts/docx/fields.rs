//! Fields: an instruction that is not printed, and its result, which is.

use crate::manuscripts::draft::Spot;

/// The fields that are open, each inside the one before.
#[derive(Debug, Default)]
pub(super) struct Fields {
    open: Vec<FieldCode>,
}

#[derive(Debug, Default)]
struct FieldCode {
    instruction: String,
    /// Where its result begins.
    result: Option<Spot>,
}

impl Fields {
    pub fn begin(&mut self) {
        self.open.push(FieldCode::default());
    }

    pub fn instruct(&mut self, words: &str) {
        if let Some(field) = self.open.last_mut().filter(|field| field.result.is_none()) {
            field.instruction.push_str(words);
        }
    }

    pub fn separate(&mut self, spot: Spot) {
        if let Some(field) = self.open.last_mut() {
            field.result = Some(spot);
        }
    }

    /// Closes the innermost field; gives where its link began and leads, if it is one.
    pub fn end(&mut self) -> Option<(Spot, String)> {
        let field = self.open.pop()?;
        Some((field.result?, target(&field.instruction)?))
    }

    /// Whether what is said now is part of an instruction.
    pub fn hides(&self) -> bool {
        self.open.split_last().is_some_and(|(_, outer)| outer.iter().any(|field| field.result.is_none()))
    }
}

/// Where `HYPERLINK "https://…"` leads.
pub(super) fn target(instruction: &str) -> Option<String> {
    let rest = instruction.trim_start().strip_prefix("HYPERLINK")?;
    let target = rest.split('"').nth(1).or_else(|| rest.split_whitespace().next())?;
    Some(target.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_says_where_it_leads() {
        assert_eq!(target(" HYPERLINK \"https://example.org/a\" \\h ").as_deref(), Some("https://example.org/a"));
        assert_eq!(target("PAGE \\* MERGEFORMAT"), None);
    }
}
