//! A desk made ready: the settings that hold for a story, and the linter that they make.

use std::borrow::Cow;
use std::cell::RefCell;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::Failure;
use super::complaints::{of_files, of_name};
use super::console::Console;
use crate::cli::RuleArgs;
use crate::config::{self, Fence, LevelError, Levels, Origin, Override, Settings, Wishes};
use crate::inputs::{Document, FileKind, InputError};
use crate::linter::{LevelOverride, Linter};
use crate::model::{Format, Metadata, Problem};
use crate::rules::{BUILT_IN, RuleFile, RuleSet, Written, load, load_adjusted};

/// Settings, and what they make of the rules.
pub struct Desk {
    pub settings: Arc<Settings>,
    pub levels: Levels,
    pub linter: Linter,
}

/// The desks of a run: stories below different configuration files come to different desks.
pub struct Desks<'arguments> {
    arguments: &'arguments RuleArgs,
    /// By the configuration file; `None` without one.
    settings: RefCell<FxHashMap<Option<PathBuf>, Arc<Settings>>>,
    /// The configuration file of a folder.
    nearest: RefCell<FxHashMap<PathBuf, Option<PathBuf>>>,
    unreadable: RefCell<Vec<InputError>>,
    ready: RefCell<Vec<Arc<Desk>>>,
}

impl<'arguments> Desks<'arguments> {
    pub fn new(arguments: &'arguments RuleArgs) -> Self {
        Self {
            arguments,
            settings: RefCell::default(),
            nearest: RefCell::default(),
            unreadable: RefCell::default(),
            ready: RefCell::default(),
        }
    }

    /// The settings that hold for the story at `path`; what is wrong with them is said by [`Desks::check`].
    pub fn settings_for(&self, path: &Path) -> Arc<Settings> {
        let file = self.config_file(path);
        if let Some(settings) = self.settings.borrow().get(&file) {
            return Arc::clone(settings);
        }
        let settings = file.as_deref().map(|file| Settings::read(file, self.fence(file))).transpose();
        let settings = Arc::new(
            settings
                .unwrap_or_else(|error| {
                    self.unreadable.borrow_mut().push(error);
                    None
                })
                .unwrap_or_default(),
        );
        self.settings.borrow_mut().insert(file, Arc::clone(&settings));
        settings
    }

    /// The settings of the folder that the user stands in: what holds for the run as a whole.
    pub fn settings_here(&self) -> Arc<Settings> {
        self.settings_for(Path::new("here"))
    }

    fn fence(&self, file: &Path) -> Fence {
        if self.arguments.allow_outside { Fence::default() } else { Fence::around(file) }
    }

    fn config_file(&self, path: &Path) -> Option<PathBuf> {
        if self.arguments.isolated {
            return None;
        }
        if let Some(file) = &self.arguments.config {
            return Some(config::absolute(file));
        }
        let folder = config::absolute(path).parent()?.to_owned();
        self.nearest.borrow_mut().entry(folder).or_insert_with_key(|folder| config::nearest(folder)).clone()
    }

    /// Complains of the configuration files that were met and are faulty.
    pub fn check(&self, console: &mut Console) -> Result<(), Failure> {
        let unreadable = std::mem::take(&mut *self.unreadable.borrow_mut());
        unreadable.iter().for_each(|error| console.complain_of_input(error));
        let faulty = |settings: &&Arc<Settings>| !settings.problems.is_empty();
        let faulty: Vec<_> = self.settings.borrow().values().filter(faulty).cloned().collect();
        for settings in &faulty {
            // It has problems, so that nothing comes of it but complaints.
            _ = self.make(settings, console);
        }
        if unreadable.is_empty() && faulty.is_empty() { Ok(()) } else { Err(Failure::Said) }
    }

    /// The desk for stories under `settings`.
    pub fn desk(&self, settings: &Arc<Settings>, console: &mut Console) -> Result<Arc<Desk>, Failure> {
        self.check(console)?;
        if let Some(desk) = self.ready.borrow().iter().find(|desk| Arc::ptr_eq(&desk.settings, settings)) {
            return Ok(Arc::clone(desk));
        }
        let desk = Arc::new(self.make(settings, console)?);
        self.ready.borrow_mut().push(Arc::clone(&desk));
        Ok(desk)
    }

    /// Makes a desk ready, or complains of all that is wrong with its settings.
    fn make(&self, settings: &Arc<Settings>, console: &mut Console) -> Result<Desk, Failure> {
        let mut problems = settings.problems.clone();
        let files = self.gather(settings, &mut problems, console);
        let Some(files) = files.filter(|_| settings.is_whole()) else {
            return Err(complain(settings, &problems, console));
        };
        let rules = load_adjusted(&files, &settings.adjustments);
        let levels = match &rules {
            Ok(rules) => self.levels(rules, settings, &mut problems, console),
            Err(faults) => {
                of_files(&faults.files, console);
                problems.extend(faults.adjustments.iter().cloned());
                // What the rules are called stands in their files, whatever is to be adjusted.
                load(&files).ok().and_then(|rules| self.levels(&rules, settings, &mut problems, console))
            }
        };
        match (rules, levels) {
            (Ok(rules), Some(levels)) if problems.is_empty() => Ok(ready(settings, rules, levels)),
            _ => Err(complain(settings, &problems, console)),
        }
    }

    fn levels(
        &self,
        rules: &RuleSet,
        settings: &Settings,
        problems: &mut Vec<(usize, Problem)>,
        console: &mut Console,
    ) -> Option<Levels> {
        let wishes = Wishes { select: &self.arguments.select, ignore: &self.arguments.ignore };
        match config::levels(rules, settings, wishes) {
            Ok(levels) => return Some(levels),
            Err(LevelError::Arguments(unknown)) => unknown.iter().for_each(|unknown| of_name(unknown, console)),
            Err(LevelError::Settings(unknown)) => problems.extend(unknown),
        }
        None
    }

    /// The desk for the folder that the user stands in.
    pub fn desk_here(&self, console: &mut Console) -> Result<Arc<Desk>, Failure> {
        self.desk(&self.settings_here(), console)
    }

    /// The texts of the built-in rule files, and of those that settings and arguments name.
    pub fn rule_files(&self, settings: &Settings, console: &mut Console) -> Result<Vec<RuleFile>, Failure> {
        let mut problems = Vec::new();
        let files = self.gather(settings, &mut problems, console);
        files.ok_or_else(|| complain(settings, &problems, console))
    }

    /// Reads the rule files; `None` where one can't be read. `problems` takes those that a configuration file names.
    fn gather(
        &self,
        settings: &Settings,
        problems: &mut Vec<(usize, Problem)>,
        console: &mut Console,
    ) -> Option<Vec<RuleFile>> {
        let mut files: Vec<Option<RuleFile>> = BUILT_IN.iter().cloned().map(Some).collect();
        for file in &settings.rule_files {
            let name = config::shown(&file.value);
            let read =
                settings.fence.check(&file.value, &name).and_then(|()| read_rule_file(&file.value, name.clone()));
            let read = read.map_err(|error| {
                if let Origin::File(Written { file, span }) = file.origin {
                    problems.push((file, config::unreadable(&name, &error, span)));
                }
            });
            files.push(read.ok());
        }
        for path in &self.arguments.rule_files {
            let read = read_rule_file(path, path.to_string_lossy().into_owned());
            files.push(read.map_err(|error| console.complain_of_input(&error)).ok());
        }
        files.into_iter().collect()
    }
}

/// Reads one rule file, which goes by `name`.
pub fn read_rule_file(path: &Path, name: String) -> Result<RuleFile, InputError> {
    let (text, _) = Document::file(path, name.clone(), FileKind::Article(Format::Text)).text()?;
    Ok(RuleFile { path: Cow::Owned(name), text: Cow::Owned(text) })
}

fn complain(settings: &Settings, problems: &[(usize, Problem)], console: &mut Console) -> Failure {
    of_files(&settings.reports(problems), console);
    Failure::Said
}

fn ready(settings: &Arc<Settings>, rules: RuleSet, levels: Levels) -> Desk {
    let linter = Linter::new(rules, levels.base.iter().map(|(level, _)| *level).collect())
        .with_overrides(overrides(settings, &levels))
        .with_field_names(settings.field_names.clone())
        .with_furniture(settings.furniture.iter().map(|furniture| furniture.value.clone()).collect())
        .with_untouchable(settings.ignore_patterns.iter().map(|pattern| pattern.value.clone()).collect());
    Desk { settings: Arc::clone(settings), levels, linter }
}

fn overrides(settings: &Arc<Settings>, levels: &Levels) -> Vec<LevelOverride> {
    let pairs = settings.overrides.iter().zip(&levels.overrides);
    let overrides = pairs.map(|(exception, levels)| {
        let (exception, settings) = (exception.clone(), Arc::clone(settings));
        LevelOverride {
            holds: Box::new(move |path, metadata| holds(&exception, &settings, path, metadata)),
            levels: levels.iter().map(|level| level.map(|(level, _)| level)).collect(),
        }
    });
    overrides.collect()
}

/// Whether an override holds for the story at `path`, with its metadata.
pub fn holds(exception: &Override, settings: &Settings, path: &str, metadata: &Metadata) -> bool {
    let by_path = exception.files.is_empty()
        || settings.relative(Path::new(path)).is_some_and(|path| exception.files.iter().any(|glob| glob.fits(&path)));
    let has = |key: &String, values: &Vec<String>| {
        metadata.fields.iter().any(|field| field.key == *key && values.contains(&field.value.trim().to_lowercase()))
    };
    by_path && exception.front_matter.iter().all(|(key, values)| has(key, values))
}
