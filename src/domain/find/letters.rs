//! Which letters a text has, so that most texts need not be read.

/// How many bits there are: a document of a thousand letters sets about a third of them.
const BITS: u32 = 2_048;
const WORDS: usize = (BITS / u64::BITS) as usize;

/// The letters of a folded text and its pairs of neighbours, as a Bloom filter: what is not in it is not in the text,
/// what is in it may be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Letters(Box<[u64; WORDS]>);

impl Default for Letters {
    fn default() -> Self {
        Self(Box::new([0; WORDS]))
    }
}

impl Letters {
    /// Those of a text.
    pub(super) fn of(folded: &str) -> Self {
        let mut letters = Self::default();
        let mut before = 0_u32;
        for letter in folded.chars().map(u32::from) {
            letters.put(letter.wrapping_mul(0x9e37_79b1));
            if before != 0 {
                letters.put(before.wrapping_mul(0x85eb_ca6b) ^ letter.wrapping_mul(0xc2b2_ae35));
            }
            before = letter;
        }
        letters
    }

    /// Puts a hash in, by its highest bits: they depend on all bits of the letters.
    fn put(&mut self, hash: u32) {
        let bit = hash >> (u32::BITS - BITS.ilog2());
        self.0[(bit / u64::BITS) as usize] |= 1 << (bit % u64::BITS);
    }

    /// Whether a text with these letters may have those in it.
    pub(super) fn have(&self, others: &Self) -> bool {
        self.0.iter().zip(&*others.0).all(|(these, those)| those & !these == 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_text_has_the_letters_of_every_part_of_it(text in "[あ-ん一-十a-z\n]{0,200}", from in 0_usize..200, length in 0_usize..40) {
            let part: String = text.chars().skip(from).take(length).collect();
            prop_assert!(Letters::of(&text).have(&Letters::of(&part)));
        }
    }

    #[test]
    fn few_texts_are_taken_to_have_what_they_have_not() {
        let text: String = (0..1_000).filter_map(|n| char::from_u32(0x4e00 + n * 7 % 900)).collect();
        let letters = Letters::of(&text);
        let words = (0..1_000).map(|n| ["け", "き", "さ", "せ"].map(|kana| format!("{kana}{}", n % 10)).concat());
        let taken = words.filter(|word| letters.have(&Letters::of(word))).count();
        assert!(taken < 20, "{taken} of 1,000");
    }
}
