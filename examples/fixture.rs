//! Keeps what this version stores, for every later version to open:
//! `cargo run --example fixture`
//!
//! Writes `tests/fixtures/journal/v<schema>.json`, the raw export of a store in use (samples, edits
//! and moves on both sides of a checkpoint), and `tests/fixtures/board/v<schema>.json`, the board
//! in it. Run it once for each schema of the journal, before that schema is superseded.

use std::error::Error;
use std::sync::Arc;

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime, TimeDelta};
use irai_board::document;
use irai_board::domain::board::SavedView;
use irai_board::domain::calendar::Closure;
use irai_board::domain::command::Place;
use irai_board::domain::ids::{IdSource, Row};
use irai_board::domain::movement::Consent;
use irai_board::domain::stage::contract::{DayOfWeek, Every, RegularPlan, WeekOfMonth};
use irai_board::domain::stage::cycle::{Cycle, Review, ReviewPoint, Usage};
use irai_board::domain::{Action, Command, EngagementId, Minutes, Settings, Stage, Status, Yen, samples};
use irai_board::journal::{MemoryStore, SCHEMA};
use irai_board::session::Session;
use uuid::Uuid;

/// A rim that counts: each command a minute after the one before.
struct Rim {
    session: Session<MemoryStore>,
    count: u32,
}

impl Rim {
    fn open(store: MemoryStore, count: u32) -> Result<Self, Box<dyn Error>> {
        Ok(Self { session: Session::open(store)?.0, count })
    }

    fn now(&self) -> Result<DateTime<FixedOffset>, Box<dyn Error>> {
        let start: DateTime<FixedOffset> = "2026-11-23T09:00:00+09:00".parse().map_err(|error| format!("{error}"))?;
        Ok(start + TimeDelta::minutes(i64::from(self.count)))
    }

    fn seed(&mut self) -> Uuid {
        self.count += 1;
        Uuid::from_u128(0x019a_c0de_0000_7000_8000_0000_0000_0000 + (u128::from(self.count) << 16))
    }

    fn act(&mut self, action: Action) -> Result<(), Box<dyn Error>> {
        let seed = self.seed();
        self.session.dispatch(Command { at: self.now()?, seed, action }, false)?;
        Ok(())
    }

    fn edit(&mut self, id: EngagementId, title: &str, purpose: &str) -> Result<(), Box<dyn Error>> {
        let there = self.session.board().get(id).ok_or("no such engagement")?;
        let mut draft = (**there).clone();
        draft.title = title.to_owned();
        draft.clarify.purpose = purpose.to_owned();
        self.act(Action::Edit { draft: Arc::new(draft), field: "依頼の目的".to_owned(), contested: false })
    }

    fn shift(&mut self, id: EngagementId, to: Stage, place: Place) -> Result<(), Box<dyn Error>> {
        let consent = Consent { reason: "先に話を進めたい".to_owned(), despite_gate: true, successor: None };
        self.act(Action::Move { id, to, place, filled: None, consent })
    }

    /// What running the work adds to an engagement (labels, the plan of regular meetings, an open point, a
    /// timer that runs) and to the board (working hours, a saved filter, a closure).
    fn run(&mut self, id: EngagementId) -> Result<(), Box<dyn Error>> {
        let there = self.session.board().get(id).ok_or("no such engagement")?;
        let mut draft = (**there).clone();
        let mut ids = IdSource::new(self.seed());
        draft.labels = vec!["経理".to_owned(), "月次".to_owned()];
        draft.contract.regular = RegularPlan {
            every: Every::Month,
            week: WeekOfMonth::Second,
            weekday: DayOfWeek::Tuesday,
            begins_at: NaiveTime::from_hms_opt(10, 30, 0),
            length: Minutes::try_from(45).ok(),
            place: "会議室2".to_owned(),
        };
        draft.cycles.push(Cycle {
            number: 1,
            usage: vec![Usage { running_since: Some(self.now()?.naive_local()), ..Usage::with_id(ids.row()) }],
            review: Review {
                invoiced: Yen::try_from(54_750).ok(),
                points: vec![ReviewPoint { text: "質問の窓口".to_owned(), ..ReviewPoint::with_id(ids.row()) }],
                ..Review::default()
            },
            ..Cycle::with_id(ids.row())
        });
        self.act(Action::Edit { draft: Arc::new(draft), field: "ラベル".to_owned(), contested: false })?;
        let settings = Settings {
            opens_at: NaiveTime::from_hms_opt(9, 30, 0),
            closes_at: NaiveTime::from_hms_opt(17, 30, 0),
            views: vec![SavedView {
                name: "経理".to_owned(),
                query: "label=経理".to_owned(),
                ..SavedView::with_id(ids.row())
            }],
            closures: vec![Closure {
                name: "年末年始".to_owned(),
                from: NaiveDate::from_ymd_opt(2026, 12, 29),
                until: NaiveDate::from_ymd_opt(2027, 1, 3),
                yearly: true,
                ..Closure::with_id(ids.row())
            }],
            ..self.session.board().settings.clone()
        };
        self.act(Action::Settings(settings))
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut rim = Rim::open(MemoryStore::new(), 0)?;
    let (at, seed) = (rim.now()?, rim.seed());
    let made = samples::samples(at.date_naive(), at, &mut IdSource::new(seed));
    let ids: Vec<EngagementId> = made.iter().map(|sample| sample.id).collect();
    let [first, second, third] = ids[..] else { return Err("there are three samples".into()) };
    rim.act(Action::AddSamples(made))?;
    rim.act(Action::Add { title: "議事録の整理".to_owned(), stage: Stage::Clarify })?;
    let own = rim.session.board().engagements.keys().copied().find(|id| !ids.contains(id)).ok_or("none added")?;
    rim.edit(own, "議事録の整理と共有", "会議の日のうちに\n「決まったこと」を全員に渡したい 📝")?;
    rim.shift(own, Stage::Select, Place::First)?;
    rim.run(second)?;

    // Edits until a checkpoint is due, closing the page in between.
    for round in 0.. {
        if rim.session.journal().should_checkpoint() {
            break;
        }
        rim.edit(first, &format!("経理 {round}"), "")?;
        if round == 50 {
            let count = rim.count;
            rim = Rim::open(rim.session.into_store(), count)?;
        }
    }
    rim.session.checkpoint_if_due();

    rim.edit(second, "採用事務", "応募への返事を 1 日のうちに")?;
    rim.shift(own, Stage::Clarify, Place::Last)?;
    rim.act(Action::SetStatus { id: third, status: Status::OnHold, reason: "予算が決まるまで".to_owned() })?;
    let at = rim.now()?;
    rim.session.undo(at, Uuid::nil())?;
    rim.edit(first, "経理", "月次の締めを 5 営業日に")?;
    rim.act(Action::Remove(third))?;

    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures");
    let at = rim.now()?;
    std::fs::write(format!("{folder}/journal/v{SCHEMA}.json"), rim.session.journal().raw_export()?)?;
    std::fs::write(format!("{folder}/board/v{SCHEMA}.json"), document::export(rim.session.board(), at))?;
    Ok(())
}
