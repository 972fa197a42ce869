//! Logistic regression with a ridge, signal by signal.

use super::rows::Row;

/// What is learnt: a unit's log odds are the sum of its signals and `base`.
pub struct Model {
    pub weights: Vec<f64>,
    pub base: f64,
}

/// What keeps weights small.
#[derive(Clone, Copy)]
pub struct Penalty {
    /// Pulls weights towards nothing: signals that are seldom seen keep small ones.
    pub ridge: f64,
    /// The largest weight, in log odds: no signal decides against all others.
    pub most: f64,
    /// Whether what has no signal is as likely one as the other.
    pub even: bool,
}

impl Default for Penalty {
    fn default() -> Self {
        Self { ridge: 5.0, most: std::f64::consts::LN_10, even: false }
    }
}

const SWEEPS: usize = 60;

impl Model {
    /// Each weight is held to its sign, where it has one: 1 or -1.
    pub fn learn(rows: &[&Row], signs: &[f64], penalty: Penalty) -> Model {
        let mut holders: Vec<Vec<(usize, f64)>> = vec![Vec::new(); signs.len()];
        for (index, row) in rows.iter().enumerate() {
            for (signal, share) in &row.signals {
                holders[*signal].push((index, *share));
            }
        }
        let mut model = Model { weights: vec![0.0; signs.len()], base: 0.0 };
        let mut odds = vec![0.0; rows.len()];
        for _ in 0..SWEEPS {
            let everywhere = (0..rows.len()).map(|index| (index, 1.0));
            if !penalty.even {
                let step = newton_step(rows, &odds, everywhere.clone(), 0.0, 0.0);
                model.base += step;
                everywhere.for_each(|(index, share)| odds[index] += step * share);
            }
            for (signal, holders) in holders.iter().enumerate() {
                let old = model.weights[signal];
                let step = newton_step(rows, &odds, holders.iter().copied(), penalty.ridge, old);
                let low = if signs[signal] > 0.0 { 0.0 } else { -penalty.most };
                let high = if signs[signal] < 0.0 { 0.0 } else { penalty.most };
                model.weights[signal] = (old + step).clamp(low, high);
                let step = model.weights[signal] - old;
                holders.iter().for_each(|(index, share)| odds[*index] += step * share);
            }
        }
        model
    }

    pub fn odds(&self, row: &Row) -> f64 {
        self.base + row.signals.iter().map(|(signal, share)| self.weights[*signal] * share).sum::<f64>()
    }
}

fn newton_step(
    rows: &[&Row],
    odds: &[f64],
    holders: impl Iterator<Item = (usize, f64)>,
    ridge: f64,
    weight: f64,
) -> f64 {
    let (mut slope, mut curve) = (ridge * weight, ridge + 1e-6);
    for (index, share) in holders {
        let row = rows[index];
        let probability = 1.0 / (1.0 + (-odds[index]).exp());
        slope += row.importance * share * (probability - f64::from(u8::from(row.wanted)));
        curve += row.importance * share * share * (probability * (1.0 - probability)).max(0.01);
    }
    -slope / curve
}

#[cfg(test)]
mod tests {
    use super::{Model, Penalty, Row};

    fn row(wanted: bool, signals: &[usize]) -> Row {
        let signals = signals.iter().map(|signal| (*signal, 1.0)).collect();
        Row { group: 0, wanted, importance: 1.0, signals, caught: false, fold: 0 }
    }

    /// Signal 0 tells, signal 1 tells against, signal 2 tells nothing.
    fn invented() -> Vec<Row> {
        let five = || [row(true, &[0]), row(true, &[0, 2]), row(false, &[1]), row(false, &[2, 1]), row(false, &[])];
        (0..40).flat_map(|_| five()).collect()
    }

    #[test]
    fn weights_keep_their_sign_and_what_tells_nothing_weighs_little() {
        let rows = invented();
        let model = Model::learn(&rows.iter().collect::<Vec<_>>(), &[1.0, -1.0, 1.0], Penalty::default());
        assert!(model.weights[0] > 1.0, "{:?}", model.weights);
        assert!(model.weights[1] <= 0.0);
        assert!((0.0..0.8).contains(&model.weights[2]), "{:?}", model.weights);
        let turned = Model::learn(&rows.iter().collect::<Vec<_>>(), &[-1.0, 1.0, 0.0], Penalty::default());
        assert_eq!(turned.weights[..2], [0.0, 0.0]);
    }

    #[test]
    fn no_signal_outweighs_what_it_may() {
        let rows = invented();
        let penalty = Penalty { most: 0.5, ..Penalty::default() };
        let model = Model::learn(&rows.iter().collect::<Vec<_>>(), &[0.0; 3], penalty);
        assert!(model.weights.iter().all(|weight| weight.abs() <= 0.5));
    }
}
