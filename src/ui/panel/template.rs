//! An own template in the panel. It is no work: what it holds is written here, and engagements are made
//! from it, but there is nothing to move, no gate and no history.

use super::printing::printing;
use super::stages::{candidate, clarify, fields, group, quote, select};
use super::{grip, overlaps, section};
use crate::domain::command::Origin;
use crate::domain::{CandidateId, Engagement, EngagementId, Stage};
use crate::text::text;
use crate::ui::app::{App, Dialog};
use crate::ui::kit::{Form, icon, lang, spec, sub, subcard_tools, tr};
use crate::ui::panel::head;
use leptos::prelude::*;
use std::sync::Arc;

/// The stages whose content a template holds.
const STAGES: [Stage; 3] = [Stage::Clarify, Stage::Select, Stage::Quote];

/// What stands in the panel of a template.
pub fn body(app: App, id: EngagementId, form: &Form, current: Signal<Arc<Engagement>>) -> AnyView {
    let shown = Memo::new(move |_| app.shown.get().unwrap_or(Stage::Clarify));
    let printed = printing(app);
    let sections =
        STAGES.into_iter().map(|stage| section(app, form, current, shown, printed, stage, draw)).collect_view();
    let make = move |_| app.dialog.set(Some(Dialog::MakeFrom(Some(Origin::Engagement(id)))));
    view! {
        {grip()}
        {head::of_template(app, id, form)}
        {overlaps::overlaps(app, current)}
        <div class="panel__main" data-plain="">
            <div class="panel__scroll">
                <div class="notice notice--inset" data-kind="info" role="note">
                    {icon("info")}
                    <p class="notice__text">
                        {tr(
                            "これはひな形です。ボードには並ばず、移動も期日もありません。ここに書いた内容が、このひな形から作る案件に写されます。",
                            "This is a template. It does not stand on the board, is not moved and has no dates. What is written here is copied into engagements made from it.",
                        )}
                    </p>
                </div>
                {sections}
            </div>
        </div>
        <footer class="panel__foot">
            <p class="panel__gate">{tr("作った案件は、ひな形とは別に編集できます", "What is made from it is edited apart from it")}</p>
            <button type="button" class="btn btn--primary" on:click=make>
                {icon("plus")}
                {tr("このひな形から作る…", "Make an engagement…")}
            </button>
        </footer>
    }
    .into_any()
}

fn draw(form: &Form, stage: Stage) -> AnyView {
    match stage {
        Stage::Select => companies(form),
        Stage::Quote => group(
            text("イレギュラー", "Irregular cases"),
            Some(text("「なし」も答えです。", "“None” is an answer too.")),
            None,
            quote::irregular(form),
        ),
        _ => clarify::form(form),
    }
}

fn companies(form: &Form) -> AnyView {
    let root = form.root();
    let weights = form.memo(|engagement| {
        let sum: u32 = engagement.selection.iter().map(|criterion| criterion.weight.get()).sum();
        lang().pick(format!("重みの合計 {sum}%"), format!("Weights: {sum}%"))
    });
    view! {
        {group(text("選定基準", "Selection criteria"), None, Some(weights.into()), select::criteria(sub!(root.selection)))}
        {group(
            text("依頼先候補", "Candidates"),
            Some(text("いつも声をかける会社を入れておけます。", "Companies that are usually asked.")),
            None,
            view! {
                {candidate::cards(form, |_| true, |_, _| String::new(), company)}
                {candidate::add(form)}
            },
        )}
    }
    .into_any()
}

/// Who a company is: what comes along with a template.
fn company(form: &Form, id: CandidateId) -> AnyView {
    let list = candidate::list(form);
    let row = list.row(id);
    let name = candidate::name(&row);
    view! {
        {fields("fields--2", view! {
            {spec("会社名", "Company").text(sub!(row.name))}
            <div>{spec("サイト", "Site").example("https://…", "https://…").link(sub!(row.site))}</div>
            {spec("どこで知ったか", "Found at").text(sub!(row.source))}
            {spec("会社の特徴", "Features").full().area(sub!(row.features))}
            {spec("窓口担当", "Contact").text(sub!(row.contact.name))}
            {spec("メールアドレス", "Mail address").keys("email").text(sub!(row.contact.mail))}
            {spec("電話番号", "Telephone").keys("tel").text(sub!(row.contact.phone))}
        })}
        <div class="checks">
            {spec("NDA", "NDA").check(sub!(row.nda))}
            {spec("プライバシーマーク", "Privacy Mark").check(sub!(row.privacy_mark))}
            {spec("ISMS", "ISMS").check(sub!(row.isms))}
        </div>
        {subcard_tools(list, id, name, tr("依頼先候補", "Candidates"))}
    }
    .into_any()
}
