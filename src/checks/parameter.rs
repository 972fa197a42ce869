//! The parameters of checks, as their tables declare them: for the reference, `explain` and configurations.

use schemars::generate::SchemaSettings;
use serde_json::Value;

use super::CheckKind;

/// A key of a check's table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parameter {
    pub name: String,
    /// What it takes: “a number”, “a list of words”.
    pub values: String,
    /// As TOML; `None` where a rule must say it, empty where it may leave it out.
    pub default: Option<String>,
    pub about: String,
}

impl CheckKind {
    /// Every key of its table, by name.
    pub fn parameters(&self) -> Vec<Parameter> {
        let settings = SchemaSettings::draft07().with(|settings| settings.inline_subschemas = true);
        let schema = (self.schema)(&mut settings.into_generator()).to_value();
        let required: Vec<&str> =
            schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        let keys = schema["properties"].as_object().into_iter().flatten();
        keys.map(|(name, key)| Parameter {
            name: name.clone(),
            values: values(key),
            default: (!required.contains(&name.as_str())).then(|| in_toml(&key["default"])),
            about: key["description"].as_str().unwrap_or_default().replace('\n', " "),
        })
        .collect()
    }
}

/// What a schema takes, in words.
fn values(schema: &Value) -> String {
    if schema["$ref"].is_string() {
        return "a table".to_owned();
    }
    if let Some(words) = schema["enum"].as_array() {
        return words.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(", ");
    }
    for alternatives in ["anyOf", "oneOf"] {
        if let Some(forms) = schema[alternatives].as_array() {
            let mut forms: Vec<String> = forms.iter().filter(|form| form["type"] != "null").map(values).collect();
            forms.dedup();
            let words = schema[alternatives].as_array().is_some_and(|forms| {
                forms.iter().all(|form| form["const"].is_string() || form["enum"].is_array() || form["type"] == "null")
            });
            return forms.join(if words { ", " } else { " or " });
        }
    }
    if let Some(word) = schema["const"].as_str() {
        return word.to_owned();
    }
    let kinds: Vec<&str> = match &schema["type"] {
        Value::String(kind) => vec![kind],
        Value::Array(kinds) => kinds.iter().filter_map(Value::as_str).filter(|kind| *kind != "null").collect(),
        _ => Vec::new(),
    };
    let words = kinds.iter().map(|kind| match *kind {
        "string" => "text".to_owned(),
        "boolean" => "true, false".to_owned(),
        "integer" => "a whole number".to_owned(),
        "number" => "a number".to_owned(),
        "array" => format!("a list: {}", values(&schema["items"])),
        _ => "a table".to_owned(),
    });
    words.collect::<Vec<_>>().join(" or ")
}

/// A default as it would be written; empty where there is none.
fn in_toml(default: &Value) -> String {
    match default {
        Value::Null => String::new(),
        Value::Object(keys) if keys.is_empty() => String::new(),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use crate::checks::CHECKS;

    #[test]
    fn every_parameter_says_what_it_takes_and_what_it_is_for() {
        for kind in CHECKS {
            for parameter in kind.parameters() {
                assert!(!parameter.values.is_empty(), "{}.{} takes nothing", kind.name, parameter.name);
                assert!(!parameter.about.is_empty(), "{}.{} says nothing", kind.name, parameter.name);
            }
        }
    }
}
