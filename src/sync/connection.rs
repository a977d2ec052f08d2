//! Which database, and as whom. The password is no part of it.

use crate::domain::json;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

/// A database and the user to ask it as.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Connection {
    /// The address of the server: `https://db.example.co.jp`.
    pub address: String,
    /// The name of the database.
    pub database: String,
    /// The name of the user, which the others see beside what was changed.
    pub user: String,
}

/// Why a connection cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flaw {
    /// The address is none.
    Address,
    /// The address would send the password over the network in the clear.
    Insecure,
    /// There is a user or a password in the address.
    Secret,
    /// CouchDB gives no database this name.
    Database,
    /// The name of the user is empty or has a colon in it.
    User,
}

impl Connection {
    /// Looks through what was entered. What stands around it is taken away.
    ///
    /// # Errors
    /// The first thing that is wrong with it.
    pub fn parse(address: &str, database: &str, user: &str) -> Result<Self, Flaw> {
        let address = address.trim().trim_end_matches('/');
        let (scheme, rest) = address.split_once("://").ok_or(Flaw::Address)?;
        let host = rest.split('/').next().unwrap_or_default();
        if rest.contains('@') {
            return Err(Flaw::Secret);
        }
        let plain = |letter: char| letter.is_alphanumeric() || "-._~:[]/%".contains(letter);
        if host.is_empty() || host.starts_with(':') || !rest.chars().all(plain) {
            return Err(Flaw::Address);
        }
        match scheme {
            "https" => {}
            "http" if is_this_machine(host) => {}
            "http" => return Err(Flaw::Insecure),
            _ => return Err(Flaw::Address),
        }
        let (database, user) = (database.trim(), user.trim());
        let named = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || "_$()+/-".contains(letter);
        if !database.starts_with(|letter: char| letter.is_ascii_lowercase()) || !database.chars().all(named) {
            return Err(Flaw::Database);
        }
        if user.is_empty() || user.contains(':') || user.chars().any(char::is_control) {
            return Err(Flaw::User);
        }
        Ok(Self { address: address.to_owned(), database: database.to_owned(), user: user.to_owned() })
    }

    /// The address of the database, without a slash at the end.
    pub fn url(&self) -> String {
        format!("{}/{}", self.address, self.database.replace('/', "%2F").replace('+', "%2B"))
    }

    /// The header that says who asks.
    pub fn authorization(&self, password: &str) -> String {
        format!("Basic {}", STANDARD.encode(format!("{}:{password}", self.user)))
    }

    /// As it is kept in the browser.
    pub fn to_text(&self) -> String {
        json::told(&[&self.address, &self.database, &self.user])
    }

    /// As it was kept; nothing where the text is none that could be used.
    pub fn from_text(text: &str) -> Option<Self> {
        let [address, database, user] = json::heard::<[String; 3]>(text).ok()?;
        Self::parse(&address, &database, &user).ok()
    }
}

/// Whether what is sent to this host does not leave the machine.
fn is_this_machine(host: &str) -> bool {
    let name = match host.rsplit_once(':') {
        Some((name, port)) if port.chars().all(|letter| letter.is_ascii_digit()) => name,
        _ => host,
    };
    matches!(name, "localhost" | "127.0.0.1")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_used_only_where_a_password_may_be_sent_to_it() {
        let cases = [
            ("https://db.example.co.jp", "team", "sato", Ok("https://db.example.co.jp/team")),
            (" https://db.example.co.jp:6984/ ", " team ", "佐藤", Ok("https://db.example.co.jp:6984/team")),
            ("https://example.co.jp/couch", "a/b+c", "sato", Ok("https://example.co.jp/couch/a%2Fb%2Bc")),
            ("http://localhost:5984", "team", "sato", Ok("http://localhost:5984/team")),
            ("http://127.0.0.1:5984", "team", "sato", Ok("http://127.0.0.1:5984/team")),
            ("http://db.example.co.jp", "team", "sato", Err(Flaw::Insecure)),
            ("http://localhost.example.co.jp", "team", "sato", Err(Flaw::Insecure)),
            ("https://sato:secret@db.example.co.jp", "team", "sato", Err(Flaw::Secret)),
            ("db.example.co.jp", "team", "sato", Err(Flaw::Address)),
            ("javascript://db.example.co.jp", "team", "sato", Err(Flaw::Address)),
            ("https://", "team", "sato", Err(Flaw::Address)),
            ("https://db.example.co.jp?a", "team", "sato", Err(Flaw::Address)),
            ("https://db.example.co.jp#a", "team", "sato", Err(Flaw::Address)),
            ("https://db example", "team", "sato", Err(Flaw::Address)),
            ("https://db.example.co.jp", "Team", "sato", Err(Flaw::Database)),
            ("https://db.example.co.jp", "", "sato", Err(Flaw::Database)),
            ("https://db.example.co.jp", "_users", "sato", Err(Flaw::Database)),
            ("https://db.example.co.jp", "team", " ", Err(Flaw::User)),
            ("https://db.example.co.jp", "team", "a:b", Err(Flaw::User)),
        ];
        for (address, database, user, expected) in cases {
            let found = Connection::parse(address, database, user);
            assert_eq!(found.map(|found| found.url()), expected.map(str::to_owned), "{address} {database} {user}");
        }
    }

    #[test]
    fn what_is_kept_reads_back_and_holds_no_password() {
        let connection = Connection::parse("https://db.example.co.jp", "team", "sato").unwrap();
        assert_eq!(Connection::from_text(&connection.to_text()), Some(connection.clone()));
        assert_eq!(Connection::from_text("[\"http://db.example.co.jp\",\"team\",\"sato\"]"), None);
        assert_eq!(connection.authorization("パス"), "Basic c2F0bzrjg5Hjgrk=");
        assert!(!connection.to_text().contains("パス"));
    }
}
