//! Promos: what stands between the paragraphs and is no part of the story.

/// What a promo block is, and why it is taken for one.
#[derive(Clone, Debug, PartialEq)]
pub struct Promo {
    pub kind: PromoKind,
    /// What was added up, the heaviest first: a signal's name and its weight.
    pub signals: Vec<(&'static str, f64)>,
    /// The same in words.
    pub weighed: String,
    /// It says too who paid for the story or earns by it.
    pub discloses: bool,
    /// It is a shortcode or component of the site, or stands in one.
    pub template: bool,
    /// Promos that stand together share their run; counted from 0.
    pub run: usize,
}

impl Promo {
    /// What the signals add up to.
    pub fn weight(&self) -> f64 {
        self.signals.iter().map(|(_, weight)| weight).sum()
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PromoKind {
    Newsletter,
    Donation,
    Membership,
    App,
    Podcast,
    Event,
    Follow,
    Feedback,
    Related,
    Advertisement,
    Shop,
    About,
    Embed,
    Credit,
    /// Nothing tells what it promotes.
    Other,
}

impl PromoKind {
    pub const ALL: [PromoKind; 15] = [
        PromoKind::Newsletter,
        PromoKind::Donation,
        PromoKind::Membership,
        PromoKind::App,
        PromoKind::Podcast,
        PromoKind::Event,
        PromoKind::Follow,
        PromoKind::Feedback,
        PromoKind::Related,
        PromoKind::Advertisement,
        PromoKind::Shop,
        PromoKind::About,
        PromoKind::Embed,
        PromoKind::Credit,
        PromoKind::Other,
    ];

    /// The kind's name in rules, and in the names of its word lists.
    pub const fn name(self) -> &'static str {
        match self {
            PromoKind::Newsletter => "newsletter",
            PromoKind::Donation => "donation",
            PromoKind::Membership => "membership",
            PromoKind::App => "app",
            PromoKind::Podcast => "podcast",
            PromoKind::Event => "event",
            PromoKind::Follow => "follow",
            PromoKind::Feedback => "feedback",
            PromoKind::Related => "related",
            PromoKind::Advertisement => "advertisement",
            PromoKind::Shop => "shop",
            PromoKind::About => "about",
            PromoKind::Embed => "embed",
            PromoKind::Credit => "credit",
            PromoKind::Other => "other",
        }
    }

    /// What to call it in a report.
    pub const fn description(self) -> &'static str {
        match self {
            PromoKind::Newsletter => "a newsletter sign-up",
            PromoKind::Donation => "a call for donations",
            PromoKind::Membership => "an offer of a membership or subscription",
            PromoKind::App => "a plug for an app",
            PromoKind::Podcast => "a plug for a podcast",
            PromoKind::Event => "a plug for an event",
            PromoKind::Follow => "a call to follow or share",
            PromoKind::Feedback => "a call for comments or tips",
            PromoKind::Related => "related headlines",
            PromoKind::Advertisement => "an advertisement",
            PromoKind::Shop => "a shopping link",
            PromoKind::About => "a note about the newsroom",
            PromoKind::Embed => "what an embed left behind",
            PromoKind::Credit => "a stray photo credit",
            PromoKind::Other => "a promo",
        }
    }
}
