//! The list of shortcuts, as the table of the keys has them.

use super::{Frame, close};
use crate::text::Text;
use crate::ui::app::{App, Dialog};
use crate::ui::kit::{icon, say, tr};
use crate::ui::shell::keys::{Group, lines, single_keys};
use leptos::prelude::*;

/// The dialog.
pub fn dialog(app: App) -> AnyView {
    let off = (!single_keys()).then(|| {
        let said = tr(
            "1文字のショートカットは、設定で使わないようにしています。",
            "Shortcuts of one letter are switched off in the settings.",
        );
        view! { <p class="muted">{said}</p> }
    });
    let body = view! {
        {off}
        <div class="shortcuts">{Group::ALL.map(group).collect_view()}</div>
    };
    let foot = view! {
        <button type="button" class="btn btn--quiet dialog__left" on:click=move |_| app.dialog.set(Some(Dialog::Settings))>
            {icon("settings")}
            {tr("設定…", "Settings…")}
        </button>
        <button type="button" class="btn" on:click=move |_| close()>{tr("閉じる", "Close")}</button>
    };
    let frame = Frame {
        title: tr("ショートカット", "Shortcuts").to_owned(),
        about: tr("Macでは Ctrl の代わりに ⌘", "On a Mac, ⌘ for Ctrl").to_owned(),
        class: "dialog--wide",
    };
    frame.show(body.into_any(), foot.into_any())
}

fn group(group: Group) -> AnyView {
    let id = format!("keys-{}", group as u8);
    let heading = id.clone();
    view! {
        <section class="shortcuts__group" aria-labelledby=id>
            <h3 class="shortcuts__title" id=heading>{say(group.label())}</h3>
            <dl class="keys">{lines(group).into_iter().map(line).collect_view()}</dl>
        </section>
    }
    .into_any()
}

fn line((what, ways, on): (Text, Vec<Vec<String>>, bool)) -> AnyView {
    let way = |caps: Vec<String>| {
        let caps = caps.into_iter().map(|cap| view! { <kbd>{cap}</kbd> }).collect_view();
        view! { <span class="keys__way">{caps}</span> }
    };
    let ways = ways.into_iter().map(way).collect_view();
    view! { <dt data-off=(!on).then_some("")>{say(what)}</dt> <dd data-off=(!on).then_some("")>{ways}</dd> }.into_any()
}
