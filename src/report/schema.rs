//! The JSON Schemas of input and output, generated from the types.

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema};

use crate::news::InputItem;
use crate::report::Report;

/// The committed files that [`schema`] must equal, input and output, from the crate's root.
pub const SCHEMA_FILES: [&str; 2] = ["config/schema/item.v1.json", "config/schema/report.v1.json"];

/// The JSON Schemas (draft 2020-12) of the input and of the output, in that order.
pub fn schema() -> (Schema, Schema) {
    let settings = SchemaSettings::draft2020_12;
    (
        of::<InputItem>(settings().for_deserialize(), "urn:communique:item:v1"),
        of::<Report>(settings().for_serialize(), "urn:communique:report:v1"),
    )
}

fn of<T: JsonSchema>(settings: SchemaSettings, id: &str) -> Schema {
    let mut schema = settings.into_generator().into_root_schema_for::<T>();
    schema.insert("$id".to_owned(), id.into());
    schema
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    /// Where the types have changed on purpose: `COMMUNIQUE_WRITE_SCHEMA=1 cargo test schema`, or
    /// `communique schema`, writes the files anew.
    #[test]
    fn the_committed_files_equal_the_types() {
        let (input, output) = schema();
        for (file, schema) in SCHEMA_FILES.into_iter().zip([input, output]) {
            let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
            let generated = serde_json::to_string_pretty(&schema).unwrap() + "\n";
            if std::env::var_os("COMMUNIQUE_WRITE_SCHEMA").is_some() {
                std::fs::write(&path, &generated).unwrap();
            }
            let committed = std::fs::read_to_string(&path).unwrap_or_default();
            assert_eq!(committed, generated, "{file} differs from the types");
        }
    }

    #[test]
    fn the_output_allows_null_but_leaves_nothing_out() {
        let output = serde_json::to_value(schema().1).unwrap();
        let commitment = &output["$defs"]["Commitment"];
        let named = commitment["properties"].as_object().unwrap().len();
        assert_eq!(commitment["required"].as_array().unwrap().len(), named);
        assert_eq!(
            output["$schema"],
            "https://json-schema.org/draft/2020-12/schema"
        );
        let input = serde_json::to_value(schema().0).unwrap();
        assert_eq!(
            input["$defs"]["PlainItem"]["required"],
            serde_json::json!(["id"])
        );
    }
}
