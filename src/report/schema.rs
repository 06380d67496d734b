//! The JSON Schemas of input and output, generated from the types.

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema};

use crate::news::InputItem;
use crate::report::Report;

/// The committed files that [`schema`] must equal, input and output, from the crate's root.
pub const SCHEMA_FILES: (&str, &str) =
    ("config/schema/item.v1.json", "config/schema/report.v1.json");

/// The JSON Schemas (draft 2020-12) of the input and of the output, in that order.
pub fn schema() -> (Schema, Schema) {
    (
        of::<InputItem>("communique.item.v1"),
        of::<Report>("communique.report.v1"),
    )
}

fn of<T: JsonSchema>(name: &str) -> Schema {
    let settings = SchemaSettings::draft2020_12();
    let input = name.contains("item");
    let settings = if input {
        settings.for_deserialize()
    } else {
        settings.for_serialize()
    };
    let mut schema = settings.into_generator().into_root_schema_for::<T>();
    schema.insert(
        "$id".to_owned(),
        format!("urn:{}", name.replace('.', ":")).into(),
    );
    schema
}
