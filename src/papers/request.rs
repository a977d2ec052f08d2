//! 依頼書: what a company is asked to do, whole, so that its quote rests on what is so.

use super::source::Source;
use super::{Block, Cell, Parts, Table};
use crate::domain::stage::clarify::Material;
use crate::text::{Lang, files, format};

pub(super) fn write(source: &Source<'_>, budget: bool) -> Parts {
    let engagement = source.engagement;
    let brief = &engagement.clarify;
    let since = engagement.briefs.last().and_then(|brief| brief.since).map(|day| source.day(day));
    let version = source.aside(&source.brief(), &since.unwrap_or_default());
    let told = brief.budget.filter(|_| budget).map(|budget| {
        let amount = source.yen(budget);
        source.lang.pick(format!("月 {amount}(税抜)"), format!("{amount} a month, without tax"))
    });
    let facts = [
        source.fact("版", "Version", version),
        source.fact("作成日", "Date", source.day(source.today)),
        source.needed("担当者", "In charge", engagement.owner.as_str()),
        source.fact("開始希望日", "Wished start", brief.wished_start.map(|day| source.day(day)).unwrap_or_default()),
        source.fact("月の予算", "Budget a month", told.unwrap_or_default()),
    ];

    let text = |text: &str| Block::Paragraph(source.or_empty(text));
    let missing = || Block::Paragraph(source.empty().to_owned());
    let mut blocks = vec![
        source.heading("依頼の目的", "Purpose of the request"),
        text(&brief.purpose),
        source.heading("現状の課題", "Present problems"),
        text(&brief.problems),
        source.heading("依頼したい業務", "Work to be handed over"),
        source.tasks(true).unwrap_or_else(missing),
        source.heading("成功の基準", "Success criteria"),
        source.criteria().unwrap_or_else(missing),
        source.heading("イレギュラー", "Irregular cases"),
        source.irregular(),
        source.heading("オンライン秘書に求めるもの", "What is asked of the secretary"),
        text(&brief.expectations),
        source.heading("手元の資料", "Materials at hand"),
        materials(source).unwrap_or_else(missing),
        source.heading("見積もりに記載いただきたいこと", "What the quote should tell"),
        Block::List { ordered: false, items: asked(source) },
    ];
    blocks.push(Block::Note(
        source
            .tr(
                "作業時間と件数は、現在の見込みです。認識の違いや不明な点があれば、見積もりの前にお知らせください。",
                "Hours and numbers are what we expect now. Please tell us of anything unclear or different before you quote.",
            )
            .to_owned(),
    ));
    (engagement.title.clone(), facts.into_iter().flatten().collect(), blocks)
}

fn materials(source: &Source<'_>) -> Option<Block> {
    let rows: Vec<Vec<Cell>> = source
        .engagement
        .clarify
        .materials
        .iter()
        .map(|row| {
            let ready =
                if row.ready { source.tr("準備済み", "Ready") } else { source.tr("準備中", "In preparation") };
            vec![
                source.or_empty(&row.name).into(),
                source.label(row.kind).into(),
                place(row, source.lang).into(),
                ready.into(),
            ]
        })
        .collect();
    let columns = vec![
        source.column("資料名", "Material"),
        source.short("種類", "Kind"),
        source.wide("リンク・ファイル", "Link or file"),
        source.short("準備", "State"),
    ];
    let caption = source.tr("お渡しできる資料", "What can be handed over").to_owned();
    (!rows.is_empty()).then_some(Block::Table(Table { caption, columns, rows, foot: Vec::new() }))
}

/// Where a material lies: its link, and the file that was taken in with its size.
fn place(material: &Material, lang: Lang) -> String {
    let link = material.link.trim();
    let file =
        material.file.as_ref().map(|file| format!("{} ({})", files::name(&file.name, lang), size(file.size.get())));
    match file {
        Some(file) if link.is_empty() || file.starts_with(link) => file,
        Some(file) => format!("{link}\n{file}"),
        None => link.to_owned(),
    }
}

/// The size of a file: `340 KB`, `1.2 MB`.
fn size(bytes: u32) -> String {
    match i64::from(bytes) {
        small if small < 1_000 => format!("{small} B"),
        medium if medium < 1_000_000 => format!("{} KB", format::grouped(medium / 1_000)),
        large => format!("{}.{} MB", large / 1_000_000, large % 1_000_000 / 100_000),
    }
}

/// What must be known of an offer before it can be compared with others.
fn asked(source: &Source<'_>) -> Vec<String> {
    let always = [
        source.tr("プラン名、月額(税抜)、含まれる時間", "Plan, monthly fee without tax, included hours"),
        source.tr("超過単価と、超過時間の単位(分)", "Overage rate and its step in minutes"),
        source.tr(
            "初期費用、最低契約期間、月の途中に始めるときの料金",
            "Set-up fee, minimum term, the fee when starting in mid-month",
        ),
        source.tr("使い残した時間の繰越", "Carry-over of unused hours"),
        source
            .tr("土日・営業時間外の対応と、その料金", "Weekend work and work outside business hours, and their price"),
        source.tr("トライアルの有無", "Whether a trial is offered"),
        source.tr("秘密保持、個人情報の取り扱い、再委託の有無", "Confidentiality, personal data, sub-contracting"),
    ];
    always.into_iter().map(str::to_owned).collect()
}
