//! A newsroom's rules as data: what `copydesk page` takes along, and the engine in the page unpacks.

use serde::{Deserialize, Serialize};

use crate::linter::Linter;
use crate::model::{Furniture, FurnitureMark, Level};
use crate::readers::FieldNames;
use crate::rules::{Adjustments, BUILT_IN, RuleFile, load_adjusted};

/// Everything that makes a linter, but for levels by path and by metadata.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Packed {
    /// The newsroom's rule files: names and texts. The built-in ones are a part of the engine.
    pub rules: Vec<(String, String)>,
    pub adjustments: Adjustments,
    /// In the order of the rules; empty for the rules' own.
    pub levels: Vec<Level>,
    pub headline: Vec<String>,
    pub dek: Vec<String>,
    pub byline: Vec<String>,
    /// The names of furniture, and the markup or the words that tell it.
    pub furniture: Vec<(String, Option<String>, Option<String>)>,
    /// Patterns of what no rule may touch.
    pub untouchable: Vec<String>,
}

impl Packed {
    pub fn pack_names(&mut self, names: &FieldNames) {
        self.headline.clone_from(&names.headline);
        self.dek.clone_from(&names.dek);
        self.byline.clone_from(&names.byline);
    }

    pub fn pack_furniture<'all>(&mut self, furniture: impl Iterator<Item = &'all Furniture>) {
        self.furniture = furniture
            .map(|item| match &item.mark {
                FurnitureMark::Markup(name) => (item.name.clone(), Some(name.clone()), None),
                FurnitureMark::Opening(words) => (item.name.clone(), None, Some(words.clone())),
            })
            .collect();
    }

    /// The linter that it was packed from.
    ///
    /// # Errors
    /// What is wrong with the rules, as far as it can be said in a line.
    pub fn linter(self) -> Result<Linter, String> {
        let own = self.rules.into_iter().map(|(path, text)| RuleFile { path: path.into(), text: text.into() });
        let files: Vec<RuleFile> = BUILT_IN.iter().cloned().chain(own).collect();
        let rules = load_adjusted(&files, &self.adjustments).map_err(|faults| {
            let of_file = |file: &crate::model::FileReport| format!("{} is faulty", file.source.path);
            faults.files.first().map_or_else(|| "the configuration is faulty".to_owned(), of_file)
        })?;
        let levels = if self.levels.is_empty() { rules.levels() } else { self.levels };
        if levels.len() != rules.rules.len() {
            return Err("the page and its engine come from different versions of copydesk".to_owned());
        }
        let patterns: Result<Vec<_>, _> = self.untouchable.iter().map(|pattern| regex::Regex::new(pattern)).collect();
        let mark = |(name, markup, opening): (String, Option<String>, Option<String>)| {
            let opening = || FurnitureMark::Opening(opening.unwrap_or_default());
            Furniture { name, mark: markup.map_or_else(opening, FurnitureMark::Markup) }
        };
        Ok(Linter::new(rules, levels)
            .with_field_names(FieldNames { headline: self.headline, dek: self.dek, byline: self.byline })
            .with_furniture(self.furniture.into_iter().map(mark).collect())
            .with_untouchable(patterns.map_err(|error| error.to_string())?))
    }
}
