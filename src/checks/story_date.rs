//! The story's own date, against which checks judge what the draft leaves out.

use jiff::civil::Date;

use crate::model::Metadata;

/// The day of the story that the metadata gives.
pub(super) fn story_date(metadata: &Metadata) -> Option<Date> {
    const KEYS: &[&str] = &[
        "date",
        "published",
        "publishdate",
        "publish_date",
        "published_at",
        "pubdate",
        "datepublished",
        "date_published",
        "article:published_time",
    ];
    metadata.first(KEYS)?.value.get(..10)?.parse().ok()
}
