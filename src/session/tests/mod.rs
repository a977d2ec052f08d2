mod files;
mod tabs;

use super::*;
use crate::domain::command::Place;
use crate::domain::movement::Consent;
use crate::domain::{Action, Stage, Status};
use crate::journal::MemoryStore;
use uuid::Uuid;

/// A rim for tests: each command a second after the one before, ids counted up.
struct Rim {
    session: Session<MemoryStore>,
    count: u128,
}

impl Rim {
    fn new(store: MemoryStore) -> Self {
        Self { session: Session::open(store).unwrap().0, count: 0 }
    }

    fn now(&self) -> DateTime<FixedOffset> {
        let start: DateTime<FixedOffset> = "2026-11-23T09:00:00+09:00".parse().unwrap();
        start + TimeDelta::seconds(self.count as i64)
    }

    fn act(&mut self, action: Action, typing: bool) -> Result<Change, DispatchError> {
        self.count += 1;
        let seed = Uuid::from_u128(0x0192_0000_0000_7000_8000_0000_0000_0000 + (self.count << 16));
        self.session.dispatch(Command { at: self.now(), seed, action }, typing)
    }

    fn add(&mut self, title: &str) -> EngagementId {
        let change = self.act(Action::Add { title: title.into(), stage: Stage::Clarify }, false).unwrap();
        change.ops[0].engagement().unwrap()
    }

    fn type_purpose(&mut self, id: EngagementId, text: &str) {
        let mut draft = (**self.session.board().get(id).unwrap()).clone();
        draft.clarify.purpose = text.into();
        self.act(Action::Edit { draft: Arc::new(draft), field: "依頼の目的".into(), contested: false }, true).unwrap();
    }

    fn reopen(self) -> (Self, Findings) {
        let count = self.count;
        let (session, findings) = Session::open(self.session.into_store()).unwrap();
        (Self { session, count }, findings)
    }
}

#[test]
fn what_was_saved_is_there_at_the_next_start() {
    let mut rim = Rim::new(MemoryStore::new());
    let id = rim.add("経理");
    rim.type_purpose(id, "月次の締めを早めたい");
    rim.act(
        Action::Move {
            id,
            to: Stage::Select,
            place: Place::Last,
            filled: None,
            consent: Consent { reason: "先に会社を見たい".into(), despite_gate: true, successor: None },
        },
        false,
    )
    .unwrap();
    let board = rim.session.board().clone();
    let (rim, findings) = rim.reopen();
    assert_eq!(rim.session.board(), &board);
    assert_eq!(findings.set_aside(), 0);
    assert_eq!(rim.session.board().get(id).unwrap().stage, Stage::Select);
}

#[test]
fn a_long_session_survives_checkpoints() {
    let mut rim = Rim::new(MemoryStore::new());
    let ids: Vec<_> = (0..20).map(|n| rim.add(&format!("案件{n}"))).collect();
    for round in 0..700 {
        rim.type_purpose(ids[round % 20], &format!("目的 {round}"));
        rim.session.checkpoint_if_due();
    }
    let board = rim.session.board().clone();
    let (rim, findings) = rim.reopen();
    assert_eq!(rim.session.board(), &board);
    assert_eq!(findings.set_aside(), 0);
}

#[test]
fn undo_and_redo_lead_back_and_forth_and_are_saved() {
    let mut rim = Rim::new(MemoryStore::new());
    let empty = rim.session.board().clone();
    let id = rim.add("採用");
    rim.type_purpose(id, "応募者への返信を早く");
    let full = rim.session.board().clone();
    let at = rim.now();
    assert!(matches!(rim.session.undo_label(), Some(Label::Edit(..))));
    rim.session.undo(at, Uuid::nil()).unwrap();
    rim.session.undo(at, Uuid::nil()).unwrap();
    assert_eq!(rim.session.board(), &empty);
    assert_eq!(rim.session.undo(at, Uuid::nil()).unwrap(), None);
    rim.session.redo(at, Uuid::nil()).unwrap();
    rim.session.redo(at, Uuid::nil()).unwrap();
    assert_eq!(rim.session.board(), &full);
    let (rim, _) = rim.reopen();
    assert_eq!(rim.session.board(), &full);
}

#[test]
fn what_is_typed_in_one_go_is_one_step_to_undo() {
    let mut rim = Rim::new(MemoryStore::new());
    let id = rim.add("秘書");
    let before = rim.session.board().clone();
    for text in ["会", "会議", "会議の調整"] {
        rim.type_purpose(id, text);
    }
    let at = rim.now();
    rim.session.undo(at, Uuid::nil()).unwrap();
    assert_eq!(rim.session.board(), &before);
    rim.session.redo(at, Uuid::nil()).unwrap();
    assert_eq!(rim.session.board().get(id).unwrap().clarify.purpose, "会議の調整");
}

#[test]
fn undo_reaches_two_hundred_steps_back() {
    let mut rim = Rim::new(MemoryStore::new());
    for n in 0..=UNDO_DEPTH {
        rim.add(&format!("案件{n}"));
    }
    let at = rim.now();
    let mut undone = 0;
    while rim.session.undo(at, Uuid::nil()).unwrap().is_some() {
        undone += 1;
    }
    assert_eq!(undone, UNDO_DEPTH);
    assert_eq!(rim.session.board().engagements.len(), 1);
}

#[test]
fn a_full_store_is_told_and_nothing_in_hand_is_lost() {
    let mut rim = Rim::new(MemoryStore::with_quota(6_000));
    let id = rim.add("経理");
    let mut round = 0;
    while rim.session.state() == SaveState::Saved {
        round += 1;
        rim.type_purpose(id, &format!("目的 {round} {}", "あ".repeat(50)));
        assert!(round < 10_000, "the store never filled");
    }
    assert_eq!(rim.session.state(), SaveState::Failed(WriteError::Store(StoreError::Quota)));
    rim.type_purpose(id, "満杯のあとの入力");
    let board = rim.session.board().clone();
    rim.session.journal.store_mut().set_quota(None);
    rim.session.retry();
    assert_eq!(rim.session.state(), SaveState::Saved);
    let (rim, _) = rim.reopen();
    assert_eq!(rim.session.board(), &board);
}

/// A session whose store is full: an engagement of few words, and the one whose many words found no room.
fn filled() -> (Rim, EngagementId, EngagementId) {
    let mut rim = Rim::new(MemoryStore::with_quota(100_000));
    let short = rim.add("短い");
    for round in 0..1_000 {
        let long = rim.add(&format!("長い {round}"));
        rim.type_purpose(long, &"あ".repeat(9_000));
        if rim.session.state() != SaveState::Saved {
            return (rim, short, long);
        }
        rim.session.checkpoint();
    }
    panic!("the store never filled");
}

#[test]
fn a_full_store_is_asked_in_turn_and_not_at_every_change() {
    let (mut rim, short, _) = filled();
    rim.session.retry_in_turn();
    rim.session.journal.store_mut().set_quota(None);
    rim.type_purpose(short, "待つ入力");
    rim.session.retry_in_turn();
    assert_ne!(rim.session.state(), SaveState::Saved, "the turn after a refusal passes");
    rim.session.retry_in_turn();
    assert_eq!(rim.session.state(), SaveState::Saved);
    let board = rim.session.board().clone();
    assert_eq!(board.get(short).unwrap().clarify.purpose, "待つ入力");
    let (rim, _) = rim.reopen();
    assert_eq!(rim.session.board(), &board);
}

#[test]
fn a_change_that_makes_room_is_saved_at_once_with_all_that_waited() {
    let (mut rim, short, long) = filled();
    rim.type_purpose(short, "待つ");
    assert_ne!(rim.session.state(), SaveState::Saved);
    rim.type_purpose(long, "");
    assert_eq!(rim.session.state(), SaveState::Saved);
    let board = rim.session.board().clone();
    let (rim, _) = rim.reopen();
    assert_eq!(rim.session.board(), &board);
}

#[test]
fn a_follower_that_no_writer_answers_changes_nothing() {
    let mut rim = Rim::new(MemoryStore::new());
    rim.add("経理");
    rim.session = Session::open_following(rim.session.into_store(), "タブ".to_owned()).unwrap().0;
    let board = rim.session.board().clone();
    assert_eq!(board.engagements.len(), 1);
    let refused = rim.act(Action::Clear, false);
    assert_eq!(refused, Err(DispatchError::ReadOnly));
    assert_eq!(rim.session.board(), &board);
}

#[test]
fn a_record_that_is_no_change_is_set_aside_and_the_rest_is_kept() {
    let mut rim = Rim::new(MemoryStore::new());
    let id = rim.add("経理");
    rim.session.journal.append("{\"at\":\"nonsense\"}").unwrap();
    rim.type_purpose(id, "それでも残る");
    let board = rim.session.board().clone();
    let (rim, findings) = rim.reopen();
    assert_eq!(rim.session.board(), &board);
    assert_eq!(findings.refused.len(), 1);
    assert_eq!(rim.session.journal().quarantine().unwrap().len(), 1);
    let mut rim = rim;
    rim.session.checkpoint_if_due();
    let (rim, again) = rim.reopen();
    assert_eq!(rim.session.board(), &board);
    assert_eq!(again.refused.len(), 0, "told once");
}

#[test]
fn an_edit_or_a_move_writes_less_than_a_thousand_characters() {
    for count in [10, 2_000] {
        let mut rim = Rim::new(MemoryStore::new());
        let ids: Vec<_> = (0..count).map(|n| rim.add(&format!("経理の請求書発行と入金確認 {n}"))).collect();
        let written = |rim: &Rim| rim.session.journal().store().written_units();
        let before = written(&rim);
        rim.type_purpose(ids[7], "月次決算を五営業日で締められるようにする。");
        let edit = written(&rim) - before;
        let consent = Consent::default();
        let action = Action::Move { id: ids[8], to: Stage::Clarify, place: Place::First, filled: None, consent };
        rim.act(action, false).unwrap();
        let reorder = written(&rim) - before - edit;
        assert!(edit <= 1_000, "at {count}, an edit wrote {edit}");
        assert!(reorder <= 1_000, "at {count}, a reorder wrote {reorder}");
    }
}

#[test]
fn a_status_change_asks_for_its_reason() {
    let mut rim = Rim::new(MemoryStore::new());
    let id = rim.add("経理");
    let refused = rim.act(Action::SetStatus { id, status: Status::OnHold, reason: "  ".into() }, false);
    assert_eq!(refused, Err(DispatchError::Rejected(Rejection::ReasonMissing)));
    rim.act(Action::SetStatus { id, status: Status::OnHold, reason: "予算待ち".into() }, false).unwrap();
    assert_eq!(rim.session.board().get(id).unwrap().status, Status::OnHold);
}

/// A session with a day kept, and what was on the board then.
fn with_a_day() -> (Rim, Board, EngagementId) {
    let mut rim = Rim::new(MemoryStore::new());
    let kept = rim.add("経理");
    rim.add("採用");
    assert!(rim.session.checkpoint());
    assert_eq!(rim.session.journal.keep_day("2026-11-23"), Ok(true));
    let then = rim.session.board().clone();
    (rim, then, kept)
}

#[test]
fn a_kept_day_is_the_board_of_then_and_going_back_is_one_step() {
    let (mut rim, then, id) = with_a_day();
    rim.type_purpose(id, "あとで書いた");
    rim.add("総務");
    let before = rim.session.board().clone();
    assert_eq!(rim.session.day("2026-11-23"), Some((then.clone(), Vec::new())));
    assert_eq!(rim.session.day("2026-11-22"), None);
    let (board, missing) = rim.session.day_to_restore("2026-11-23").unwrap();
    assert_eq!(missing, 0);
    rim.act(Action::Restore { name: "2026-11-23".into(), board }, false).unwrap();
    assert_eq!(*rim.session.board(), then);
    assert_eq!(rim.session.undo_label(), Some(&Label::Restore("2026-11-23".into())));
    rim.session.undo(rim.now(), Uuid::nil()).unwrap();
    assert_eq!(*rim.session.board(), before);
}

#[test]
fn going_back_leaves_alone_what_the_kept_day_has_lost() {
    let (mut rim, _, id) = with_a_day();
    let lost = format!("c/{ENGAGEMENT_CHUNK}{id}/");
    let store = rim.session.journal.store_mut();
    for key in store.keys().unwrap().into_iter().filter(|key| key.contains(&lost)) {
        store.remove(&key).unwrap();
    }
    let (board, missing) = rim.session.day("2026-11-23").unwrap();
    assert_eq!((board.get(id), missing), (None, vec![format!("{ENGAGEMENT_CHUNK}{id}")]));
    let (board, missing) = rim.session.day_to_restore("2026-11-23").unwrap();
    assert_eq!((board.get(id), missing), (rim.session.board().get(id), 1));
}

#[test]
fn closed_engagements_go_to_a_file_in_one_step() {
    let mut rim = Rim::new(MemoryStore::new());
    let ids = [rim.add("経理"), rim.add("採用")];
    rim.add("総務");
    let before = rim.session.board().clone();
    rim.act(Action::Archive(ids.to_vec()), false).unwrap();
    let left: Vec<_> = rim.session.board().engagements.values().map(|one| one.title.clone()).collect();
    assert_eq!(left, ["総務"]);
    assert_eq!(rim.session.undo_label(), Some(&Label::Archive(2)));
    let gone = rim.act(Action::Archive(ids.to_vec()), false);
    assert_eq!(gone, Err(DispatchError::Rejected(Rejection::Unknown(ids[0]))));
    rim.session.undo(rim.now(), Uuid::nil()).unwrap();
    assert_eq!(*rim.session.board(), before);
}
