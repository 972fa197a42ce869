//! The English word lists of the built-in rules hold English forms, and each reporting form does one thing.

use std::collections::BTreeMap;

use copydesk::rules::BUILT_IN;

/// Verbs that have no regular past: "keeped" is a slip of whoever inflected the list.
const IRREGULAR: &str = "bear beat become begin bend bite bleed blow break breed bring build burst buy catch choose \
    cling come cost creep cut deal dig do draw drink drive eat fall feed feel fight find flee fling fly forbid \
    foresee foretell forget forgive freeze get give go grind grow have hear hit hold hurt keep know lay lead leave \
    lend lose make mean meet mislead overhear overtake pay put quit read ride rise run say seek sell send shake shoot \
    shut sink sit sleep slide speak spend spin spit split spread spring stand steal stick sting strike swear sweep \
    swim swing take teach tear tell think throw understand undertake uphold wake wear weep win withdraw withhold \
    withstand wring write";

/// Verbs that double their last letter.
const DOUBLING: &str = "admit ban beg brag chat clap commit compel drag drop dub equip expel fit flip grab grin jab \
    jot nag nod occur omit permit plan plot plug prefer prod quip recap refer regret rip shrug skip slam slap slip \
    snap stab step stir stop stun submit swap tip trap trim tut vet wrap";

/// The lists by name, with the file that holds them.
fn lists() -> BTreeMap<String, (String, Vec<String>)> {
    let mut lists = BTreeMap::new();
    for file in BUILT_IN.iter().filter(|file| file.path.contains("rules/en/")) {
        let table: toml::Table = file.text.parse().expect("a built-in file is TOML");
        for (name, words) in table.get("lists").and_then(toml::Value::as_table).into_iter().flatten() {
            let words = words.as_array().into_iter().flatten().filter_map(toml::Value::as_str).map(str::to_owned);
            lists.insert(name.clone(), (file.path.to_string(), words.collect()));
        }
    }
    lists
}

#[test]
fn no_list_holds_a_form_that_is_not_english() {
    let regular = IRREGULAR.split_whitespace().flat_map(|verb| match verb.as_bytes() {
        [.., b'e'] => vec![format!("{verb}d")],
        [.., b'y'] => vec![format!("{verb}ed"), format!("{}ied", &verb[..verb.len() - 1])],
        [.., last] => vec![format!("{verb}ed"), format!("{verb}{}ed", char::from(*last))],
        [] => vec![],
    });
    let single = DOUBLING.split_whitespace().flat_map(|verb| [format!("{verb}ed"), format!("{verb}ing")]);
    let third = ["bes", "dos", "gos", "haves"].map(str::to_owned);
    let wrong: Vec<String> = regular.chain(single).chain(third).collect();
    let verbs =
        lists().into_iter().filter(|(name, _)| !["name-particles", "dateline-small-words"].contains(&name.as_str()));
    for (name, (file, forms)) in verbs {
        for form in forms {
            let slip = form.split(' ').find(|word| wrong.iter().any(|wrong| wrong == word));
            assert!(slip.is_none(), "{file}: the list `{name}` holds “{form}”");
        }
    }
}

#[test]
fn no_reporting_form_stands_in_two_groups() {
    let lists = lists();
    let groups = ["neutral", "factive", "loaded", "doubtful", "belief"].map(|group| format!("reporting-{group}"));
    let mut known: BTreeMap<&str, &str> = BTreeMap::new();
    for group in &groups {
        for form in &lists[group].1 {
            let other = known.insert(form, group);
            assert!(other.is_none(), "“{form}” stands in `{group}` and in `{}`", other.unwrap_or_default());
        }
    }
    assert!(known.len() > 2000, "only {} reporting forms", known.len());
}
