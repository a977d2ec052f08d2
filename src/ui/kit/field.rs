//! Fields: a label, one line of help, a control, and what is wrong beside it.

use super::control::{HandOver, Shape, Typing, control};
use super::{Field, element_id, say, tr};
use crate::domain::scalar::{AmountError, Days, Minutes, Months, Percent, Rating, Weight, Yen};
use crate::domain::validate::link_target;
use crate::text::format::{self, NotAnAmount};
use crate::text::label::Choice;
use crate::text::{Text, message, text};
use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use leptos::prelude::*;
use std::rc::Rc;

/// What a field is called and how it is shown. Made by [`spec`], finished by the method that says
/// what it holds.
#[derive(Clone, Copy)]
pub struct Spec {
    label: Text,
    help: Option<Text>,
    example: Text,
    need: bool,
    full: bool,
    grows: bool,
    cell: Option<&'static str>,
    title: Option<Signal<String>>,
    instead: Option<Signal<String>>,
    bare: bool,
    place: Option<&'static str>,
    list: Option<&'static str>,
    keys: Option<&'static str>,
}

/// Writes what was chosen by its number; the name of the step to undo comes with it.
type Write = Rc<dyn Fn(&str, usize) -> Result<(), String>>;

/// A field by its label.
pub const fn spec(ja: &'static str, en: &'static str) -> Spec {
    Spec {
        label: text(ja, en),
        help: None,
        example: text("", ""),
        need: false,
        full: false,
        grows: false,
        cell: None,
        title: None,
        instead: None,
        bare: false,
        place: None,
        list: None,
        keys: None,
    }
}

impl Spec {
    /// One short line of help.
    pub const fn help(mut self, ja: &'static str, en: &'static str) -> Self {
        self.help = Some(text(ja, en));
        self
    }

    /// An example, shown while the field is empty.
    pub const fn example(mut self, ja: &'static str, en: &'static str) -> Self {
        self.example = text(ja, en);
        self
    }

    /// Marked as needed to go on.
    pub const fn need(mut self) -> Self {
        self.need = true;
        self
    }

    /// As wide as the form.
    pub const fn full(mut self) -> Self {
        self.full = true;
        self
    }

    /// A text of one line that grows with what is typed.
    pub const fn grows(mut self) -> Self {
        self.grows = true;
        self
    }

    /// A cell of a row, with its size: `xs`, `s`, `m`, `l`, `xl`, `grow`.
    pub const fn cell(mut self, size: &'static str) -> Self {
        self.cell = Some(size);
        self
    }

    /// Shown under a label that is made of what was entered; the one of [`spec`] still names the
    /// step to undo.
    pub fn titled(mut self, title: Signal<String>) -> Self {
        self.title = Some(title);
        self
    }

    /// What counts while the field is empty, shown in it.
    pub fn instead(mut self, instead: Signal<String>) -> Self {
        self.instead = Some(instead);
        self
    }

    /// The control alone, where what stands around it says what it is. The label is for screen
    /// readers.
    pub const fn bare(mut self) -> Self {
        self.bare = true;
        self
    }

    /// A name by which the field is found from elsewhere on the page: `data-place`.
    pub const fn place(mut self, place: &'static str) -> Self {
        self.place = Some(place);
        self
    }

    /// What else may be meant is suggested: the id of a `datalist`.
    pub const fn suggest(mut self, list: &'static str) -> Self {
        self.list = Some(list);
        self
    }

    /// The keyboard that a phone shows: `email`, `tel`.
    pub const fn keys(mut self, keys: &'static str) -> Self {
        self.keys = Some(keys);
        self
    }

    /// The label as it is shown.
    fn title(self) -> impl Fn() -> String + Copy + Send + Sync + 'static {
        move || self.title.map_or_else(|| self.name().to_owned(), |title| title.get())
    }

    /// The label in the page's language.
    pub fn name(self) -> &'static str {
        say(self.label)
    }

    pub(super) fn has_help(self) -> bool {
        self.help.is_some()
    }

    /// A text of one line.
    pub fn text(self, field: Field<String>) -> AnyView {
        let shape = Shape { grows: self.grows, input_mode: self.keys, ..Shape::default() };
        self.typed(field, shape, None, String::clone, |typed| Ok(typed.to_owned()))
    }

    /// A text of several lines.
    pub fn area(self, field: Field<String>) -> AnyView {
        self.typed(field, Shape { lines: true, ..Shape::default() }, None, String::clone, |typed| Ok(typed.to_owned()))
    }

    /// A link; an address that can be opened is offered below.
    pub fn link(self, field: Field<String>) -> AnyView {
        let address = field.map(|link| link_target(link).map(str::to_owned));
        let shape = Shape { input_mode: Some("url"), ..Shape::default() };
        let control = self.typed(field, shape, None, String::clone, |typed| Ok(typed.trim().to_owned()));
        let open = move || {
            address.get().map(|address| {
                view! {
                    <a class="field__open" href=address target="_blank" rel="noopener noreferrer">
                        {tr("リンクを開く", "Open the link")}
                    </a>
                }
            })
        };
        view! { {control} {open} }.into_any()
    }

    /// Yen, without tax unless the label says otherwise.
    pub fn yen(self, field: Field<Option<Yen>>) -> AnyView {
        self.amount(field, text("円", "yen"), |yen| format::grouped(yen.get()), Yen::try_from)
    }

    /// Yen an hour.
    pub fn yen_an_hour(self, field: Field<Option<Yen>>) -> AnyView {
        self.amount(field, text("円/時間", "yen/h"), |yen| format::grouped(yen.get()), Yen::try_from)
    }

    /// Hours, kept in minutes.
    pub fn hours(self, field: Field<Option<Minutes>>) -> AnyView {
        let shape = Shape { input_mode: Some("decimal"), ..Shape::default() };
        let unit = Some(text("時間", "hours"));
        self.typed(
            field,
            shape,
            unit,
            |time| time.map(format::hours_field).unwrap_or_default(),
            |typed| optional(typed, |typed| read(format::parse_minutes(typed), Minutes::try_from)),
        )
    }

    /// Minutes.
    pub fn minutes(self, field: Field<Option<Minutes>>) -> AnyView {
        self.amount(field, text("分", "min"), |time| time.get().to_string(), Minutes::try_from)
    }

    /// Months.
    pub fn months(self, field: Field<Option<Months>>) -> AnyView {
        self.amount(field, text("か月", "months"), |months| months.get().to_string(), Months::try_from)
    }

    /// Days.
    pub fn days(self, field: Field<Option<Days>>) -> AnyView {
        self.amount(field, text("日", "days"), |days| days.get().to_string(), Days::try_from)
    }

    /// Business days.
    pub fn business_days(self, field: Field<Option<Days>>) -> AnyView {
        self.amount(field, text("営業日", "business days"), |days| days.get().to_string(), Days::try_from)
    }

    /// A whole percentage.
    pub fn percent(self, field: Field<Option<Percent>>) -> AnyView {
        self.amount(field, text("%", "%"), |percent| percent.get().to_string(), Percent::try_from)
    }

    /// The weight of a criterion.
    pub fn weight(self, field: Field<Weight>) -> AnyView {
        let shape = Shape { input_mode: Some("numeric"), ..Shape::default() };
        self.typed(field, shape, Some(text("%", "%")), |weight| weight.get().to_string(), |typed| {
            Ok(optional(typed, |typed| read(format::parse_whole(typed), Weight::try_from))?.unwrap_or_default())
        })
    }

    /// A day.
    pub fn date(self, field: Field<Option<NaiveDate>>) -> AnyView {
        let shape = Shape { kind: "date", ..Shape::default() };
        self.typed(
            field,
            shape,
            None,
            |day| day.map(|day| day.to_string()).unwrap_or_default(),
            |typed| optional(typed, |typed| typed.parse().map_err(|_| no_such_day())),
        )
    }

    /// A day and the time of day, by the clock on the wall.
    pub fn date_time(self, field: Field<Option<NaiveDateTime>>) -> AnyView {
        const FORMAT: &str = "%Y-%m-%dT%H:%M";
        let shape = Shape { kind: "datetime-local", ..Shape::default() };
        let show = |at: &Option<NaiveDateTime>| at.map(|at| at.format(FORMAT).to_string()).unwrap_or_default();
        self.typed(field, shape, None, show, |typed| {
            optional(typed, |typed| {
                let minute = typed.get(..16).unwrap_or(typed);
                NaiveDateTime::parse_from_str(minute, FORMAT).map_err(|_| no_such_day())
            })
        })
    }

    /// A whole amount that stands elsewhere than in an engagement. `write` takes it to its place, and
    /// nothing where the field is left empty.
    pub fn whole<A: Copy + Into<i64> + Send + Sync + 'static>(
        self,
        unit: Text,
        value: Signal<Option<A>>,
        make: fn(i64) -> Result<A, AmountError>,
        write: impl Fn(Option<A>, Typing) -> Result<(), String> + 'static,
    ) -> AnyView {
        let shape = Shape { input_mode: Some("decimal"), ..Shape::default() };
        let shown =
            Signal::derive(move || value.get().map(|amount| format::grouped(amount.into())).unwrap_or_default());
        let hand_over: HandOver = Rc::new(move |typed, typing| {
            write(optional(typed, |typed| read(format::parse_whole(typed), make))?, typing)
        });
        self.typed_control(shape, Some(unit), shown, hand_over)
    }

    /// A time of day that stands elsewhere than in an engagement, as [`Self::whole`].
    pub fn time_of_day(
        self,
        value: Signal<Option<NaiveTime>>,
        write: impl Fn(Option<NaiveTime>, Typing) -> Result<(), String> + 'static,
    ) -> AnyView {
        const FORMAT: &str = "%H:%M";
        let shape = Shape { kind: "time", ..Shape::default() };
        let shown = Signal::derive(move || value.get().map(|time| time.format(FORMAT).to_string()).unwrap_or_default());
        let no_time = || tr("この時刻はありません。", "There is no such time.").to_owned();
        let hand_over: HandOver = Rc::new(move |typed, typing| {
            let parse =
                |typed: &str| NaiveTime::parse_from_str(typed.get(..5).unwrap_or(typed), FORMAT).map_err(|_| no_time());
            write(optional(typed, parse)?, typing)
        });
        self.typed_control(shape, None, shown, hand_over)
    }

    /// A text, or what else `kind` says (`date`), that stands elsewhere than in an engagement, as
    /// [`Self::whole`].
    pub fn elsewhere(
        self,
        kind: &'static str,
        value: Signal<String>,
        write: impl Fn(&str, Typing) -> Result<(), String> + 'static,
    ) -> AnyView {
        self.typed_control(Shape { kind, ..Shape::default() }, None, value, Rc::new(write))
    }

    fn amount<A: Copy + PartialEq + Send + Sync + 'static>(
        self,
        field: Field<Option<A>>,
        unit: Text,
        show: fn(A) -> String,
        make: fn(i64) -> Result<A, AmountError>,
    ) -> AnyView {
        let shape = Shape { input_mode: Some("decimal"), ..Shape::default() };
        self.typed(
            field,
            shape,
            Some(unit),
            move |amount| amount.map(show).unwrap_or_default(),
            move |typed| optional(typed, |typed| read(format::parse_whole(typed), make)),
        )
    }

    fn typed<T: Clone + Default + PartialEq + Send + Sync + 'static>(
        self,
        field: Field<T>,
        shape: Shape,
        unit: Option<Text>,
        show: impl Fn(&T) -> String + Send + Sync + 'static,
        parse: impl Fn(&str) -> Result<T, String> + 'static,
    ) -> AnyView {
        let value = field.map(show);
        let label = self.name();
        let hand_over: HandOver = Rc::new(move |typed, typing| {
            let parsed = parse(typed)?;
            field.write_typed(label, typing, move |value| *value = parsed)
        });
        self.typed_control(shape, unit, value.into(), hand_over)
    }

    fn typed_control(self, shape: Shape, unit: Option<Text>, value: Signal<String>, hand_over: HandOver) -> AnyView {
        let ids = Ids::new();
        let shape = Shape {
            id: ids.control.clone(),
            example: say(self.example),
            instead: self.instead,
            list: self.list,
            described_by: ids.described_by(self.help.is_some()),
            ..shape
        };
        let error = ArcRwSignal::new(None);
        let control = control(shape, value, error.clone(), hand_over);
        let control = match unit {
            Some(unit) => {
                let unit = say(unit);
                let length = unit.chars().count().min(5).to_string();
                view! {
                    <span class="unit" data-unit=length>
                        {control}
                        <span class="unit__label" aria-hidden="true">{unit}</span>
                    </span>
                }
                .into_any()
            }
            None => control,
        };
        self.frame(&ids, error, control)
    }

    /// A choice from a list.
    pub fn select<C: Choice + Default>(self, field: Field<C>) -> AnyView {
        let options = C::all().iter().map(|choice| say(choice.label()).to_owned()).collect::<Vec<_>>();
        let index = field.map(|choice| C::all().iter().position(|other| other == choice).unwrap_or_default());
        self.pick(options, index.into(), move |label, index| {
            let choice = C::all().get(index).copied().unwrap_or_default();
            field.write(label, move |value| *value = choice)
        })
    }

    /// A choice by its number, from a list that may change.
    pub fn pick(
        self,
        options: Vec<String>,
        index: Signal<usize>,
        write: impl Fn(&str, usize) -> Result<(), String> + 'static,
    ) -> AnyView {
        self.pick_control(options, index, Rc::new(write))
    }

    fn pick_control(self, options: Vec<String>, index: Signal<usize>, write: Write) -> AnyView {
        let ids = Ids::new();
        let error = ArcRwSignal::new(None);
        let label = self.name();
        let on_change = {
            let error = error.clone();
            move |event: leptos::ev::Event| {
                let chosen = event_target_value(&event).parse().unwrap_or_default();
                let refused = write(label, chosen).err();
                if refused.is_some() {
                    // What is refused is not shown as if it were chosen.
                    event_target::<web_sys::HtmlSelectElement>(&event).set_value(&index.get_untracked().to_string());
                }
                error.set(refused);
            }
        };
        let options = options
            .into_iter()
            .enumerate()
            .map(|(number, name)| view! { <option value=number.to_string()>{name}</option> })
            .collect_view();
        let control = view! {
            <select
                class="input"
                id=ids.control.clone()
                aria-describedby=ids.described_by(self.help.is_some())
                prop:value=move || index.get().to_string()
                on:change=on_change
            >
                {options}
            </select>
        }
        .into_any();
        self.frame(&ids, error, control)
    }

    /// A choice of few, all in sight.
    pub fn segmented<C: Choice + Default>(self, field: Field<C>) -> AnyView {
        let chosen = field.memo_choice();
        let offered: Vec<C> = C::all()
            .iter()
            .copied()
            .filter(|choice| *choice != C::default() || C::all().len() > 3 || !is_blank_choice(*choice))
            .collect();
        let names = offered.iter().map(|choice| say(choice.label())).collect();
        let places = offered.clone();
        let index = Signal::derive(move || places.iter().position(|choice| *choice == chosen.get()));
        let write: Write = Rc::new(move |label, index| {
            let choice = offered.get(index).copied().unwrap_or_default();
            field.write(label, move |value| *value = choice)
        });
        self.radios("segmented", names, index, Signal::stored(false), write)
    }

    /// 1 to 5. The chosen one, chosen again, is taken back.
    pub fn rating(self, field: Field<Option<Rating>>) -> AnyView {
        let chosen = field.memo();
        let need = self.need;
        let index = Signal::derive(move || chosen.get().map(|rating| usize::from(rating.get()) - 1));
        let missing = Signal::derive(move || need && chosen.get().is_none());
        let write: Write = Rc::new(move |label, index| {
            let rating = i64::try_from(index + 1).ok().and_then(|value| Rating::try_from(value).ok());
            let again = chosen.get_untracked() == rating;
            field.write(label, move |value| *value = rating.filter(|_| !again))
        });
        self.radios("rating", vec!["1", "2", "3", "4", "5"], index, missing, write)
    }

    fn radios(
        self,
        class: &'static str,
        options: Vec<&'static str>,
        chosen: Signal<Option<usize>>,
        missing: Signal<bool>,
        write: Write,
    ) -> AnyView {
        let ids = Ids::new();
        let error = ArcRwSignal::new(None);
        let label = self.name();
        let group = element_id();
        let takes_back = class == "rating";
        let title = self.title();
        let options = options
            .into_iter()
            .enumerate()
            .map(|(choice, name)| {
                let (write, error) = (Rc::clone(&write), error.clone());
                let (write_again, error_again) = (Rc::clone(&write), error.clone());
                // A click on the chosen one is no change to the browser. The second click of a double
                // click is none to a person.
                let on_click = move |event: leptos::ev::MouseEvent| {
                    if takes_back && event.detail() < 2 && chosen.get_untracked() == Some(choice) {
                        error_again.set(write_again(label, choice).err());
                    }
                };
                view! {
                    <label>
                        <input
                            type="radio"
                            name=group.clone()
                            prop:checked=move || chosen.get() == Some(choice)
                            on:click=on_click
                            on:change=move |_| error.set(write(label, choice).err())
                        />
                        <span>{name}</span>
                    </label>
                }
            })
            .collect_view();
        let control = view! {
            <span class=class role="radiogroup" aria-label=title data-missing=move || missing.get().then_some("") aria-describedby=ids.described_by(self.help.is_some())>
                {options}
            </span>
        }
        .into_any();
        self.frame_group(&ids, error, control)
    }

    /// A tick.
    pub fn check(self, field: Field<bool>) -> AnyView {
        let error = ArcRwSignal::new(None);
        let label = self.name();
        let checked = field.memo();
        let on_change = {
            let error = error.clone();
            move |event: leptos::ev::Event| {
                let ticked = event_target_checked(&event);
                error.set(field.write(label, move |value| *value = ticked).err());
            }
        };
        let alone = self.cell.is_some();
        let tick = view! {
            <label class="check" class:check--alone=alone>
                <input
                    type="checkbox"
                    aria-label=alone.then_some(label)
                    prop:checked=move || checked.get()
                    on:change=on_change
                />
                {(!alone).then(|| view! {
                    <span>{label}{self.help.map(|help| view! { <span class="check__help">{say(help)}</span> })}</span>
                })}
            </label>
        };
        match self.cell {
            Some(size) => view! {
                <div class=format!("cell cell--{size}") data-place=self.place><span class="cell__label">{label}</span>{tick}</div>
            }
            .into_any(),
            None => tick.into_any(),
        }
    }

    pub(super) fn frame(self, ids: &Ids, error: ArcRwSignal<Option<String>>, control: AnyView) -> AnyView {
        let label = view! {
            <label class="field__label" class:visually-hidden=self.bare for=ids.control.clone()>
                {self.title()}
                {self.need.then(|| view! { <span class="field__req">{tr("次へ進むのに必要", "needed to go on")}</span> })}
            </label>
        }
        .into_any();
        self.finish(ids, label, error, control)
    }

    /// As [`Self::frame`], for a group of controls that has its own name.
    fn frame_group(self, ids: &Ids, error: ArcRwSignal<Option<String>>, control: AnyView) -> AnyView {
        let label = view! {
            <span class="field__label" hidden=self.bare aria-hidden="true">
                {self.title()}
                {self.need.then(|| view! { <span class="field__req">{tr("次へ進むのに必要", "needed to go on")}</span> })}
            </span>
        }
        .into_any();
        self.finish(ids, label, error, control)
    }

    fn finish(self, ids: &Ids, label: AnyView, error: ArcRwSignal<Option<String>>, control: AnyView) -> AnyView {
        let (help_id, error_id) = (ids.help.clone(), ids.error.clone());
        let help = self.help.map(|help| view! { <p class="field__help" id=help_id>{say(help)}</p> });
        let error = move || {
            error.get().map(|error| view! { <p class="field__error" id=error_id.clone() role="alert">{error}</p> })
        };
        match self.cell {
            Some(size) => view! {
                <div class=format!("cell cell--{size}") data-place=self.place>
                    <label class="cell__label" for=ids.control.clone()>{self.name()}</label>
                    {control}
                    {error}
                </div>
            }
            .into_any(),
            None => {
                view! { <div class="field" class:field--full=self.full data-place=self.place>{label}{help}{control}{error}</div> }.into_any()
            }
        }
    }
}

impl<C: Choice + Default> Field<C> {
    fn memo_choice(&self) -> Memo<C> {
        self.map(|choice| *choice)
    }
}

/// Whether a choice only says that nothing was chosen yet; a segmented control shows that by
/// marking none.
fn is_blank_choice<C: Choice>(choice: C) -> bool {
    // ja: the label is known by its Japanese half.
    matches!(choice.label().ja, "未回答" | "未確認" | "未判定" | "選択してください")
}

/// The ids of a field's parts.
pub(super) struct Ids {
    pub(super) control: String,
    help: String,
    error: String,
}

impl Ids {
    pub(super) fn new() -> Self {
        let control = element_id();
        Self { help: format!("{control}h"), error: format!("{control}e"), control }
    }

    pub(super) fn described_by(&self, help: bool) -> String {
        if help { format!("{} {}", self.help, self.error) } else { self.error.clone() }
    }
}

fn optional<T>(typed: &str, parse: impl Fn(&str) -> Result<T, String>) -> Result<Option<T>, String> {
    if typed.trim().is_empty() { Ok(None) } else { parse(typed).map(Some) }
}

fn read<A>(parsed: Result<i64, NotAnAmount>, make: fn(i64) -> Result<A, AmountError>) -> Result<A, String> {
    parsed
        .and_then(|number| make(number).map_err(NotAnAmount::Refused))
        .map_err(|problem| message::not_an_amount(problem, super::lang()))
}

fn no_such_day() -> String {
    tr("この日付はありません。", "There is no such date.").to_owned()
}
