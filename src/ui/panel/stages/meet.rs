//! Stage 4, 商談 (打ち合わせ).

use super::decision::decision;
use super::outputs::{outputs, paper};
use super::{candidate, fields, group, proposal, succession};
use crate::browser::clock;
use crate::domain::ids::RowId;
use crate::domain::stage::meet::{Meeting, OpenPoint};
use crate::domain::stage::select::{Candidate, Standing};
use crate::domain::{CandidateId, Engagement};
use crate::papers::Kind;
use crate::text::{format, text};
use crate::ui::compare;
use crate::ui::kit::{Field, Form, Opens, element_id, lang, rows, spec, sub, subcard, subcard_tools, subcards, tr};
use leptos::prelude::*;

pub use super::decision::{choice, reason};

/// The form.
pub fn form(form: &Form) -> AnyView {
    let open_points = form.memo(|engagement| {
        let open = engagement.in_running().flat_map(|row| &row.open_points).filter(|point| point.open()).count();
        let late = engagement.in_running().map(overdue_points_of).sum::<usize>();
        if open == 0 { String::new() } else { counted(open, late) }
    });
    view! {
        {succession::offer(form)}
        {outputs(paper(form, Kind::Approval))}
        {group(
            text("会社ごとの打ち合わせ", "Meetings by company"),
            Some(text("聞かれたことと提案を、会社ごとに残します。", "What was asked and proposed, company by company.")),
            Some(open_points.into()),
            candidate::cards(form, is_met, note, card),
        )}
        {compare::turnover_notice(form)}
        {compare::button(form)}
        {group(
            text("依頼先の決定", "Choice of the company"),
            Some(text("総合点と費用だけでなく、話が正しく伝わるかで決めます。", "Not by score and cost alone: by how well you understand each other.")),
            None,
            decision(form),
        )}
    }
    .into_any()
}

/// Whether there is something to show of a candidate: it is in the running, or was when it was met.
fn is_met(candidate: &Candidate) -> bool {
    candidate.standing != Standing::Dropped || !candidate.meetings.is_empty() || !candidate.open_points.is_empty()
}

fn overdue_points_of(candidate: &Candidate) -> usize {
    let today = clock::today();
    candidate.open_points.iter().filter(|point| point.overdue(today)).count()
}

/// 「確認事項 残り3件(期限切れ 1件)」
fn counted(open: usize, late: usize) -> String {
    let points = if open == 1 { "1 open point".to_owned() } else { format!("{open} open points") };
    match late {
        0 => lang().pick(format!("確認事項 残り{open}件"), points),
        _ => lang().pick(format!("確認事項 残り{open}件(期限切れ {late}件)"), format!("{points} ({late} overdue)")),
    }
}

fn note(_: &Engagement, candidate: &Candidate) -> String {
    let open = candidate.open_points.iter().filter(|point| point.open()).count();
    match (open, candidate.meetings.len()) {
        (0, 0) => String::new(),
        (0, count) => lang().pick(format!("打ち合わせ{count}回"), format::counted(count, "meeting")),
        (open, _) => counted(open, overdue_points_of(candidate)),
    }
}

/// What stands in a candidate's subcard.
fn card(form: &Form, id: CandidateId) -> AnyView {
    let row = candidate::list(form).row(id);
    view! {
        {outputs(paper(form, Kind::Agenda(id)))}
        {fields("", view! {
            {spec("窓口担当", "Contact").example("例：高橋 由香", "e.g. Yuka Takahashi").text(sub!(row.contact.name))}
            {spec("メール", "Mail").keys("email").text(sub!(row.contact.mail))}
            {spec("電話", "Telephone").keys("tel").text(sub!(row.contact.phone))}
        })}
        <p class="subcard__part">{tr("打ち合わせ", "Meetings")}</p>
        {meetings(form, id, sub!(row.meetings))}
        <p class="subcard__part">{tr("確認して伝えること", "To look up and tell")}</p>
        {open_points(sub!(row.open_points))}
    }
    .into_any()
}

/// 打ち合わせ with a candidate.
fn meetings(form: &Form, candidate: CandidateId, list: Field<Vec<Meeting>>) -> AnyView {
    let ids = list.ids();
    let error = RwSignal::new(None::<String>);
    let add = {
        let list = list.clone();
        move |_| error.set(list.add(tr("打ち合わせ", "Meetings"), |_| ()).err())
    };
    let (form, of_cards) = (form.clone(), list.clone());
    let one = move |id: RowId, meeting: Field<Meeting>, open: RwSignal<bool>| {
        let at = meeting.map(|meeting| meeting.at);
        let name = Signal::derive(move || {
            let number = ids.with(|ids| ids.iter().position(|other| *other == id)).map_or(0, |index| index + 1);
            let name = lang().pick(format!("打ち合わせ {number}"), format!("Meeting {number}"));
            match at.get() {
                Some(at) => format!("{name} {}", format::date_time(at, clock::today(), lang())),
                None => name,
            }
        });
        let (list, of_body) = (of_cards.clone(), meeting.clone());
        let foot = proposed_hours(&form, candidate, id);
        let form = form.clone();
        let body = move || {
            view! {
                {held(&of_body)}
                {proposal::proposal(&form, candidate, id)}
                {subcard_tools(list.clone(), id, name, tr("打ち合わせ", "Meetings"))}
            }
            .into_any()
        };
        subcard(name, open).show(().into_any(), body, foot)
    };
    view! {
        {subcards(ids, list, Opens::Last, one)}
        <div class="btn-row">
            <button type="button" class="btn btn--s" on:click=add>
                {crate::ui::kit::icon_small("plus")}
                {tr("打ち合わせを追加", "Add a meeting")}
            </button>
        </div>
        {move || error.get().map(|error| view! { <p class="field__error" role="alert">{error}</p> })}
    }
    .into_any()
}

fn held(meeting: &Field<Meeting>) -> AnyView {
    view! {
        {fields("fields--2", view! {
            {spec("打ち合わせ日時", "Date and time").date_time(sub!(meeting.at))}
            {spec("出席者", "People").example("例：高橋様、鈴木", "e.g. Ms Takahashi, Suzuki").text(sub!(meeting.people))}
        })}
        {fields("fields--1", spec("ヒアリング内容", "What was asked and answered")
            .help("聞かれたことと、答えたこと。", "The contact's questions, and your answers.").area(sub!(meeting.hearing)))}
        {fields("", view! {
            {spec("提案された作業時間(月)", "Proposed hours a month").example("20", "20").hours(sub!(meeting.proposed_hours))}
            {spec("提案されたプラン", "Proposed plan").text(sub!(meeting.proposed_plan))}
            {spec("提案された月額(税抜)", "Proposed fee (ex tax)").example("30,000", "30,000").yen(sub!(meeting.proposed_fee))}
        })}
        {fields("fields--2", view! {
            {spec("コミュニケーションは円滑か", "Is communication smooth").help("1(難しい)から5(円滑)", "1 (hard) to 5 (smooth)").rating(sub!(meeting.smooth))}
            {spec("内容が正しく伝わっているか", "Is the content understood").help("1(ずれる)から5(正確)", "1 (not) to 5 (exactly)").rating(sub!(meeting.understood))}
        })}
        {fields("fields--1", spec("やり取りの評価のメモ", "Note on the two").area(sub!(meeting.rating_note)))}
    }
    .into_any()
}

/// What was proposed against what was quoted.
fn proposed_hours(form: &Form, candidate: CandidateId, meeting: RowId) -> AnyView {
    let line = form.memo(move |engagement| {
        let row = engagement.candidate(candidate)?;
        let proposed = row.meetings.iter().find(|row| row.id == meeting)?.proposed_hours?;
        let quote = candidate::in_force(row).filter(|quote| quote.included.is_some()).last()?;
        let included = quote.included?;
        let more = proposed.get() - included.get();
        let sign = if more < 0 { "−" } else { "+" };
        let hours = |minutes: i64| format::hours(crate::domain::Minutes::saturating(minutes.abs()), lang());
        let (proposed, included, more) = (hours(proposed.get()), hours(included.get()), hours(more));
        Some(lang().pick(
            format!("見積もりの{included}に対し、提案は{proposed}({sign}{more})"),
            format!("Quoted {included}, proposed {proposed} ({sign}{more})"),
        ))
    });
    view! { {move || line.get().map(|line| view! { <p class="subcard__foot">{line}</p> })} }.into_any()
}

/// 確認して伝えること
fn open_points(list: Field<Vec<OpenPoint>>) -> AnyView {
    rows("確認して伝えること", "Open point", |point: &mut OpenPoint, cells: &[&str]| {
        point.what = cells.first().copied().unwrap_or_default().to_owned();
        point.owner = cells.get(1).copied().unwrap_or_default().to_owned();
    })
    .stacked()
    .example("その場で答えられなかったことを入力して Enter", "What could not be answered, then Enter")
    .show(list, |point| {
        let late = point.map(|point| {
            let today = clock::today();
            point.due.filter(|_| point.overdue(today)).map(|due| (today - due).num_days())
        });
        let late = move || {
            late.get().map(|days| {
                let words =
                    lang().pick(format!("期限切れ {days}日"), format!("Overdue {}", format::counted(days, "day")));
                view! { <p class="row__late"><span class="tag tag--loss">{words}</span></p> }
            })
        };
        view! {
            <div class="row__line row__line--name">
                {spec("確認すること", "What").cell("grow").grows().text(sub!(point.what))}
                {late}
            </div>
            <div class="row__line row__line--fields">
                {spec("調べる人", "Who").cell("m").text(sub!(point.owner))}
                {spec("いつまで", "Due").cell("l").date(sub!(point.due))}
                {spec("伝えた日", "Told on").cell("l").date(sub!(point.done_on))}
                {spec("伝えた内容", "What was told").cell("grow").grows().text(sub!(point.answer))}
            </div>
        }
        .into_any()
    })
}

/// For the gate: an open point, to be told.
pub fn open_point(form: &Form, candidate: CandidateId, point: RowId) -> AnyView {
    let row = candidate::list(form).row(candidate);
    let name = candidate::name(&row);
    let point = sub!(row.open_points).row(point);
    let what = point.map(|point| point.what.clone());
    let title = element_id();
    view! {
        <div role="group" aria-labelledby=title.clone()>
            <p class="subcard__part" id=title.clone()>{move || format!("{}: {}", name.get(), what.get())}</p>
            {fields("fields--2", view! {
                {spec("伝えた日", "Told on").need().date(sub!(point.done_on))}
                {spec("伝えた内容", "What was told").text(sub!(point.answer))}
            })}
        </div>
    }
    .into_any()
}

/// What the section says of itself while it is closed.
pub fn summary(engagement: &Engagement) -> String {
    let held =
        engagement.candidates.iter().flat_map(|row| &row.meetings).filter(|meeting| meeting.at.is_some()).count();
    match engagement.chosen() {
        Some(chosen) => {
            let name = candidate::called(chosen);
            lang().pick(format!("決定: {name}"), format!("Chosen: {name}"))
        }
        None if held > 0 => lang().pick(format!("打ち合わせ{held}回"), format::counted(held, "meeting")),
        None => String::new(),
    }
}
