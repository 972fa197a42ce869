//! What the configuration files of a folder say together, each value with where it comes from.

use std::path::{Path, PathBuf};

use regex::Regex;
use toml::Spanned;

use super::Fence;
use super::file::{self, ConfigFile};
use super::globs::Glob;
use super::written::{ListSetting, RuleSetting, WrittenFurniture};
use crate::decode::{nearest, span_of};
use crate::emit::EMITTERS;
use crate::inputs::{FileKind, InputError, Texts};
use crate::model::{FailOn, FileReport, Furniture, FurnitureMark, Level, Problem, Span};
use crate::readers::FieldNames;
use crate::rules::{Adjustments, ListChange, ParameterSetting, WeightChange, WeightKey, Written};

/// Where a value comes from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Origin {
    #[default]
    Default,
    /// A configuration file, by its number in [`Settings::files`].
    File(Written),
    /// An option of the command line.
    Argument(&'static str),
}

/// A value, and where it comes from.
#[derive(Clone, Debug, Default)]
pub struct Setting<Value> {
    pub value: Value,
    pub origin: Origin,
}

/// A level for a rule or set, as configured.
#[derive(Clone, Debug)]
pub struct LevelSetting {
    pub name: String,
    pub level: Level,
    pub written: Written,
}

/// Levels for some stories.
#[derive(Clone, Debug)]
pub struct Override {
    /// Empty: all files.
    pub files: Vec<Glob>,
    /// Keys of the front matter (lower case), each with the values of which one must be there.
    pub front_matter: Vec<(String, Vec<String>)>,
    pub levels: Vec<LevelSetting>,
}

/// All that the configuration of a folder says.
#[derive(Debug, Default)]
pub struct Settings {
    /// The folder that globs are relative to (absolute); `None` without a configuration.
    pub root: Option<PathBuf>,
    /// The configuration files, the most basic first.
    pub files: Vec<ConfigFile>,
    /// What is wrong in the files, each with the file's number.
    pub problems: Vec<(usize, Problem)>,
    pub select: Option<Setting<Vec<String>>>,
    pub ignore: Vec<Setting<String>>,
    pub rule_files: Vec<Setting<PathBuf>>,
    /// Where those may lie.
    pub fence: Fence,
    /// What a walk takes alone; empty: everything.
    pub stories: Vec<Setting<Glob>>,
    pub exclude: Vec<Setting<Glob>>,
    /// What no rule may touch in a story's source.
    pub ignore_patterns: Vec<Setting<Regex>>,
    pub fail_on: Setting<FailOn>,
    /// Where one is set.
    pub min_level: Option<Setting<Level>>,
    pub levels: Vec<LevelSetting>,
    pub adjustments: Adjustments,
    pub field_names: FieldNames,
    /// Where the last of them was written.
    pub names_origin: Origin,
    pub kinds: Vec<(Setting<Glob>, FileKind)>,
    pub overrides: Vec<Override>,
    pub furniture: Vec<Setting<Furniture>>,
    pub format: Option<Setting<String>>,
    pub statistics: Setting<bool>,
    pub quiet: Setting<bool>,
}

impl Settings {
    /// What the configuration file at `path` says, and those that it extends; without what is faulty. None of them
    /// names a file beyond `fence`.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn read(path: &Path, fence: Fence, texts: &Texts) -> Result<Self, InputError> {
        let files = file::read(path, &fence, texts)?;
        let mut settings = Self { root: path.parent().map(Path::to_owned), fence, ..Self::default() };
        for (index, file) in files.iter().enumerate() {
            let mut layer = Layer { index, file, problems: file.problems.clone() };
            layer.add_to(&mut settings);
            settings.problems.extend(layer.problems.into_iter().map(|problem| (index, problem)));
        }
        settings.files = files;
        Ok(settings)
    }

    /// Whether the names of all rules and lists can be known.
    pub fn is_whole(&self) -> bool {
        self.files.iter().all(|file| file.is_whole)
    }

    /// `path` as globs see it: from the configuration's folder, with `/`; `None` where it lies elsewhere.
    pub fn relative(&self, path: &Path) -> Option<String> {
        let absolute = absolute(path);
        let relative = absolute.strip_prefix(self.root.as_ref()?).ok()?.to_string_lossy().into_owned();
        Some(if cfg!(windows) { relative.replace('\\', "/") } else { relative })
    }

    /// Where it is written that a walk passes over `path`.
    pub fn excluded_by(&self, path: &Path) -> Option<String> {
        if self.exclude.is_empty() && self.stories.is_empty() {
            return None;
        }
        let path = self.relative(path).filter(|path| !path.is_empty())?;
        let exclude = self.exclude.iter().find(|glob| glob.value.fits(&path));
        let takes = |glob: &Setting<Glob>| glob.value.fits(&path) || glob.value.may_fit_below(&path);
        let outside = self.stories.first().filter(|_| !self.stories.iter().any(takes));
        exclude.or(outside).map(|glob| self.place(glob.origin))
    }

    /// How the file at `path` is read, where the configuration says so.
    pub fn kind(&self, path: &Path) -> Option<FileKind> {
        if self.kinds.is_empty() {
            return None;
        }
        let path = self.relative(path)?;
        self.kinds.iter().rev().find(|(glob, _)| glob.value.fits(&path)).map(|(_, kind)| *kind)
    }

    /// Where a value was written: `copydesk.toml:12`.
    pub fn place(&self, origin: Origin) -> String {
        match origin {
            Origin::Default => "default".to_owned(),
            Origin::Argument(option) => option.to_owned(),
            Origin::File(Written { file, span }) => {
                let source = &self.files[file].source;
                format!("{}:{}", source.path, source.position(span.start).line)
            }
        }
    }

    /// Problems of configuration files as reports into them.
    pub fn reports(&self, problems: &[(usize, Problem)]) -> Vec<FileReport> {
        let of_file =
            |index| problems.iter().filter(move |(file, _)| *file == index).map(|(_, problem)| problem.clone());
        let reports = self.files.iter().enumerate().map(|(index, file)| {
            let problems: Vec<Problem> = of_file(index).collect();
            file::report(&file.source, &problems)
        });
        reports.filter(|report| !report.diagnostics.is_empty()).collect()
    }
}

/// One configuration file on its way into the settings.
struct Layer<'file> {
    index: usize,
    file: &'file ConfigFile,
    problems: Vec<Problem>,
}

impl Layer<'_> {
    fn add_to(&mut self, settings: &mut Settings) {
        let written = &self.file.written;
        let folder = self.file.path.parent().unwrap_or(Path::new("")).to_owned();
        if let Some(select) = &written.select {
            let value = select.iter().map(|name| name.get_ref().clone()).collect();
            let span = select.first().map_or(Span::default(), |name| span_of(&name.span()));
            settings.select = Some(Setting { value, origin: Origin::File(self.at(span)) });
        }
        settings.ignore.extend(written.ignore.iter().map(|name| self.setting(name, Clone::clone)));
        settings.rule_files.extend(written.rule_files.iter().map(|path| self.setting(path, |path| folder.join(path))));
        for glob in &written.stories {
            if let Some(value) = self.glob(glob) {
                settings.stories.push(self.setting(glob, |_| value.clone()));
            }
        }
        for glob in &written.exclude {
            if let Some(value) = self.glob(glob) {
                settings.exclude.push(self.setting(glob, |_| value.clone()));
            }
        }
        for pattern in &written.ignore_patterns {
            match Regex::new(pattern.get_ref()) {
                Ok(value) => settings.ignore_patterns.push(self.setting(pattern, |_| value.clone())),
                Err(error) => self.problems.push(no_regex(pattern, &error)),
            }
        }
        if let Some(fail_on) = &written.fail_on {
            settings.fail_on = self.setting(fail_on, |level| *level);
        }
        if let Some(level) = &written.min_level {
            settings.min_level = Some(self.setting(level, |level| Level::from(*level)));
        }
        if let Some(language) = &written.language {
            let at = self.at(span_of(&language.span()));
            settings.adjustments.language = Some((language.get_ref().clone(), at));
        }
        self.add_rules(settings);
        self.add_lists(settings);
        self.add_weights(settings);
        self.add_names(settings);
        for (glob, kind) in &written.files {
            if let Some(value) = self.glob(glob) {
                settings.kinds.push((self.setting(glob, |_| value.clone()), FileKind::from(*kind)));
            }
        }
        self.add_furniture(settings);
        self.add_overrides(settings);
        self.add_output(settings);
    }

    fn add_rules(&mut self, settings: &mut Settings) {
        for (name, setting) in &self.file.written.rules {
            let written = self.at(span_of(&name.span()));
            let (level, parameters) = match setting {
                RuleSetting::Level(level) => (Some(*level), None),
                RuleSetting::Table(table) => (table.level, Some(&table.parameters)),
            };
            if let Some(level) = level {
                settings.levels.push(LevelSetting { name: name.get_ref().clone(), level, written });
            }
            let parameters = parameters.into_iter().flatten().map(|(key, value)| ParameterSetting {
                rule: name.get_ref().clone(),
                rule_written: written,
                key: key.get_ref().clone(),
                value: value.to_string(),
                written: self.at(span_of(&key.span())),
            });
            settings.adjustments.parameters.extend(parameters);
        }
    }

    fn add_lists(&mut self, settings: &mut Settings) {
        for (name, setting) in &self.file.written.lists {
            let written = self.at(span_of(&name.span()));
            let (add, remove) = match setting {
                ListSetting::Add(add) => (add.clone(), [].as_slice()),
                ListSetting::Change(table) => (table.add.clone(), table.remove.as_slice()),
            };
            let remove = remove.iter().map(|word| (word.get_ref().clone(), self.at(span_of(&word.span())))).collect();
            settings.adjustments.lists.push(ListChange { list: name.get_ref().clone(), written, add, remove });
        }
    }

    fn add_weights(&mut self, settings: &mut Settings) {
        for (table, setting) in &self.file.written.weights {
            let mut add = |key: WeightKey, value: &Spanned<f64>| {
                settings.adjustments.weights.push(WeightChange {
                    table: table.get_ref().clone(),
                    table_written: self.at(span_of(&table.span())),
                    key,
                    value: *value.get_ref(),
                    written: self.at(span_of(&value.span())),
                });
            };
            let scores = [
                (WeightKey::Bias, &setting.bias),
                (WeightKey::Threshold, &setting.threshold),
                (WeightKey::Note, &setting.note),
            ];
            for (key, value) in scores {
                value.iter().for_each(|value| add(key.clone(), value));
            }
            for (signal, value) in &setting.signals {
                add(WeightKey::Signal(signal.get_ref().clone()), value);
            }
        }
    }

    /// Names that are written go before the usual ones.
    fn add_names(&self, settings: &mut Settings) {
        let Some(written) = &self.file.written.front_matter else { return };
        settings.names_origin = Origin::File(self.at(span_of(&written.span())));
        let (written, names) = (written.get_ref(), &mut settings.field_names);
        let first = |known: &mut Vec<String>, written: &[String]| {
            known.splice(0..0, written.iter().map(|name| name.to_lowercase()));
        };
        first(&mut names.headline, &written.headline);
        first(&mut names.dek, &written.dek);
        first(&mut names.byline, &written.byline);
    }

    fn add_furniture(&mut self, settings: &mut Settings) {
        for written in &self.file.written.furniture {
            let WrittenFurniture { name, markup, begins } = written.get_ref();
            let filled = |words: &Option<String>| words.clone().filter(|words| !words.trim().is_empty());
            let mark = match (filled(markup), filled(begins)) {
                (Some(name), None) => FurnitureMark::Markup(name),
                (None, Some(words)) => FurnitureMark::Opening(words),
                _ => {
                    self.problems.push(unknown_by_its_mark(span_of(&written.span())));
                    continue;
                }
            };
            settings.furniture.push(self.setting(written, |_| Furniture { name: name.clone(), mark: mark.clone() }));
        }
    }

    fn add_overrides(&mut self, settings: &mut Settings) {
        for written in &self.file.written.overrides {
            // Where something else is wrong, that may be why there are none.
            if written.get_ref().rules.is_empty() && self.problems.is_empty() {
                self.problems.push(changes_nothing(span_of(&written.span())));
            }
            let written = written.get_ref();
            let files = written.files.iter().filter_map(|glob| self.glob(glob)).collect();
            let levels = written.rules.iter().map(|(name, level)| LevelSetting {
                name: name.get_ref().clone(),
                level: *level,
                written: self.at(span_of(&name.span())),
            });
            settings.overrides.push(Override {
                files,
                front_matter: written
                    .front_matter
                    .iter()
                    .map(|(key, values)| {
                        (key.to_lowercase(), values.values().map(|value| value.to_lowercase()).collect())
                    })
                    .collect(),
                levels: levels.collect(),
            });
        }
    }

    fn add_output(&mut self, settings: &mut Settings) {
        let output = &self.file.written.output;
        if let Some(format) = &output.format {
            if EMITTERS.iter().any(|kind| kind.name == format.get_ref()) {
                settings.format = Some(self.setting(format, Clone::clone));
            } else {
                let names = || EMITTERS.iter().map(|kind| kind.name);
                self.problems.push(Problem {
                    span: span_of(&format.span()),
                    message: format!("there is no output format `{}`", format.get_ref()),
                    label: "no such format".to_owned(),
                    help: match nearest(format.get_ref(), names()) {
                        Some(near) => format!("did you mean `{near}`?"),
                        None => format!("write one of: {}", names().collect::<Vec<_>>().join(", ")),
                    },
                });
            }
        }
        if let Some(statistics) = &output.statistics {
            settings.statistics = self.setting(statistics, |value| *value);
        }
        if let Some(quiet) = &output.quiet {
            settings.quiet = self.setting(quiet, |value| *value);
        }
    }

    fn glob(&mut self, written: &Spanned<String>) -> Option<Glob> {
        Glob::new(written).map_err(|problem| self.problems.push(problem)).ok()
    }

    fn setting<From, To>(&self, written: &Spanned<From>, value: impl Fn(&From) -> To) -> Setting<To> {
        Setting { value: value(written.get_ref()), origin: Origin::File(self.at(span_of(&written.span()))) }
    }

    fn at(&self, span: Span) -> Written {
        Written { file: self.index, span }
    }
}

fn unknown_by_its_mark(span: Span) -> Problem {
    Problem {
        span,
        message: "nothing says by what this furniture is known".to_owned(),
        label: "known by what?".to_owned(),
        help:
            "give it one of markup = \"the name of a shortcode, component or class\" and begins = \"its first words\""
                .to_owned(),
    }
}

fn no_regex(pattern: &Spanned<String>, error: &regex::Error) -> Problem {
    let error = error.to_string();
    let reason = error.lines().last().unwrap_or_default().trim_start_matches("error: ");
    Problem {
        span: span_of(&pattern.span()),
        message: format!("this is no regular expression: {reason}"),
        label: "not a pattern".to_owned(),
        help: "put it in '…', and a back slash before a mark that stands for itself".to_owned(),
    }
}

fn changes_nothing(span: Span) -> Problem {
    Problem {
        span,
        message: "this override changes nothing".to_owned(),
        label: "no rules stand in it".to_owned(),
        help: "write [override.rules] below it, and what holds there: claims = \"off\"".to_owned(),
    }
}

/// `path` from the root of the file system, without `.` and `..` in it.
pub fn absolute(path: &Path) -> PathBuf {
    use std::path::Component;
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    path.components().fold(PathBuf::new(), |mut clean, component| {
        match component {
            Component::CurDir => {}
            Component::ParentDir => _ = clean.pop(),
            other => clean.push(other),
        }
        clean
    })
}
