//! Stage 1, 依頼内容の明確化.

use super::outputs::{outputs, paper};
use super::{fields, group};
use crate::domain::stage::clarify::{Clarify, Criterion, FlowStep, Frequency, Material, Task};
use crate::domain::{Engagement, Status};
use crate::papers::Kind;
use crate::text::{format, text};
use crate::ui::files::Attachment;
use crate::ui::kit::{Field, Form, lang, rows, spec, sub, tr};
use crate::ui::panel::completeness;
use leptos::prelude::*;

/// The form.
pub fn form(form: &Form) -> AnyView {
    let root = form.root();
    let brief = sub!(root.clarify);
    // A template has no dates, and is no request to be written or completed.
    let template = form.peek().status == Status::Template;
    let sum = form.memo(|engagement| {
        let (count, monthly) = (engagement.clarify.tasks.len(), engagement.clarify.monthly());
        let monthly = format::hours(monthly, lang());
        lang()
            .pick(format!("{count}件・月 {monthly}"), format!("{}, {monthly} a month", format::counted(count, "task")))
    });
    view! {
        {(!template).then(|| outputs(paper(form, Kind::Request { budget: false })))}
        {(!template).then(|| completeness::meter(form))}
        {group(
            text("依頼したい業務", "Work to be handed over"),
            Some(text("1つの業務を1行に。フローは順番どおりに書きます。", "One task a row, with its steps in order.")),
            Some(sum.into()),
            list("tasks", tasks(sub!(brief.tasks))),
        )}
        {group(text("背景と目的", "Background and purpose"), None, None, fields("fields--1", view! {
            {problems(&brief)}
            {purpose(&brief)}
            {spec("オンライン秘書に求めるもの", "What is asked of the secretary")
                .help("経験・対応時間・道具・言葉づかいなど。", "Experience, hours, tools, manner.")
                .example("例：会計ソフトの経験があり、平日9〜18時に返信できる方", "e.g. knows our accounting software, replies on weekdays 9 to 18")
                .place("expectations").area(sub!(brief.expectations))}
        }))}
        {group(
            text("成功の基準", "Success criteria"),
            Some(text("あとで達成を確かめられるよう、数や日付で測れる形に。", "Measurable, so that it can be ticked later.")),
            None,
            list("criteria", criteria(sub!(brief.criteria))),
        )}
        {group(
            text("手元の資料", "Materials at hand"),
            Some(text("依頼のときに見せられるものを挙げ、準備できたら印をつけます。", "What can be shown at the request; tick what is ready.")),
            None,
            list("materials", materials(sub!(brief.materials))),
        )}
        {group(text("条件", "Terms"), None, None, fields("fields--2", view! {
            {spec("月の予算", "Budget a month").help("税抜", "without tax").example("80,000", "80,000").place("budget").yen(sub!(brief.budget))}
            {(!template).then(|| spec("開始希望日", "Wished start").place("start").date(sub!(brief.wished_start)))}
        }))}
    }
    .into_any()
}

/// A list, to be found by its name from what is said to be missing.
fn list(place: &'static str, rows: AnyView) -> AnyView {
    view! { <div data-place=place>{rows}</div> }.into_any()
}

/// 現状の課題
fn problems(brief: &Field<Clarify>) -> AnyView {
    spec("現状の課題", "Present problems")
        .help("いま起きている困りごとを、事実で。", "What goes wrong today, as facts.")
        .example(
            "例：月末に経理2名の残業が20時間を超えている",
            "e.g. two people work 20 hours overtime at the end of each month",
        )
        .place("problems")
        .area(sub!(brief.problems))
}

/// 依頼の目的
pub fn purpose(brief: &Field<Clarify>) -> AnyView {
    spec("依頼の目的", "Purpose of the request")
        .help("任せた結果、どうなっていたいか。", "What should be so once the work is handed over.")
        .example("例：月末3営業日以内に締め、経理は確認に集中する", "e.g. close the month within three business days")
        .need()
        .place("purpose")
        .area(sub!(brief.purpose))
}

/// 依頼したい業務
pub fn tasks(list: Field<Vec<Task>>) -> AnyView {
    rows("依頼したい業務", "Task", |task: &mut Task, cells: &[&str]| {
        task.name = cells.first().copied().unwrap_or_default().to_owned();
        let hours = cells.iter().skip(1).find_map(|cell| format::parse_minutes(cell).ok());
        task.hours = hours.and_then(|minutes| minutes.try_into().ok());
    })
    .stacked()
    .example("業務名を入力して Enter", "Name of the task, then Enter")
    .show(list, |task| {
        view! {
            <div class="row__line row__line--name">
                {spec("業務名", "Task").cell("grow").place("name").grows().example("例：請求書の発行", "e.g. issue invoices").text(sub!(task.name))}
            </div>
            <div class="row__line row__line--fields">
                {spec("頻度", "Frequency").cell("m").place("frequency").select::<Frequency>(sub!(task.frequency))}
                {spec("月の時間", "Hours a month").cell("m").place("hours").example("10", "10").hours(sub!(task.hours))}
                {spec("期限", "Deadline").cell("l").place("deadline").example("例：毎月5営業日まで", "e.g. 5th business day").text(sub!(task.deadline))}
            </div>
            <div class="flow">
                <p class="flow__title">{tr("業務フロー", "Steps")}</p>
                {flow(sub!(task.flow))}
            </div>
        }
        .into_any()
    })
}

fn flow(list: Field<Vec<FlowStep>>) -> AnyView {
    rows("業務フロー", "Step", |step: &mut FlowStep, cells: &[&str]| {
        step.text = cells.join(" ");
    })
    .example("手順を入力して Enter", "Step, then Enter")
    .show(list, |step| spec("手順", "Step").cell("grow").grows().text(sub!(step.text)))
}

/// 成功の基準
pub fn criteria(list: Field<Vec<Criterion>>) -> AnyView {
    rows("成功の基準", "Success criterion", |criterion: &mut Criterion, cells: &[&str]| {
        criterion.text = cells.first().copied().unwrap_or_default().to_owned();
        criterion.measure = cells.get(1).copied().unwrap_or_default().to_owned();
    })
    .head(&[("xs", text("達成", "Met")), ("grow", text("基準", "Criterion")), ("l", text("測り方", "Measured by"))])
    .example("基準を入力して Enter", "Criterion, then Enter")
    .show(list, |criterion| {
        view! {
            {spec("達成", "Met").cell("xs").check(sub!(criterion.met))}
            {spec("基準", "Criterion").cell("grow").place("text").grows().text(sub!(criterion.text))}
            {spec("測り方", "Measured by").cell("l").place("measure").text(sub!(criterion.measure))}
        }
        .into_any()
    })
}

/// 手元の資料
pub fn materials(list: Field<Vec<Material>>) -> AnyView {
    rows("手元の資料", "Material", |material: &mut Material, cells: &[&str]| {
        material.name = cells.first().copied().unwrap_or_default().to_owned();
        material.link = cells.get(1).copied().unwrap_or_default().to_owned();
    })
    .stacked()
    .example("資料名を入力して Enter", "Name of the material, then Enter")
    .show(list, |material| {
        let file = Attachment::new(
            text("資料のファイル", "File of the material"),
            sub!(material.file),
            material.map(|material| material.link.clone()),
            material.map(|material| material.name.clone()),
        );
        let fields = view! {
            <div class="row__line row__line--name">
                {spec("資料名", "Material").cell("grow").grows().text(sub!(material.name))}
                {spec("準備済み", "Ready").cell("s").place("ready").check(sub!(material.ready))}
            </div>
            <div class="row__line row__line--fields">
                {spec("種類", "Kind").cell("l").select(sub!(material.kind))}
                {spec("リンクまたはファイル名", "Link or file").cell("grow").place("link").example("https://…", "https://…").link(sub!(material.link))}
            </div>
            {file.show()}
        };
        file.around(fields.into_any())
    })
}

/// What the section says of itself while it is closed.
pub fn summary(engagement: &Engagement) -> String {
    let (count, monthly) = (engagement.clarify.tasks.len(), engagement.clarify.monthly());
    if count == 0 {
        return String::new();
    }
    let monthly = format::hours(monthly, lang());
    lang().pick(format!("業務{count}件・月{monthly}"), format!("{}, {monthly}", format::counted(count, "task")))
}
