//! A data file as the origin of words: checks them, and tells the place of what is wrong.

use toml::Spanned;

use crate::world::Country;
use crate::world::data::DataError;

/// A file, to tell the place of an error in it.
pub struct Origin<'f> {
    pub file: &'f str,
    pub text: &'f str,
}

impl Origin<'_> {
    pub fn error(&self, at: &Spanned<String>, reason: String) -> DataError {
        DataError::at(self.file, self.text, at.span().start, reason)
    }

    pub fn words<'w>(&self, words: &'w Spanned<String>) -> Result<&'w str, DataError> {
        let text = words.get_ref().as_str();
        if text.is_empty() || text.trim() != text {
            return Err(self.error(
                words,
                "a name must have words and no white space around them".to_owned(),
            ));
        }
        Ok(text)
    }

    pub fn country(&self, code: &Spanned<String>) -> Result<Country, DataError> {
        let words = code.get_ref();
        let wrong = || {
            self.error(
                code,
                format!("\"{words}\" is no ISO 3166-1 alpha-3 code: three capitals"),
            )
        };
        Country::new(words).ok_or_else(wrong)
    }
}
