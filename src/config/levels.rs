//! At which level each rule runs, for all stories and for some, and who says so.

use super::settings::{LevelSetting, Origin, Settings};
use crate::model::{Level, Problem};
use crate::rules::{ParameterSetting, Rule, RuleSet, Selector, Written};

/// A name on the command line that is no rule and no set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownRule {
    pub name: String,
    pub nearest: Option<String>,
}

/// What the command line says of rules.
#[derive(Clone, Copy, Debug, Default)]
pub struct Wishes<'arguments> {
    /// Empty: all.
    pub select: &'arguments [String],
    pub ignore: &'arguments [String],
}

/// Levels in the order of a rule set's rules.
#[derive(Debug)]
pub struct Levels {
    pub base: Vec<(Level, Origin)>,
    /// What each override of the settings changes, in their order.
    pub overrides: Vec<Vec<Option<(Level, Origin)>>>,
}

/// Why levels can't be worked out.
#[derive(Debug)]
pub enum LevelError {
    Arguments(Vec<UnknownRule>),
    /// Problems of configuration files, each with the file's number.
    Settings(Vec<(usize, Problem)>),
}

/// The level of a rule that is off by itself and asked for by name.
const OPTED_IN: Level = Level::Note;

/// Works out all levels.
///
/// # Errors
/// The names that are no rule and no set.
pub fn levels(rules: &RuleSet, settings: &Settings, wishes: Wishes<'_>) -> Result<Levels, LevelError> {
    let (select, ignore) = (selectors(rules, wishes.select)?, selectors(rules, wishes.ignore)?);
    let configured = Configured::new(rules, settings)?;
    let mut unlimited: Vec<(Level, Origin)> = rules.rules.iter().map(|rule| (rule.level, Origin::Default)).collect();
    configured.apply(rules, &mut unlimited, select.is_empty());
    let mut base = unlimited.clone();
    if !select.is_empty() {
        restrict(rules, &mut base, &select, Origin::Argument("--select"));
    }
    leave_out(rules, &mut base, &ignore, Origin::Argument("--ignore"));
    let barred = |index: usize| matches!(base[index], (Level::Off, Origin::Argument(_)));
    let overrides = configured.overrides.iter().map(|settings| {
        let mut levels = unlimited.clone();
        apply_all(rules, &mut levels, settings);
        let changed = |(index, level): (usize, &(Level, Origin))| {
            (level.1 != unlimited[index].1 && !barred(index)).then_some(*level)
        };
        levels.iter().enumerate().map(changed).collect()
    });
    let overrides = overrides.collect();
    Ok(Levels { base, overrides })
}

/// A level for the rules that a selector takes.
struct Leveled {
    selector: Selector,
    level: Level,
    written: Written,
}

/// The names of the settings, looked up.
struct Configured {
    select: Option<(Vec<Selector>, Origin)>,
    ignore: Vec<(Selector, Origin)>,
    levels: Vec<Leveled>,
    overrides: Vec<Vec<Leveled>>,
}

impl Configured {
    fn new(rules: &RuleSet, settings: &Settings) -> Result<Self, LevelError> {
        let mut unknown = Vec::new();
        let mut find = |name: &str, written: Written| {
            let found = rules.selector(name);
            found.map_err(|nearest| unknown.push((written.file, no_such_rule(name, nearest, written)))).ok()
        };
        let select = settings.select.as_ref().filter(|select| !select.value.is_empty()).map(|select| {
            let names = select.value.iter().filter_map(|name| find(name, written_at(select.origin)));
            (names.collect::<Vec<_>>(), select.origin)
        });
        let ignore: Vec<_> = settings
            .ignore
            .iter()
            .filter_map(|name| Some((find(&name.value, written_at(name.origin))?, name.origin)))
            .collect();
        let mut look_up = |levels: &[LevelSetting]| -> Vec<Leveled> {
            let leveled = levels.iter().filter_map(|setting| {
                let selector = find(&setting.name, setting.written)?;
                Some(Leveled { selector, level: setting.level, written: setting.written })
            });
            leveled.collect()
        };
        let levels = look_up(&settings.levels);
        let overrides = settings.overrides.iter().map(|exception| look_up(&exception.levels)).collect();
        let of_no_rule = settings.adjustments.parameters.iter().filter(|set| rules.rule(&set.rule).is_none());
        let (of_sets, _): (Vec<_>, Vec<_>) = of_no_rule.partition(|set| find(&set.rule, set.rule_written).is_some());
        unknown.extend(of_sets.iter().map(|parameter| (parameter.written.file, has_no_parameters(parameter))));
        if unknown.is_empty() {
            Ok(Self { select, ignore, levels, overrides })
        } else {
            Err(LevelError::Settings(unknown))
        }
    }

    /// Sets levels as the settings say; their `select` only where the command line has none.
    fn apply(&self, rules: &RuleSet, levels: &mut [(Level, Origin)], with_select: bool) {
        apply_all(rules, levels, &self.levels);
        if let Some((select, origin)) = self.select.as_ref().filter(|_| with_select) {
            restrict(rules, levels, select, *origin);
        }
        for (selector, origin) in &self.ignore {
            leave_out(rules, levels, std::slice::from_ref(selector), *origin);
        }
    }
}

/// Sets levels: those of sets first, then those of rules by name. A set's level wakes no rule that is off by itself.
fn apply_all(rules: &RuleSet, levels: &mut [(Level, Origin)], settings: &[Leveled]) {
    for by_name in [false, true] {
        for setting in settings {
            for (rule, level) in rules.rules.iter().zip(levels.iter_mut()) {
                let named = setting.selector.names(rule);
                let sleeps = !by_name && level.0 == Level::Off;
                if named == by_name && setting.selector.takes(rule) && !sleeps {
                    *level = (setting.level, Origin::File(setting.written));
                }
            }
        }
    }
}

fn restrict(rules: &RuleSet, levels: &mut [(Level, Origin)], select: &[Selector], origin: Origin) {
    for (rule, level) in rules.rules.iter().zip(levels) {
        let named = select.iter().any(|selector| selector.names(rule));
        let taken = named || select.iter().any(|selector| selector.takes(rule));
        match (level.0, taken, named) {
            (Level::Off, _, true) => *level = (OPTED_IN, origin),
            (_, false, _) => *level = (Level::Off, origin),
            _ => {}
        }
    }
}

fn leave_out(rules: &RuleSet, levels: &mut [(Level, Origin)], ignore: &[Selector], origin: Origin) {
    let taken = |rule: &Rule| ignore.iter().any(|selector| selector.takes(rule));
    for (_, level) in rules.rules.iter().zip(levels).filter(|(rule, _)| taken(rule)) {
        *level = (Level::Off, origin);
    }
}

fn selectors(rules: &RuleSet, names: &[String]) -> Result<Vec<Selector>, LevelError> {
    let mut unknown = Vec::new();
    let found = names.iter().filter_map(|name| {
        let found = rules.selector(name);
        found.map_err(|nearest| unknown.push(UnknownRule { name: name.clone(), nearest })).ok()
    });
    let found = found.collect();
    if unknown.is_empty() { Ok(found) } else { Err(LevelError::Arguments(unknown)) }
}

fn written_at(origin: Origin) -> Written {
    match origin {
        Origin::File(written) => written,
        Origin::Default | Origin::Argument(_) => Written::default(),
    }
}

fn has_no_parameters(parameter: &ParameterSetting) -> Problem {
    Problem {
        span: parameter.written.span,
        message: format!("`{}` is a set, and `{}` a parameter of a rule", parameter.rule, parameter.key),
        label: "of which rule?".to_owned(),
        help: format!("name the rule: \"{}/…\" = {{ {} = … }}", parameter.rule, parameter.key),
    }
}

fn no_such_rule(name: &str, nearest: Option<String>, written: Written) -> Problem {
    Problem {
        span: written.span,
        message: format!("there is no rule or set called `{name}`"),
        label: "no such rule".to_owned(),
        help: match nearest {
            Some(near) => format!("did you mean `{near}`?"),
            None => "`copydesk rules` lists them all".to_owned(),
        },
    }
}
