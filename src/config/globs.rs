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
        let glob = written.get_ref().trim_end_matches('/');
        let glob = if glob.contains('/') { glob.trim_start_matches("./").to_owned() } else { format!("**/{glob}") };
        let build =
            |glob: &str| GlobBuilder::new(glob).literal_separator(true).build().map(|glob| glob.compile_matcher());
        match (build(&glob), build(&format!("{glob}/**"))) {
            (Ok(matcher), Ok(below)) => Ok(Self { written: written.get_ref().clone(), matcher, below }),
            (Err(error), _) | (_, Err(error)) => Err(Problem {
                span: span_of(&written.span()),
                message: format!("`{}` is not a glob: {}", written.get_ref(), error.kind()),
                label: "not a glob".to_owned(),
                help: "write a path with * for any letters and ** for any folders".to_owned(),
            }),
        }
    }

    /// As it stands in the file.
    pub fn written(&self) -> &str {
        &self.written
    }

    /// Whether it fits `path`, which has `/` between folders.
    pub fn fits(&self, path: &str) -> bool {
        self.matcher.is_match(path) || self.below.is_match(path)
    }
}
