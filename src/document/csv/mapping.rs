//! Which column is what, and what the rows make of candidates.

use super::{Record, Sheet};
use crate::domain::find::fold;
use crate::domain::ids::IdSource;
use crate::domain::scalar::{AmountError, Minutes, Months, Yen};
use crate::domain::stage::quote::Quote;
use crate::domain::stage::select::Candidate;
use crate::domain::validate::{TEXT_MAX, link_allowed};
use crate::domain::{Engagement, choice};
use crate::text::csv::unguarded;
use crate::text::format::{NotAnAmount, parse_minutes, parse_whole};
use std::collections::BTreeSet;

choice! {
    /// What a column may be.
    pub enum Target {
        /// 会社名
        #[default]
        Name,
        /// 会社の特徴
        Features,
        /// サイト
        Site,
        /// どこで知ったか
        Source,
        /// 費用の目安, yen a month
        RoughCost,
        /// NDA
        Nda,
        /// プライバシーマーク
        PrivacyMark,
        /// ISMS
        Isms,
        /// 窓口担当
        ContactName,
        /// メール
        ContactMail,
        /// 電話
        ContactPhone,
        /// プラン
        Plan,
        /// 月額, yen
        Fee,
        /// 含まれる時間
        Included,
        /// 超過単価, yen an hour
        OverageRate,
        /// 初期費用, yen
        SetupFee,
        /// 最低契約期間, months
        MinimumMonths,
        /// メモ
        Note,
    }
}

impl Target {
    /// The words of a head that mean this column: whole, and as a part of a longer head. They are
    /// folded before they are held against it.
    fn words(self) -> (&'static [&'static str], &'static [&'static str]) {
        match self {
            Self::Name => {
                (&["会社名", "社名", "企業名", "会社", "候補", "名称", "company", "name"], &["会社名", "company"])
            }
            Self::Features => (&["特徴", "会社の特徴", "強み", "features"], &["特徴", "強み", "feature"]),
            Self::Site => {
                (&["サイト", "url", "web", "site", "website", "hp"], &["サイト", "url", "ホームページ", "website"])
            }
            Self::Source => (&["どこで知ったか", "情報源", "経路", "source"], &["知った", "情報源", "found at"]),
            Self::RoughCost => (&["費用の目安", "目安", "概算", "rough cost"], &["目安", "概算", "rough"]),
            Self::Nda => (&["nda", "秘密保持"], &["nda", "秘密保持"]),
            Self::PrivacyMark => {
                (&["pマーク", "プライバシーマーク", "privacy mark"], &["pマーク", "プライバシー", "privacy"])
            }
            Self::Isms => (&["isms", "iso27001"], &["isms", "27001"]),
            Self::ContactName => {
                (&["窓口", "窓口担当", "担当者", "担当", "contact"], &["窓口", "担当", "contact name"])
            }
            Self::ContactMail => (&["メール", "mail", "email", "e-mail", "メールアドレス"], &["メール", "mail"]),
            Self::ContactPhone => (&["電話", "電話番号", "tel", "phone"], &["電話", "phone"]),
            Self::Plan => (&["プラン", "プラン名", "plan"], &["プラン", "plan"]),
            Self::Fee => (&["月額", "月額料金", "料金", "fee", "monthly fee"], &["月額", "fee a month", "monthly"]),
            Self::Included => {
                (&["含まれる時間", "時間", "月の時間", "hours", "included"], &["含まれる時間", "included"])
            }
            Self::OverageRate => (&["超過単価", "超過", "overage"], &["超過単価", "超過料金", "overage"]),
            Self::SetupFee => (&["初期費用", "set-up fee", "setup fee", "setup"], &["初期", "set-up", "setup"]),
            Self::MinimumMonths => (&["最低契約期間", "最低期間", "minimum term"], &["最低", "minimum"]),
            Self::Note => (&["メモ", "備考", "note", "notes"], &["メモ", "備考", "note"]),
        }
    }
}

/// What each column is taken for; a column that is nothing is left out.
pub type Mapping = Vec<Option<Target>>;

/// A guess at the columns by their heads: whole words first, then parts of longer heads. Each target
/// is given once.
pub fn guess(head: &[String]) -> Mapping {
    let heads: Vec<String> = head.iter().map(|name| fold(unguarded(name))).collect();
    let mut mapping: Mapping = vec![None; heads.len()];
    for whole in [true, false] {
        for target in Target::ALL {
            if mapping.contains(&Some(*target)) {
                continue;
            }
            let (exact, parts) = target.words();
            let fits = |head: &str| {
                if whole {
                    exact.iter().any(|word| fold(word) == head)
                } else {
                    parts.iter().any(|word| head.contains(&fold(word)))
                }
            };
            let free = heads.iter().enumerate().find(|(index, head)| mapping[*index].is_none() && fits(head));
            if let Some((index, _)) = free {
                mapping[index] = Some(*target);
            }
        }
    }
    mapping
}

/// What is wrong with a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// It is no amount.
    Amount(NotAnAmount),
    /// Neither はい nor いいえ.
    NotYesNo,
    /// Longer than a text may be: how long it is.
    TooLong(usize),
    /// It holds a control character.
    Control(char),
    /// A link of a kind that is not opened.
    Link,
    /// There is no company's name in the row.
    NoName,
}

/// A cell that cannot be taken over as it is, with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble {
    /// The line of the file.
    pub line: usize,
    /// The column.
    pub target: Target,
    /// What stands in the cell.
    pub cell: String,
    /// What is wrong.
    pub wrong: Wrong,
}

/// What comes of a row.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// The line of the file.
    pub line: usize,
    /// The candidate, without ids. Cells in trouble are empty in it.
    pub candidate: Candidate,
    /// Its cells in trouble.
    pub troubles: Vec<Trouble>,
    /// Whether a candidate of this name is there already, in the engagement or further up in the file.
    pub known: bool,
}

impl Row {
    /// Whether it can be taken over at all.
    pub fn possible(&self) -> bool {
        !self.candidate.name.is_empty()
    }

    /// Whether it is taken over unless a person says otherwise: companies that are known are not.
    pub fn suggested(&self) -> bool {
        self.possible() && !self.known
    }
}

/// What the rows of a sheet make of candidates for an engagement.
pub fn rows(sheet: &Sheet, mapping: &[Option<Target>], engagement: &Engagement) -> Vec<Row> {
    let mut names: BTreeSet<String> = engagement.candidates.iter().map(|row| fold(&row.name)).collect();
    let read = sheet.rows().iter().map(|record| {
        let mut row = row(record, mapping);
        row.known = row.possible() && !names.insert(fold(&row.candidate.name));
        row
    });
    read.collect()
}

/// Adds what was chosen to an engagement, with ids of its own.
pub fn add(engagement: &mut Engagement, chosen: &[Candidate], ids: &mut IdSource) {
    let brief = engagement.brief_version();
    engagement.candidates.extend(chosen.iter().cloned().map(|mut candidate| {
        candidate.id = ids.row();
        for quote in &mut candidate.quotes {
            (quote.id, quote.version, quote.brief) = (ids.row(), 1, brief);
        }
        candidate
    }));
}

fn row(record: &Record, mapping: &[Option<Target>]) -> Row {
    let mut reader =
        Reader { line: record.line, candidate: Candidate::default(), quote: Quote::default(), troubles: Vec::new() };
    for (cell, target) in record.cells.iter().zip(mapping) {
        if let Some(target) = target {
            reader.take(*target, unguarded(cell).trim());
        }
    }
    if reader.candidate.name.is_empty() && !reader.troubles.iter().any(|trouble| trouble.target == Target::Name) {
        reader.trouble(Target::Name, "", Wrong::NoName);
    }
    if reader.quote != Quote::default() {
        reader.candidate.quotes.push(reader.quote);
    }
    Row { line: record.line, candidate: reader.candidate, troubles: reader.troubles, known: false }
}

struct Reader {
    line: usize,
    candidate: Candidate,
    quote: Quote,
    troubles: Vec<Trouble>,
}

impl Reader {
    fn trouble(&mut self, target: Target, cell: &str, wrong: Wrong) {
        self.troubles.push(Trouble { line: self.line, target, cell: cell.to_owned(), wrong });
    }

    fn take(&mut self, target: Target, cell: &str) {
        if let Err(wrong) = self.put(target, cell) {
            self.trouble(target, cell, wrong);
        }
    }

    fn put(&mut self, target: Target, cell: &str) -> Result<(), Wrong> {
        let (candidate, quote) = (&mut self.candidate, &mut self.quote);
        match target {
            Target::Name => candidate.name = text(cell)?.replace('\n', " "),
            Target::Features => candidate.features = text(cell)?,
            Target::Site => {
                let link = text(cell)?;
                if !link_allowed(&link) {
                    return Err(Wrong::Link);
                }
                candidate.site = link;
            }
            Target::Source => candidate.source = text(cell)?,
            Target::RoughCost => candidate.rough_cost = whole(cell, Yen::try_from)?,
            Target::Nda => candidate.nda = yes_or_no(cell)?,
            Target::PrivacyMark => candidate.privacy_mark = yes_or_no(cell)?,
            Target::Isms => candidate.isms = yes_or_no(cell)?,
            Target::ContactName => candidate.contact.name = text(cell)?,
            Target::ContactMail => candidate.contact.mail = text(cell)?,
            Target::ContactPhone => candidate.contact.phone = text(cell)?,
            Target::Plan => quote.plan = text(cell)?,
            Target::Fee => quote.fee = whole(cell, Yen::try_from)?,
            Target::Included => quote.included = amount(cell, parse_minutes, Minutes::try_from)?,
            Target::OverageRate => quote.overage_rate = whole(cell, Yen::try_from)?,
            Target::SetupFee => quote.setup_fee = whole(cell, Yen::try_from)?,
            Target::MinimumMonths => quote.minimum_months = whole(cell, Months::try_from)?,
            Target::Note => candidate.note = text(cell)?,
        }
        Ok(())
    }
}

/// A text with line breaks of one kind.
fn text(cell: &str) -> Result<String, Wrong> {
    let text = cell.replace("\r\n", "\n").replace('\r', "\n");
    if let Some(control) = text.chars().find(|c| c.is_control() && !matches!(c, '\n' | '\t')) {
        return Err(Wrong::Control(control));
    }
    match text.chars().count() {
        length if length > TEXT_MAX => Err(Wrong::TooLong(length)),
        _ => Ok(text),
    }
}

fn whole<A>(cell: &str, make: fn(i64) -> Result<A, AmountError>) -> Result<Option<A>, Wrong> {
    amount(cell, parse_whole, make)
}

fn amount<A>(
    cell: &str,
    parse: fn(&str) -> Result<i64, NotAnAmount>,
    make: fn(i64) -> Result<A, AmountError>,
) -> Result<Option<A>, Wrong> {
    if cell.is_empty() {
        return Ok(None);
    }
    let number = parse(cell).map_err(Wrong::Amount)?;
    make(number).map(Some).map_err(|error| Wrong::Amount(NotAnAmount::Refused(error)))
}

/// はい, いいえ and what else stands for them; an empty cell is いいえ.
fn yes_or_no(cell: &str) -> Result<bool, Wrong> {
    const YES: [&str; 16] =
        ["はい", "有", "有り", "あり", "可", "済", "取得", "取得済", "対応", "○", "◯", "◎", "✓", "yes", "y", "true"];
    const NO: [&str; 15] =
        ["", "いいえ", "無", "無し", "なし", "否", "不可", "未", "未取得", "×", "✕", "-", "no", "n", "false"];
    let folded = fold(cell);
    let is = |words: &[&str]| words.iter().any(|word| fold(word) == folded);
    match folded.as_str() {
        "1" => Ok(true),
        "0" => Ok(false),
        _ if is(&YES) => Ok(true),
        _ if is(&NO) => Ok(false),
        _ => Err(Wrong::NotYesNo),
    }
}
