//! The whole reading by cross-validation: what it would be on items that nothing was learnt from.

use std::collections::HashMap;

use crate::cli::annotated::{Beside, Gold};
use crate::cli::evaluate_files::{reader_of, registers};
use crate::cli::train_reading::learn_from;
use crate::pipeline::Data;
use crate::report::Register;
use crate::train::reading::{Annotated, part_of};

/// The registers of all items, each read with judgements learnt from the other parts and from what is taught
/// beside. Cost: that of learning `parts` times.
pub fn cross_validated(
    gold: &Gold,
    beside: &Beside,
    parts: u64,
) -> Result<HashMap<String, Register>, String> {
    let annotated = gold.annotated()?;
    let (beside, soft) = (beside.annotated(), beside.soft_labelled());
    let mut found = HashMap::new();
    for part in 0..parts {
        let is_read = |one: &&Annotated| part_of(&one.item.id, parts) == part;
        let taught = annotated.iter().filter(|one| !is_read(one));
        let taught: Vec<Annotated> = taught.chain(&beside).copied().collect();
        let learnt = learn_from(&taught, &soft, &gold.names)?;
        let files = learnt.files.into_iter();
        let data = Data::embedded().with(files.map(|(name, text)| (name.to_owned(), text)));
        let reader = reader_of(&data.with_context(learnt.context), None)?;
        let read = annotated.iter().filter(is_read).map(|one| one.item);
        found.extend(registers(&reader, read));
    }
    Ok(found)
}
