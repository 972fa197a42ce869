//! Articles through a function in parallel, a bounded number at a time, as they are found and read; the results come in
//! the order of the documents, as soon as they are there.

use std::collections::VecDeque;
use std::io::Write;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};

use super::Failure;
use super::assignments::{Assignment, Assignments};
use super::console::Console;
use super::progress::Progress;
use crate::inputs::{FileKind, InputError, Lines, Next, Stream};
use crate::model::{Input, Level};

/// Pieces of work on their way, for each thread: enough that none waits for another's long article.
const AHEAD: usize = 4;
/// Bytes of lines on their way.
const MOST_BYTES: usize = 16 << 20;

/// What came of a batch: how many inputs could not be read.
#[derive(Debug, Default)]
pub struct Unread {
    pub errors: usize,
}

/// What one thread does at a time.
enum Piece {
    Document(Arc<Assignment>),
    Lines(Arc<Assignment>, Lines),
    Unread(InputError),
}

/// The results of a piece, when they are there.
struct Waiting<Done> {
    results: Receiver<Vec<Result<Done, InputError>>>,
    size: usize,
}

/// Reads the documents, does `work` on their articles in parallel, and hands each result to `take` in order. What can't
/// be read is complained of, and counted.
pub fn process<Done: Send>(
    assignments: Assignments<'_>,
    console: &mut Console,
    work: impl Fn(&Arc<Assignment>, Input) -> Done + Sync,
    mut take: impl FnMut(Done, &mut Console) -> Result<(), Failure>,
) -> Result<Unread, Failure> {
    let mut unread = Unread::default();
    let mut pieces = Pieces { assignments, stream: None };
    let mut progress = Progress::new(console);
    let most = rayon::current_num_threads() * AHEAD;
    let work = &work;
    rayon::in_place_scope(|scope| {
        let mut waiting: VecDeque<Waiting<Done>> = VecDeque::new();
        let mut size = 0;
        // Where no more can be found, what was found before is still reported.
        let mut failure = None;
        loop {
            let next = if failure.is_none() && waiting.len() < most && size < MOST_BYTES {
                pieces.next(waiting.is_empty(), console)
            } else {
                Ok(Next::Pending)
            };
            match next {
                Ok(Next::Ready(piece)) => {
                    let (sender, results) = channel();
                    waiting.push_back(Waiting { results, size: piece.size() });
                    size += piece.size();
                    // A receiver is gone only where the run has ended before its time.
                    scope.spawn(move |_| _ = sender.send(piece.work(work)));
                    continue;
                }
                Ok(Next::End) if waiting.is_empty() => break,
                Ok(_) => {}
                Err(error) => failure = Some(error),
            }
            let Some(first) = waiting.pop_front() else { break };
            size -= first.size;
            // Nothing comes of a thread that panicked; the scope hands its panic on.
            let Ok(results) = first.results.recv() else { break };
            let articles = results.len();
            progress.pause(console, |console| report(results, &mut unread, &mut take, console))?;
            progress.advance(articles);
            if waiting.is_empty() {
                console.flush()?;
            }
        }
        failure.map_or(Ok(()), Err)
    })?;
    progress.finish();
    Ok(unread)
}

fn report<Done>(
    results: Vec<Result<Done, InputError>>,
    unread: &mut Unread,
    take: &mut impl FnMut(Done, &mut Console) -> Result<(), Failure>,
    console: &mut Console,
) -> Result<(), Failure> {
    for result in results {
        match result {
            Ok(done) => take(done, console)?,
            Err(error) => {
                unread.errors += usize::from(error.level == Level::Error);
                console.flush()?;
                console.complain_of_input(&error);
            }
        }
    }
    Ok(())
}

/// What there is to do, as it is found and read.
struct Pieces<'run> {
    assignments: Assignments<'run>,
    /// The document that is being read line by line.
    stream: Option<(Arc<Assignment>, Stream)>,
}

impl Pieces<'_> {
    /// The next one; waits for a stream's lines only where it is asked to.
    fn next(&mut self, wait: bool, console: &mut Console) -> Result<Next<Piece>, Failure> {
        loop {
            if let Some((assignment, stream)) = &self.stream {
                match stream.next(wait) {
                    Next::Ready(Ok(lines)) => return Ok(Next::Ready(Piece::Lines(Arc::clone(assignment), lines))),
                    Next::Ready(Err(error)) => return Ok(Next::Ready(Piece::Unread(error))),
                    Next::Pending => return Ok(Next::Pending),
                    Next::End => self.stream = None,
                }
            }
            match self.assignments.next(console)? {
                None => return Ok(Next::End),
                Some(Err(error)) => return Ok(Next::Ready(Piece::Unread(error))),
                Some(Ok(assignment)) => {
                    let assignment = Arc::new(assignment);
                    if assignment.document.kind != FileKind::Records {
                        return Ok(Next::Ready(Piece::Document(assignment)));
                    }
                    let stream = Stream::open(&assignment.document);
                    self.stream = Some((assignment, stream));
                }
            }
        }
    }
}

impl Piece {
    fn size(&self) -> usize {
        match self {
            Piece::Lines(_, lines) => lines.size(),
            Piece::Document(_) | Piece::Unread(_) => 0,
        }
    }

    fn work<Done>(self, work: impl Fn(&Arc<Assignment>, Input) -> Done) -> Vec<Result<Done, InputError>> {
        match self {
            Piece::Document(assignment) => {
                let inputs = assignment.document.load().into_iter();
                inputs.map(|input| Ok(work(&assignment, input?))).collect()
            }
            Piece::Lines(assignment, lines) => lines.articles().map(|input| Ok(work(&assignment, input?))).collect(),
            Piece::Unread(error) => vec![Err(error)],
        }
    }
}
