//! The input's two wire forms as they may arrive: lenient about what is not needed.
//!
//! A field of the wrong type counts as missing, and unknown fields do no harm.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer};
use serde_json::Value;

/// A news item: the plain form or IPTC's ninjs, told apart by their fields.
#[derive(Debug, JsonSchema)]
#[serde(untagged)]
#[allow(
    dead_code,
    reason = "describes both forms for the JSON Schema; parsing picks one by its fields"
)]
pub enum InputItem {
    /// The plain form.
    Plain(Box<PlainItem>),
    /// ninjs 2.x (lower case) or 3.x (camelCase).
    Ninjs(Box<NinjsItem>),
}

/// The plain form of a news item; `id` and one of `title` and `body` are required.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(extend("required" = ["id"]))]
pub struct PlainItem {
    /// The item's id, stable across its versions.
    #[serde(deserialize_with = "text")]
    #[schemars(with = "String")]
    pub id: Option<String>,
    /// The headline.
    #[serde(deserialize_with = "text")]
    pub title: Option<String>,
    /// The text, plain or HTML (see `content_type`).
    #[serde(deserialize_with = "text")]
    pub body: Option<String>,
    /// The MIME type of `body`; `text/html` is reduced to text, anything else is text.
    #[serde(deserialize_with = "text")]
    pub content_type: Option<String>,
    /// When it was published, RFC 3339; when missing, the record's timestamp is used.
    #[serde(deserialize_with = "time")]
    #[schemars(with = "Option<String>", extend("format" = "date-time"))]
    pub published_at: Option<String>,
    /// Who published it.
    #[serde(deserialize_with = "text")]
    pub source: Option<String>,
    /// Its language, BCP 47; when missing it is detected.
    #[serde(deserialize_with = "text")]
    pub language: Option<String>,
    /// Where it can be read.
    #[serde(deserialize_with = "text")]
    pub url: Option<String>,
    /// Who wrote it.
    #[serde(deserialize_with = "text")]
    pub author: Option<String>,
    /// Its version, a string or a number.
    #[serde(deserialize_with = "version")]
    #[schemars(with = "Option<Version>")]
    pub version: Option<String>,
    /// `usable` (also when missing), `cancelled` or `canceled`, `withheld`, in any case.
    #[serde(deserialize_with = "text")]
    pub status: Option<String>,
    /// Not to be published before, RFC 3339; carried into the report.
    #[serde(deserialize_with = "time")]
    #[schemars(with = "Option<String>", extend("format" = "date-time"))]
    pub embargoed_until: Option<String>,
}

/// The fields of IPTC's ninjs that are read; `uri` and a headline or body are required. Where a
/// field exists in both spellings, that of 3.x is preferred.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(extend("required" = ["uri"]))]
pub struct NinjsItem {
    /// The item's id.
    #[serde(deserialize_with = "text")]
    #[schemars(with = "String")]
    pub uri: Option<String>,
    /// The headline of ninjs 1.x; after `headlines`.
    #[serde(deserialize_with = "text")]
    pub headline: Option<String>,
    /// Headlines; that with the role `main`, or else the first, is read.
    #[serde(deserialize_with = "list")]
    pub headlines: Vec<NinjsText>,
    /// Bodies; plain text is preferred to HTML, then the role `main`, then the order.
    #[serde(deserialize_with = "list")]
    pub bodies: Vec<NinjsText>,
    /// When this version was made, RFC 3339 (3.x).
    #[serde(rename = "versionCreated", deserialize_with = "time")]
    #[schemars(with = "Option<String>", extend("format" = "date-time"))]
    pub version_created: Option<String>,
    /// When this version was made, RFC 3339 (2.x).
    #[serde(rename = "versioncreated", deserialize_with = "time")]
    #[schemars(with = "Option<String>", extend("format" = "date-time"))]
    pub version_created_lower: Option<String>,
    /// Its version, a string or a number.
    #[serde(deserialize_with = "version")]
    #[schemars(with = "Option<Version>")]
    pub version: Option<String>,
    /// Its language, BCP 47; when missing it is detected.
    #[serde(deserialize_with = "text")]
    pub language: Option<String>,
    /// `usable`, `canceled` or `cancelled`, `withheld`, in any case (3.x).
    #[serde(rename = "pubStatus", deserialize_with = "text")]
    pub pub_status: Option<String>,
    /// The same (2.x).
    #[serde(rename = "pubstatus", deserialize_with = "text")]
    pub pub_status_lower: Option<String>,
    /// Not to be published before, RFC 3339 (3.x).
    #[serde(rename = "embargoedUntil", deserialize_with = "time")]
    #[schemars(with = "Option<String>", extend("format" = "date-time"))]
    pub embargoed_until: Option<String>,
    /// The same (2.x).
    #[serde(deserialize_with = "time")]
    #[schemars(with = "Option<String>", extend("format" = "date-time"))]
    pub embargoed: Option<String>,
    /// Who wrote it.
    #[serde(deserialize_with = "text")]
    pub by: Option<String>,
    /// Who wrote it (1.x).
    #[serde(deserialize_with = "text")]
    pub byline: Option<String>,
    /// Where it comes from; the first with a name is the report's source (3.x).
    #[serde(rename = "infoSources", deserialize_with = "list")]
    pub info_sources: Vec<NinjsName>,
    /// The same (2.x).
    #[serde(rename = "infosources", deserialize_with = "list")]
    pub info_sources_lower: Vec<NinjsName>,
    /// Whose it is; the source where no other is named (3.x).
    #[serde(rename = "copyrightHolder", deserialize_with = "text")]
    pub copyright_holder: Option<String>,
    /// The same (2.x).
    #[serde(rename = "copyrightholder", deserialize_with = "text")]
    pub copyright_holder_lower: Option<String>,
    /// Everything else: `body_text` and the other `body_*` of ninjs 1.x are read, the rest is not.
    #[serde(flatten)]
    pub others: BTreeMap<String, Value>,
}

/// One of several headlines or bodies.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct NinjsText {
    /// What it is for; `main` is preferred.
    #[serde(deserialize_with = "text")]
    pub role: Option<String>,
    /// Its MIME type (3.x).
    #[serde(rename = "contentType", deserialize_with = "text")]
    pub content_type: Option<String>,
    /// Its MIME type (2.x).
    #[serde(rename = "contenttype", deserialize_with = "text")]
    pub content_type_lower: Option<String>,
    /// The words.
    #[serde(deserialize_with = "text")]
    pub value: Option<String>,
}

/// Something with a name.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct NinjsName {
    /// Its name.
    #[serde(deserialize_with = "text")]
    pub name: Option<String>,
}

/// A version on the wire.
#[derive(JsonSchema)]
#[serde(untagged)]
#[allow(dead_code, reason = "describes the field for the JSON Schema")]
enum Version {
    Text(String),
    Number(f64),
}

/// A string; white space alone and any other type count as missing.
fn text<'de, D: Deserializer<'de>>(from: D) -> Result<Option<String>, D::Error> {
    Ok(match Value::deserialize(from)? {
        Value::String(words) if !words.trim().is_empty() => Some(words),
        _ => None,
    })
}

/// A time's words; another type than a string is kept as JSON, so that it is refused as a time.
fn time<'de, D: Deserializer<'de>>(from: D) -> Result<Option<String>, D::Error> {
    Ok(match Value::deserialize(from)? {
        Value::Null => None,
        Value::String(words) => Some(words),
        other => Some(other.to_string()),
    })
}

fn version<'de, D: Deserializer<'de>>(from: D) -> Result<Option<String>, D::Error> {
    Ok(match Value::deserialize(from)? {
        Value::String(words) => Some(words),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    })
}

/// The well-formed members of a list.
fn list<'de, D: Deserializer<'de>, T: DeserializeOwned>(from: D) -> Result<Vec<T>, D::Error> {
    let Value::Array(members) = Value::deserialize(from)? else {
        return Ok(Vec::new());
    };
    Ok(members
        .into_iter()
        .filter_map(|member| serde_json::from_value(member).ok())
        .collect())
}
