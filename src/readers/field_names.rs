//! The names under which newsrooms keep headline, dek and byline in a story's metadata.

use crate::model::{Metadata, MetadataField};

/// Keys of metadata fields, lower case, the best first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldNames {
    pub headline: Vec<String>,
    pub dek: Vec<String>,
    pub byline: Vec<String>,
}

const HEADLINE: &[&str] = &["headline", "hed", "title"];
const DEK: &[&str] = &["dek", "subhed", "subhead", "subheadline", "subtitle", "standfirst", "deck", "description"];
const BYLINE: &[&str] =
    &["byline", "author", "authors", "author.name", "authors.name", "author_name", "writer", "writers", "reporter"];

impl Default for FieldNames {
    fn default() -> Self {
        let owned = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        Self { headline: owned(HEADLINE), dek: owned(DEK), byline: owned(BYLINE) }
    }
}

/// The first field that has words under any of `names`, in the order of `names`.
pub(super) fn first_filled<'metadata>(
    metadata: &'metadata Metadata,
    names: &[String],
) -> Option<&'metadata MetadataField> {
    names
        .iter()
        .find_map(|name| metadata.fields.iter().find(|field| field.key == *name && !field.value.trim().is_empty()))
}
