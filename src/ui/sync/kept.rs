//! What this browser keeps of a connection: the base and, where that was chosen, the password, in a database of their
//! own, so that neither goes along with a copy of the stored data.

use super::CONNECTION;
use crate::browser::local::{forget_preference, preference, session_secret, set_preference, set_session_secret};
use crate::browser::mirror::Mirror;
use crate::journal::Write;
use crate::sync::connection::Connection;
use std::collections::BTreeMap;

const DATABASE: &str = "irai-board-sync";
const PASSWORD: &str = "password";

/// The store; nothing where the browser refuses one. Everything is then compared anew at the next start.
pub async fn open() -> Option<Mirror> {
    Mirror::open_beside(DATABASE).await.ok()
}

/// The connection that was set up.
pub fn connection() -> Option<Connection> {
    Connection::from_text(&preference(CONNECTION)?)
}

/// What is kept, the password apart.
pub async fn read(store: Option<&Mirror>) -> (BTreeMap<String, String>, Option<String>) {
    let mut kept = match store {
        Some(store) => store.read_all().await.unwrap_or_default(),
        None => BTreeMap::new(),
    };
    let password = kept.remove(PASSWORD);
    (kept, session_secret(PASSWORD).or(password))
}

/// Keeps a connection, and its password for this tab or, on choice, for this browser.
pub async fn keep(connection: &Connection, password: &str, for_good: bool) {
    set_preference(CONNECTION, &connection.to_text());
    set_session_secret(PASSWORD, Some(password));
    if let Some(store) = open().await {
        let write = if for_good {
            Write::Set { key: PASSWORD.to_owned(), value: password.to_owned() }
        } else {
            Write::Remove { key: PASSWORD.to_owned() }
        };
        // Where it is not kept, it is asked for again.
        let _ = store.write(&[write]).await;
    }
}

/// Forgets the connection, its password and all that is known of the database.
pub async fn forget() {
    forget_preference(CONNECTION);
    set_session_secret(PASSWORD, None);
    if let Some(store) = open().await {
        let keys = store.read_all().await.unwrap_or_default().into_keys();
        let writes: Vec<Write> = keys.map(|key| Write::Remove { key }).collect();
        // What is left of a base is not trusted with another database.
        let _ = store.write(&writes).await;
    }
}
