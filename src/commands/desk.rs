//! A desk made ready: the settings that hold for a story, and the linter that they make.

use std::borrow::Cow;
use std::cell::RefCell;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::Failure;
use super::complaints::{of_config, of_files, of_level_error};
use super::console::Console;
use crate::cli::RuleArgs;
use crate::config::{self, ConfigError, Levels, Override, Settings, Wishes};
use crate::inputs::{Document, FileKind};
use crate::linter::{LevelOverride, Linter};
use crate::model::{Format, Metadata};
use crate::rules::{BUILT_IN, RuleFile, RuleSet, load_adjusted};

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
    errors: RefCell<Vec<ConfigError>>,
    ready: RefCell<Vec<Arc<Desk>>>,
}

impl<'arguments> Desks<'arguments> {
    pub fn new(arguments: &'arguments RuleArgs) -> Self {
        Self {
            arguments,
            settings: RefCell::default(),
            nearest: RefCell::default(),
            errors: RefCell::default(),
            ready: RefCell::default(),
        }
    }

    /// The settings that hold for the story at `path`; errors of its configuration are kept for [`Desks::check`].
    pub fn settings_for(&self, path: &Path) -> Arc<Settings> {
        let file = self.config_file(path);
        if let Some(settings) = self.settings.borrow().get(&file) {
            return Arc::clone(settings);
        }
        let settings = file.as_deref().map(Settings::read).transpose();
        let settings = Arc::new(
            settings
                .unwrap_or_else(|error| {
                    self.errors.borrow_mut().push(error);
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
        let errors = std::mem::take(&mut *self.errors.borrow_mut());
        if errors.is_empty() {
            return Ok(());
        }
        errors.iter().for_each(|error| of_config(error, console));
        Err(Failure::Said)
    }

    /// The desk for stories under `settings`.
    pub fn desk(&self, settings: &Arc<Settings>, console: &mut Console) -> Result<Arc<Desk>, Failure> {
        self.check(console)?;
        if let Some(desk) = self.ready.borrow().iter().find(|desk| Arc::ptr_eq(&desk.settings, settings)) {
            return Ok(Arc::clone(desk));
        }
        let rules = self.rule_set(settings, console)?;
        let wishes = Wishes { select: &self.arguments.select, ignore: &self.arguments.ignore };
        let levels =
            config::levels(&rules, settings, wishes).map_err(|error| of_level_error(&error, settings, console))?;
        let overrides = overrides(settings, &levels);
        let linter = Linter::new(rules, levels.base.iter().map(|(level, _)| *level).collect())
            .with_overrides(overrides)
            .with_field_names(settings.field_names.clone());
        let desk = Arc::new(Desk { settings: Arc::clone(settings), levels, linter });
        self.ready.borrow_mut().push(Arc::clone(&desk));
        Ok(desk)
    }

    /// The desk for the folder that the user stands in.
    pub fn desk_here(&self, console: &mut Console) -> Result<Arc<Desk>, Failure> {
        self.desk(&self.settings_here(), console)
    }

    fn rule_set(&self, settings: &Settings, console: &mut Console) -> Result<RuleSet, Failure> {
        let files = self.rule_files(settings, console)?;
        load_adjusted(&files, &settings.adjustments).map_err(|faults| {
            of_files(&faults.files, console);
            of_files(&settings.reports(faults.adjustments), console);
            Failure::Said
        })
    }

    /// The texts of the built-in rule files, and of those that settings and arguments name.
    pub fn rule_files(&self, settings: &Settings, console: &mut Console) -> Result<Vec<RuleFile>, Failure> {
        let mut files = BUILT_IN.to_vec();
        let configured = settings.rule_files.iter().map(|file| (file.value.as_path(), config::shown(&file.value)));
        let named = self.arguments.rule_files.iter();
        let named = named.map(|path| (path.as_path(), path.to_string_lossy().into_owned()));
        for (path, name) in configured.chain(named) {
            files.push(read_rule_file(path, name, console)?);
        }
        Ok(files)
    }
}

/// Reads one rule file, which goes by `name`.
pub fn read_rule_file(path: &Path, name: String, console: &mut Console) -> Result<RuleFile, Failure> {
    let document = Document::file(path, name.clone(), FileKind::Article(Format::Text));
    match document.text() {
        Ok((text, _)) => Ok(RuleFile { path: Cow::Owned(name), text: Cow::Owned(text) }),
        Err(error) => {
            console.complain_of_input(&error);
            Err(Failure::Said)
        }
    }
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
