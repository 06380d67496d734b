//! The model as one file: magic, version, checksum, then widths, words, rows and weights. Little-endian.

use super::network::{Network, Shape};
use super::{LABELS, Parts};
use crate::text::ModelError;
use crate::text::lexicon::Rows;
use crate::text::model_bytes::{Reader, Writer, sealed, unsealed};
use crate::text::network::matrix::LANES;
use crate::text::network::packed::DEPTH_MAX;
use crate::text::network::recurrent::DIRECTIONS;

/// First bytes of every file.
const MAGIC: &[u8; 8] = b"cmqcontx";
/// Raised with every change of the layout, of the labels or of what the network computes.
const VERSION: u32 = 1;
/// More layers are a damaged file.
const LAYERS_MAX: usize = 4;

/// The bytes of a file.
pub fn write(parts: &mut Parts) -> Vec<u8> {
    let mut body = Writer::default();
    let shape = parts.network.shape;
    for number in [shape.input, shape.hidden, shape.joint, shape.layers] {
        body.number(number);
    }
    body.words(&parts.words);
    body.rows(&parts.rows);
    body.rows(&parts.labels);
    for table in parts.network.tables_mut() {
        body.table(table);
    }
    sealed(MAGIC, VERSION, &body.0)
}

/// Reads a file. Fails with what is wrong; never panics, whatever the bytes.
pub fn read(file: &[u8]) -> Result<Parts, ModelError> {
    let mut body = Reader(unsealed(MAGIC, VERSION, file)?);
    let mut widths = [0; 3];
    for width in &mut widths {
        *width = body.number("the widths")?;
        if *width == 0 || *width % LANES != 0 || *width > DEPTH_MAX / DIRECTIONS {
            return Err(ModelError::Invalid(
                "a width is not a multiple of 16 up to 128",
            ));
        }
    }
    let [input, hidden, joint] = widths;
    let layers = body.number("the layers")?;
    if layers == 0 || layers > LAYERS_MAX {
        return Err(ModelError::Invalid("no layers, or too many"));
    }
    let words = body.words("the words")?;
    let rows = body.rows("the rows of words")?;
    let labels = body.rows("the rows of labels")?;
    let complete = |rows: &Rows, count: usize| rows.width == input && rows.scales.len() == count;
    if !complete(&rows, words.len() + 1) || !complete(&labels, LABELS) {
        return Err(ModelError::Invalid(
            "the tables of rows have other sizes than announced",
        ));
    }
    let mut network = Network::zeros(Shape {
        input,
        hidden,
        layers,
        joint,
    });
    for table in network.tables_mut() {
        body.table(table)?;
    }
    Ok(Parts {
        words,
        rows,
        labels,
        network,
    })
}

#[cfg(test)]
mod tests {
    use super::super::network::{Activations, Place};
    use super::super::{Context, Word};
    use super::*;
    use crate::text::lexicon::Vocabulary;
    use crate::text::{Relation, Upos};

    /// A model of random weights that knows two words.
    fn parts() -> Parts {
        let mut random = fastrand::Rng::with_seed(3);
        let shape = Shape {
            input: 16,
            hidden: 16,
            layers: 2,
            joint: 16,
        };
        let mut network = Network::zeros(shape);
        for table in network.tables_mut() {
            table
                .iter_mut()
                .for_each(|weight| *weight = random.f32() - 0.5);
        }
        let mut rows = |count: usize| {
            let values: Vec<f32> = (0..count * 16).map(|_| random.f32() - 0.5).collect();
            Rows::rounded(16, &values)
        };
        Parts {
            words: Vocabulary::of_words(["sign", "will"]),
            rows: rows(3),
            labels: rows(LABELS),
            network,
        }
    }

    fn scores(context: &Context, words: &[&str]) -> Vec<f32> {
        let known = words.iter().map(|form| {
            context.known(&Word {
                form,
                relation: Relation::Dep,
                upos: Upos::Verb,
                is_actor: false,
            })
        });
        let place = |act: usize| Place {
            trigger: 0,
            act,
            first: 0,
            last: act,
        };
        let mut state = Activations::default();
        let places = [place(0), place(1), place(9)];
        context.scores(known, &places, &mut state).to_vec()
    }

    #[test]
    fn a_file_leads_back() {
        let mut parts = parts();
        let bytes = parts.to_bytes();
        let (own, read) = (Context::of_parts(parts), Context::of_bytes(&bytes).unwrap());
        for words in [
            &[][..],
            &["will"],
            &["will", "sign"],
            &["will", "unheard", "sign"],
        ] {
            let (own, read) = (scores(&own, words), scores(&read, words));
            assert_eq!(own.len(), 3, "{words:?}");
            for (own, read) in own.iter().zip(&read) {
                assert!((own - read).abs() < 0.01, "{own} {read}");
            }
        }
        let of = |words: &[&str]| scores(&read, words);
        assert_ne!(of(&["will", "sign"]), of(&["will", "will"]));
        assert_ne!(of(&["will", "sign"])[0], of(&["will", "sign"])[1]);
    }

    #[test]
    fn what_is_no_model_is_told() {
        let bytes = parts().to_bytes();
        for end in 0..bytes.len() {
            assert!(Context::of_bytes(&bytes[..end]).is_err(), "{end}");
        }
        let mut damaged = bytes.clone();
        damaged[60] ^= 1;
        assert!(matches!(
            Context::of_bytes(&damaged),
            Err(ModelError::Checksum)
        ));
        let body = &bytes[44..];
        for at in 0..16 {
            let mut body = body.to_vec();
            body[at] = 77;
            let other = sealed(MAGIC, VERSION, &body);
            assert!(
                matches!(Context::of_bytes(&other), Err(ModelError::Invalid(_))),
                "{at}"
            );
        }
    }

    #[test]
    fn the_shipped_model_is_one() {
        let shipped = Context::of_bytes(Context::shipped_bytes()).unwrap();
        assert!(
            scores(&shipped, &["will", "sign"])
                .iter()
                .all(|score| score.is_finite())
        );
    }
}
