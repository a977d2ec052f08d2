//! The journal against a store that fails, loses and changes things.

mod apart;
mod basics;
mod checks;
mod claims;
mod damage;
mod faults;
mod harm;
mod history;
mod joined;
mod joined_harm;
mod limits;
mod mirrored;
mod properties;
mod refusal;
mod session;
mod superseded;
mod writers;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::*;

use checks::{Cases, assert_kept_once, assert_nothing_gone, prefix_of, recover};
use history::{History, store_of};
use session::{Session, Shared, open};

/// One step of a workload.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// An action on the chunk with this number.
    Act(u32),
    Checkpoint,
    /// An action on the chunk with this number, saved as a state that the records do not lead to.
    Replace(u32),
    /// The state of the last checkpoint is kept under a new day.
    KeepDay,
    /// A record that the next start cannot apply.
    Refuse,
    /// Close and open again.
    Reopen,
    /// Close and open again where no lock keeps others away.
    Claim,
}
use Step::{Act, Checkpoint, Claim, KeepDay, Refuse, Reopen, Replace};

/// The workloads that faults are tried on.
pub fn workloads() -> Vec<(&'static str, Vec<Step>)> {
    let acts = |range: std::ops::Range<u32>| range.map(|n| Act(n % 5)).collect::<Vec<_>>();
    let rounds = |rounds: u32, each: u32| -> Vec<Step> {
        let round = |r: u32| (0..each).map(move |n| Act((r * each + n) % 7)).chain([Checkpoint]);
        (0..rounds).flat_map(round).collect()
    };
    vec![
        ("one action", vec![Act(1)]),
        ("a few actions", acts(0..6)),
        ("an empty checkpoint", vec![Checkpoint]),
        ("a checkpoint after one action", vec![Act(1), Checkpoint]),
        ("actions on both sides of a checkpoint", vec![Act(1), Act(2), Checkpoint, Act(1), Act(3)]),
        ("checkpoints without change", vec![Act(1), Checkpoint, Checkpoint, Checkpoint, Checkpoint]),
        ("one chunk over many generations", [Act(4), Checkpoint].repeat(6)),
        ("generations that supersede", rounds(6, 3)),
        ("generations and an open end", [rounds(5, 2), acts(0..4)].concat()),
        ("a checkpoint at the end of many", [acts(0..12), vec![Checkpoint]].concat()),
        ("reopened in between", [rounds(2, 2), vec![Reopen], acts(0..3), vec![Reopen], rounds(4, 1)].concat()),
        ("reopened at each step", [Act(1), Reopen, Checkpoint, Reopen, Act(2), Reopen].repeat(4)),
        ("days", [Act(1), Checkpoint, KeepDay, Act(2)].repeat(4)),
        ("states no record leads to", [Act(1), Replace(2), Act(3), Checkpoint].repeat(3)),
        ("one state no record leads to", vec![Act(1), Checkpoint, Act(2), Replace(1), Act(3), Act(1)]),
        ("refused records", vec![Act(1), Refuse, Act(2), Reopen, Act(1), Refuse, Reopen, Checkpoint, Act(2), Refuse]),
        ("claimed anew at each start", [Claim, Act(1), Act(2), Claim, Checkpoint, Act(3)].repeat(3)),
        (
            "all of it",
            [Claim, Act(1), Refuse, Checkpoint, KeepDay, Replace(2), Act(1), Reopen, Act(3), Checkpoint].repeat(2),
        ),
    ]
}

/// A stand-in for the board: each chunk is the list of the actions on it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Board(pub BTreeMap<String, Vec<u64>>);

impl Board {
    /// The board after the first `count` of `actions`.
    pub fn after(actions: &[u32], count: usize) -> Self {
        let mut board = Self::default();
        for (number, chunk) in actions.iter().take(count).enumerate() {
            board.apply(&payload(*chunk, number as u64));
        }
        board
    }

    /// Tells whether it is an action.
    pub fn apply(&mut self, payload: &str) -> bool {
        let action = serde_json::from_str::<(u32, u64)>(payload);
        if let Ok((chunk, number)) = action {
            self.0.entry(format!("e/{chunk}")).or_default().push(number);
        }
        action.is_ok()
    }

    pub fn chunks(&self) -> Chunks {
        let texts = self.0.iter();
        texts.map(|(name, list)| (name.clone(), Arc::from(format!("依頼{list:?}")))).collect()
    }

    pub fn recovered(chunks: &Chunks, records: &[RawRecord]) -> Self {
        let parse = |text: &str| serde_json::from_str(text.strip_prefix("依頼").unwrap()).unwrap();
        let lists = chunks.iter().map(|(name, text)| (name.clone(), parse(text)));
        let mut board = Self(lists.collect());
        for record in records {
            board.apply(&record.payload);
        }
        board
    }
}

pub fn payload(chunk: u32, number: u64) -> String {
    format!("[{chunk},{number}]")
}
