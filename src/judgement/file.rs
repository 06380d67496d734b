//! The weight files: readable TOML, made by `communique train reading`.

use std::collections::BTreeMap;
use std::fmt::Write;

use serde::Deserialize;
use toml::Spanned;

use crate::world::{DataError, parse};

/// A log-odds beyond this is a slip of the keyboard: it would make a judgement all by itself.
const WEIGHT_MAX: f64 = 50.0;

/// Weights below this change no judgement and are left out of the file.
const WEIGHT_MIN: f64 = 0.005;

/// The file of a [`Linear`](crate::judgement::Linear).
#[derive(Clone, Debug, PartialEq)]
pub struct LinearFile {
    /// Log-odds of a thing without features.
    pub bias: f64,
    /// What each feature adds to the log-odds, by name.
    pub weights: BTreeMap<String, f64>,
    /// Slope and offset that make log-odds a probability that holds what it says (Platt).
    pub calibration: (f64, f64),
}

/// The file of a [`Choice`](crate::judgement::Choice).
#[derive(Clone, Debug, PartialEq)]
pub struct ChoiceFile {
    /// What log-odds are multiplied by before they are made probabilities.
    pub scale: f64,
    /// Bias and weights of each class, by its name.
    pub classes: BTreeMap<String, (f64, BTreeMap<String, f64>)>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawLinear {
    bias: Spanned<f64>,
    slope: Spanned<f64>,
    offset: Spanned<f64>,
    #[serde(default)]
    weights: BTreeMap<String, Spanned<f64>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawChoice {
    scale: Spanned<f64>,
    classes: BTreeMap<String, RawClass>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawClass {
    bias: Spanned<f64>,
    #[serde(default)]
    weights: BTreeMap<String, Spanned<f64>>,
}

impl LinearFile {
    /// Reads a file. Refused with its place: bad TOML, an unknown or missing key, a number out of range,
    /// a slope that would turn yes into no.
    pub fn read(file: &str, text: &str) -> Result<Self, DataError> {
        let raw: RawLinear = parse(file, text)?;
        let check = Check { file, text };
        Ok(Self {
            bias: check.number(&raw.bias)?,
            weights: check.weights(raw.weights)?,
            calibration: (check.positive(&raw.slope)?, check.number(&raw.offset)?),
        })
    }

    /// The file's text: `header` as comments, then numbers of four digits, weights by name.
    pub fn write(&self, header: &str) -> String {
        let mut text = commented(header);
        let (slope, offset) = self.calibration;
        for (name, number) in [("bias", self.bias), ("slope", slope), ("offset", offset)] {
            line(&mut text, name, number);
        }
        text.push_str("\n[weights]\n");
        weight_lines(&mut text, &self.weights);
        text
    }
}

impl ChoiceFile {
    /// Reads a file. Refused as for [`LinearFile::read`].
    pub fn read(file: &str, text: &str) -> Result<Self, DataError> {
        let raw: RawChoice = parse(file, text)?;
        let check = Check { file, text };
        let class = |(name, class): (String, RawClass)| {
            let weights = check.weights(class.weights)?;
            Ok((name, (check.number(&class.bias)?, weights)))
        };
        Ok(Self {
            scale: check.positive(&raw.scale)?,
            classes: raw
                .classes
                .into_iter()
                .map(class)
                .collect::<Result<_, _>>()?,
        })
    }

    /// The file's text, as [`LinearFile::write`] makes it.
    pub fn write(&self, header: &str) -> String {
        let mut text = commented(header);
        line(&mut text, "scale", self.scale);
        for (name, (bias, weights)) in &self.classes {
            let name = quoted(name);
            // Writing into a string cannot fail.
            let _ = writeln!(text, "\n[classes.{name}]");
            line(&mut text, "bias", *bias);
            let _ = writeln!(text, "\n[classes.{name}.weights]");
            weight_lines(&mut text, weights);
        }
        text
    }
}

/// Where an error is told.
struct Check<'f> {
    file: &'f str,
    text: &'f str,
}

impl Check<'_> {
    fn weights(
        &self,
        raw: BTreeMap<String, Spanned<f64>>,
    ) -> Result<BTreeMap<String, f64>, DataError> {
        raw.into_iter()
            .map(|(name, number)| Ok((name, self.number(&number)?)))
            .collect()
    }

    fn number(&self, number: &Spanned<f64>) -> Result<f64, DataError> {
        let value = *number.get_ref();
        if value.is_finite() && value.abs() <= WEIGHT_MAX {
            return Ok(value);
        }
        Err(self.refuse(
            number,
            format!("{value} is not between -{WEIGHT_MAX} and {WEIGHT_MAX}"),
        ))
    }

    fn positive(&self, number: &Spanned<f64>) -> Result<f64, DataError> {
        let value = self.number(number)?;
        if value > 0.0 {
            return Ok(value);
        }
        Err(self.refuse(number, format!("{value} is not above 0")))
    }

    fn refuse(&self, number: &Spanned<f64>, reason: String) -> DataError {
        DataError::at(self.file, self.text, number.span().start, reason)
    }
}

fn commented(header: &str) -> String {
    let lines = header
        .lines()
        .map(|line| format!("# {line}").trim_end().to_owned() + "\n");
    lines.collect()
}

fn weight_lines(text: &mut String, weights: &BTreeMap<String, f64>) {
    for (name, &weight) in weights
        .iter()
        .filter(|(_, weight)| weight.abs() >= WEIGHT_MIN)
    {
        line(text, &quoted(name), weight);
    }
}

fn line(text: &mut String, name: &str, number: f64) {
    let number = four_digits(number);
    let point = if number.fract() == 0.0 { ".0" } else { "" };
    let _ = writeln!(text, "{name} = {number}{point}");
}

/// A basic string of TOML.
fn quoted(name: &str) -> String {
    toml::Value::String(name.to_owned()).to_string()
}

/// More digits would only be noise in the differences between two files.
fn four_digits(number: f64) -> f64 {
    if number == 0.0 || !number.is_finite() {
        return 0.0;
    }
    let places = 3 - number.abs().log10().floor() as i32;
    let unit = 10f64.powi(places);
    (number * unit).round() / unit
}

#[cfg(test)]
mod tests {
    use super::*;

    fn map(pairs: &[(&str, f64)]) -> BTreeMap<String, f64> {
        let pairs = pairs
            .iter()
            .map(|&(name, weight)| (name.to_owned(), weight));
        pairs.collect()
    }

    #[test]
    fn a_linear_file_is_written_sorted_short_and_without_noughts() {
        let file = LinearFile {
            bias: -1.0,
            weights: map(&[
                ("trigger=vow", 1.234_56),
                ("a \"b\"", -0.012_345),
                ("nothing", 0.000_4),
            ]),
            calibration: (0.9, 0.1),
        };
        let text = file.write("How it is made:\n\n    do this");
        let expected = "# How it is made:\n#\n#     do this\nbias = -1.0\nslope = 0.9\noffset = 0.1\n\n\
            [weights]\n'a \"b\"' = -0.01235\n\"trigger=vow\" = 1.235\n";
        assert_eq!(text, expected);
        let read = LinearFile::read("x.toml", &text).unwrap();
        assert_eq!(
            read.weights,
            map(&[("trigger=vow", 1.235), ("a \"b\"", -0.012_35)])
        );
        assert_eq!((read.bias, read.calibration), (-1.0, (0.9, 0.1)));
    }

    #[test]
    fn a_choice_file_leads_back() {
        let file = ChoiceFile {
            scale: 0.75,
            classes: [
                ("held".to_owned(), (0.5, map(&[("past", 2.0)]))),
                ("planned".to_owned(), (-0.5, map(&[]))),
            ]
            .into(),
        };
        assert_eq!(ChoiceFile::read("x.toml", &file.write("h")), Ok(file));
    }

    #[test]
    fn what_is_wrong_is_told_with_its_place() {
        let refused = |text: &str| LinearFile::read("x.toml", text).unwrap_err().to_string();
        let begun = "bias = 0.0\nslope = 1.0\noffset = 0.0\n";
        for (text, start) in [
            (
                format!("{begun}[weights]\na = 1.0\nb = 51.0"),
                "x.toml:6: 51 is not between",
            ),
            (format!("{begun}[weights]\na = nan"), "x.toml:5: NaN is not"),
            (
                "bias = 0.0\nslope = -1.0\noffset = 0.0".to_owned(),
                "x.toml:2: -1 is not above 0",
            ),
            (format!("{begun}weight = 3"), "x.toml:4: unknown field"),
            ("bias = 0.0".to_owned(), "x.toml:1: missing field"),
        ] {
            assert!(refused(&text).starts_with(start), "{}", refused(&text));
        }
        let choice = "scale = 1.0\n[classes.a]\nbias = inf";
        assert!(
            ChoiceFile::read("y.toml", choice)
                .unwrap_err()
                .to_string()
                .starts_with("y.toml:3")
        );
    }
}
