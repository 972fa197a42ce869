//! The JSON schema of rule files, for editors that complete and check them.

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde_json::{Map, Value, json};

use super::written::{WrittenRule, WrittenSet};
use crate::checks::CHECKS;

/// The schema of a rule file: a set's keys, and `[[rule]]` with the keys of every rule and a table for each check.
pub fn schema() -> Schema {
    let mut generator = SchemaSettings::draft07().with(|settings| settings.inline_subschemas = true).into_generator();
    let mut schema = generator.root_schema_for::<WrittenSet>();
    let rule = rule_schema(&mut generator);
    let keys = schema.ensure_object();
    keys.insert("title".to_owned(), "A copydesk rule file".into());
    properties(keys)["rule"] = json!({ "description": "One rule each.", "type": "array", "items": rule });
    schema
}

fn rule_schema(generator: &mut SchemaGenerator) -> Value {
    let mut rule = WrittenRule::json_schema(generator);
    let keys = properties(rule.ensure_object());
    for kind in CHECKS {
        let mut check = (kind.schema)(generator);
        check.insert("description".to_owned(), kind.about.into());
        keys[kind.name] = check.to_value();
    }
    rule.to_value()
}

fn properties(keys: &mut Map<String, Value>) -> &mut Value {
    keys.entry("properties").or_insert_with(|| json!({}))
}
