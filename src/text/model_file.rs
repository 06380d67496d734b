//! The model as one file: magic, version, checksum, then tables. Little-endian throughout.

use super::lexicon::Lexicon;
use super::model_bytes::{Reader, Writer, sealed, unsealed};
use super::model_error::ModelError;
use super::network::matrix::LANES;
use super::network::packed::DEPTH_MAX;
use super::network::{Network, Shape};
use super::relation::Relation;
use super::tag::Tag;

/// First bytes of every model file.
const MAGIC: &[u8; 8] = b"cmqsyntx";
/// Raised with every change of the layout or of what the network computes. 2: says how many words are
/// from the treebanks; others, known by their vectors alone, stand behind them.
const VERSION: u32 = 2;

/// Everything that a model file holds.
#[derive(Clone, Debug)]
pub struct Parts {
    /// Words as rows.
    pub lexicon: Lexicon,
    /// The weights.
    pub network: Network,
    /// Tag of every column of the tag scores.
    pub tags: Vec<Tag>,
    /// Relation of every column of the relation scores.
    pub relations: Vec<Relation>,
    /// Lemmas that no rule gives: keys `form␟UPOS`, values lemmas.
    pub lemmas: Vec<(String, String)>,
}

/// The bytes of a model file.
pub fn write(parts: &mut Parts) -> Vec<u8> {
    let mut body = Writer::default();
    let shape = parts.network.shape;
    for number in [shape.input, shape.hidden, shape.arc, shape.label] {
        body.number(number);
    }
    body.number(parts.tags.len());
    for tag in &parts.tags {
        body.text(tag.upos.name());
        body.text(&tag.features());
    }
    body.number(parts.relations.len());
    for relation in &parts.relations {
        body.text(relation.name());
    }
    body.number(parts.lexicon.taught);
    body.words(&parts.lexicon.vocabulary);
    for rows in [
        &parts.lexicon.words,
        &parts.lexicon.affixes,
        &parts.lexicon.shapes,
    ] {
        body.rows(rows);
    }
    for table in parts.network.tables_mut() {
        body.table(table);
    }
    body.number(parts.lemmas.len());
    for (key, lemma) in &parts.lemmas {
        body.text(key);
        body.text(lemma);
    }
    sealed(MAGIC, VERSION, &body.0)
}

/// Reads a model file. Fails with what is wrong; never panics, whatever the bytes.
pub fn read(file: &[u8]) -> Result<Parts, ModelError> {
    let body = unsealed(MAGIC, VERSION, file)?;
    read_body(&mut Reader(body))
}

fn read_body(body: &mut Reader<'_>) -> Result<Parts, ModelError> {
    let mut widths = [0; 4];
    for width in &mut widths {
        *width = body.number("the widths")?;
        if *width == 0 || *width % LANES != 0 || *width > DEPTH_MAX {
            return Err(ModelError::Invalid(
                "a width is not a multiple of 16 up to 256",
            ));
        }
    }
    let tags = read_tags(body)?;
    let relations = read_relations(body)?;
    let [input, hidden, arc, label] = widths;
    if 2 * hidden > DEPTH_MAX {
        return Err(ModelError::Invalid(
            "a layer is wider than 128 units per direction",
        ));
    }
    let shape = Shape {
        input,
        hidden,
        arc,
        label,
        tags: tags.len(),
        relations: relations.len(),
    };
    let lexicon = read_lexicon(body)?;
    if !lexicon.fits() || lexicon.width() != input {
        return Err(ModelError::Invalid(
            "the tables of words have other sizes than announced",
        ));
    }
    let mut network = Network::zeros(shape);
    for table in network.tables_mut() {
        body.table(table)?;
    }
    let count = body.number("the lemmas")?;
    let mut lemmas = Vec::new();
    for _ in 0..count {
        lemmas.push((
            body.text("the lemmas")?.to_owned(),
            body.text("the lemmas")?.to_owned(),
        ));
    }
    Ok(Parts {
        lexicon,
        network,
        tags,
        relations,
        lemmas,
    })
}

fn read_tags(body: &mut Reader<'_>) -> Result<Vec<Tag>, ModelError> {
    let count = body.number("the tags")?;
    let mut tags = Vec::new();
    for _ in 0..count {
        let (upos, features) = (body.text("the tags")?, body.text("the tags")?);
        tags.push(Tag::of_columns(upos, features).ok_or(ModelError::Invalid("unknown tag"))?);
    }
    if tags.is_empty() {
        Err(ModelError::Invalid("no tags"))
    } else {
        Ok(tags)
    }
}

fn read_relations(body: &mut Reader<'_>) -> Result<Vec<Relation>, ModelError> {
    let count = body.number("the relations")?;
    let mut relations = Vec::new();
    for _ in 0..count {
        let name = body.text("the relations")?;
        relations.push(Relation::of_name(name).ok_or(ModelError::Invalid("unknown relation"))?);
    }
    if relations.is_empty() {
        Err(ModelError::Invalid("no relations"))
    } else {
        Ok(relations)
    }
}

fn read_lexicon(body: &mut Reader<'_>) -> Result<Lexicon, ModelError> {
    let taught = body.number("the vocabulary")?;
    Ok(Lexicon {
        vocabulary: body.words("the vocabulary")?,
        taught,
        words: body.rows("the rows of words")?,
        affixes: body.rows("the rows of affixes")?,
        shapes: body.rows("the rows of shapes")?,
    })
}

#[cfg(test)]
mod tests {
    use super::super::lexicon::{Rows, Vocabulary};
    use super::super::spelling::{AFFIX_BUCKETS, SHAPE_BUCKETS};
    use super::super::tag::Upos;
    use super::*;

    fn parts() -> Parts {
        let shape = Shape {
            input: 16,
            hidden: 16,
            arc: 16,
            label: 16,
            tags: 1,
            relations: 2,
        };
        let rows = |count: usize| {
            let values: Vec<f32> = (0..count * 16)
                .map(|index| (index % 5) as f32 - 2.0)
                .collect();
            Rows::rounded(16, &values)
        };
        let mut network = Network::zeros(shape);
        for table in network.tables_mut() {
            table
                .iter_mut()
                .enumerate()
                .for_each(|(index, weight)| *weight = (index % 3) as f32);
        }
        Parts {
            lexicon: Lexicon {
                vocabulary: Vocabulary::of_words(["peace", "talks"]),
                taught: 1,
                words: rows(3),
                affixes: rows(AFFIX_BUCKETS),
                shapes: rows(SHAPE_BUCKETS),
            },
            network,
            tags: vec![Tag::of_columns("NOUN", "Number=Plur").unwrap()],
            relations: vec![Relation::Root, Relation::NsubjPass],
            lemmas: vec![("me".to_owned(), "I".to_owned())],
        }
    }

    #[test]
    fn what_is_written_is_read() {
        let mut parts = parts();
        let file = write(&mut parts);
        let mut read = read(&file).unwrap();
        assert_eq!(read.lexicon, parts.lexicon);
        assert_eq!(
            (&read.tags, &read.relations, &read.lemmas),
            (&parts.tags, &parts.relations, &parts.lemmas)
        );
        assert_eq!(read.tags[0].upos, Upos::Noun);
        assert_eq!(write(&mut read), file);
    }

    #[test]
    fn damage_is_told() {
        let file = write(&mut parts());
        assert_eq!(
            read(b"{}").unwrap_err(),
            ModelError::Magic {
                expected: "cmqsyntx"
            }
        );
        assert_eq!(
            read(&file[..20]).unwrap_err(),
            ModelError::Short("the header")
        );
        assert_eq!(
            read(&file[..file.len() - 1]).unwrap_err(),
            ModelError::Checksum
        );
        let mut other = file.clone();
        other[8] = 77;
        assert_eq!(
            read(&other).unwrap_err(),
            ModelError::Version {
                found: 77,
                expected: VERSION
            }
        );
        let mut flipped = file;
        *flipped.last_mut().unwrap() ^= 1;
        assert_eq!(read(&flipped).unwrap_err(), ModelError::Checksum);
    }

    #[test]
    fn damage_behind_a_right_checksum_is_told_too() {
        let file = write(&mut parts());
        let sealed = |body: &[u8]| sealed(MAGIC, VERSION, body);
        let body = unsealed(MAGIC, VERSION, &file).unwrap();
        let mut random = fastrand::Rng::with_seed(4);
        for _ in 0..300 {
            let cut = random.usize(..body.len());
            assert!(read(&sealed(&body[..cut])).is_err());
            let mut changed = body[..].to_vec();
            changed[random.usize(..200)] = random.u8(..);
            // Whatever comes of it, it must come without a panic.
            drop(read(&sealed(&changed)));
        }
    }
}
