//! 問い合わせ文 and 修正依頼文 as papers: what is sent by mail, to be printed or kept.

use super::source::Source;
use super::{Block, Parts};
use crate::domain::CandidateId;
use crate::domain::stage::select::Candidate;
use crate::text::letter::{self, Letter};

/// The inquiry to a candidate, as it stands at its stage.
pub(super) fn inquiry(source: &Source<'_>, id: CandidateId) -> Parts {
    let candidate = source.engagement.candidate(id);
    let letter = candidate
        .map(|row| letter::inquiry(source.engagement, row, source.settings, source.today, source.lang))
        .unwrap_or_default();
    parts(source, &letter, candidate)
}

/// What is asked to be revised in the present cycle.
pub(super) fn revision(source: &Source<'_>) -> Parts {
    let engagement = source.engagement;
    let letter = engagement
        .cycle()
        .and_then(|cycle| letter::revision(engagement, cycle, source.settings, source.today, source.lang))
        .unwrap_or_default();
    parts(source, &letter, letter::receiver(engagement))
}

fn parts(source: &Source<'_>, letter: &Letter, to: Option<&Candidate>) -> Parts {
    let company = to.map(|row| source.company(row)).unwrap_or_default();
    let contact = to.map(|row| source.contact(&row.contact)).unwrap_or_default();
    let facts = [
        source.fact("宛先", "To", company),
        source.fact("窓口担当", "Contact", contact),
        source.fact("作成日", "Date", source.day(source.today)),
    ];
    (letter.subject.clone(), facts.into_iter().flatten().collect(), blocks(&letter.body))
}

/// A letter's paragraphs, which blank lines part; a line that begins with ■ is a heading.
fn blocks(body: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut paragraph: Vec<&str> = Vec::new();
    let mut end = |paragraph: &mut Vec<&str>, heading: Option<&str>| {
        if !paragraph.is_empty() {
            blocks.push(Block::Paragraph(paragraph.join("\n")));
            paragraph.clear();
        }
        blocks.extend(heading.map(|text| Block::Heading(text.trim().to_owned())));
    };
    for line in body.lines() {
        match line.strip_prefix('■') {
            Some(heading) => end(&mut paragraph, Some(heading)),
            None if line.trim().is_empty() => end(&mut paragraph, None),
            None => paragraph.push(line),
        }
    }
    end(&mut paragraph, None);
    blocks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_keeps_every_line_in_order() {
        let body = "みなも秘書\n高橋様\n\nお世話になっております。\n\n■ 依頼の目的\n時間をつくる。\n\n\n佐藤";
        let expected = [
            Block::Paragraph("みなも秘書\n高橋様".to_owned()),
            Block::Paragraph("お世話になっております。".to_owned()),
            Block::Heading("依頼の目的".to_owned()),
            Block::Paragraph("時間をつくる。".to_owned()),
            Block::Paragraph("佐藤".to_owned()),
        ];
        assert_eq!(blocks(body), expected);
        assert_eq!(blocks(""), []);
    }
}
