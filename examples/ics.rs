//! Writes calendar files of boards that are known, for `tests/ics/check.py` to read with other
//! people's readers: `cargo run --example ics -- <folder>`

use std::error::Error;
use std::fmt::Display;
use std::path::Path;
use std::str::FromStr;

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime};
use irai_board::domain::ids::{IdSource, Row};
use irai_board::domain::stage::contract::{Contract, DayOfWeek, Every, Kickoff, RegularPlan, Renewal, WeekOfMonth};
use irai_board::domain::stage::cycle::{Cycle, Question, RegularMeeting, Work};
use irai_board::domain::stage::select::Candidate;
use irai_board::domain::{Engagement, Settings, Stage, Status};
use irai_board::text::Lang;
use irai_board::text::ics::{calendar, events::events};
use uuid::Uuid;

type Outcome<T> = Result<T, Box<dyn Error>>;

fn read<T: FromStr<Err: Display>>(text: &str) -> Outcome<T> {
    text.parse().map_err(|error| format!("{text}: {error}").into())
}

fn day(text: &str) -> Outcome<Option<NaiveDate>> {
    read(text).map(Some)
}

fn at(text: &str) -> Outcome<Option<NaiveDateTime>> {
    read(text).map(Some)
}

/// An engagement under a contract over the turn of the year, with a regular meeting by a plan.
fn under_contract(ids: &mut IdSource, title: &str, regular: RegularPlan) -> Outcome<Engagement> {
    let company = Candidate { name: "みなも秘書".to_owned(), ..Candidate::with_id(ids.row()) };
    let contract = Contract {
        candidate: Some(company.id),
        signed_on: day("2026-09-15")?,
        starts_on: day("2026-10-01")?,
        ends_on: day("2027-03-31")?,
        renewal: Renewal::ByAgreement,
        notice_months: 1.try_into().ok(),
        kickoff: Kickoff { at: at("2026-10-02T13:00:00")?, ..Kickoff::default() },
        regular,
        ..Contract::default()
    };
    Ok(Engagement {
        id: ids.engagement(),
        title: title.to_owned(),
        stage: Stage::Start,
        candidates: vec![company],
        contract,
        ..Engagement::default()
    })
}

/// Second Tuesdays at ten, of which one was recorded and moved, another agreed on as the next; a work
/// with a name that tries every rule of the format.
fn monthly(ids: &mut IdSource) -> Outcome<Engagement> {
    let regular = RegularPlan {
        every: Every::Month,
        week: WeekOfMonth::Second,
        weekday: DayOfWeek::Tuesday,
        begins_at: Some(read("10:00:00")?),
        length: 90.try_into().ok(),
        place: "会議室A; 3階, 奥".to_owned(),
    };
    let mut engagement = under_contract(ids, "経理, 月次; 締め\\補助 📒", regular)?;
    let hard = "請求書の発行と送付, 入金の確認; 督促までを毎月5営業日までに済ませる📮\n二行目\u{7}".repeat(3);
    let work = |ids: &mut IdSource, name: &str, due: &str| -> Outcome<Work> {
        Ok(Work { name: name.to_owned(), due: day(due)?, ..Work::with_id(ids.row()) })
    };
    let mut cycle = Cycle {
        works: vec![work(ids, &hard, "2026-12-31")?, work(ids, "年始の請求", "2027-01-01")?],
        questions: vec![Question {
            text: "宛名は".to_owned(),
            asked_at: at("2026-11-24T09:00:00")?,
            ..Question::with_id(ids.row())
        }],
        ..Cycle::with_id(ids.row())
    };
    cycle.review.meetings = vec![RegularMeeting {
        at: at("2026-11-10T23:30:00")?,
        next_on: day("2027-01-12")?,
        ..RegularMeeting::with_id(ids.row())
    }];
    engagement.cycles = vec![cycle];
    Ok(engagement)
}

fn boards() -> Outcome<Vec<(&'static str, Vec<Engagement>)>> {
    let mut ids = IdSource::new(Uuid::from_u128(0x019a_c0de_0000_7000_8000_0000_0000_0000));
    let plan = |every, week, weekday| RegularPlan { every, week, weekday, ..RegularPlan::default() };
    let monthly = monthly(&mut ids)?;
    let last = under_contract(&mut ids, "採用の事務", plan(Every::Month, WeekOfMonth::Last, DayOfWeek::Friday))?;
    let weekly = RegularPlan {
        begins_at: Some(read("09:30:00")?),
        ..plan(Every::Week, WeekOfMonth::First, DayOfWeek::Thursday)
    };
    let mut weekly = under_contract(&mut ids, "営業の資料", weekly)?;
    weekly.contract.renewal = Renewal::Automatic;
    weekly.contract.ends_on = None;
    weekly.contract.term_months = 3.try_into().ok();
    let mut held = under_contract(&mut ids, "止めている案件", RegularPlan::default())?;
    held.status = Status::OnHold;
    held.due = day("2026-12-01")?;
    let closed =
        Engagement { id: ids.engagement(), status: Status::Done, due: day("2026-12-01")?, ..Engagement::default() };
    Ok(vec![
        ("monthly", vec![monthly.clone()]),
        ("all", vec![monthly, last, weekly, held, closed]),
        ("empty", Vec::new()),
    ])
}

fn main() -> Outcome<()> {
    let folder = std::env::args().nth(1).ok_or("a folder is wanted")?;
    // The same boards an hour apart: what identifies an event must not change.
    for (name, time) in [("first", "2026-11-24T10:00:00+09:00"), ("second", "2026-11-24T11:00:00+09:00")] {
        let at: DateTime<FixedOffset> = read(time)?;
        for (board, engagements) in boards()? {
            let today = at.date_naive();
            let told = engagements.iter().flat_map(|one| events(one, &Settings::default(), today, Lang::Ja));
            let text = calendar(&told.collect::<Vec<_>>(), at);
            std::fs::write(Path::new(&folder).join(format!("{board}-{name}.ics")), text)?;
        }
    }
    Ok(())
}
