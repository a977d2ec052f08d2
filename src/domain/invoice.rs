//! 登録番号 of a qualified invoice issuer: T and 13 digits. A company's 13 digits are its corporate
//! number, whose first digit checks the other twelve.

use super::unicode::nfkc;

/// What can be said of a registration number by looking at it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum InvoiceNumber {
    /// Nothing entered.
    #[default]
    Empty,
    /// Not T and 13 digits: how many digits there are.
    Malformed(usize),
    /// The first digit does not check the others, as it does in a corporate number.
    WrongCheckDigit,
    /// As a registration number should be. Whether it is registered, only the register tells.
    Plausible,
}

/// Looks at a registration number as typed: full-width letters, spaces and hyphens are read over.
pub fn look_at(typed: &str) -> InvoiceNumber {
    let plain: String =
        nfkc(typed).chars().filter(|c| !c.is_whitespace() && !matches!(c, '-' | '‐' | '−' | 'ー')).collect();
    if plain.is_empty() {
        return InvoiceNumber::Empty;
    }
    let digits: Vec<u32> = plain.chars().filter_map(|c| c.to_digit(10)).collect();
    let shaped = plain.strip_prefix(['T', 't']).is_some_and(|rest| rest.chars().all(|c| c.is_ascii_digit()));
    match digits.split_first() {
        Some((check, base)) if shaped && base.len() == 12 => {
            if *check == check_digit(base) {
                InvoiceNumber::Plausible
            } else {
                InvoiceNumber::WrongCheckDigit
            }
        }
        _ => InvoiceNumber::Malformed(digits.len()),
    }
}

/// The check digit of a corporate number by the rule of 国税庁: from the right the twelve digits
/// count once and twice by turns; it is 9 less the remainder of their sum by 9.
fn check_digit(base: &[u32]) -> u32 {
    let sum: u32 = base.iter().rev().zip([1, 2].into_iter().cycle()).map(|(digit, weight)| digit * weight).sum();
    9 - sum % 9
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_digit_checks_the_others() {
        // 国税庁 itself.
        assert_eq!(look_at("T7000012050002"), InvoiceNumber::Plausible);
        assert_eq!(look_at("T7000012-050002 "), InvoiceNumber::Plausible);
        assert_eq!(look_at("T8000012050002"), InvoiceNumber::WrongCheckDigit);
        assert_eq!(look_at("T7000012050003"), InvoiceNumber::WrongCheckDigit);
    }

    #[test]
    fn what_is_not_t_and_thirteen_digits_is_told() {
        assert_eq!(look_at("  "), InvoiceNumber::Empty);
        assert_eq!(look_at("7000012050002"), InvoiceNumber::Malformed(13));
        assert_eq!(look_at("T700001205000"), InvoiceNumber::Malformed(12));
        assert_eq!(look_at("T70000120500021"), InvoiceNumber::Malformed(14));
        assert_eq!(look_at("T700001205000A2"), InvoiceNumber::Malformed(13));
        assert_eq!(look_at("番号"), InvoiceNumber::Malformed(0));
    }
}
