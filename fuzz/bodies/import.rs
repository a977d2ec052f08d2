//! Any bytes as a board file. They are refused with a message, or they make a board that can be
//! written, read, taken over, undone and saved without a difference.

use super::{now, seed};
use irai_board::document::{BYTES_MAX, Choice, Difference, FullExport, Import, Mode, parse, plan, preview};
use irai_board::domain::ids::IdSource;
use irai_board::domain::samples::samples;
use irai_board::domain::{Action, Board, Command, Rejection, apply};
use irai_board::journal::MemoryStore;
use irai_board::session::{SaveState, Session};
use irai_board::text::Lang;
use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

static SAMPLES: LazyLock<Board> = LazyLock::new(|| {
    let made = samples(now().date_naive(), now(), &mut IdSource::new(seed(0)));
    Board { engagements: made.into_iter().map(|sample| (sample.id, Arc::new(sample))).collect(), ..Board::default() }
});

/// Reads the bytes as a file.
///
/// # Panics
/// Where a promise is broken.
pub fn run(bytes: &[u8]) {
    let import = match parse(bytes) {
        Ok(import) => import,
        Err(error) => {
            for lang in [Lang::Ja, Lang::En] {
                let length = error.message(lang).chars().count();
                assert!((1..1_000).contains(&length), "a message of {length} characters");
            }
            return;
        }
    };
    reads_as_written(&import);
    let shifted = shifted(&import.board);
    for board in [&Board::default(), &*SAMPLES, &import.board, &shifted] {
        taken_over(board, &import);
    }
    saved(&import);
}

fn reads_as_written(import: &Import) {
    let written = written(import);
    // The indented file is larger than what was read.
    if written.len() > BYTES_MAX {
        return;
    }
    let again = parse(written.as_bytes()).unwrap_or_else(|error| panic!("{error}: {written}"));
    assert_eq!(&again, import, "another board is read than was written");
    assert_eq!(self::written(&again), written);
}

fn written(import: &Import) -> String {
    let mut text = FullExport::new(&import.board, import.exported_at);
    import.files.iter().for_each(|file| text.push(file));
    text.finish()
}

/// The same board after some work: an engagement is gone, the next has another title.
fn shifted(board: &Board) -> Board {
    let mut board = board.clone();
    board.engagements.pop_first();
    if let Some(mut first) = board.engagements.first_entry() {
        let engagement = Arc::make_mut(first.get_mut());
        engagement.title = "別の名前".to_owned();
        engagement.clarify.purpose.clear();
    }
    board
}

fn taken_over(board: &Board, import: &Import) {
    let seen = preview(board, import);
    assert_eq!(seen.rows.len(), import.board.engagements.len());
    for row in &seen.rows {
        let present = board.get(row.id);
        match &row.difference {
            Difference::New => assert!(present.is_none()),
            Difference::Same => assert_eq!(present, import.board.get(row.id)),
            Difference::Changed(fields) => assert!(present.is_some() && !fields.is_empty()),
        }
    }
    let all = BTreeMap::new();
    let kept = seen.rows.iter().step_by(2).map(|row| (row.id, Choice::Board)).collect();
    if let Some(after) = made(board, plan(board, import, Mode::Replace, &all)) {
        assert_eq!(after, import.board, "replacing gives another board");
    }
    if let Some(after) = made(board, plan(board, import, Mode::Merge, &all)) {
        assert!(import.board.engagements.iter().all(|(id, engagement)| after.get(*id) == Some(engagement)));
        assert!(seen.only_on_board.iter().all(|engagement| after.get(engagement.id) == Some(engagement)));
        assert_eq!(after.settings, board.settings);
    }
    if let Some(after) = made(board, plan(board, import, Mode::Merge, &kept)) {
        assert!(kept.keys().all(|id| after.get(*id) == board.get(*id)), "what was chosen on the board has changed");
    }
}

/// The board after the action, taken back once to see that it leads to where it began; nothing
/// where there is nothing to do.
fn made(board: &Board, action: Action) -> Option<Board> {
    let change = match apply(board, Command { at: now(), seed: seed(1), action }) {
        Ok(change) => change,
        Err(Rejection::Nothing) => return None,
        Err(rejection) => panic!("a sound file is refused: {rejection}"),
    };
    let mut after = board.clone();
    change.apply(&mut after).expect("a change fits the board it was made for");
    let mut back = after.clone();
    change.invert().apply(&mut back).expect("a change can be taken back");
    assert_eq!(&back, board, "the way back leads elsewhere");
    Some(after)
}

/// What was taken over is there at the next start.
fn saved(import: &Import) {
    let mut session = open(MemoryStore::new());
    let action = plan(session.board(), import, Mode::Replace, &BTreeMap::new());
    match session.dispatch(Command { at: now(), seed: seed(1), action }, false) {
        Ok(_) => assert_eq!(session.state(), SaveState::Saved),
        Err(_) => assert_eq!(import.board, Board::default(), "a sound file is refused"),
    }
    let mut session = open(session.into_store());
    assert_eq!(session.board(), &import.board, "the records lead elsewhere");
    session.settle();
    let session = open(session.into_store());
    assert_eq!(session.board(), &import.board, "the checkpoint leads elsewhere");
}

fn open(store: MemoryStore) -> Session<MemoryStore> {
    let (session, findings) = Session::open(store).expect("a store in memory answers");
    assert_eq!(findings.set_aside(), 0, "{findings:?}");
    session
}
