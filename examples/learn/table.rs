//! The table of weights in a rule file, whose comments and order stay.

use toml_edit::{DocumentMut, Item, value};

pub struct Table {
    document: DocumentMut,
    name: String,
}

impl Table {
    pub fn read(text: &str, name: &str) -> Result<Table, String> {
        let document: DocumentMut = text.parse().map_err(|error| format!("{error}"))?;
        let table = Table { document, name: name.to_owned() };
        match table.entry("threshold").and_then(number) {
            Some(_) => Ok(table),
            None => Err(format!("there is no table [weights.{name}] with a threshold")),
        }
    }

    fn entry(&self, key: &str) -> Option<&Item> {
        self.document.get("weights")?.get(&self.name)?.get(key)
    }

    pub fn threshold(&self) -> f64 {
        self.entry("threshold").and_then(number).unwrap_or_default()
    }

    pub fn is_logistic(&self) -> bool {
        self.entry("link").and_then(Item::as_str) == Some("logistic")
    }

    /// 1 or -1 as the signal's weight has it; 0 where it has none.
    pub fn sign(&self, signal: &str) -> f64 {
        let weight = self.entry("signals").and_then(|signals| signals.get(signal)).and_then(number);
        weight.filter(|weight| *weight != 0.0).map_or(0.0, f64::signum)
    }

    /// Sets the bias and the weights of these signals, rounded to hundredths.
    pub fn set(&mut self, names: &[String], bias: f64, weights: &[f64]) {
        let table = &mut self.document["weights"][&self.name];
        if bias != 0.0 {
            put(&mut table["bias"], bias);
        }
        for (name, weight) in names.iter().zip(weights) {
            put(&mut table["signals"][name], *weight);
        }
    }

    /// Every weight with its signal.
    pub fn listed(&self) -> String {
        let signals = self.entry("signals").and_then(Item::as_table_like);
        let lines = signals.into_iter().flat_map(|signals| signals.iter());
        lines.map(|(name, weight)| format!("{:>6.2}  {name}\n", number(weight).unwrap_or_default())).collect()
    }

    pub fn text(&self) -> String {
        self.document.to_string()
    }
}

fn number(item: &Item) -> Option<f64> {
    item.as_float().or_else(|| item.as_integer().map(|whole| whole as f64))
}

/// The number in the place of the one that stands there, with what stands around it.
fn put(item: &mut Item, number: f64) {
    let around = item.as_value().map(|old| old.decor().clone());
    *item = value((number * 100.0).round() / 100.0);
    if let (Some(new), Some(around)) = (item.as_value_mut(), around) {
        *new.decor_mut() = around;
    }
}

#[cfg(test)]
mod tests {
    use super::Table;

    const RULES: &str = "name = \"tiny\"\n\n[weights.bait]\nthreshold = 2 # enough\n\n[weights.bait.signals]\n\
                         \"this\" = 1.0 # it points\n\"says\" = -1.0\n\n[lists]\nwords = [\"a\"]\n";

    #[test]
    fn only_the_weights_of_the_file_change() {
        let mut table = Table::read(RULES, "bait").unwrap();
        assert_eq!((table.sign("this"), table.sign("says"), table.sign("new")), (1.0, -1.0, 0.0));
        table.set(&["this".to_owned(), "new".to_owned()], 0.0, &[1.304, 0.5]);
        let expected = RULES.replace("1.0 # it points", "1.3 # it points").replace("-1.0\n", "-1.0\nnew = 0.5\n");
        assert_eq!(table.text(), expected);
    }

    #[test]
    fn a_table_that_is_not_there_is_an_error() {
        assert!(Table::read(RULES, "boat").is_err());
    }
}
