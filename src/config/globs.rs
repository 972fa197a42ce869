//! Globs of a configuration, matched below its folder.

use globset::{GlobBuilder, GlobMatcher};
use toml::Spanned;

use crate::decode::span_of;
use crate::model::Problem;

/// A glob, for paths relative to the configuration's folder.
#[derive(Clone, Debug)]
pub struct Glob {
    written: String,
    matcher: GlobMatcher,
    /// Everything below what it fits.
    below: GlobMatcher,
}

impl Glob {
    /// Compiles a glob as git does: without a slash it fits at any depth; a folder stands for all that is in it.
    pub fn new(written: &Spanned<String>) -> Result<Self, Problem> {
        Self::parse(written.get_ref()).map_err(|error| Problem {
            span: span_of(&written.span()),
            message: error,
            label: "not a glob".to_owned(),
            help: "write a path with * for any letters and ** for any folders".to_owned(),
        })
    }

    /// Compiles a glob of the command line; what is wrong with it is said in words.
    pub fn parse(written: &str) -> Result<Self, String> {
        let glob = written.trim_end_matches('/');
        let glob = if glob.contains('/') { glob.trim_start_matches("./").to_owned() } else { format!("**/{glob}") };
        let build =
            |glob: &str| GlobBuilder::new(glob).literal_separator(true).build().map(|glob| glob.compile_matcher());
        match (build(&glob), build(&format!("{glob}/**"))) {
            (Ok(matcher), Ok(below)) => Ok(Self { written: written.to_owned(), matcher, below }),
            (Err(error), _) | (_, Err(error)) => Err(format!("`{written}` is not a glob: {}", error.kind())),
        }
    }

    /// As it stands in the file.
    pub fn written(&self) -> &str {
        &self.written
    }

    /// Whether it may fit something in the folder at `path`.
    pub fn may_fit_below(&self, path: &str) -> bool {
        let plain = self.written.split(['*', '?', '[', '{']).next().unwrap_or_default().trim_start_matches("./");
        let open = plain.len() < self.written.trim_start_matches("./").len();
        plain.starts_with(&format!("{path}/")) || open && path.starts_with(plain)
    }

    /// Whether it fits `path`, which has `/` between folders.
    pub fn fits(&self, path: &str) -> bool {
        self.matcher.is_match(path) || self.below.is_match(path)
    }
}
