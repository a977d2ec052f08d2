//! 設定: what holds for the whole board. Each is saved when it is entered, and undone like any edit.

use super::letter_template::letter_template;
use super::{Frame, close};
use crate::domain::scalar::{AmountError, Days, Percent};
use crate::domain::{Rejection, Settings};
use crate::text::{Text, message, text};
use crate::ui::app::App;
use crate::ui::kit::{Spec, icon, lang, spec, tr};
use crate::ui::shell::keys;
use chrono::NaiveTime;
use leptos::prelude::*;

/// The dialog, a section for each subject.
pub fn dialog(app: App) -> AnyView {
    let body = view! {
        {section("settings-money", tr("費用の計算", "Costs"), money(app))}
        {section("settings-hours", tr("営業時間", "Business hours"), hours(app))}
        {section("settings-days", tr("期限の目安", "Days to wait"), days(app))}
        {section("settings-letter", tr("問い合わせ文のひな形", "Template of inquiries"), letter(app))}
        {section("settings-keys", tr("キーボード", "Keyboard"), single_keys())}
    };
    let foot = view! { <button type="button" class="btn" on:click=move |_| close()>{tr("閉じる", "Close")}</button> };
    let frame = Frame {
        title: tr("設定", "Settings").to_owned(),
        about: tr(
            "このボード全体で使います。入力するとすぐに保存し、「元に戻す」で戻せます。",
            "For the whole board. Saved as you type; undo brings back what was.",
        )
        .to_owned(),
        class: "dialog--settings",
    };
    frame.show(app, body.into_any(), foot.into_any())
}

/// A section of the dialog under its heading; `id` tells one from another.
pub fn section(id: &'static str, title: &'static str, body: AnyView) -> AnyView {
    view! {
        <section class="store" aria-labelledby=id>
            <h3 class="store__title" id=id>{title}</h3>
            {body}
        </section>
    }
    .into_any()
}

fn money(app: App) -> AnyView {
    let tax = spec("消費税率", "Consumption tax")
        .help(
            "税率を書いていない見積もりに使います。空欄なら10%です。",
            "For quotes that name no rate. 10% where left empty.",
        )
        .example("10", "10");
    let tolerance = spec("予算超過の許容", "Tolerance over budget")
        .help(
            "予算をこの割合より多く超えると「予算超過」の印が付きます。空欄なら10%です。",
            "A cost that exceeds the budget by more is marked. 10% where left empty.",
        )
        .example("10", "10");
    view! {
        <div class="fields fields--1 settings__row">
            {amount(app, tax, text("%", "%"), |settings| settings.tax, Percent::try_from, |settings, tax| settings.tax = tax)}
            {amount(
                app,
                tolerance,
                text("%", "%"),
                |settings| settings.tolerance,
                Percent::try_from,
                |settings, tolerance| settings.tolerance = tolerance,
            )}
        </div>
    }
    .into_any()
}

fn hours(app: App) -> AnyView {
    let opens = spec("営業開始", "From").help(
        "待ち時間と計測の区分に使います。空欄なら9:00です。",
        "For waiting times and for the kind of time taken. 9:00 where left empty.",
    );
    let closes = spec("営業終了", "To").help("空欄なら18:00です。", "18:00 where left empty.");
    view! {
        <div class="fields fields--2 settings__row">
            {time(app, opens.example("9:00", "9:00"), |settings| settings.opens_at, |settings, time| settings.opens_at = time)}
            {time(app, closes.example("18:00", "18:00"), |settings| settings.closes_at, |settings, time| settings.closes_at = time)}
        </div>
    }
    .into_any()
}

fn days(app: App) -> AnyView {
    let reply = spec("返信を待つ営業日数", "Business days to wait for a reply")
        .help(
            "問い合わせの返信がこの日数を過ぎると、遅れとして知らせます。空欄なら3営業日です。",
            "An inquiry is overdue after so many. 3 where left empty.",
        )
        .example("3", "3");
    let check = spec("納品の確認期限", "Business days to check a delivery")
        .help(
            "契約に検収期間がない納品物を、納品からこの営業日数のうちに確認します。空欄なら5営業日です。",
            "For deliveries under a contract without an acceptance period. 5 where left empty.",
        )
        .example("5", "5");
    let payment = spec("個人への支払期日の上限", "Latest payment to a person working alone")
        .help(
            "成果物を受け取った日からの日数。フリーランス法第4条では60日以内です。空欄なら60日です。",
            "Days from the receipt; the Freelance Act (article 4) allows 60. 60 where left empty.",
        )
        .example("60", "60");
    view! {
        <div class="fields fields--1 settings__row">
            {amount(
                app,
                reply,
                text("営業日", "days"),
                |settings| settings.reply_days,
                Days::try_from,
                |settings, days| settings.reply_days = days,
            )}
            {amount(
                app,
                check,
                text("営業日", "days"),
                |settings| settings.check_days,
                Days::try_from,
                |settings, days| settings.check_days = days,
            )}
            {amount(
                app,
                payment,
                text("日", "days"),
                |settings| settings.payment_limit,
                Days::try_from,
                |settings, days| settings.payment_limit = days,
            )}
        </div>
    }
    .into_any()
}

/// The template of inquiries has an editor of its own.
fn letter(app: App) -> AnyView {
    let said = move || {
        if app.settings.with(|settings| settings.inquiry == Settings::default().inquiry) {
            tr("はじめのひな形を使っています。", "The built-in template is in use.")
        } else {
            tr("自社のひな形を使っています。", "Your own template is in use.")
        }
    };
    view! {
        <p class="store__help">{said}</p>
        <div class="btn-row">
            <button type="button" class="btn" on:click=move |_| letter_template(app)>
                {icon("mail")}
                {tr("ひな形を編集…", "Edit the template…")}
            </button>
        </div>
    }
    .into_any()
}

/// Keys that are one letter get in the way of whoever speaks to the page. It is a matter of the browser,
/// so it is no step to undo.
fn single_keys() -> AnyView {
    let on = keys::single_keys();
    let choose = move |event: web_sys::Event| keys::set_single_keys(event_target_checked(&event));
    view! {
        <label class="check">
            <input type="checkbox" prop:checked=on on:change=choose />
            <span>
                {tr("1文字のショートカットを使う", "Shortcuts of one letter")}
                <span class="check__help">
                    {tr(
                        "N・F・/ などの、文字だけのキーです。音声入力などで誤って動くときは外します。このブラウザーだけの設定です。",
                        "Such as N, F and /. Switch them off where speech input sets them off. For this browser only.",
                    )}
                </span>
            </span>
        </label>
    }
    .into_any()
}

/// A field over one of the settings. What is refused stays in it, with the reason beside it.
fn amount<A: Copy + Into<i64> + PartialEq + Send + Sync + 'static>(
    app: App,
    field: Spec,
    unit: Text,
    get: fn(&Settings) -> Option<A>,
    make: fn(i64) -> Result<A, AmountError>,
    set: fn(&mut Settings, Option<A>),
) -> AnyView {
    let value = Memo::new(move |_| app.settings.with(get));
    field.whole(unit, value.into(), make, move |amount, typing| {
        app.edit_settings(typing, |settings| set(settings, amount))
            .map_err(|rejection| message::rejection(&rejection, lang()))
    })
}

/// The same over a time of day.
fn time(
    app: App,
    field: Spec,
    get: fn(&Settings) -> Option<NaiveTime>,
    set: fn(&mut Settings, Option<NaiveTime>),
) -> AnyView {
    let value = Memo::new(move |_| app.settings.with(get));
    field.time_of_day(value.into(), move |time, typing| {
        app.edit_settings(typing, |settings| set(settings, time)).map_err(|rejection| match rejection {
            Rejection::Invalid(_) => {
                tr("終了は開始より後の時刻にしてください。", "The end must be later than the beginning.").to_owned()
            }
            rejection => message::rejection(&rejection, lang()),
        })
    })
}
