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
use crate::config::{self, Fence, LevelError, Levels, Origin, Override, Settings, UnknownRule, Wishes};
use crate::inputs::{InputError, Texts};
use crate::linter::{LevelOverride, Linter};
use crate::model::{FileReport, Input, Metadata, Problem};
use crate::rules::{BUILT_IN, RuleFile, RuleSet, Written, load, load_adjusted};

/// Settings, and what they make of the rules.
pub struct Desk {
    pub settings: Arc<Settings>,
    pub levels: Levels,
    pub linter: Linter,
}

/// What keeps a desk from being made.
#[derive(Clone, Debug, Default)]
pub struct Faults {
    /// Files that can't be read.
    pub unreadable: Vec<InputError>,
    /// Rule files and configuration files, with what is wrong in them.
    pub files: Vec<FileReport>,
    /// Names on the command line.
    pub unknown: Vec<UnknownRule>,
}

/// The desks of a run: stories below different configuration files come to different desks.
pub struct Desks<'arguments> {
    arguments: &'arguments RuleArgs,
    texts: Texts,
    /// By the configuration file; `None` without one.
    settings: RefCell<FxHashMap<Option<PathBuf>, Arc<Settings>>>,
    /// The configuration file of a folder.
    nearest: RefCell<FxHashMap<PathBuf, Option<PathBuf>>>,
    /// Settings whose file can't be read.
    unreadable: RefCell<Vec<(Arc<Settings>, InputError)>>,
    made: RefCell<Vec<(Arc<Settings>, Made)>>,
    /// What stories are held against.
    sources: Option<Vec<Input>>,
}

type Made = Result<Arc<Desk>, Arc<Faults>>;

impl<'arguments> Desks<'arguments> {
    pub fn new(arguments: &'arguments RuleArgs) -> Self {
        Self::with_texts(arguments, Texts::default())
    }

    /// Desks after the configuration and rule files of `texts`.
    pub fn with_texts(arguments: &'arguments RuleArgs, texts: Texts) -> Self {
        Self {
            arguments,
            texts,
            settings: RefCell::default(),
            nearest: RefCell::default(),
            unreadable: RefCell::default(),
            made: RefCell::default(),
            sources: None,
        }
    }

    /// The same, where stories are held against what was said.
    pub fn against(self, sources: Vec<Input>) -> Self {
        Self { sources: Some(sources), ..self }
    }

    /// The settings that hold for the story at `path`; what is wrong with them is said by [`Desks::check`].
    pub fn settings_for(&self, path: &Path) -> Arc<Settings> {
        self.settings_of(self.config_file(path))
    }

    /// The settings that the configuration file makes; the defaults without one.
    pub fn settings_of(&self, file: Option<PathBuf>) -> Arc<Settings> {
        if let Some(settings) = self.settings.borrow().get(&file) {
            return Arc::clone(settings);
        }
        let read = file.as_deref().map(|file| Settings::read(file, self.fence(file), &self.texts)).transpose();
        let settings = match read {
            Ok(settings) => Arc::new(settings.unwrap_or_default()),
            Err(error) => {
                let settings = Arc::default();
                self.unreadable.borrow_mut().push((Arc::clone(&settings), error));
                settings
            }
        };
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

    /// The configuration file that holds for the story at `path`.
    fn config_file(&self, path: &Path) -> Option<PathBuf> {
        if self.arguments.isolated {
            return None;
        }
        if let Some(file) = &self.arguments.config {
            return Some(config::absolute(file));
        }
        let folder = config::absolute(path).parent()?.to_owned();
        let nearest = |folder: &PathBuf| config::nearest(folder, &self.texts);
        self.nearest.borrow_mut().entry(folder).or_insert_with_key(nearest).clone()
    }

    /// Complains of the configuration files that were met and are faulty.
    pub fn check(&self, console: &mut Console) -> Result<(), Failure> {
        let unreadable = std::mem::take(&mut *self.unreadable.borrow_mut());
        unreadable.iter().for_each(|(_, error)| console.complain_of_input(error));
        let faulty = |settings: &&Arc<Settings>| !settings.problems.is_empty();
        let faulty: Vec<_> = self.settings.borrow().values().filter(faulty).cloned().collect();
        // They have problems, so that nothing comes of them but complaints.
        faulty.iter().filter_map(|settings| self.made(settings).err()).for_each(|faults| faults.complain(console));
        if unreadable.is_empty() && faulty.is_empty() { Ok(()) } else { Err(Failure::Said) }
    }

    /// The desk for stories under `settings`, or complaints.
    pub fn desk(&self, settings: &Arc<Settings>, console: &mut Console) -> Result<Arc<Desk>, Failure> {
        self.check(console)?;
        self.made(settings).map_err(|faults| {
            faults.complain(console);
            Failure::Said
        })
    }

    /// The desk for stories under `settings`, or all that is wrong with them; made once.
    pub fn made(&self, settings: &Arc<Settings>) -> Made {
        let known = |(other, _): &&(Arc<Settings>, Made)| Arc::ptr_eq(other, settings);
        if let Some((_, made)) = self.made.borrow().iter().find(known) {
            return made.clone();
        }
        let unreadable = self.unreadable.borrow();
        let made = match unreadable.iter().find(|(other, _)| Arc::ptr_eq(other, settings)) {
            Some((_, error)) => Err(Faults { unreadable: vec![error.clone()], ..Faults::default() }),
            None => self.make(settings),
        };
        let made = made.map(Arc::new).map_err(Arc::new);
        self.made.borrow_mut().push((Arc::clone(settings), made.clone()));
        made
    }

    fn make(&self, settings: &Arc<Settings>) -> Result<Desk, Faults> {
        let mut faults = Faults::default();
        let mut problems = settings.problems.clone();
        let files = self.gather(settings, &mut problems, &mut faults);
        let Some(files) = files.filter(|_| settings.is_whole()) else {
            return Err(faults.with(settings, &problems));
        };
        let rules = load_adjusted(&files, &settings.adjustments);
        let levels = match &rules {
            Ok(rules) => self.levels(rules, settings, &mut problems, &mut faults),
            Err(of_rules) => {
                faults.files.extend(of_rules.files.iter().cloned());
                problems.extend(of_rules.adjustments.iter().cloned());
                // What the rules are called stands in their files, whatever is to be adjusted.
                load(&files).ok().and_then(|rules| self.levels(&rules, settings, &mut problems, &mut faults))
            }
        };
        match (rules, levels) {
            (Ok(rules), Some(levels)) if problems.is_empty() => Ok(self.ready(settings, rules, levels)),
            _ => Err(faults.with(settings, &problems)),
        }
    }

    fn ready(&self, settings: &Arc<Settings>, rules: RuleSet, levels: Levels) -> Desk {
        let mut linter = Linter::new(rules, levels.base.iter().map(|(level, _)| *level).collect())
            .with_overrides(overrides(settings, &levels))
            .with_field_names(settings.field_names.clone())
            .with_furniture(settings.furniture.iter().map(|furniture| furniture.value.clone()).collect())
            .with_untouchable(settings.ignore_patterns.iter().map(|pattern| pattern.value.clone()).collect());
        if let Some(sources) = &self.sources {
            linter.hold_against(sources.clone());
        }
        Desk { settings: Arc::clone(settings), levels, linter }
    }

    fn levels(
        &self,
        rules: &RuleSet,
        settings: &Settings,
        problems: &mut Vec<(usize, Problem)>,
        faults: &mut Faults,
    ) -> Option<Levels> {
        let wishes = Wishes { select: &self.arguments.select, ignore: &self.arguments.ignore };
        match config::levels(rules, settings, wishes) {
            Ok(levels) => return Some(levels),
            Err(LevelError::Arguments(unknown)) => faults.unknown.extend(unknown),
            Err(LevelError::Settings(unknown)) => problems.extend(unknown),
        }
        None
    }

    /// The desk for the folder that the user stands in.
    pub fn desk_here(&self, console: &mut Console) -> Result<Arc<Desk>, Failure> {
        self.desk(&self.settings_here(), console)
    }

    /// The texts of the built-in rule files, and of those that settings and arguments name.
    ///
    /// # Errors
    /// One of them can't be read.
    pub fn rule_files(&self, settings: &Settings) -> Result<Vec<RuleFile>, Faults> {
        let (mut problems, mut faults) = (Vec::new(), Faults::default());
        let files = self.gather(settings, &mut problems, &mut faults);
        files.ok_or_else(|| faults.with(settings, &problems))
    }

    /// Reads the rule files; `None` where one can't be read. `problems` takes those that a configuration file names.
    fn gather(
        &self,
        settings: &Settings,
        problems: &mut Vec<(usize, Problem)>,
        faults: &mut Faults,
    ) -> Option<Vec<RuleFile>> {
        let mut files: Vec<Option<RuleFile>> = BUILT_IN.iter().cloned().map(Some).collect();
        for file in &settings.rule_files {
            let name = config::shown(&file.value);
            let allowed = settings.fence.check(&file.value, &name);
            let read = allowed.and_then(|()| self.rule_file(&file.value, name.clone())).map_err(|error| {
                if let Origin::File(Written { file, span }) = file.origin {
                    problems.push((file, config::unreadable(&name, &error, span)));
                }
            });
            files.push(read.ok());
        }
        for path in &self.arguments.rule_files {
            let read = self.rule_file(path, path.to_string_lossy().into_owned());
            files.push(read.map_err(|error| faults.unreadable.push(error)).ok());
        }
        files.into_iter().collect()
    }

    /// Reads one rule file, which goes by `name`.
    ///
    /// # Errors
    /// It can't be read.
    pub fn rule_file(&self, path: &Path, name: String) -> Result<RuleFile, InputError> {
        let text = self.texts.read(&config::absolute(path), &name)?;
        Ok(RuleFile { path: Cow::Owned(name), text: Cow::Owned(text) })
    }
}

impl Faults {
    fn with(mut self, settings: &Settings, problems: &[(usize, Problem)]) -> Self {
        self.files.extend(settings.reports(problems));
        self
    }

    /// The first of them, in a few words.
    pub fn reason(&self) -> String {
        let of_file = |report: &FileReport| {
            let diagnostic = report.diagnostics.first()?;
            Some(format!("{}: {}", report.source.path, diagnostic.message))
        };
        (self.files.iter().find_map(of_file))
            .or_else(|| self.unreadable.first().map(|error| format!("{}: {}", error.place, error.message)))
            .or_else(|| self.unknown.first().map(|name| format!("there is no rule or set called `{}`", name.name)))
            .unwrap_or_default()
    }

    /// Says all of it on standard error.
    pub fn complain(&self, console: &mut Console) {
        self.unreadable.iter().for_each(|error| console.complain_of_input(error));
        of_files(&self.files, console);
        self.unknown.iter().for_each(|unknown| of_name(unknown, console));
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
