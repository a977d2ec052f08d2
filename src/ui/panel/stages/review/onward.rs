//! The three ways on from a regular meeting: what each means, and the button that goes it.

use crate::domain::command::Place;
use crate::domain::{EngagementId, Stage, Status};
use crate::text::{Text, text};
use crate::ui::app::{App, Dialog, app};
use crate::ui::board::moving;
use crate::ui::kit::{Form, icon_small, say, typing};
use crate::ui::panel::stages::group;
use leptos::prelude::*;

/// The ways, while the card stands at the regular meeting.
pub fn ways(form: &Form) -> AnyView {
    let here = form.memo(|engagement| engagement.stage == Stage::Review && engagement.status.on_board());
    let (app, id) = (app(), form.peek().id);
    (move || {
        here.get().then(|| {
            let list = view! {
                <ul class="ways">
                    {way(
                        text("次のサイクルへ", "The next cycle"),
                        text(
                            "同じ契約と業務で続けます。残り時間と未解決の論点を引き継ぎます。",
                            "On with the same contract and work. Time that is left and open points come along.",
                        ),
                        text("次のサイクルを始める", "Begin the next cycle"),
                        move || moving::request(app, id, Stage::Start, Place::Last),
                    )}
                    {way(
                        text("業務を追加", "More work"),
                        text(
                            "同じ契約で新しい業務を頼みます。依頼書の新しい版を作ります。",
                            "New work under the same contract. The brief gets a new version.",
                        ),
                        text("業務を追加する", "Add work"),
                        move || moving::request(app, id, Stage::Clarify, Place::Last),
                    )}
                    {way(
                        text("完了", "Done"),
                        text(
                            "成果と次に活かすことを書いて終えます。案件は後からも読めます。",
                            "Write down what came of it, and close. The engagement stays readable.",
                        ),
                        text("案件を完了にする…", "Close the engagement…"),
                        move || finish(app, id),
                    )}
                </ul>
            };
            group(text("次に進む", "Ways on"), None, None, list)
        })
    })
    .into_any()
}

fn finish(app: App, id: EngagementId) {
    app.dialog.set(Some(Dialog::Status(id, Status::Done)));
}

fn way(name: Text, about: Text, button: Text, go: impl Fn() + 'static) -> AnyView {
    let click = move |_| {
        typing::flush();
        go();
    };
    view! {
        <li class="way">
            <p class="way__name"><b>{say(name)}</b></p>
            <p class="way__about">{say(about)}</p>
            <div class="btn-row">
                <button type="button" class="btn btn--s" on:click=click>{icon_small("move")}{say(button)}</button>
            </div>
        </li>
    }
    .into_any()
}
