//! Under what the offers are compared, and how much each criterion counts.

use super::View;
use crate::domain::comparison::{Conditions, HoursFrom};
use crate::domain::engagement::Comparison;
use crate::domain::ids::RowId;
use crate::domain::scalar::{Minutes, Weight};
use crate::text::{comparison, format};
use crate::ui::kit::slider::slider;
use crate::ui::kit::{Field, Form, lang, spec, sub, tr};
use crate::ui::panel::stages::matrix::criterion_name;
use crate::ui::panel::stages::select;
use leptos::prelude::*;

/// Months and hours to enter, and what the brief says besides.
pub fn conditions(view: View, form: &Form) -> AnyView {
    let root = form.root();
    let months = Signal::derive(|| Comparison::MONTHS.to_string());
    // What would count if nothing were entered.
    let brief = form.memo(|engagement| {
        let mut engagement = engagement.clone();
        engagement.comparison.monthly = None;
        Conditions::of(&engagement, true)
    });
    let instead = Signal::derive(move || format::hours_field(brief.with(|brief| brief.usual.total())));
    let from = move || {
        let (given, brief) = (view.table.with(|table| table.conditions), brief.get());
        let hours = format::hours(brief.usual.total(), lang());
        let source = comparison::hours_from(&brief, lang());
        match given.hours_from {
            HoursFrom::Given => lang()
                .pick(format!("空欄にすると{hours}({source})に戻ります。"), format!("Left empty: {hours} ({source}).")),
            _ => lang().pick(format!("空欄のため{hours}: {source}"), format!("Left empty, so {hours}: {source}")),
        }
    };
    view! {
        <section class="compare__part" role="group" aria-label=tr("比較の条件", "Conditions")>
            <h3 class="compare__title">{tr("比較の条件", "Conditions")}</h3>
            <div class="compare__fields">
                {spec("期間", "Over").instead(months).months(sub!(root.comparison.months))}
                {spec("1か月の時間", "Hours a month").instead(instead).hours(sub!(root.comparison.monthly))}
            </div>
            <p class="field__help">{from}</p>
            <dl class="compare__facts">{move || view.table.with(|table| facts(&table.conditions, table.budget, table.tolerance))}</dl>
        </section>
    }
    .into_any()
}

fn facts(conditions: &Conditions, budget: Option<crate::domain::Yen>, tolerance: crate::domain::Percent) -> AnyView {
    let lang = lang();
    let hours = |time: Minutes| format::hours(time, lang);
    let weekend = conditions.usual.weekend;
    let weekend = match (conditions.weekend_needed, weekend == Minutes::ZERO) {
        (false, _) => tr("なし", "none").to_owned(),
        (true, true) => tr("あり(時間は未記入)", "needed, hours not entered").to_owned(),
        (true, false) => lang.pick(format!("月{}", hours(weekend)), format!("{} a month", hours(weekend))),
    };
    let range = match conditions.range {
        Some((least, most)) => {
            let (least, most) = (hours(least.total()), hours(most.total()));
            lang.pick(format!("月{least}〜{most}"), format!("{least} to {most} a month"))
        }
        None => tr("なし", "none").to_owned(),
    };
    let budget = budget.map_or_else(
        || tr("未記入", "not entered").to_owned(),
        |budget| {
            let (amount, tolerance) = (format::yen(budget, lang), tolerance.get());
            lang.pick(format!("月{amount}(+{tolerance}%まで許容)"), format!("{amount} a month (+{tolerance}% allowed)"))
        },
    );
    [
        (tr("作業量の変動", "Changing volume"), range),
        (tr("土日の作業", "Weekend work"), weekend),
        (tr("予算(税抜)", "Budget without tax"), budget),
    ]
    .into_iter()
    .map(|(name, value)| view! { <div><dt>{name}</dt><dd>{value}</dd></div> })
    .collect_view()
    .into_any()
}

/// The weights: a slider and a number for each, and their sum.
pub fn weights(form: &Form) -> AnyView {
    let root = form.root();
    let list = sub!(root.selection);
    let ids = list.ids();
    let sum = list.map(|rows| rows.iter().map(|row| row.weight.get()).sum::<u32>());
    let each = {
        let (form, list) = (form.clone(), list.clone());
        move |id: RowId| {
            let row = list.row(id);
            weight(&form, id, sub!(row.weight))
        }
    };
    let empty = move || ids.with(Vec::is_empty);
    view! {
        <section class="compare__part" role="group" aria-label=tr("基準の重み", "Weights")>
            <h3 class="compare__title">
                {tr("基準の重み", "Weights")}
                <span class="compare__sum">
                    {move || lang().pick(format!("合計 {}%", sum.get()), format!("sum {}%", sum.get()))}
                </span>
            </h3>
            <p class="rows__empty" hidden=move || !empty()>
                {tr("基準がまだありません。下で追加してください。", "There is no criterion yet. Add one below.")}
            </p>
            <ul class="weights"><For each=move || ids.get() key=|id| *id children=each /></ul>
            <p class="field__help" hidden=move || empty() || sum.get() == 100>
                {move || if sum.get() == 0 {
                    tr("重みがすべて0のため、評価の点が出ません。", "All weights are 0, so there is no score.")
                } else {
                    tr("合計は100%ではありません。割合として計算します。", "The sum is not 100%: the weights count by their share.")
                }}
            </p>
            <details class="more">
                <summary>{tr("基準の名前・追加・削除", "Names, adding, removing")}</summary>
                <div class="more__body">{select::criteria(list)}</div>
            </details>
        </section>
    }
    .into_any()
}

fn weight(form: &Form, id: RowId, field: Field<Weight>) -> AnyView {
    let name = criterion_name(form, id);
    let of = |ja: &'static str, en: &'static str| {
        Signal::derive(move || {
            let name = name.get();
            lang().pick(format!("{name}の{ja}"), format!("{en} {name}"))
        })
    };
    view! {
        <li class="weight">
            <span class="weight__name">{move || name.get()}</span>
            {slider(field.clone(), tr("重み", "Weight"), of("重みのつまみ", "Slider for"))}
            {spec("重み", "Weight").titled(of("重み", "Weight of")).bare().weight(field)}
        </li>
    }
    .into_any()
}
