//! The cells of the table.

use super::View;
use crate::domain::comparison::{Column, Mark, OfferKey, Price, Priced, Row, Table};
use crate::domain::cost::Fit;
use crate::domain::scalar::Yen;
use crate::domain::stage::quote::{Quote, WeekendRule};
use crate::domain::stage::select::CandidateState;
use crate::text::label::{self, Choice};
use crate::text::{comparison, format};
use crate::ui::kit::{icon_small, lang, say, tr};
use leptos::prelude::*;

/// The head of a row: the company, its plan, its state, and what is to be known of the offer.
pub fn company(view: View, key: OfferKey) -> AnyView {
    let head = Memo::new(move |_| view.row(key, |row, index, _| Head::of(row, index)));
    view! {
        <th scope="row">
            {move || head.get().map(|head| {
                let tags = head.tags.into_iter().map(|(class, image, words)| {
                    view! { <span class=class>{image.map(icon_small)}{words}</span> }
                }).collect_view();
                let title = head.name.clone();
                view! {
                    <div class="offer">
                        <span class="offer__letter" aria-hidden="true">{head.letter}</span>
                        <button type="button" class="offer__name" title=title on:click=move |_| view.show(key)>
                            <span>{head.name}</span>
                        </button>
                        <span class="offer__plan">{head.plan}</span>
                        <span class="offer__tags">{tags}</span>
                    </div>
                }
            })}
        </th>
    }
    .into_any()
}

/// A tag: its class, its icon, its words.
type Tag = (&'static str, Option<&'static str>, String);

#[derive(Clone, Debug, PartialEq)]
struct Head {
    letter: String,
    name: String,
    plan: String,
    tags: Vec<Tag>,
}

impl Head {
    fn of(row: &Row, index: usize) -> Self {
        let plan = match &row.offer {
            Some(offer) => comparison::plan(&offer.plan, offer.version, lang()),
            None => tr("見積もりはまだありません", "no quote yet").to_owned(),
        };
        Self {
            letter: comparison::letter(index),
            name: comparison::company(&row.company, lang()),
            plan,
            tags: tags(row),
        }
    }
}

/// What is to be known of an offer, in words.
fn tags(row: &Row) -> Vec<Tag> {
    let (wait, loss) = ("tag tag--wait", "tag tag--loss");
    let state = match row.state {
        CandidateState::RunnerUp => wait,
        CandidateState::Candidate | CandidateState::Dropped => "tag",
        _ => "tag tag--ai",
    };
    let mut tags = vec![(state, None, say(label::candidate_state(row.state)).to_owned())];
    let mut add = |there: bool, class: &'static str, image: &'static str, words: &str| {
        if there {
            tags.push((class, Some(image), words.to_owned()));
        }
    };
    add(row.chosen, "tag tag--met", "check", tr("決定", "Chosen"));
    add(row.fit == Fit::WeekendClosed, loss, "close", tr("要件不適合", "Does not fit"));
    add(row.fit == Fit::WeekendUnknown, wait, "help", tr("要確認", "To ask"));
    add(row.over.is_some(), loss, "yen", tr("予算超過", "Over budget"));
    add(row.stale.is_some(), wait, "history", tr("旧条件", "Old terms"));
    let count = row.differences;
    add(
        count > 0,
        wait,
        "warning",
        &lang().pick(
            format!("相違 {count}件"),
            if count == 1 { "1 difference".to_owned() } else { format!("{count} differences") },
        ),
    );
    add(row.expired.is_some(), wait, "clock", tr("期限切れ", "Expired"));
    tags
}

/// A note longer than this may break.
const LONG: usize = 14;

/// What a cell says: its figure, lines below it.
#[derive(Clone, Debug, Default, PartialEq)]
struct Said {
    figure: String,
    notes: Vec<String>,
    /// Whether the notes tell of something wrong.
    alarm: bool,
    /// Whether the figure is only a stand-in.
    quiet: bool,
    mark: Mark,
}

impl Said {
    fn of(figure: impl Into<String>) -> Self {
        Self { figure: figure.into(), ..Self::default() }
    }
    fn note(mut self, note: impl Into<String>) -> Self {
        self.notes.push(note.into());
        self
    }
    fn quiet(mut self) -> Self {
        self.quiet = true;
        self
    }
}

/// The cell of a column.
pub fn cell(view: View, key: OfferKey, column: Column) -> AnyView {
    let said = Memo::new(move |_| {
        view.row(key, |row, index, table| Said { mark: table.marks(column)[index], ..said(row, column, table) })
    });
    view! {
        <td>
            {move || said.get().map(|said| {
                let class = match said.mark {
                    Mark::Best => "figure-cell figure-cell--best",
                    Mark::Worst => "figure-cell figure-cell--worst",
                    Mark::None if said.quiet => "figure-cell muted",
                    Mark::None => "figure-cell",
                };
                let mark = comparison::mark(column, said.mark).map(|word| {
                    let kind = if said.mark == Mark::Best { "best" } else { "worst" };
                    view! { <span class="mark" data-mark=kind>{say(word)}</span> }
                });
                let notes = said.notes.into_iter().map(|note| {
                    let long = note.chars().count() > LONG;
                    view! {
                        <span class="figure-cell__note" class:figure-cell__note--long=long class:is-loss=said.alarm>
                            {note}
                        </span>
                    }
                }).collect_view();
                view! { <span class=class>{said.figure}</span> {mark} {notes} }
            })}
        </td>
    }
    .into_any()
}

fn said(row: &Row, column: Column, table: &Table) -> Said {
    let yen = |amount: Yen| format::yen(amount, lang());
    let place = |place: Option<usize>| place.map(|place| lang().pick(format!("{place}位"), format!("no. {place}")));
    let with_place = |said: Said, found: Option<usize>| match place(found) {
        Some(place) => said.note(place),
        None => said,
    };
    match (column, row.priced()) {
        (Column::Company, _) => Said::default(),
        (Column::Score, _) => with_place(score(row), row.places.score),
        (Column::Combined, _) => match row.combined {
            Some(points) => with_place(Said::of(comparison::points(points)), row.places.combined),
            None => Said::of("—").quiet(),
        },
        (Column::Total, Some(priced)) => {
            let said = with_place(Said::of(yen(priced.usual.total)), row.places.cost);
            longer(said, priced, table)
        }
        (Column::Total, None) => Said::of("—").quiet().note(unpriced(&row.price)),
        (Column::Monthly, _) => monthly(row),
        (Column::Setup | Column::Included | Column::OverageRate | Column::Carry, priced) => match &row.offer {
            Some(offer) => terms(offer, column, priced),
            None => Said::of("—").quiet(),
        },
        (_, None) => Said::of("—").quiet(),
        (Column::WithTax, Some(priced)) => {
            let tax = priced.terms.tax;
            let said = Said::of(yen(priced.usual.with_tax));
            // The rate is news only where not all have the same.
            let alike = table.rows.iter().filter_map(Row::priced).all(|other| other.terms.tax == tax);
            if alike {
                said
            } else {
                said.note(lang().pick(format!("税率 {}%", tax.get()), format!("tax {}%", tax.get())))
            }
        }
        (Column::Most, Some(priced)) => range(priced),
        (Column::PerHour, Some(priced)) => match priced.usual.per_hour {
            Some(rate) => Said::of(yen(rate)),
            None => Said::of("—").quiet(),
        },
        (Column::Minimum, Some(priced)) => {
            let (months, total) = priced.minimum;
            Said::of(yen(total)).note(
                lang().pick(
                    format!("{months}か月で終える場合"),
                    format!("ended after {}", format::counted(months, "month")),
                ),
            )
        }
    }
}

fn score(row: &Row) -> Said {
    match (row.score, row.unscored.len()) {
        (Some(score), 0) => Said::of(comparison::points(score)),
        (None, 0) => Said::of("—").quiet(),
        (score, left) => {
            let figure = score.map_or_else(|| "—".to_owned(), comparison::points);
            Said::of(figure).quiet().note(lang().pick(format!("未採点 {left}項目"), format!("{left} not scored")))
        }
    }
}

fn unpriced(price: &Price) -> String {
    match price {
        Price::Quoted(_) => String::new(),
        Price::Missing(term) => say(comparison::missing_term(*term)).to_owned(),
        Price::Rough(_) => tr("目安だけです。", "A rough figure only.").to_owned(),
        Price::None => tr("見積もりがありません。", "There is no quote.").to_owned(),
    }
}

/// Says that a minimum term goes beyond the months compared.
fn longer(said: Said, priced: &Priced, table: &Table) -> Said {
    let months = priced.usual.months;
    if months <= table.conditions.months {
        return said;
    }
    said.note(
        lang().pick(
            format!("最低契約の{months}か月分"),
            format!("{}, the minimum term", format::counted(months, "month")),
        ),
    )
}

fn monthly(row: &Row) -> Said {
    let yen = |amount: Yen| format::yen(amount, lang());
    let said = match &row.price {
        Price::Quoted(priced) => Said::of(yen(priced.usual.monthly)),
        Price::Rough(rough) => Said::of(yen(*rough)).note(tr("目安", "rough")).quiet(),
        Price::Missing(_) | Price::None => return Said::of("—").quiet(),
    };
    match row.over {
        Some(over) => {
            let by = yen(over.by);
            let percent = over.percent.map(|percent| format!("(+{percent}%)")).unwrap_or_default();
            Said {
                alarm: true,
                ..said.note(lang().pick(format!("予算を{by}超過{percent}"), format!("{by} over budget {percent}")))
            }
        }
        None => said,
    }
}

fn range(priced: &Priced) -> Said {
    let yen = |amount: Yen| format::yen(amount, lang());
    match (priced.least, priced.most) {
        (Some(Ok(least)), Some(Ok(most))) => {
            let least = yen(least.total);
            Said::of(lang().pick(format!("最多 {}", yen(most.total)), format!("most {}", yen(most.total))))
                .note(lang().pick(format!("最少 {least}"), format!("least {least}")))
        }
        (least, Some(Err(missing))) => {
            let said = Said::of(tr("最多は不明", "most not known")).quiet();
            let said = match least {
                Some(Ok(least)) => {
                    said.note(lang().pick(format!("最少 {}", yen(least.total)), format!("least {}", yen(least.total))))
                }
                _ => said,
            };
            said.note(say(comparison::missing_term(missing)))
        }
        _ => Said::of("—").quiet(),
    }
}

fn terms(offer: &Quote, column: Column, priced: Option<&Priced>) -> Said {
    let none = || Said::of(tr("なし", "none"));
    match column {
        Column::Setup => match offer.setup_fee {
            Some(fee) if fee > Yen::ZERO => Said::of(format::yen(fee, lang())),
            _ => none(),
        },
        Column::Included => match (offer.included, priced) {
            (Some(time), _) => Said::of(format::hours(time, lang())),
            (None, Some(_)) => Said::of(tr("時間制", "by the hour")),
            (None, None) => Said::of(tr("未記入", "not entered")).quiet(),
        },
        Column::OverageRate => match offer.overage_rate {
            Some(rate) => {
                let step = offer.overage_step.map_or(1, |step| step.get()).max(1);
                let said = Said::of(lang().pick(
                    format!("{}/時間", format::yen(rate, lang())),
                    format!("{} an hour", format::yen(rate, lang())),
                ));
                said.note(lang().pick(format!("{step}分単位で切り上げ"), format!("rounded up to {step} min")))
            }
            None => Said::of(tr("未記入", "not entered")).quiet(),
        },
        _ => match offer.carry_months.filter(|months| months.get() > 0) {
            Some(months) => {
                Said::of(lang().pick(format!("{}か月", months.get()), format::counted(months.get(), "month")))
                    .note(say(offer.carry_order.label()))
            }
            None => none(),
        },
    }
}

/// Whether the plan takes weekend work, and at what factor.
pub fn weekends(view: View, key: OfferKey) -> AnyView {
    let said = Memo::new(move |_| {
        view.row(key, |row, _, _| {
            let offer = row.offer.as_ref()?;
            let factor = offer.weekend_factor.filter(|_| offer.weekend == WeekendRule::Open).map(format::factor);
            Some((say(offer.weekend.label()), factor, row.fit))
        })
        .flatten()
    });
    view! {
        <td>
            {move || match said.get() {
                Some((rule, factor, fit)) => view! {
                    <span class="figure-cell" class:is-loss=fit == Fit::WeekendClosed class:is-wait=fit == Fit::WeekendUnknown>{rule}</span>
                    {factor.map(|factor| view! { <span class="figure-cell__note">{factor}</span> })}
                }
                .into_any(),
                None => view! { <span class="figure-cell muted">"—"</span> }.into_any(),
            }}
        </td>
    }
    .into_any()
}
