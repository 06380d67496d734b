//! The JSON Schemas of the wire forms, generated from the types.

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema};

use crate::news::InputItem;
use crate::report::{AuditRecord, Line, Report};

/// The wire forms, version 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WireForm {
    /// A news item.
    Item,
    /// A report.
    Report,
    /// A record of the audit topic.
    Audit,
    /// A line that `communique read` prints.
    Line,
}

impl WireForm {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Item, Self::Report, Self::Audit, Self::Line];

    /// The committed file that [`WireForm::schema`] must equal, from the crate's root.
    pub const fn file(self) -> &'static str {
        match self {
            Self::Item => "config/schema/item.v1.json",
            Self::Report => "config/schema/report.v1.json",
            Self::Audit => "config/schema/audit.v1.json",
            Self::Line => "config/schema/line.v1.json",
        }
    }

    /// The JSON Schema, draft 2020-12.
    pub fn schema(self) -> Schema {
        let read = SchemaSettings::draft2020_12().for_deserialize();
        let written = SchemaSettings::draft2020_12().for_serialize();
        match self {
            Self::Item => of::<InputItem>(read, "urn:communique:item:v1"),
            Self::Report => of::<Report>(written, "urn:communique:report:v1"),
            Self::Audit => of::<AuditRecord>(written, "urn:communique:audit:v1"),
            Self::Line => of::<Line>(written, "urn:communique:line:v1"),
        }
    }
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

    /// Where the types have changed on purpose: `COMMUNIQUE_WRITE_SCHEMA=1 cargo test --lib schema`
    /// writes the files anew.
    #[test]
    fn the_committed_files_equal_the_types() {
        for form in WireForm::ALL {
            let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(form.file());
            let generated = serde_json::to_string_pretty(&form.schema()).unwrap() + "\n";
            if std::env::var_os("COMMUNIQUE_WRITE_SCHEMA").is_some() {
                std::fs::write(&path, &generated).unwrap();
            }
            let committed = std::fs::read_to_string(&path).unwrap_or_default();
            let file = form.file();
            assert_eq!(committed, generated, "{file} differs from the types");
        }
    }

    #[test]
    fn the_output_allows_null_but_leaves_nothing_out() {
        let output = serde_json::to_value(WireForm::Report.schema()).unwrap();
        let commitment = &output["$defs"]["Commitment"];
        let named = commitment["properties"].as_object().unwrap().len();
        assert_eq!(commitment["required"].as_array().unwrap().len(), named);
        assert_eq!(
            output["$schema"],
            "https://json-schema.org/draft/2020-12/schema"
        );
        let input = serde_json::to_value(WireForm::Item.schema()).unwrap();
        assert_eq!(
            input["$defs"]["PlainItem"]["required"],
            serde_json::json!(["id"])
        );
    }
}
