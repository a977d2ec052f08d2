use super::*;
use crate::domain::calendar::Closure;
use crate::domain::command::Place;
use crate::domain::ids::RowId;
use crate::domain::movement::Consent;
use crate::domain::stage::clarify::Task;
use crate::domain::{Action, Command, Stage, apply};
use proptest::prelude::*;

fn at() -> DateTime<FixedOffset> {
    "2026-11-24T09:00:00+09:00".parse().unwrap()
}

fn seed(number: u128) -> Uuid {
    Uuid::from_u128(0x0193_0000_0000_7000_8000_0000_0000_0000 + (number << 20))
}

fn row(number: u128) -> RowId {
    RowId(seed(900 + number))
}

/// A tab: makes changes on its own copy of a board.
#[derive(Clone)]
struct Tab {
    board: Board,
    number: u128,
}

impl Tab {
    fn act(&mut self, action: Action) -> Work {
        self.number += 1;
        let before = self.board.clone();
        let change = apply(&self.board, Command { at: at(), seed: seed(self.number), action }).unwrap();
        change.apply(&mut self.board).unwrap();
        Work::of(&change, &before, &self.board, seed(self.number + 500))
    }

    fn id(&self) -> EngagementId {
        *self.board.engagements.keys().next().unwrap()
    }

    fn edit(&mut self, edit: impl FnOnce(&mut Engagement)) -> Work {
        let mut draft = (**self.board.get(self.id()).unwrap()).clone();
        edit(&mut draft);
        self.act(Action::Edit { draft: Arc::new(draft), field: "欄".to_owned(), contested: false })
    }

    fn shift(&mut self, to: Stage) -> Work {
        let consent = Consent { reason: "先に進める".to_owned(), despite_gate: true, successor: None };
        self.act(Action::Move { id: self.id(), to, place: Place::Last, filled: None, consent })
    }

    fn take(&mut self, work: &Work) {
        if let Some(change) = work.merge(&self.board) {
            change.apply(&mut self.board).unwrap();
        }
    }

    fn only(&self) -> &Engagement {
        self.board.get(self.id()).unwrap()
    }
}

/// Two tabs on the same board of one engagement with two tasks.
fn two() -> (Tab, Tab) {
    let mut one = Tab { board: Board::default(), number: 0 };
    one.act(Action::Add { title: "経理".to_owned(), stage: Stage::Clarify });
    one.edit(|draft| {
        draft.clarify.purpose = "はじめの目的".to_owned();
        let task = |number: u128| Task { id: row(number), name: format!("業務{number}"), ..Task::default() };
        draft.clarify.tasks = vec![task(1), task(2)];
    });
    let other = Tab { number: 100, ..one.clone() };
    (one, other)
}

fn closures(tab: &mut Tab, edit: impl FnOnce(&mut Vec<Closure>)) -> Work {
    let mut settings = tab.board.settings.clone();
    edit(&mut settings.closures);
    tab.act(Action::Settings(settings))
}

#[test]
fn closures_are_merged_row_by_row() {
    let (mut one, _) = two();
    let closure = |number: u128, from: &str, until: &str| Closure {
        id: row(number),
        from: from.parse().ok(),
        until: until.parse().ok(),
        ..Closure::default()
    };
    closures(&mut one, |list| list.push(closure(11, "2026-08-12", "2026-08-14")));
    let mut other = Tab { number: 100, ..one.clone() };
    closures(&mut one, |list| list.push(closure(12, "2026-12-29", "2027-01-03")));
    let work = closures(&mut other, |list| list[0].name = "夏季休業".to_owned());
    one.take(&work);
    let found = one.board.settings.closures.iter().map(|one| (one.id, one.name.as_str()));
    assert_eq!(found.collect::<Vec<_>>(), [(row(11), "夏季休業"), (row(12), "")]);

    // Each of the two is sound, both together end before they begin: what is there stays.
    let mut other = Tab { number: 200, ..one.clone() };
    closures(&mut one, |list| list[0].from = "2026-08-14".parse().ok());
    let before = one.board.clone();
    let work = closures(&mut other, |list| list[0].until = "2026-08-13".parse().ok());
    one.take(&work);
    assert_eq!(one.board, before);
}

#[test]
fn different_fields_are_merged_and_nothing_is_kept_beside() {
    let (mut one, mut other) = two();
    one.edit(|draft| draft.owner = "田中".to_owned());
    let work = other.edit(|draft| draft.clarify.purpose = "締めを早く".to_owned());
    one.take(&work);
    assert_eq!((one.only().owner.as_str(), one.only().clarify.purpose.as_str()), ("田中", "締めを早く"));
    assert_eq!(one.only().overlaps, []);
}

#[test]
fn the_same_field_holds_the_later_text_and_keeps_the_other_until_a_person_chooses() {
    for take in [true, false] {
        let (mut one, mut other) = two();
        one.edit(|draft| draft.clarify.purpose = "甲".to_owned());
        let work = other.edit(|draft| draft.clarify.purpose = "乙".to_owned());
        one.take(&work);
        assert_eq!(one.only().clarify.purpose, "乙");
        let kept = one.only().overlaps[0].clone();
        assert_eq!((kept.path.as_str(), &kept.other, kept.field.as_str()), ("clarify.purpose", &"甲".into(), "欄"));
        one.act(Action::Settle { id: one.id(), overlap: kept.id, take });
        assert_eq!(one.only().clarify.purpose, if take { "甲" } else { "乙" });
        assert_eq!(one.only().overlaps, []);
    }
}

#[test]
fn the_same_text_on_both_sides_is_no_overlap() {
    let (mut one, mut other) = two();
    one.edit(|draft| draft.owner = "田中".to_owned());
    let work = other.edit(|draft| draft.owner = "田中".to_owned());
    assert_eq!(work.merge(&one.board), None);
}

#[test]
fn a_field_written_while_something_else_came_in_keeps_what_came_in() {
    let (mut one, _) = two();
    let mut draft = one.only().clone();
    draft.clarify.purpose = "打っていた文".to_owned();
    one.act(Action::Edit { draft: Arc::new(draft), field: "依頼の目的".to_owned(), contested: true });
    assert_eq!(one.only().clarify.purpose, "打っていた文");
    assert_eq!(one.only().overlaps[0].other, Value::from("はじめの目的"));
}

#[test]
fn rows_of_both_sides_stay() {
    let (mut one, mut other) = two();
    one.edit(|draft| draft.clarify.tasks.push(Task { id: row(3), name: "甲の業務".to_owned(), ..Task::default() }));
    let work = other.edit(|draft| {
        draft.clarify.tasks.insert(1, Task { id: row(4), name: "乙の業務".to_owned(), ..Task::default() });
        draft.clarify.tasks[0].name = "改めた業務".to_owned();
    });
    one.take(&work);
    let names: Vec<_> = one.only().clarify.tasks.iter().map(|task| task.name.as_str()).collect();
    assert_eq!(names, ["改めた業務", "乙の業務", "業務2", "甲の業務"]);
    assert_eq!(one.only().overlaps, []);
}

#[test]
fn a_row_that_one_side_removed_goes_unless_the_other_has_changed_it() {
    for (removes_first, changed) in [(true, false), (true, true), (false, true)] {
        let (mut one, mut other) = two();
        let (remover, changer) = if removes_first { (&mut one, &mut other) } else { (&mut other, &mut one) };
        let removed = remover.edit(|draft| draft.clarify.tasks.retain(|task| task.id != row(1)));
        let other_work = changer.edit(|draft| {
            draft.owner = "佐藤".to_owned();
            if changed {
                draft.clarify.tasks[0].name = "まだ要る".to_owned();
            }
        });
        one.take(if removes_first { &other_work } else { &removed });
        assert_eq!(one.only().clarify.tasks.len(), if changed { 2 } else { 1 });
        assert_eq!(one.only().owner, "佐藤");
    }
}

#[test]
fn two_moves_come_one_after_the_other_and_the_history_tells_of_both() {
    let (mut one, mut other) = two();
    one.shift(Stage::Select);
    let work = other.shift(Stage::Quote);
    one.take(&work);
    assert_eq!(one.only().stage, Stage::Quote);
    let moves: Vec<_> = one.only().history.iter().map(|entry| (entry.from, entry.to)).collect();
    assert_eq!(moves, [(Stage::Clarify, Stage::Select), (Stage::Select, Stage::Quote)]);
}

#[test]
fn a_move_and_an_edit_go_together() {
    let (mut one, mut other) = two();
    one.shift(Stage::Select);
    let work = other.edit(|draft| draft.owner = "田中".to_owned());
    one.take(&work);
    assert_eq!((one.only().stage, one.only().owner.as_str()), (Stage::Select, "田中"));
    let (mut one, mut other) = two();
    one.edit(|draft| draft.owner = "田中".to_owned());
    let work = other.shift(Stage::Select);
    one.take(&work);
    assert_eq!((one.only().stage, one.only().owner.as_str()), (Stage::Select, "田中"));
    assert_eq!(one.only().history.len(), 1);
}

#[test]
fn what_was_written_into_a_removed_engagement_brings_it_back() {
    let (mut one, mut other) = two();
    one.act(Action::Remove(one.id()));
    let work = other.edit(|draft| draft.owner = "田中".to_owned());
    one.take(&work);
    assert_eq!(one.only().owner, "田中");
}

#[test]
fn an_engagement_changed_meanwhile_is_not_removed_but_marked() {
    let (mut one, mut other) = two();
    one.edit(|draft| draft.owner = "田中".to_owned());
    let work = other.act(Action::Remove(other.id()));
    one.take(&work);
    let marked = one.only().overlaps[0].clone();
    assert_eq!((one.only().owner.as_str(), marked.path.as_str()), ("田中", ""));
    one.act(Action::Settle { id: one.id(), overlap: marked.id, take: true });
    assert!(one.board.engagements.is_empty());
}

#[test]
fn an_overlap_may_not_write_what_only_moves_change() {
    let (mut one, _) = two();
    let mut board = one.board.clone();
    let mut forged = one.only().clone();
    for path in ["stage", "history[x].to", "overlaps", "no.such.place[x].y"] {
        let kept = Overlap { id: row(7), path: path.to_owned(), other: "review".into(), ..Overlap::default() };
        forged.overlaps = vec![kept];
        board.engagements.insert(forged.id, Arc::new(forged.clone()));
        one.board = board.clone();
        let action = Action::Settle { id: forged.id, overlap: row(7), take: true };
        let refused = apply(&one.board, Command { at: at(), seed: seed(1), action });
        assert_eq!(refused.unwrap_err(), crate::domain::Rejection::OverlapGone, "{path}");
    }
}

#[test]
fn several_works_sent_again_as_one_do_not_write_over_what_came_later() {
    let (mut one, mut other) = two();
    let first = other.edit(|draft| draft.owner = "田中".to_owned());
    let second = other.edit(|draft| draft.owner = "佐藤".to_owned());
    one.take(&first);
    one.take(&second);
    let together = Work::together([&first, &second]).unwrap();
    assert_eq!(together.merge(&one.board), None);
    // Only the first of them had arrived.
    let (mut one, _) = two();
    one.take(&first);
    one.take(&together);
    assert_eq!((one.only().owner.as_str(), one.only().overlaps.len()), ("佐藤", 0));
}

#[test]
fn an_added_engagement_and_what_was_done_to_it_arrive_together_or_one_after_the_other() {
    let mut other = Tab { board: Board::default(), number: 0 };
    let added = other.act(Action::Add { title: "経理".to_owned(), stage: Stage::Clarify });
    let edited = other.edit(|draft| draft.owner = "田中".to_owned());
    let again = other.edit(|draft| draft.owner = "佐藤".to_owned());
    let together = Work::together([&added, &edited, &again]).unwrap();
    for arrived in [vec![], vec![&added], vec![&added, &edited], vec![&added, &edited, &again]] {
        let mut one = Tab { board: Board::default(), number: 0 };
        arrived.into_iter().for_each(|work| one.take(work));
        one.take(&together);
        assert_eq!((one.only().owner.as_str(), one.only().overlaps.len()), ("佐藤", 0));
    }
}

#[test]
fn a_draft_begun_before_another_tab_changed_something_keeps_both() {
    let (mut one, _) = two();
    let opened = one.only().clone();
    let mut draft = opened.clone();
    draft.clarify.purpose = "ゲートで書いた".to_owned();
    one.edit(|present| present.owner = "田中".to_owned());
    one.shift(Stage::Select);
    let merged = rebase(&opened, &draft, one.only(), at(), seed(77));
    assert_eq!((merged.owner.as_str(), merged.clarify.purpose.as_str()), ("田中", "ゲートで書いた"));
    assert_eq!((merged.stage, merged.history.len()), (Stage::Select, 1));
}

/// One thing that a tab does.
fn step(tab: &mut Tab, kind: u8, text: &str) -> Option<Work> {
    if tab.board.engagements.is_empty() {
        return Some(tab.act(Action::Add { title: format!("案件{text}"), stage: Stage::Clarify }));
    }
    match kind % 8 {
        0 => (tab.only().owner != text).then(|| tab.edit(|draft| draft.owner = text.to_owned())),
        1 => (tab.only().clarify.purpose != text).then(|| tab.edit(|draft| draft.clarify.purpose = text.to_owned())),
        2 => {
            let id = RowId(seed(10_000 + tab.number));
            Some(tab.edit(|draft| draft.clarify.tasks.push(Task { id, name: text.to_owned(), ..Task::default() })))
        }
        3 => (!tab.only().clarify.tasks.is_empty()).then(|| tab.edit(|draft| drop(draft.clarify.tasks.remove(0)))),
        4 => {
            let other = tab.only().clarify.tasks.first().is_some_and(|task| task.name != text);
            other.then(|| tab.edit(|draft| draft.clarify.tasks[0].name = text.to_owned()))
        }
        5 => (tab.only().clarify.tasks.len() > 1).then(|| tab.edit(|draft| draft.clarify.tasks.reverse())),
        6 => {
            let to = if tab.only().stage == Stage::Clarify { Stage::Select } else { Stage::Clarify };
            Some(tab.shift(to))
        }
        _ => Some(tab.act(Action::Add { title: format!("案件{text}"), stage: Stage::Select })),
    }
}

proptest! {
    #[test]
    fn merging_loses_no_text_and_a_second_time_changes_nothing(
        mine in prop::collection::vec((any::<u8>(), "[か-こ]{1,6}"), 1..8),
        theirs in prop::collection::vec((any::<u8>(), "[さ-そ]{1,6}"), 1..8),
    ) {
        let (mut one, mut other) = two();
        for (kind, text) in &theirs {
            step(&mut one, *kind, text);
        }
        let works: Vec<Work> = mine.iter().filter_map(|(kind, text)| step(&mut other, *kind, text)).collect();
        let told = serde_json::to_string(&works).unwrap();
        let works: Vec<Work> = serde_json::from_str(&told).unwrap();
        for work in &works {
            one.take(work);
            for engagement in one.board.engagements.values() {
                prop_assert!(check_engagement(engagement).is_ok(), "{:?}", check_engagement(engagement));
            }
            // Sent again at once: all of it is there.
            let again = work.merge(&one.board);
            prop_assert!(again.is_none(), "{again:?}");
        }
        // What the other tab wrote and still holds at its end, this one holds, in its place or beside it.
        let wrote = |text: &str| mine.iter().any(|(_, written)| written == text);
        for (id, theirs) in &other.board.engagements {
            let held = to_value(&**one.board.get(*id).unwrap()).to_string();
            for text in [&theirs.owner, &theirs.clarify.purpose].into_iter().filter(|text| wrote(text)) {
                prop_assert!(held.contains(text.as_str()), "{text} is gone: {held}");
            }
            for task in theirs.clarify.tasks.iter().filter(|task| wrote(&task.name)) {
                prop_assert!(held.contains(task.name.as_str()), "{} is gone: {held}", task.name);
            }
        }
    }
}
