//! What the units around a unit say of it, once each has been weighed by itself.

use super::super::tree::Tree;
use super::units::PageUnits;

/// No unit speaks louder than this for its neighbours.
const LOUDEST: f64 = 4.0;
/// Units before and behind that are looked at together.
const NEAR: usize = 4;
const FAR: usize = 12;
/// Beyond the page's edges stands what speaks a little against the story.
const UNKNOWN: f64 = -1.0;
/// A heading or a line of furniture has fewer letters.
const SHORT: usize = 60;
/// The elements around a unit that hold more than it, the nearest first.
const AROUND: [&str; 3] = ["around 1", "around 2", "around 3"];

/// The first weighing of a page, and what follows from it for its parts.
pub(super) struct PageContext<'page> {
    units: &'page PageUnits,
    scores: Vec<f64>,
    /// Sums of scores, each times its unit's size, and of sizes, before each unit.
    sums: Vec<(f64, f64)>,
    /// For each unit: the averages of the elements around it that hold more than it.
    around: Vec<[f64; AROUND.len()]>,
    /// The run of units that most speaks for.
    best: std::ops::Range<usize>,
    /// Whether the unit stands in the element that most speaks for.
    in_best: Vec<bool>,
}

impl<'page> PageContext<'page> {
    pub fn new(tree: &Tree, units: &'page PageUnits, scores: &[f64]) -> Self {
        let scores: Vec<f64> = scores.iter().map(|score| score.clamp(-LOUDEST, LOUDEST)).collect();
        let sizes: Vec<f64> = units.all.iter().map(|unit| (unit.prose.letters as f64).sqrt()).collect();
        let mut sums = vec![(0.0, 0.0)];
        for (score, size) in scores.iter().zip(&sizes) {
            let (sum, all) = sums[sums.len() - 1];
            sums.push((sum + score * size, all + size));
        }
        let mut held = vec![(0.0, 0.0, 0_usize); tree.elements.len()];
        for (index, unit) in units.all.iter().enumerate() {
            if let Some(container) = unit.container {
                held[container].0 += scores[index] * sizes[index];
                held[container].1 += sizes[index];
                held[container].2 += 1;
            }
        }
        for element in (0..held.len()).rev() {
            if let Some(parent) = tree.elements[element].parent {
                let (sum, size, count) = held[element];
                held[parent] = (held[parent].0 + sum, held[parent].1 + size, held[parent].2 + count);
            }
        }
        let best_element = (0..held.len()).max_by(|one, other| held[*one].0.total_cmp(&held[*other].0));
        let within = |unit: usize| {
            let opened = units.all[unit].events.start;
            best_element.is_some_and(|best| (tree.elements[best].opened..tree.elements[best].closed).contains(&opened))
        };
        let around = |unit: usize| {
            let mut averages = [scores[unit]; AROUND.len()];
            let (mut level, mut inner) = (0, 1);
            for element in units.all[unit].container.iter().flat_map(|container| tree.ancestors(*container)) {
                let (sum, size, count) = held[element];
                if count <= inner {
                    continue;
                }
                inner = count;
                averages[level..].fill(sum / size.max(1.0));
                level += 1;
                if level == averages.len() {
                    break;
                }
            }
            averages
        };
        Self {
            units,
            around: (0..scores.len()).map(around).collect(),
            in_best: (0..scores.len()).map(within).collect(),
            best: best_run(&scores, &sizes),
            scores,
            sums,
        }
    }

    /// Tells every feature of the unit: its name and how strongly it holds.
    pub fn each(&self, index: usize, found: &mut dyn FnMut(&'static str, f64)) {
        let last = self.scores.len();
        let score = |at: Option<usize>| at.and_then(|at| self.scores.get(at)).copied().unwrap_or(UNKNOWN);
        let before = |distance: usize| self.average(index.saturating_sub(distance), index);
        let behind = |distance: usize| self.average(index + 1, (index + 1 + distance).min(last));
        let in_run = self.best.contains(&index);
        found("any", 1.0);
        found("own", self.scores[index]);
        found("before", score(index.checked_sub(1)));
        found("behind", score(Some(index + 1)));
        found("near before", before(NEAR));
        found("near behind", behind(NEAR));
        found("far before", before(FAR));
        found("far behind", behind(FAR));
        found("lower of both", before(NEAR).min(behind(NEAR)));
        AROUND.iter().zip(self.around[index]).for_each(|(name, average)| found(name, average));
        let run = match index {
            _ if in_run => "in the best run",
            _ if index < self.best.start => "before the best run",
            _ => "behind the best run",
        };
        found(run, 1.0);
        if self.in_best[index] {
            found("in the best element", 1.0);
        }
        if self.in_best[index] && in_run {
            found("in the best run and element", 1.0);
        }
        if self.units.all[index].prose.letters < SHORT {
            found("short, near before", before(NEAR));
            found("short, near behind", behind(NEAR));
            found(if in_run { "short, in the best run" } else { "short, outside the best run" }, 1.0);
        }
    }

    /// The average score of the units from `from` to `to`; of no units that of furniture.
    fn average(&self, from: usize, to: usize) -> f64 {
        let ((before, smaller), (behind, larger)) = (self.sums[from.min(to)], self.sums[to]);
        if larger > smaller { (behind - before) / (larger - smaller) } else { UNKNOWN }
    }
}

/// The run of units whose scores, each times the unit's size, add up to most.
fn best_run(scores: &[f64], sizes: &[f64]) -> std::ops::Range<usize> {
    let (mut best, mut most, mut sum, mut start) = (0..0, 0.0, 0.0, 0);
    for (index, (score, size)) in scores.iter().zip(sizes).enumerate() {
        if sum <= 0.0 {
            (sum, start) = (0.0, index);
        }
        sum += score * size;
        if sum > most {
            (best, most) = (start..index + 1, sum);
        }
    }
    best
}
