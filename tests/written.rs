//! What one action writes: as little on a large board as on a small one.
#![allow(clippy::expect_used, clippy::unwrap_used)]

mod support;

use irai_board::domain::command::Place;
use irai_board::domain::movement::Consent;
use irai_board::domain::{Action, Command, EngagementId, Stage};
use irai_board::journal::{KeyValue, MemoryStore, Mirrored, Write};
use irai_board::session::Session;
use std::collections::BTreeMap;
use std::sync::Arc;
use support::{now, sample_board, seed};

const MOST: usize = 1_000;

struct Rim<S> {
    session: Session<S>,
    count: u64,
}

impl<S: KeyValue> Rim<S> {
    fn act(&mut self, action: Action) {
        self.count += 1;
        self.session.dispatch(Command { at: now(), seed: seed(self.count), action }, false).unwrap();
    }

    /// A board with the samples and as many more as it takes. Answers with those too.
    fn with(store: S, engagements: usize) -> (Self, Vec<EngagementId>) {
        let mut rim = Self { session: Session::open(store).unwrap().0, count: 0 };
        rim.act(Action::AddSamples(sample_board().engagements.values().map(|there| (**there).clone()).collect()));
        while rim.session.board().engagements.len() < engagements {
            rim.act(Action::Add { title: format!("経理の請求書発行 {}", rim.count), stage: Stage::Clarify });
        }
        rim.session.settle();
        rim.session.checkpoint_if_due();
        let own = |id: &EngagementId| !sample_board().engagements.contains_key(id);
        let ids = rim.session.board().engagements.keys().copied().filter(own).collect();
        (rim, ids)
    }

    fn edit(&mut self, id: EngagementId, title: &str, purpose: &str) {
        let mut draft = (**self.session.board().get(id).unwrap()).clone();
        draft.title = title.to_owned();
        draft.clarify.purpose = purpose.to_owned();
        self.act(Action::Edit { draft: Arc::new(draft), field: "依頼の目的".to_owned(), contested: false });
    }

    fn shift(&mut self, id: EngagementId, to: Stage, place: Place) {
        let consent = Consent { reason: "先に話を進めたい".to_owned(), despite_gate: true, successor: None };
        self.act(Action::Move { id, to, place, filled: None, consent });
    }

    /// Makes edits and moves, and answers with the most that one of them wrote.
    fn most_written(&mut self, ids: &[EngagementId], mut written: impl FnMut(&mut Session<S>) -> usize) -> usize {
        let mut most = 0;
        let mut before = written(&mut self.session);
        let mut measure = |rim: &mut Self| {
            let after = written(&mut rim.session);
            assert!(after > before, "it is saved");
            most = most.max(after - before);
            before = after;
        };
        for (number, &id) in ids.iter().step_by(ids.len().div_ceil(10)).enumerate() {
            self.edit(
                id,
                &format!("経理と総務 {number}"),
                "月次決算を五営業日で締められるようにする。\n「誰が」「いつ」も決める。",
            );
            measure(self);
            self.edit(id, &format!("経理と総務 {number}"), "月次決算を五営業日で締められるようにする。");
            measure(self);
            self.shift(id, Stage::Select, Place::First);
            measure(self);
            self.shift(id, Stage::Clarify, Place::Last);
            measure(self);
            self.shift(id, Stage::Clarify, Place::First);
            measure(self);
        }
        most
    }
}

fn units(text: &str) -> usize {
    text.encode_utf16().count()
}

#[test]
fn an_edit_or_a_move_writes_at_most_a_thousand_characters_on_a_small_and_a_large_board() {
    for engagements in [10, 2_000] {
        let (mut rim, ids) = Rim::with(MemoryStore::new(), engagements);
        let most = rim.most_written(&ids, |session| session.journal().store().written_units());
        println!("{engagements} engagements: at most {most} characters");
        assert!(most <= MOST, "{engagements} engagements: {most}");
    }
}

#[test]
fn with_a_mirror_an_edit_or_a_move_writes_no_more_to_the_store_and_as_little_to_the_mirror() {
    for engagements in [10, 2_000] {
        let store = Mirrored::join(MemoryStore::new(), BTreeMap::new()).unwrap();
        let (mut rim, ids) = Rim::with(store, engagements);
        let most = rim.most_written(&ids, |session| session.journal().store().inner().written_units());
        assert!(most <= MOST, "{engagements} engagements: {most}");

        // Counted from here on.
        let mut store = rim.session.into_store();
        store.take_writes();
        let before = store.inner().written_units();
        let mut rim = Rim { session: Session::open(store).unwrap().0, count: rim.count };
        rim.edit(ids[0], "経理", "月次決算");
        let mut store = rim.session.into_store();
        let written = store.inner().written_units() - before;
        let mirrored = store.take_writes();
        let [Write::Set { key, value }] = &mirrored[..] else { panic!("{mirrored:?}") };
        assert_eq!(units(key) + units(value), written, "the same goes to the mirror");
    }
}
