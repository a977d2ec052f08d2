//! A file that a person has given.

use crate::browser::file_store::{Content, FileError};
use crate::browser::files;
use crate::document::FILE_BYTES_MAX;
use crate::domain::scalar::Bytes;
use crate::domain::stage::clarify::StoredFile;
use crate::text;
use crate::ui::kit::lang;

/// A file that a person has given, looked through and not kept yet.
#[derive(Clone, Debug)]
pub struct Given {
    /// Its name as plain text.
    pub name: String,
    /// What is in it.
    pub content: Content,
}

impl Given {
    /// Reads a file.
    ///
    /// # Errors
    /// Where it is empty, too large or cannot be read.
    pub async fn read(file: &web_sys::File) -> Result<Self, FileError> {
        // A file that is too large is not read to learn that.
        let bytes = file.size() as u64;
        if bytes > FILE_BYTES_MAX as u64 {
            return Err(FileError::TooLarge(bytes));
        }
        let name = text::files::name(&file.name(), lang());
        let bytes = files::read(file).await.ok_or(FileError::Unreadable)?;
        Ok(Self { name, content: Content::of(bytes, &file.type_()).await? })
    }

    /// What the board keeps of it.
    pub fn record(&self) -> StoredFile {
        StoredFile {
            name: self.name.clone(),
            size: Bytes::try_from(i64::from(self.content.bytes().length())).unwrap_or_default(),
            media_type: self.content.media_type().to_owned(),
            sha256: self.content.sha256().to_owned(),
        }
    }
}
