//! Laws of commands: whatever a person does can be undone to where it began and redone to where it
//! ended; a stored change is the change; what is refused changes nothing.
#![allow(clippy::expect_used, clippy::unwrap_used)]

mod support;

use irai_board::document::{Choice, Import, Mode, plan};
use irai_board::domain::command::{Origin, Place};
use irai_board::domain::movement::Consent;
use irai_board::domain::templates::{Language, Trade};
use irai_board::domain::validate::check_engagement;
use irai_board::domain::{Action, Board, Change, Engagement, Settings, Stage, Status, apply};
use irai_board::domain::{Command, Percent, samples};
use proptest::prelude::*;
use proptest::sample::Index;
use std::sync::Arc;
use support::arbitrary::{boards, draft_of, engagements};
use support::{now, sample_board, seed};

/// A command, told without a board: which engagement is meant is an index into whatever is there.
#[derive(Clone, Debug)]
enum Step {
    Add(String, Stage),
    AddFrom { title: String, origin: Option<Index>, trade: Trade, candidates: bool, template: bool },
    AddTold { title: String, problems: String },
    Edit(Index, Box<Engagement>),
    Type(Index, String),
    Touch(Index, u8),
    Move { card: Index, to: Stage, place: Place3, fill: Option<Box<Engagement>>, consent: Words },
    SetStatus(Index, Status, bool),
    Remove(Index),
    AddSamples,
    RemoveSamples,
    Import(Box<Board>, bool, Vec<bool>),
    Clear,
    Settings(u8, Option<u8>),
}

#[derive(Clone, Debug)]
enum Place3 {
    First,
    Last,
    Before(Index),
}

#[derive(Clone, Debug)]
struct Words {
    reason: bool,
    despite_gate: bool,
    successor: Option<Index>,
}

fn steps() -> impl Strategy<Value = Step> {
    let index = any::<Index>;
    let stage = || prop::sample::select(Stage::ALL);
    let wild = || engagements().prop_map(Box::new);
    let place = prop_oneof![Just(Place3::First), Just(Place3::Last), any::<Index>().prop_map(Place3::Before)];
    let words = (prop::bool::weighted(0.8), prop::bool::weighted(0.7), any::<Option<Index>>())
        .prop_map(|(reason, despite_gate, successor)| Words { reason, despite_gate, successor });
    let fill = prop::option::weighted(0.3, wild());
    prop_oneof![
        2 => ("[ a経理🗂️]{0,4}", stage()).prop_map(|(title, stage)| Step::Add(title, stage)),
        2 => ("[ a経理🗂️]{0,4}", any::<Option<Index>>(), prop::sample::select(&Trade::ALL[..]), any::<bool>(), any::<bool>())
            .prop_map(|(title, origin, trade, candidates, template)| Step::AddFrom { title, origin, trade, candidates, template }),
        1 => ("[ a経理🗂️]{0,4}", "[あ-んa\\n]{0,90}").prop_map(|(title, problems)| Step::AddTold { title, problems }),
        2 => (index(), wild()).prop_map(|(card, wild)| Step::Edit(card, wild)),
        3 => (index(), "[あ-んa\\n]{0,90}").prop_map(|(card, text)| Step::Type(card, text)),
        1 => (index(), 0..5_u8).prop_map(|(card, field)| Step::Touch(card, field)),
        8 => (index(), stage(), place, fill, words)
            .prop_map(|(card, to, place, fill, consent)| Step::Move { card, to, place, fill, consent }),
        2 => (index(), prop::sample::select(Status::ALL), any::<bool>())
            .prop_map(|(card, status, reason)| Step::SetStatus(card, status, reason)),
        1 => index().prop_map(Step::Remove),
        1 => Just(Step::AddSamples),
        1 => Just(Step::RemoveSamples),
        1 => (boards(), any::<bool>(), prop::collection::vec(any::<bool>(), 3))
            .prop_map(|(board, merge, keep)| Step::Import(Box::new(board), merge, keep)),
        1 => Just(Step::Clear),
        1 => (any::<u8>(), any::<Option<u8>>()).prop_map(|(tax, tolerance)| Step::Settings(tax, tolerance)),
    ]
}

/// Boards to begin with: wild ones, and one as a person would have it.
fn first_boards() -> impl Strategy<Value = Board> {
    prop_oneof![3 => boards(), 1 => Just(sample_board())]
}

/// The command for a board, or nothing where it has no engagement to act on.
fn action(board: &Board, step: &Step, number: u64) -> Option<Action> {
    let some = |index: &Index| -> Option<&Arc<Engagement>> {
        (!board.engagements.is_empty()).then(|| index.get(&board.engagements.values().collect::<Vec<_>>()).to_owned())
    };
    let why = |given: bool| if given { "理由".to_owned() } else { " ".to_owned() };
    let edit =
        |draft: Engagement| Action::Edit { draft: Arc::new(draft), field: "項目".to_owned(), contested: false };
    Some(match step {
        Step::Add(title, stage) => Action::Add { title: title.clone(), stage: *stage },
        Step::AddFrom { title, origin, trade, candidates, template } => Action::AddFrom {
            title: title.clone(),
            origin: match origin {
                Some(card) => Origin::Engagement(some(card)?.id),
                None => Origin::BuiltIn(*trade, Language::Japanese),
            },
            candidates: *candidates,
            template: *template,
        },
        Step::AddTold { title, problems } => Action::AddTold { title: title.clone(), problems: problems.clone() },
        Step::Edit(card, wild) => edit(draft_of(some(card)?, (**wild).clone())),
        Step::Type(card, text) => {
            let mut draft = (**some(card)?).clone();
            draft.clarify.purpose.push_str(text);
            edit(draft)
        }
        Step::Touch(card, field) => {
            let mut draft = (**some(card)?).clone();
            match field {
                0 => draft.stage = draft.stage.next()?,
                1 => draft.status = Status::Done,
                2 => draft.history.clear(),
                3 => draft.briefs.clear(),
                _ => draft.title.clear(),
            }
            edit(draft)
        }
        Step::Move { card, to, place, fill, consent } => {
            let card = some(card)?;
            let place = match place {
                Place3::First => Place::First,
                Place3::Last => Place::Last,
                Place3::Before(other) => Place::Before(some(other)?.id),
            };
            let successor = consent.successor.filter(|_| !card.candidates.is_empty());
            let consent = Consent {
                reason: why(consent.reason),
                despite_gate: consent.despite_gate,
                successor: successor.map(|index| index.get(&card.candidates).id),
            };
            let filled = fill.as_ref().map(|wild| Arc::new(draft_of(card, (**wild).clone())));
            Action::Move { id: card.id, to: *to, place, filled, consent }
        }
        Step::SetStatus(card, status, reason) => {
            Action::SetStatus { id: some(card)?.id, status: *status, reason: why(*reason) }
        }
        Step::Remove(card) => Action::Remove(some(card)?.id),
        Step::AddSamples => {
            let mut ids = irai_board::domain::ids::IdSource::new(seed(number));
            Action::AddSamples(samples::samples(now().date_naive(), now(), &mut ids))
        }
        Step::RemoveSamples => Action::RemoveSamples,
        Step::Import(file, merge, keep) => {
            let import = Import { exported_at: now(), board: (**file).clone(), files: Vec::new() };
            let choice = |keep: &bool| if *keep { Choice::Board } else { Choice::File };
            let choices = file.engagements.keys().copied().zip(keep.iter().map(choice)).collect();
            plan(board, &import, if *merge { Mode::Merge } else { Mode::Replace }, &choices)
        }
        Step::Clear => Action::Clear,
        Step::Settings(tax, tolerance) => Action::Settings(Settings {
            tax: Percent::try_from(i64::from(*tax)).ok(),
            tolerance: tolerance.and_then(|value| Percent::try_from(i64::from(value)).ok()),
            ..Settings::default()
        }),
    })
}

fn change_by(board: &Board, step: &Step, number: u64) -> Option<Change> {
    let action = action(board, step, number)?;
    apply(board, Command { at: now(), seed: seed(number), action }).ok()
}

fn stored(change: &Change) -> Change {
    serde_json::from_str(&serde_json::to_string(change).unwrap()).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, max_shrink_iters: 2_000, ..ProptestConfig::default() })]

    #[test]
    fn any_commands_then_their_undo_give_the_first_board(
        first in first_boards(),
        steps in prop::collection::vec(steps(), 0..12),
    ) {
        let mut board = first.clone();
        let mut done = Vec::new();
        for (number, step) in steps.iter().enumerate() {
            let number = number as u64 + 1;
            let Some(action) = action(&board, step, number) else {
                continue;
            };
            let before = board.clone();
            let goal = match &action {
                Action::Move { id, to, place, .. } => Some((*id, *to, *place)),
                _ => None,
            };
            let Ok(change) = apply(&board, Command { at: now(), seed: seed(number), action }) else {
                prop_assert_eq!(&board, &before);
                continue;
            };
            prop_assert_eq!(&stored(&change), &change);
            prop_assert_eq!(change.apply(&mut board), Ok(()));
            prop_assert_ne!(&board, &before);
            for engagement in board.engagements.values() {
                prop_assert_eq!(check_engagement(engagement), Ok(()));
            }
            if let Some((id, to, place)) = goal {
                let column = board.column(to);
                let at = column.iter().position(|card| card.id == id);
                let on_board = board.get(id).is_some_and(|card| card.status.on_board());
                prop_assert_eq!(board.get(id).map(|card| card.stage), Some(to));
                prop_assert_eq!(at.is_some(), on_board);
                if on_board {
                    match place {
                        Place::First => prop_assert_eq!(at, Some(0)),
                        Place::Last => prop_assert_eq!(at, Some(column.len() - 1)),
                        Place::Before(_) => {}
                    }
                }
            }
            done.push(change);
        }

        let last = board.clone();
        for change in done.iter().rev() {
            prop_assert_eq!(stored(&change.invert()).apply(&mut board), Ok(()));
        }
        prop_assert_eq!(&board, &first);
        for change in &done {
            prop_assert_eq!(stored(change).apply(&mut board), Ok(()));
        }
        prop_assert_eq!(&board, &last);
    }

    /// Another tab may have gone on since a change was made.
    #[test]
    fn a_change_that_meets_another_board_changes_all_or_nothing(
        board in first_boards(),
        step in steps(),
        since in prop::collection::vec(steps(), 0..4),
    ) {
        let Some(change) = change_by(&board, &step, 1) else {
            return Ok(());
        };
        let mut other = board;
        for (number, step) in since.iter().enumerate() {
            let number = number as u64 + 2;
            if let Some(made) = change_by(&other, step, number) {
                prop_assert_eq!(made.apply(&mut other), Ok(()));
            }
        }
        let mut met = other.clone();
        if change.apply(&mut met).is_ok() {
            prop_assert_eq!(change.invert().apply(&mut met), Ok(()));
        }
        prop_assert_eq!(met, other);
    }
}
