//! What would come over: the tasks with their hours, and how much else there is.

use super::Making;
use super::list::sum;
use crate::domain::Engagement;
use crate::domain::stage::clarify::{Answer, Frequency, Task};
use crate::text::format;
use crate::text::label::Choice;
use crate::ui::kit::{lang, say, tr};
use leptos::prelude::*;

pub(super) fn preview(making: Making) -> AnyView {
    let content = move || making.source.get().map(|source| content(&source));
    view! { <section class="make__preview" tabindex="0" aria-label=tr("写す内容", "What is copied")>{content}</section> }.into_any()
}

fn content(source: &Engagement) -> AnyView {
    let brief = &source.clarify;
    let tasks = brief.tasks.iter().map(task).collect_view();
    let none = brief.tasks.is_empty().then(|| {
        view! { <p class="make__none">{tr("業務がまだ書かれていません。", "No task is written yet.")}</p> }
    });
    let purpose = (!brief.purpose.trim().is_empty()).then(|| {
        view! { <p class="make__purpose"><b>{tr("目的", "Purpose")}</b>" "{brief.purpose.clone()}</p> }
    });
    view! {
        <h3 class="make__title">{source.title.clone()}</h3>
        <p class="make__sum">{sum(source)} {range(source)}</p>
        <ol class="make__tasks">{tasks}</ol>
        {none}
        {purpose}
        <p class="make__rest">{rest(source)}</p>
    }
    .into_any()
}

fn task(task: &Task) -> AnyView {
    let often = (task.frequency != Frequency::Unset).then(|| say(task.frequency.label()).to_owned());
    let by = Some(task.deadline.clone()).filter(|deadline| !deadline.trim().is_empty());
    let steps = (!task.flow.is_empty())
        .then(|| lang().pick(format!("{}手順", task.flow.len()), format::counted(task.flow.len(), "step")));
    let about: Vec<String> = [often, by, steps].into_iter().flatten().collect();
    let name = Some(task.name.clone()).filter(|name| !name.trim().is_empty()).unwrap_or_else(|| "—".to_owned());
    let hours = task.hours.map_or_else(|| "—".to_owned(), |hours| format::hours(hours, lang()));
    view! {
        <li class="make__task">
            <span class="make__what">{name}<small>{about.join(tr("・", ", "))}</small></span>
            <span class="make__hours">{hours}</span>
        </li>
    }
    .into_any()
}

/// `(40〜80時間)` where the volume changes.
fn range(source: &Engagement) -> Option<String> {
    let cases = &source.irregular;
    let (least, most) = (cases.least?, cases.most?);
    let (least, most) = (format::hours_field(least), format::hours(most, lang()));
    Some(lang().pick(format!("({least}〜{most})"), format!("\u{a0}({least} to {most})")))
}

fn rest(source: &Engagement) -> String {
    let brief = &source.clarify;
    let counts = [
        (brief.criteria.len(), "成功の基準", "success criteria"),
        (brief.materials.len(), "資料", "materials"),
        (source.selection.len(), "選定基準", "selection criteria"),
        (source.candidates.len(), "依頼先候補", "candidates"),
    ];
    let mut parts: Vec<String> = counts
        .into_iter()
        .filter(|(count, ..)| *count > 0)
        .map(|(count, ja, en)| lang().pick(format!("{ja}{count}件"), format!("{count} {en}")))
        .collect();
    if source.irregular.weekend == Answer::Yes {
        parts.push(tr("土日の依頼あり", "weekend work").to_owned());
    }
    parts.join(tr("・", ", "))
}
