use super::notices::{Matter, Told, due_notices};
use super::recurrence::{Plan, in_month};
use super::today::{Group, groups, pressing};
use super::{Form, Item, Kind, Span, items};
use crate::domain::ids::{IdSource, Row, RowId};
use crate::domain::scalar::{Days, Minutes, Months};
use crate::domain::stage::contract::{Contract, DayOfWeek, Every, Kickoff, RegularPlan, Renewal, WeekOfMonth};
use crate::domain::stage::cycle::{Cycle, Deliverable, Question, RegularMeeting, ReviewPoint, Revision, Stall, Work};
use crate::domain::stage::meet::{Meeting, OpenPoint};
use crate::domain::stage::quote::{Inquiry, Quote};
use crate::domain::stage::select::{Candidate, Standing};
use crate::domain::stage::trial::{Finding, Trial};
use crate::domain::{Engagement, Settings, Stage, Status};
use chrono::{NaiveDate, NaiveDateTime, NaiveTime, Weekday};
use uuid::Uuid;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn some(text: &str) -> Option<NaiveDate> {
    Some(day(text))
}

fn at(text: &str) -> NaiveDateTime {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap()
}

fn row(number: u128) -> RowId {
    RowId(Uuid::from_u128(number))
}

/// All dates up to a day, as of July 1, 2026, each as kind, day and what it is about.
fn told(engagement: &Engagement, to: &str) -> Vec<(Kind, String, String)> {
    let span = Span { from: None, to: day(to) };
    let found = items(engagement, &Settings::default(), day("2026-07-01"), span);
    let told = |item: Item| {
        let day = item.day.map(|day| day.to_string()).unwrap_or_default();
        let time = item.time.map(|time| time.format(" %H:%M").to_string()).unwrap_or_default();
        (item.kind, day + &time, item.about)
    };
    found.into_iter().map(told).collect()
}

fn of(kind: Kind, day: &str, about: &str) -> (Kind, String, String) {
    (kind, day.to_owned(), about.to_owned())
}

fn candidate(number: u128, name: &str) -> Candidate {
    Candidate { name: name.to_owned(), ..Candidate::with_id(row(number)) }
}

/// Two companies at the stage of inquiries.
fn choosing() -> Engagement {
    let mut minamo = candidate(1, "みなも秘書");
    // Wednesday; three business days after it is the Monday.
    minamo.inquiry = Inquiry { asked_on: some("2026-07-01"), ..Inquiry::default() };
    minamo.meetings = vec![Meeting { at: Some(at("2026-07-08 14:00")), ..Meeting::with_id(row(11)) }];
    minamo.open_points = vec![
        OpenPoint { what: "権限".to_owned(), due: some("2026-07-03"), ..OpenPoint::with_id(row(12)) },
        OpenPoint {
            what: "済み".to_owned(),
            due: some("2026-07-03"),
            done_on: some("2026-07-02"),
            ..OpenPoint::with_id(row(13))
        },
    ];
    let quote = |number, version, until| Quote {
        plan: "ライト".to_owned(),
        version,
        valid_until: some(until),
        ..Quote::with_id(row(number))
    };
    let mut asahi = candidate(2, "あさひ");
    asahi.quotes = vec![quote(21, 1, "2026-07-10"), quote(22, 2, "2026-07-31")];
    let mut kamome = candidate(3, "かもめ");
    kamome.standing = Standing::Dropped;
    kamome.inquiry = Inquiry { asked_on: some("2026-06-01"), ..Inquiry::default() };
    kamome.meetings = vec![
        Meeting { at: Some(at("2026-06-10 10:00")), ..Meeting::with_id(row(31)) },
        Meeting { at: Some(at("2026-07-10 10:00")), ..Meeting::with_id(row(32)) },
    ];
    Engagement {
        stage: Stage::Quote,
        due: some("2026-07-15"),
        candidates: vec![minamo, asahi, kamome],
        ..Engagement::default()
    }
}

#[test]
fn on_the_way_to_a_contract_every_date_is_told_that_is_still_owed() {
    let expected = [
        // Held before the company dropped out; the one that lay ahead is not told.
        of(Kind::Meeting, "2026-06-10 10:00", "かもめ"),
        of(Kind::OpenPoint, "2026-07-03", "権限"),
        of(Kind::Reply, "2026-07-06", "みなも秘書"),
        of(Kind::Meeting, "2026-07-08 14:00", "みなも秘書"),
        of(Kind::Due, "2026-07-15", ""),
        // The second version of the plan stands for the first.
        of(Kind::QuoteUntil, "2026-07-31", "あさひ ライト"),
    ];
    assert_eq!(told(&choosing(), "2026-12-31"), expected);
}

#[test]
fn once_a_company_was_chosen_nothing_is_owed_to_the_others() {
    let mut chosen = Engagement { stage: Stage::Trial, due: None, ..choosing() };
    chosen.decision.chosen = Some(row(2));
    let trial =
        Trial { candidate: Some(row(2)), from: some("2026-12-21"), to: some("2027-01-08"), ..Trial::with_id(row(41)) };
    let skipped = Trial { skipped_reason: "急ぐ".to_owned(), from: some("2026-08-01"), ..Trial::with_id(row(42)) };
    chosen.trials = vec![skipped, trial];
    let kinds = told(&chosen, "2027-01-31");
    let expected = [
        of(Kind::Meeting, "2026-06-10 10:00", "かもめ"),
        of(Kind::Meeting, "2026-07-08 14:00", "みなも秘書"),
        of(Kind::QuoteUntil, "2026-07-31", "あさひ ライト"),
        of(Kind::TrialFrom, "2026-12-21", "あさひ"),
        of(Kind::TrialTo, "2027-01-08", "あさひ"),
    ];
    assert_eq!(kinds, expected);
    chosen.contract.signed_on = some("2026-07-01");
    assert!(!told(&chosen, "2027-01-31").iter().any(|(kind, ..)| *kind == Kind::QuoteUntil));
}

/// Twelve months from April 1, notice a month before the end, a regular meeting on the second Tuesday.
fn contract(renewal: Renewal) -> Contract {
    Contract {
        candidate: Some(row(1)),
        signed_on: some("2026-03-20"),
        starts_on: some("2026-04-01"),
        term_months: Months::try_from(12).ok(),
        renewal,
        notice_months: Months::try_from(1).ok(),
        kickoff: Kickoff { at: Some(at("2026-07-02 13:00")), ..Kickoff::default() },
        ..Contract::default()
    }
}

fn under(contract: Contract) -> Engagement {
    Engagement {
        stage: Stage::Start, candidates: vec![candidate(1, "みなも秘書")], contract, ..Engagement::default()
    }
}

#[test]
fn a_contract_tells_its_start_notice_and_end_or_renewal() {
    let told = |renewal, to| told(&under(contract(renewal)), to);
    let head =
        [of(Kind::ContractStart, "2026-04-01", "みなも秘書"), of(Kind::Kickoff, "2026-07-02 13:00", "みなも秘書")];
    let with = |rest: &[(Kind, String, String)]| [&head[..], rest].concat();
    let end = of(Kind::ContractEnd, "2027-03-31", "みなも秘書");
    assert_eq!(told(Renewal::None, "2028-12-31"), with(std::slice::from_ref(&end)));
    // A month before March 31 is February 28, 2027, a Sunday: told for the Friday before.
    let notice = of(Kind::Notice, "2027-02-26", "みなも秘書");
    assert_eq!(told(Renewal::ByAgreement, "2028-12-31"), with(&[notice.clone(), end]));
    let renewals = [
        notice,
        of(Kind::Renewal, "2027-04-01", "みなも秘書"),
        // 2028 is a leap year: February 29, a Tuesday.
        of(Kind::Notice, "2028-02-29", "みなも秘書"),
        of(Kind::Renewal, "2028-04-01", "みなも秘書"),
    ];
    assert_eq!(told(Renewal::Automatic, "2028-12-31"), with(&renewals));
}

#[test]
fn the_last_day_of_notice_stands_beside_the_business_day_before_it() {
    let span = Span { from: None, to: day("2027-12-31") };
    let found = items(&under(contract(Renewal::Automatic)), &Settings::default(), day("2026-07-01"), span);
    let notice = found.iter().find(|item| item.kind == Kind::Notice).unwrap();
    assert_eq!((notice.by, notice.number), (some("2027-02-28"), 1));
    assert_eq!(notice.id(), format!("{}-notice-1", Uuid::nil()));
}

#[test]
fn notice_longer_than_the_term_is_told_before_the_term_begins() {
    // From month to month with 90 days of notice: that towards October 31 lies on August 2, a Sunday.
    let monthly = Contract {
        starts_on: some("2026-10-01"),
        term_months: Months::try_from(1).ok(),
        notice_months: None,
        notice_days: Days::try_from(90).ok(),
        ..contract(Renewal::Automatic)
    };
    let found = told(&under(monthly), "2026-08-31");
    let notices: Vec<_> =
        found.iter().filter(|(kind, ..)| *kind == Kind::Notice).map(|(_, day, _)| day.as_str()).collect();
    // Towards November 30: September 1, beyond the span.
    assert_eq!(notices, ["2026-07-31"]);
}

#[test]
fn on_hold_the_contract_goes_on_and_closed_nothing_does() {
    let mut engagement = Engagement { due: some("2026-07-15"), ..under(contract(Renewal::None)) };
    engagement.status = Status::OnHold;
    let expected =
        [of(Kind::ContractStart, "2026-04-01", "みなも秘書"), of(Kind::ContractEnd, "2027-03-31", "みなも秘書")];
    assert_eq!(told(&engagement, "2027-12-31"), expected);
    for status in [Status::Done, Status::Cancelled, Status::Template] {
        engagement.status = status;
        assert_eq!(told(&engagement, "2027-12-31"), []);
    }
}

#[test]
fn what_is_not_signed_binds_to_no_notice() {
    let unsigned = Contract { signed_on: None, kickoff: Kickoff::default(), ..contract(Renewal::Automatic) };
    assert_eq!(told(&under(unsigned), "2028-12-31"), [of(Kind::ContractStart, "2026-04-01", "みなも秘書")]);
}

/// A cycle with one of everything that is open, and of what is over.
fn running() -> Engagement {
    let text = str::to_owned;
    let cycle = Cycle {
        works: vec![
            Work { name: text("請求書"), due: some("2026-07-02"), ..Work::with_id(row(51)) },
            Work {
                name: text("名簿"), due: some("2026-07-02"), done_on: some("2026-07-01"), ..Work::with_id(row(52))
            },
        ],
        questions: vec![
            Question { text: text("いつの分か"), blocking: true, ..Question::with_id(row(53)) },
            Question { text: text("宛名"), asked_at: Some(at("2026-06-30 17:30")), ..Question::with_id(row(54)) },
            Question { answered_at: Some(at("2026-06-30 18:00")), ..Question::with_id(row(55)) },
        ],
        stalls: vec![
            Stall { what: text("権限がない"), since: some("2026-06-29"), ..Stall::with_id(row(56)) },
            Stall { since: some("2026-06-01"), solved_on: some("2026-06-02"), ..Stall::with_id(row(57)) },
        ],
        deliverables: vec![
            // Five business days after Friday, June 19.
            Deliverable { name: text("一覧"), delivered_on: some("2026-06-19"), ..Deliverable::with_id(row(58)) },
            Deliverable {
                checked_on: some("2026-06-20"),
                finding: Finding::Met,
                delivered_on: some("2026-06-19"),
                ..Deliverable::with_id(row(59))
            },
        ],
        revisions: vec![
            Revision { what: text("列を足す"), due: some("2026-07-05"), ..Revision::with_id(row(60)) },
            Revision { due: some("2026-07-05"), done_on: some("2026-07-01"), ..Revision::with_id(row(61)) },
        ],
        ..Cycle::with_id(row(50))
    };
    let mut engagement = Engagement { stage: Stage::Start, cycles: vec![cycle], ..Engagement::default() };
    let review = &mut engagement.cycles[0].review;
    review.points = vec![
        ReviewPoint { text: text("単価"), due: some("2026-07-31"), ..ReviewPoint::with_id(row(62)) },
        ReviewPoint { text: text("窓口"), carried_from: Some(1), ..ReviewPoint::with_id(row(63)) },
    ];
    review.meetings = vec![RegularMeeting {
        at: Some(at("2026-06-09 10:00")),
        next_on: some("2026-07-14"),
        ..RegularMeeting::with_id(row(64))
    }];
    engagement
}

#[test]
fn running_work_tells_what_is_open_and_what_was_held() {
    let expected = [
        of(Kind::Regular, "2026-06-09 10:00", ""),
        of(Kind::Check, "2026-06-26", "一覧"),
        of(Kind::Stall, "2026-06-29", "権限がない"),
        of(Kind::Question, "2026-06-30 17:30", "宛名"),
        of(Kind::Work, "2026-07-02", "請求書"),
        of(Kind::Revision, "2026-07-05", "列を足す"),
        of(Kind::NextRegular, "2026-07-14", ""),
        of(Kind::ReviewPoint, "2026-07-31", "単価"),
        of(Kind::Question, "", "いつの分か"),
        of(Kind::ReviewPoint, "", "窓口"),
    ];
    assert_eq!(told(&running(), "2026-12-31"), expected);
    // A closed cycle owes nothing any more; its meeting stays.
    let mut closed = running();
    closed.cycles[0].closed_on = some("2026-07-01");
    closed.cycles[0].review.meetings[0].next_on = None;
    assert_eq!(told(&closed, "2026-12-31"), [of(Kind::Regular, "2026-06-09 10:00", "")]);
}

fn plan(every: Every, week: WeekOfMonth, weekday: DayOfWeek) -> RegularPlan {
    RegularPlan { every, week, weekday, begins_at: NaiveTime::from_hms_opt(10, 0, 0), ..RegularPlan::default() }
}

fn days(contract: &Contract, from: &str, to: &str) -> Vec<String> {
    let plan = Plan::of(contract, day("2026-07-01")).unwrap();
    plan.between(day(from), day(to)).map(|day| day.to_string()).collect()
}

#[test]
fn a_plan_recurs_from_the_start_of_the_contract_to_its_end() {
    let with = |regular, renewal| Contract { regular, ..contract(renewal) };
    // Second Tuesdays over the turn of the year; the contract ends on March 31.
    let second = with(plan(Every::Month, WeekOfMonth::Second, DayOfWeek::Tuesday), Renewal::None);
    assert_eq!(
        days(&second, "2026-11-01", "2027-12-31"),
        ["2026-11-10", "2026-12-08", "2027-01-12", "2027-02-09", "2027-03-09"]
    );
    // What goes on by itself has no end.
    let renewed = with(plan(Every::Month, WeekOfMonth::Second, DayOfWeek::Tuesday), Renewal::Automatic);
    assert_eq!(days(&renewed, "2027-03-10", "2027-05-31"), ["2027-04-13", "2027-05-11"]);
    // April 1, 2026 is a Wednesday and the first day of the contract.
    let weekly = with(plan(Every::Week, WeekOfMonth::First, DayOfWeek::Wednesday), Renewal::None);
    assert_eq!(days(&weekly, "2026-01-01", "2026-04-20"), ["2026-04-01", "2026-04-08", "2026-04-15"]);
    // The last Friday is the fifth in July and the fourth in August.
    let last = with(plan(Every::Month, WeekOfMonth::Last, DayOfWeek::Friday), Renewal::None);
    assert_eq!(days(&last, "2026-07-01", "2026-08-31"), ["2026-07-31", "2026-08-28"]);
    assert!(Plan::of(&contract(Renewal::None), day("2026-07-01")).is_none());
}

#[test]
fn the_last_weekday_is_the_fifth_where_there_is_one() {
    let last = |year, month, weekday| in_month(year, month, WeekOfMonth::Last, weekday).map(|day| day.to_string());
    assert_eq!(last(2028, 2, Weekday::Tue).as_deref(), Some("2028-02-29"));
    assert_eq!(last(2027, 2, Weekday::Tue).as_deref(), Some("2027-02-23"));
    assert_eq!(last(2026, 12, Weekday::Thu).as_deref(), Some("2026-12-31"));
    assert_eq!(last(2026, 12, Weekday::Fri).as_deref(), Some("2026-12-25"));
}

#[test]
fn a_planned_meeting_gives_way_to_one_that_was_recorded_for_the_day() {
    let mut engagement = under(Contract {
        regular: RegularPlan {
            length: Some(Minutes::saturating(90)),
            ..plan(Every::Month, WeekOfMonth::Second, DayOfWeek::Tuesday)
        },
        kickoff: Kickoff::default(),
        ..contract(Renewal::None)
    });
    engagement.cycles = running().cycles;
    let span = Span { from: some("2026-06-01"), to: day("2026-08-31") };
    let found = items(&engagement, &Settings::default(), day("2026-07-01"), span);
    let meetings: Vec<_> = found
        .iter()
        .filter(|item| item.kind.form() == Form::Meeting)
        .map(|item| (item.kind, item.day.unwrap().to_string(), item.end.map(|end| end.to_string())))
        .collect();
    // June's is past and was recorded; July's was agreed on as the next; August 11 is 山の日 and stays.
    let expected = [
        (Kind::Regular, "2026-06-09".to_owned(), None),
        (Kind::NextRegular, "2026-07-14".to_owned(), Some("2026-07-14 11:30:00".to_owned())),
        (Kind::Planned, "2026-08-11".to_owned(), Some("2026-08-11 11:30:00".to_owned())),
    ];
    assert_eq!(meetings, expected);
}

fn everything(engagement: &Engagement) -> Vec<Item> {
    items(engagement, &Settings::default(), day("2026-07-01"), Span { from: None, to: day("2026-12-31") })
}

#[test]
fn today_groups_what_is_to_be_done() {
    let mut engagement = running();
    engagement.due = some("2026-07-01");
    let found = everything(&engagement);
    let told: Vec<_> = groups(&found, day("2026-07-01"))
        .into_iter()
        .map(|(group, list)| (group, list.into_iter().map(|item| item.kind).collect::<Vec<_>>()))
        .collect();
    let expected = [
        (Group::Answer, vec![Kind::Question, Kind::Question]),
        (Group::Check, vec![Kind::Check]),
        (Group::Late, vec![Kind::Stall]),
        (Group::DueToday, vec![Kind::Due]),
        // Thursday and Sunday of the week of Wednesday, July 1.
        (Group::Week, vec![Kind::Work, Kind::Revision]),
        (Group::Later, vec![Kind::NextRegular, Kind::ReviewPoint]),
        (Group::Carried, vec![Kind::ReviewPoint]),
    ];
    assert_eq!(told, expected);
    // Two questions, the check, the stall, the due date.
    assert_eq!(pressing(&found, day("2026-07-01")), 5);
}

#[test]
fn contracts_are_told_earlier_and_notice_that_has_passed_not_at_all() {
    let group = |kind, on: &str| {
        let item = Item { kind, day: some(on), ..everything(&running()).remove(0) };
        Group::of(&item, day("2026-07-01"))
    };
    assert_eq!(group(Kind::Work, "2026-07-31"), Some(Group::Later));
    assert_eq!(group(Kind::Work, "2026-08-01"), None);
    assert_eq!(group(Kind::Notice, "2026-08-30"), Some(Group::Later));
    assert_eq!(group(Kind::Notice, "2026-08-31"), None);
    assert_eq!(group(Kind::Notice, "2026-06-30"), None);
    assert_eq!(group(Kind::ContractEnd, "2026-06-30"), Some(Group::Late));
    assert_eq!(group(Kind::Reply, "2026-06-30"), Some(Group::Silent));
    assert_eq!(group(Kind::Meeting, "2026-06-30"), None);
    assert_eq!(group(Kind::Planned, "2026-07-01"), Some(Group::Held));
}

#[test]
fn each_thing_is_told_of_once() {
    let mut engagement = running();
    engagement.due = some("2026-07-01");
    engagement.cycles[0].review.meetings[0].at = Some(at("2026-07-01 10:25"));
    let found = everything(&engagement);
    let settings = Settings::default();
    let working = settings.working_days();
    let told = |now: &str, told: &Told| {
        due_notices(&found, at(now), working, told).into_iter().map(|notice| notice.what).collect::<Vec<_>>()
    };
    let names = |matters: Vec<Matter>| {
        let name = |matter| match matter {
            Matter::Meeting(_, left) => format!("meeting in {left}"),
            Matter::Waiting(item, time) => format!("{} {}", item.about, time.get()),
            Matter::DueToday(_, count) => format!("due {count}"),
        };
        matters.into_iter().map(name).collect::<Vec<_>>()
    };
    let mut memory = Told::default();
    // Half an hour of June 30 and half of July 1; the meeting is 55 minutes away.
    assert_eq!(names(told("2026-07-01 09:30", &memory)), ["due 1"]);
    memory.note("due/2026-07-01".to_owned());
    assert_eq!(names(told("2026-07-01 09:54", &memory)), Vec::<String>::new());
    assert_eq!(names(told("2026-07-01 09:55", &memory)), ["meeting in 30"]);
    // The question was asked at 17:30: 30 minutes, and 90 of today.
    assert_eq!(names(told("2026-07-01 10:30", &memory)), ["宛名 120"]);
    for notice in due_notices(&found, at("2026-07-01 10:30"), working, &memory) {
        memory.note(notice.key);
    }
    assert_eq!(names(told("2026-07-01 10:31", &memory)), Vec::<String>::new());
    assert_eq!(Told::parse(&memory.to_text()), memory);
}

#[test]
fn what_was_told_is_kept_in_mind_up_to_a_limit() {
    let mut told = Told::default();
    for number in 0..=Told::MOST {
        told.note(number.to_string());
    }
    assert!(!told.has("0") && told.has("1"));
    assert_eq!(told.to_text().lines().count(), Told::MOST);
}

#[test]
fn three_hundred_engagements_have_identifiers_of_their_own() {
    let mut ids = IdSource::new(Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0000));
    let mut seen = std::collections::BTreeSet::new();
    for _ in 0..300 {
        let engagement = Engagement { id: ids.engagement(), ..under(contract(Renewal::Automatic)) };
        for item in everything(&engagement) {
            assert!(seen.insert(item.id()), "{}", item.id());
        }
    }
}
