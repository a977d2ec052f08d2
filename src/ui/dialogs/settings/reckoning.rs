//! What is reckoned with: rates, business hours, days to wait. Each is saved when it is entered, and
//! undone like any edit.

use crate::domain::scalar::{AmountError, Days, Percent};
use crate::domain::{Rejection, Settings};
use crate::text::{Text, message, text};
use crate::ui::app::App;
use crate::ui::kit::{Spec, lang, spec, tr};
use chrono::NaiveTime;
use leptos::prelude::*;

pub(super) fn money(app: App) -> AnyView {
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

pub(super) fn hours(app: App) -> AnyView {
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

pub(super) fn days(app: App) -> AnyView {
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
