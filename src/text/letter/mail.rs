//! A letter for a mail program: an address that begins a mail.

use super::Letter;

/// The longest address that is handed on, in bytes. Windows cuts what it hands to a mail program off
/// near 2,048; a Japanese letter takes nine bytes for each character.
pub const MAILTO_MAX: usize = 2_000;

/// Why there is no address for a letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoMail {
    /// It would be longer than [`MAILTO_MAX`]: the text is to be copied.
    TooLong,
    /// What stands in the field is no mail address.
    BadAddress,
}

/// `mailto:` with subject and body, after RFC 6068: percent-encoded, lines end in CRLF. An empty
/// address leaves the receiver open.
///
/// # Errors
/// Where the letter is too long for it, and where the address is none.
pub fn mailto(letter: &Letter, address: &str) -> Result<String, NoMail> {
    let start = mailto_subject(letter, address)?;
    let body = letter.body.replace("\r\n", "\n").replace('\n', "\r\n");
    let made = format!("{start}&body={}", encoded(&body));
    if made.len() > MAILTO_MAX { Err(NoMail::TooLong) } else { Ok(made) }
}

/// The same with the subject alone, for a body that is copied.
///
/// # Errors
/// Where the subject alone is too long, and where the address is none.
pub fn mailto_subject(letter: &Letter, address: &str) -> Result<String, NoMail> {
    let address = address.trim();
    if !address.is_empty() && !is_address(address) {
        return Err(NoMail::BadAddress);
    }
    let made = format!("mailto:{}?subject={}", encoded(address).replace("%40", "@"), encoded(&letter.subject));
    if made.len() > MAILTO_MAX { Err(NoMail::TooLong) } else { Ok(made) }
}

/// One name, one @, a domain, and nothing that would end the address or begin another.
fn is_address(address: &str) -> bool {
    let mut halves = address.split('@');
    let (name, domain, more) = (halves.next().unwrap_or_default(), halves.next().unwrap_or_default(), halves.next());
    let sound = |half: &str| {
        !half.is_empty()
            && !half.chars().any(|letter| {
                letter.is_whitespace()
                    || letter.is_control()
                    || matches!(letter, ',' | ';' | '<' | '>' | '"' | '(' | ')')
            })
    };
    more.is_none() && sound(name) && sound(domain)
}

/// Everything but the unreserved characters of RFC 3986 as its bytes in UTF-8.
fn encoded(text: &str) -> String {
    const HEX: [char; 16] = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F'];
    let mut made = String::with_capacity(text.len() * 3);
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            made.push(char::from(byte));
        } else {
            made.push('%');
            made.push(HEX[usize::from(byte >> 4)]);
            made.push(HEX[usize::from(byte & 15)]);
        }
    }
    made
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letter(subject: &str, body: &str) -> Letter {
        Letter { subject: subject.to_owned(), body: body.to_owned(), ..Letter::default() }
    }

    #[test]
    fn subject_and_body_are_encoded_and_lines_end_in_crlf() {
        let cases = [
            ("a", "b", "x@example.com", "mailto:x@example.com?subject=a&body=b"),
            ("件名", "a\nb", "x@example.com", "mailto:x@example.com?subject=%E4%BB%B6%E5%90%8D&body=a%0D%0Ab"),
            ("a&body=z", "1 + 1 = 2?", "", "mailto:?subject=a%26body%3Dz&body=1%20%2B%201%20%3D%202%3F"),
            ("a", "x\r\ny", "", "mailto:?subject=a&body=x%0D%0Ay"),
            ("a", "", " a+b@example.com ", "mailto:a%2Bb@example.com?subject=a&body="),
            ("100%", "#1", "", "mailto:?subject=100%25&body=%231"),
        ];
        for (subject, body, address, expected) in cases {
            assert_eq!(mailto(&letter(subject, body), address), Ok(expected.to_owned()));
        }
    }

    #[test]
    fn what_is_no_address_is_refused() {
        for address in ["高橋", "a@", "@b", "a@b@c", "a b@example.com", "a@example.com,b@example.com", "<a@b>"] {
            assert_eq!(mailto(&letter("a", "b"), address), Err(NoMail::BadAddress), "{address}");
        }
        let odd = mailto(&letter("a", "b"), "a@example.com?bcc=b").unwrap();
        assert_eq!(odd, "mailto:a@example.com%3Fbcc%3Db?subject=a&body=b");
    }

    #[test]
    fn a_letter_too_long_for_a_mail_program_is_refused_and_its_subject_still_goes() {
        let start = "mailto:?subject=a&body=".len();
        let fits = letter("a", &"x".repeat(MAILTO_MAX - start));
        assert_eq!(mailto(&fits, "").unwrap().len(), 2_000);
        let long = letter("a", &"x".repeat(MAILTO_MAX - start + 1));
        assert_eq!(mailto(&long, ""), Err(NoMail::TooLong));
        assert_eq!(mailto_subject(&long, "a@example.com"), Ok("mailto:a@example.com?subject=a".to_owned()));
        assert_eq!(mailto_subject(&letter(&"件".repeat(300), ""), ""), Err(NoMail::TooLong));
    }
}
