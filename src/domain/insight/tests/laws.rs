use super::*;
use crate::domain::Settings;
use chrono::Duration;
use proptest::prelude::*;

/// A history of moves and changes of status, some on the same day, some without a date.
fn engagements() -> impl Strategy<Value = Engagement> {
    let step = (0..40_i64, 0..9_usize, 0..11_usize, prop::option::weighted(0.3, 0..4_usize), prop::bool::weighted(0.9));
    (1..u128::MAX, -800..20_i64, prop::collection::vec(step, 0..12)).prop_map(|(number, created, steps)| {
        let today = day("2026-07-01");
        let on = |days: i64| format!("{}T10:00:00+09:00", today + Duration::days(days)).parse().ok();
        let mut made = Engagement { created_at: on(created), ..engagement(number, "2026-07-01") };
        made.created_at = on(created);
        let mut at = created;
        for (days, to, kind, status, dated) in steps {
            at += days;
            let to = if status.is_some() { made.stage } else { Stage::ALL[to] };
            let kind = if status.is_some() { MoveKind::Status } else { MoveKind::ALL[kind] };
            let status = status.map(|status| Status::ALL[status]);
            let entry = Entry { at: on(at).filter(|_| dated), from: made.stage, to, kind, status, ..Entry::default() };
            made.history.push(entry);
            made.stage = to;
            made.status = status.unwrap_or(made.status);
        }
        made
    })
}

proptest! {
    #[test]
    fn the_stays_of_an_engagement_add_up_to_its_whole_time(made in engagements()) {
        let today = day("2026-07-01");
        let settings = Settings::default();
        let working = settings.working_days();
        let stays = stays(&made);
        let whole = (today - stays[0].from).num_days().max(0);
        prop_assert_eq!(stays.iter().map(|stay| stay.days(today)).sum::<i64>(), whole);
        let business: i64 = stays.iter().map(|stay| working.between(stay.from, stay.until(today)).count).sum();
        prop_assert_eq!(business, working.between(stays[0].from, today).count);
        prop_assert!(stays.windows(2).all(|pair| pair[0].to == Some(pair[1].from)));
    }

    #[test]
    fn on_each_day_the_bands_add_up_to_the_engagements_there_were(made in prop::collection::vec(engagements(), 0..12)) {
        let board = board(made);
        for months in [None, Some(3)] {
            let flow = flow(&board, Window::new(months, day("2026-07-01")));
            for point in &flow.points {
                let begun = board.engagements.values().filter(|one| stays(one).first().is_some_and(|stay| stay.from <= point.on));
                prop_assert_eq!(point.total(), begun.count());
            }
            let last = flow.points.last().map(|point| point.on);
            prop_assert!(last.is_none_or(|on| on == day("2026-07-01")));
            prop_assert!(flow.points.len() <= 131);
        }
    }

    #[test]
    fn nothing_passes_a_stage_in_more_time_than_there_was(made in prop::collection::vec(engagements(), 0..12)) {
        let board = board(made);
        let times = lead_times(&board, whole("2026-07-01"));
        let longest = board.engagements.values().filter_map(|one| Some((day("2026-07-01") - stays(one).first()?.from).num_days())).max();
        for figures in times.iter().filter_map(|time| time.days) {
            prop_assert!(figures.longest <= longest.unwrap_or(0));
            prop_assert!(figures.median <= figures.longest * 10 && figures.p85 <= figures.longest);
        }
        let present: usize = times.iter().map(|time| time.present).sum();
        prop_assert_eq!(present, board.engagements.values().filter(|one| one.status.on_board()).count());
        let found = standstill(&board, day("2026-07-01"));
        prop_assert!(found.stuck.iter().all(|one| one.over() > 0));
        prop_assert!(found.stuck.windows(2).all(|pair| pair[0].over() >= pair[1].over()));
    }
}
