//! 表示: language, theme, contrast and density, for this browser alone.

use crate::text::Lang;
use crate::ui::app::{App, Theme};
use crate::ui::kit::tr;
use crate::ui::look::{CONTRAST, DENSITY};
use leptos::prelude::*;

pub(super) fn part(app: App) -> AnyView {
    let lang = [("ja", "日本語"), ("en", "English")];
    let theme = [("system", tr("自動", "System")), ("light", tr("明るい", "Light")), ("dark", tr("暗い", "Dark"))];
    let contrast = [("system", tr("自動", "System")), ("more", tr("オン", "On")), ("normal", tr("オフ", "Off"))];
    let density =
        [("roomy", tr("ゆったり", "Roomy")), ("normal", tr("標準", "Normal")), ("tight", tr("詰める", "Tight"))];
    let set_lang = move |id: &str| app.set_lang(if id == "en" { Lang::En } else { Lang::Ja });
    let set_theme = move |id: &str| {
        let chosen = [Theme::System, Theme::Light, Theme::Dark].into_iter().find(|theme| theme.id() == id);
        app.set_theme(chosen.unwrap_or_default());
    };
    view! {
        <p class="store__help">
            {tr("このブラウザーだけの設定です。ボードには保存しません。", "For this browser only; not kept in the board.")}
        </p>
        <div class="settings__looks">
            // ja: it is found by who reads only one of the two.
            {radios("lang", "言語 / Language", &lang, app.lang.get_untracked().tag(), set_lang)}
            {radios("theme", tr("テーマ", "Theme"), &theme, app.theme.get_untracked().id(), set_theme)}
            {radios("contrast", tr("高コントラスト", "High contrast"), &contrast, CONTRAST.chosen(), |id| CONTRAST.choose(id))}
            {radios("density", tr("余白", "Spacing"), &density, DENSITY.chosen(), |id| DENSITY.choose(id))}
        </div>
    }
    .into_any()
}

/// A choice of few, under its name. The browser keeps which is chosen.
fn radios(
    name: &'static str,
    label: &'static str,
    options: &[(&'static str, &'static str)],
    chosen: &'static str,
    choose: impl Fn(&'static str) + Copy + 'static,
) -> AnyView {
    let id = format!("looks-{name}");
    let radios = options
        .iter()
        .map(|(value, word)| {
            let value = *value;
            view! {
                <label>
                    <input
                        type="radio"
                        name=format!("settings-{name}")
                        value=value
                        prop:checked=value == chosen
                        on:change=move |_| choose(value)
                    />
                    <span lang=(name == "lang").then_some(value)>{*word}</span>
                </label>
            }
        })
        .collect_view();
    view! {
        <div class="settings__look">
            <span class="field__label" id=id.clone()>{label}</span>
            <div class="segmented" role="radiogroup" aria-labelledby=id>{radios}</div>
        </div>
    }
    .into_any()
}
