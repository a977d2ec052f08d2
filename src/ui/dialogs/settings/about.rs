//! このアプリについて: what it is, under which licence, and where the data lies.

use crate::ui::app::App;
use crate::ui::kit::{icon, tr};
use leptos::prelude::*;

const VERSION: &str = env!("CARGO_PKG_VERSION");
/// What the release was made of, in short; a build for trying out has none.
const BUILD: Option<&str> = option_env!("IRAI_BOARD_BUILD");

pub(super) fn part(_: App) -> AnyView {
    let build = BUILD.map(|build| format!(" ({build})")).unwrap_or_default();
    let host = web_sys::window().and_then(|window| window.location().host().ok()).unwrap_or_default();
    view! {
        <div class="about">
            <svg class="about__mark" aria-hidden="true"><use href="icons.svg#i-mark"></use></svg>
            <div>
                <p class="about__name">"依頼ボード"</p>
                <p class="about__what">
                    {tr("オンライン秘書への依頼を、9つの段階で進めるボード", "Commissioning an online secretary, in nine stages")}
                </p>
            </div>
        </div>
        <dl class="store__facts">
            <div><dt>{tr("バージョン", "Version")}</dt> <dd>{VERSION}{build}</dd></div>
            <div><dt>{tr("ライセンス", "Licence")}</dt> <dd>"MIT License"</dd></div>
            <div>
                <dt>{tr("データの場所", "Where the data lies")}</dt>
                <dd>
                    {tr("この端末の、このブラウザーの中", "In this browser, on this device")}
                    {(!host.is_empty()).then(|| format!(" ({host}: localStorage, IndexedDB)"))}
                </dd>
            </div>
        </dl>
        <p class="store__help">
            {tr(
                "入力した内容はこの端末の外へ送りません。利用状況の集計や広告もありません。",
                "Nothing you enter is sent anywhere, and nothing is measured or advertised.",
            )}
        </p>
        <div class="btn-row">
            <a class="btn" href="licenses.html" target="_blank" rel="noopener">
                {icon("file")}
                {tr("使用しているソフトウェアのライセンス", "Licences of the software used")}
            </a>
        </div>
    }
    .into_any()
}
