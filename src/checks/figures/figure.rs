//! A figure as it is written: as exact as its last digit.

/// A value, and how far the true one may lie from it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Figure {
    pub value: f64,
    pub half_step: f64,
}

/// "Nearly half", "some 30 percent": how far a rounded percentage may lie from the true one, as a share of it.
const ROUNDING: f64 = 0.06;

impl Figure {
    pub const fn exact(value: f64) -> Figure {
        Figure { value, half_step: 0.0 }
    }

    /// Reads "1,234.5".
    pub fn read(text: &str) -> Option<Figure> {
        let digits: String = text.chars().filter(|letter| *letter != ',').collect();
        let value: f64 = digits.trim_end_matches('.').parse().ok()?;
        let decimals = digits.trim_end_matches('.').split_once('.').map_or(0, |(_, decimals)| decimals.len());
        let half_step = 0.5 / 10f64.powi(i32::try_from(decimals).ok()?);
        value.is_finite().then_some(Figure { value, half_step })
    }

    pub fn times(self, scale: f64) -> Figure {
        Figure { value: self.value * scale, half_step: self.half_step * scale.abs() }
    }

    pub fn plus(self, other: Figure) -> Figure {
        Figure { value: self.value + other.value, half_step: self.half_step + other.half_step }
    }

    pub fn by(self, other: Figure) -> Figure {
        let half_step = self.value.abs() * other.half_step + other.value.abs() * self.half_step;
        Figure { value: self.value * other.value, half_step }
    }

    /// `None` where the other is nothing.
    pub fn over(self, other: Figure) -> Option<Figure> {
        let half_step = (self.half_step + (self.value / other.value).abs() * other.half_step) / other.value.abs();
        (other.value != 0.0).then(|| Figure { value: self.value / other.value, half_step })
    }

    pub fn may_be_year(self) -> bool {
        self.value.fract() == 0.0 && (1800.0..2100.0).contains(&self.value)
    }

    /// Whether `value` could be written so, rounded up or down.
    pub fn covers(self, value: f64) -> bool {
        (self.value - value).abs() <= self.half_step * 2.0 + 1e-9
    }

    /// The change from this figure to `to`, in percent.
    pub fn change_to(self, to: Figure) -> Figure {
        let percent = |from: f64, to: f64| (to / from - 1.0) * 100.0;
        let least = percent(self.value + self.half_step, to.value - to.half_step);
        let most = percent((self.value - self.half_step).max(f64::MIN_POSITIVE), to.value + to.half_step);
        let value = percent(self.value, to.value);
        Figure { value, half_step: (most - value).max(value - least) }
    }

    /// Whether a change said to be this may be `truth`, up or down, which is known no better than its figures.
    pub fn meets(self, truth: Figure) -> bool {
        let allowed = self.half_step * 2.0 + truth.half_step + truth.value.abs() * ROUNDING;
        (self.value - truth.value.abs()).abs() <= allowed
    }

    /// In tenths at most.
    pub fn written(self) -> String {
        format!("{}", (self.value * 10.0).round() / 10.0)
    }
}
