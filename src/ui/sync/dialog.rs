//! The page of the connection: which database, as whom; a look at it before it is used; and how things stand.

use super::{kept, overlaps, run, status};
use crate::browser::courier::Courier;
use crate::browser::{clock, ids};
use crate::sync::connection::Connection;
use crate::sync::engine::State;
use crate::sync::probe::{Obstacle, Probe, Step};
use crate::text::sync;
use crate::ui::app::App;
use crate::ui::dialogs::{Frame, close};
use crate::ui::kit::{element_id, icon, lang, say, tr};
use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;

type Input = NodeRef<leptos::html::Input>;

/// The page.
pub fn dialog(app: App) -> AnyView {
    let known = kept::connection().unwrap_or_default();
    let [address, database, user, password] = [(); 4].map(|()| Input::new());
    let for_good = RwSignal::new(false);
    let busy = RwSignal::new(false);
    let error = RwSignal::new(None::<&'static str>);
    let value = |input: Input| input.get_untracked().map(|input| input.value()).unwrap_or_default();
    let connect = move || {
        if busy.get_untracked() {
            return;
        }
        error.set(None);
        let connection = match Connection::parse(&value(address), &value(database), &value(user)) {
            Ok(connection) => connection,
            Err(flaw) => return error.set(Some(say(sync::flaw(flaw)))),
        };
        let secret = value(password);
        if secret.is_empty() {
            return error.set(Some(tr("パスワードを入力してください。", "Enter the password.")));
        }
        busy.set(true);
        let for_good = for_good.get_untracked();
        spawn_local(async move {
            let outcome = look_at(&connection, &secret).await;
            // Closed meanwhile: then it is not wanted.
            if busy.try_set(false).is_some() {
                return;
            }
            match outcome {
                Ok(()) => {
                    // What the board was before others' work comes in.
                    app.update_session(|session| session.keep_day(clock::today()));
                    if kept::connection().is_some_and(|before| before != connection) {
                        kept::forget().await;
                    }
                    kept::keep(&connection, &secret, for_good).await;
                    run::begin(app);
                    app.sync.set_up.set(true);
                    app.tell(tr("データベースにつなぎました", "Connected to the database"));
                    close();
                }
                Err(obstacle) => drop(error.try_set(Some(say(sync::obstacle(obstacle))))),
            }
        });
    };
    let disconnect = move |_| {
        run::end(app);
        app.sync.set_up.set(false);
        spawn_local(async move {
            kept::forget().await;
            app.tell(tr(
                "接続を解除しました。ボードもデータベースもそのままです。",
                "Disconnected. Board and database stay as they are.",
            ));
            close();
        });
    };
    let set_up = app.sync.set_up.get_untracked();
    // What is asked for where nothing else is to be seen; one that works is not to be changed by the way.
    let asks = !set_up
        || matches!(app.sync.state.get_untracked(), Some(State::Attention(trouble)) if trouble.asks_for_connection());
    let form = view! {
        {field(tr("サーバーのアドレス", "Server address"), "url", "https://db.example.co.jp", &known.address, address, error)}
        {field(tr("データベース", "Database"), "text", "irai-board", &known.database, database, error)}
        {field(tr("ユーザー名", "User name"), "text", "", &known.user, user, error)}
        {field(tr("パスワード", "Password"), "password", "", "", password, error)}
        <label class="check">
            <input type="checkbox" prop:checked=move || for_good.get() on:change=move |event| for_good.set(event_target_checked(&event)) />
            <span>
                {tr("パスワードをこのブラウザーに保存する", "Keep the password in this browser")}
                <span class="check__help">
                    {tr(
                        "選ばないと、タブを閉じるまで覚えています。保存したパスワードは、この端末を使える人なら読み出せます。",
                        "Otherwise it is remembered until the tab is closed. Whoever can use this device can read a kept password.",
                    )}
                </span>
            </span>
        </label>
        <div class="field field--full">
            <p class="field__help" role="status">{move || busy.get().then(|| tr("接続を確かめています…", "Checking the connection…"))}</p>
            {move || error.get().map(|error| view! { <p class="field__error" role="alert">{error}</p> }.into_any())}
        </div>
    };
    let asked = RwSignal::new(asks);
    let on_toggle = move |event: ev::Event| {
        let details = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
        asked.set(details.is_some_and(|details| details.has_attribute("open")));
    };
    let form = if set_up {
        view! {
            <details class="more" prop:open=move || asked.get() on:toggle=on_toggle>
                <summary>{tr("接続を変える・パスワードを入れ直す", "Change the connection or enter the password anew")}</summary>
                {form}
            </details>
        }
        .into_any()
    } else {
        form.into_any()
    };
    let body = view! {
        {move || app.sync.set_up.get().then(|| standing(app))}
        {overlaps::of_settings(app)}
        {(!set_up).then(|| view! {
            <p class="store__help">
                {tr(
                    "会社の CouchDB につなぐと、同じボードを何人かで、いくつかの端末で使えます。つなぐと、このボードとデータベースの案件を合わせます。",
                    "With a CouchDB of your company, several people and devices share one board. When you connect, this board and what is in the database are brought together.",
                )}
            </p>
        }.into_any())}
        {form}
    };
    let foot = view! {
        {move || app.sync.set_up.get().then(|| view! {
            <button type="button" class="btn btn--danger" on:click=disconnect>{tr("接続を解除", "Disconnect")}</button>
        }.into_any())}
        <button type="button" class="btn" on:click=move |_| close()>{tr("閉じる", "Close")}</button>
        {move || asked.get().then(|| view! {
            <button type="submit" class="btn btn--primary" aria-disabled=move || busy.get().then_some("true") on:click=move |_| connect()>
                {tr("確かめてつなぐ", "Check and connect")}
            </button>
        }.into_any())}
    };
    let frame = Frame {
        title: tr("チームで使う(同期)", "Share with a team (synchronise)").to_owned(),
        about: String::new(),
        class: "dialog--page",
    };
    frame.show(body.into_any(), foot.into_any())
}

fn field(
    label: &'static str,
    kind: &'static str,
    placeholder: &'static str,
    value: &str,
    node: Input,
    error: RwSignal<Option<&'static str>>,
) -> AnyView {
    let id = element_id();
    view! {
        <div class="field field--full">
            <label class="field__label" for=id.clone()>{label}</label>
            <input
                class="input"
                id=id
                type=kind
                placeholder=placeholder
                autocomplete="off"
                autocapitalize="off"
                spellcheck="false"
                value=value.to_owned()
                node_ref=node
                on:input=move |_| error.set(None)
            />
        </div>
    }
    .into_any()
}

/// How things stand with the connection that is set up.
fn standing(app: App) -> AnyView {
    let state = move || app.sync.state.get();
    let words = move || match state() {
        Some(state) => say(sync::state(state, status::overlaps(app))),
        None => tr("別のタブが同期しています", "Another tab synchronises"),
    };
    let about = move || state().map(|state| say(sync::about(state, status::overlaps(app))));
    let waiting = move || {
        let waiting = app.sync.waiting.get();
        lang().pick(format!("{waiting}件"), waiting.to_string())
    };
    let connection = kept::connection().unwrap_or_default();
    view! {
        <dl class="store__facts">
            <div><dt>{tr("データベース", "Database")}</dt> <dd><bdi>{connection.url()}</bdi></dd></div>
            <div><dt>{tr("ユーザー名", "User name")}</dt> <dd><bdi>{connection.user}</bdi></dd></div>
            <div><dt>{tr("状態", "State")}</dt> <dd><b data-sync-state>{words}</b></dd></div>
            <div><dt>{tr("送信待ち", "To be sent")}</dt> <dd>{waiting}</dd></div>
        </dl>
        <p class="store__help">{about}</p>
        {move || {
            state();
            let held = run::held_back(app);
            (!held.is_empty()).then(|| {
                let name = |title: Option<String>| {
                    let title = title.unwrap_or_else(|| tr("この端末にない案件", "An engagement that is not on this device").to_owned());
                    view! { <li><bdi>{title}</bdi></li> }
                };
                view! { <ul class="store__list">{held.into_iter().map(name).collect_view()}</ul> }.into_any()
            })
        }}
        <div class="btn-row">
            <button type="button" class="btn" on:click=move |_| run::again()>
                {icon("reload")}
                {tr("いますぐ同期", "Synchronise now")}
            </button>
        </div>
    }
    .into_any()
}

/// Looks at a database before it is used.
async fn look_at(connection: &Connection, password: &str) -> Result<(), Obstacle> {
    let Some(courier) = Courier::open(connection, password) else { return Err(Obstacle::Unreachable) };
    let mut probe = Probe::new(ids::fresh());
    loop {
        let answer = match probe.next() {
            Step::Send(request) => courier.ask(request).await,
            Step::Reach => courier.reach().await,
            Step::Done => return Ok(()),
            Step::Failed(obstacle) => return Err(*obstacle),
        };
        probe.answer(&answer);
    }
}
