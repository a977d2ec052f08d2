//! The first start: the board explained in three steps, above its nine empty columns.

use crate::browser::{clock, ids};
use crate::domain::ids::IdSource;
use crate::domain::samples::samples;
use crate::domain::{Action, Stage};
use crate::ui::app::{App, Dialog};
use crate::ui::board;
use crate::ui::board::column::add_engagement;
use crate::ui::kit::control::is_composing;
use crate::ui::kit::{icon, tr};
use crate::ui::{lazy, parts};
use leptos::prelude::*;

/// The start page.
pub fn start(app: App) -> AnyView {
    let state = expect_context::<board::BoardState>();
    view! {
        <div class="first">
            <section class="start" aria-label=tr("はじめに", "Getting started")>
                <div class="start__in">
                    <h2 class="start__title">
                        {tr("オンライン秘書への依頼を、", "Work with an online secretary,")}
                        <wbr />
                        {tr("最初の整理から定例会議まで。", " from the first brief to the regular meeting.")}
                    </h2>
                    <p class="start__lead">
                        {tr(
                            "頼みたい仕事を1枚の案件にして、9つの段階を順に進めます。何を決めれば次へ進めるかは、案件がいつも示します。",
                            "Put the work into one card and take it through nine stages. The card always says what is missing for the next one.",
                        )}
                    </p>
                    <ol class="start__steps">{step_brief()} {step_move()} {step_compare()}</ol>
                    <div class="start__go">
                        {first_engagement(app)}
                        <span class="start__or">{tr("または", "or")}</span>
                        <button type="button" class="btn" on:click=move |_| lazy::run(app, parts::load_samples(app, state))>
                            {icon("sample")}
                            {tr("サンプルを読み込む", "Load the samples")}
                        </button>
                        <button type="button" class="btn" on:click=move |_| app.dialog.set(Some(Dialog::MakeFrom(None)))>
                            {icon("copy")}
                            {tr("ひな形から作る", "Make from a template")}
                        </button>
                    </div>
                    <p class="start__note">
                        {tr(
                            "書いた内容はこの端末のブラウザーだけに保存され、外部へは送信されません。サンプルは見本の案件3件で、まとめて削除できます。書き出したファイルがあるときは、",
                            "What you write stays in this browser and is sent nowhere. The samples are three engagements, removed with one click. If you have an exported file, you can go on from ",
                        )}
                        <button type="button" class="link" on:click=move |_| lazy::run(app, parts::choose_file(app))>{tr("読み込み", "an import")}</button>
                        {tr("から続けられます。", ".")}
                    </p>
                </div>
            </section>
            <div class="workspace">{board::board(app)}</div>
        </div>
    }
    .into_any()
}

/// Loads the samples.
pub fn load_samples(app: App, state: board::BoardState) {
    let mut source = IdSource::new(ids::fresh());
    let made = samples(clock::today(), clock::now(), &mut source);
    if app.act_or_tell(Action::AddSamples(made)) {
        board::strip::go_to_first_card(app, state);
        app.tell_undoable(tr("サンプルを読み込みました", "The samples were loaded"));
    }
}

/// Removes the samples.
pub fn remove_samples(app: App) {
    if app.act_or_tell(Action::RemoveSamples) {
        app.tell_undoable(tr("見本を削除しました", "The samples were removed"));
    }
}

fn first_engagement(app: App) -> AnyView {
    let input = NodeRef::<leptos::html::Input>::new();
    let error = RwSignal::new(None::<String>);
    let make = move || {
        let title = input.get_untracked().map(|element| element.value()).unwrap_or_default();
        match add_engagement(app, Stage::Clarify, title) {
            Ok(Some(id)) => app.open(id),
            Ok(None) => {}
            Err(reason) => error.set(Some(reason)),
        }
    };
    let on_key = move |event: leptos::ev::KeyboardEvent| {
        if event.key() == "Enter" && !is_composing(&event) {
            event.prevent_default();
            make();
        }
    };
    view! {
        <form class="start__new" on:submit=move |event| event.prevent_default()>
            <div class="field">
                <label class="field__label" for="first-engagement">{tr("最初の案件の名前", "Title of the first engagement")}</label>
                <input
                    class="input"
                    id="first-engagement"
                    data-draft=""
                    node_ref=input
                    autocomplete="off"
                    enterkeyhint="done"
                    placeholder=tr("例：経費精算と請求書発行の代行", "e.g. expenses and invoicing")
                    on:keydown=on_key
                />
                {move || error.get().map(|error| view! { <p class="field__error" role="alert">{error}</p> })}
            </div>
            <button type="button" class="btn btn--primary" on:click=move |_| make()>
                {icon("plus")}
                {tr("案件を作る", "Create")}
            </button>
        </form>
    }
    .into_any()
}

fn step(number: &'static str, title: &'static str, text: &'static str, picture: AnyView) -> AnyView {
    view! {
        <li class="start__step">
            <svg class="start__pic" viewBox="0 0 240 120" preserveAspectRatio="xMinYMid meet" aria-hidden="true">{picture}</svg>
            <span class="start__no">{number}</span>
            <h3>{title}</h3>
            <p>{text}</p>
        </li>
    }
    .into_any()
}

fn step_brief() -> AnyView {
    let picture = view! {
        <rect class="p-paper" x="2" y="14" width="128" height="92" rx="6" />
        <rect class="p-ai" x="16" y="30" width="70" height="6" rx="2" />
        <rect class="p-soft" x="16" y="48" width="96" height="4" rx="2" />
        <rect class="p-soft" x="16" y="60" width="84" height="4" rx="2" />
        <rect class="p-soft" x="16" y="72" width="92" height="4" rx="2" />
        <rect class="p1" x="16" y="92" width="10" height="3" />
        <rect class="p-soft" x="28" y="92" width="86" height="3" />
    };
    step(
        tr("手順 1", "Step 1"),
        tr("頼みたい仕事を書く", "Write down the work"),
        tr(
            "業務と月の時間、目的、成功の基準を書きます。あいまいさを、頼む前になくします。",
            "The tasks with their hours, the purpose, what counts as success: nothing vague is left.",
        ),
        picture.into_any(),
    )
}

fn step_move() -> AnyView {
    let cards =
        [("p1", 22), ("p1", 34), ("p2", 22), ("p2", 28), ("p2", 22), ("p3", 22), ("p4", 34), ("p4", 22), ("p4", 28)]
            .into_iter()
            .zip((2..).step_by(25))
            .map(|((class, height), x)| {
                view! {
                    <rect class=class x=x.to_string() y="14" width="22" height="3" />
                    <rect class="p-paper" x=x.to_string() y="26" width="21" height=height.to_string() rx="3" />
                }
            })
            .collect_view();
    let picture = view! {
        {cards}
        <path class="p-ai-line" stroke-width="2" stroke-linecap="round" d="M14 84h196M204 78l7 6-7 6" />
    };
    step(
        tr("手順 2", "Step 2"),
        tr("段階を進める", "Take it on"),
        tr(
            "案件を隣の列へ動かします。足りない項目があれば、その項目だけを尋ねます。",
            "Move the card to the next column. If something is missing, only that is asked for.",
        ),
        picture.into_any(),
    )
}

fn step_compare() -> AnyView {
    let bars = [(58, "p-soft"), (82, "p-ai"), (44, "p-soft")]
        .into_iter()
        .zip((44..).step_by(18))
        .map(|((width, class), y)| {
            view! {
                <rect class="p-soft" x="14" y=(y + 2).to_string() width="30" height="4" rx="2" />
                <rect class=class x="54" y=y.to_string() width=width.to_string() height="8" rx="2" />
            }
        })
        .collect_view();
    let picture = view! {
        <rect class="p-paper" x="2" y="14" width="150" height="92" rx="6" />
        <rect class="p-soft" x="14" y="28" width="56" height="5" rx="2" />
        {bars}
    };
    step(
        tr("手順 3", "Step 3"),
        tr("比べて、決めて、続ける", "Compare, decide, carry on"),
        tr(
            "会社ごとの見積もりと評価を並べて決め、契約の後は質問と時間、納品を記録します。",
            "Set quotes and scores side by side; after the contract, record questions, hours and deliveries.",
        ),
        picture.into_any(),
    )
}
