//! `metadata`: fields that a desk wants every story to have.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Builder, Check, CheckKind, Context, Finding, Settings};
use crate::model::Span;
use crate::query::Unit;

pub const KIND: CheckKind = CheckKind::new::<Written>("metadata", "fields that the metadata lacks or leaves empty");

/// `metadata = { required = ["title", "date", "author|authors"] }`
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Written {
    /// Keys in lower case; `|` stands between keys of which one is enough.
    required: Vec<String>,
}

#[derive(Debug)]
struct Required {
    keys: Vec<String>,
}

impl Settings for Written {
    fn build(self, _builder: &mut Builder<'_>) -> Option<Box<dyn Check>> {
        Some(Box::new(Required { keys: self.required }))
    }
}

impl Check for Required {
    fn run(&self, _unit: Unit, context: &Context<'_>) -> Vec<Finding> {
        let metadata = &context.article.metadata;
        let is_filled =
            |key: &str| metadata.fields.iter().any(|field| field.key == key && !field.value.trim().is_empty());
        let missing: Vec<&str> =
            self.keys.iter().filter(|keys| !keys.split('|').any(is_filled)).map(String::as_str).collect();
        if missing.is_empty() {
            return Vec::new();
        }
        let opening = Span::new(metadata.span.start, metadata.span.start);
        let finding = Finding { span: Some(opening), ..Finding::default() };
        vec![finding.with_value("missing", missing.join(", ").replace('|', " or "))]
    }

    fn placeholders(&self) -> Vec<String> {
        vec!["missing".to_owned()]
    }
}
