//! Files stay in reach as long as anything leads back to them.

use super::*;
use crate::domain::stage::clarify::{Material, StoredFile};
use crate::domain::{RowId, json};
use chrono::NaiveDate;
use std::collections::BTreeSet;

fn hash() -> String {
    "5".repeat(64)
}

fn reach(rim: &Rim) -> BTreeSet<String> {
    rim.session.files_in_reach().unwrap()
}

impl Rim {
    /// Gives the engagement a material with the file, or takes it away.
    fn set_file(&mut self, id: EngagementId, there: bool) {
        let mut draft = (**self.session.board().get(id).unwrap()).clone();
        let file = StoredFile { name: "手順書.pdf".into(), sha256: hash(), ..StoredFile::default() };
        let row = Material { id: RowId(Uuid::from_u128(7)), file: there.then_some(file), ..Material::default() };
        draft.clarify.materials = vec![row];
        self.act(Action::Edit { draft: Arc::new(draft), field: "手元の資料".into(), contested: false }, false).unwrap();
    }
}

#[test]
fn a_file_that_was_taken_away_is_in_reach_of_undo() {
    let mut rim = Rim::new(MemoryStore::new());
    let id = rim.add("経理");
    assert_eq!(reach(&rim), BTreeSet::new());
    rim.set_file(id, true);
    assert_eq!(reach(&rim), [hash()].into());
    rim.set_file(id, false);
    assert!(rim.session.board().get(id).unwrap().files().next().is_none());
    // Without the store, undo alone leads back to it.
    rim.session.journal = Journal::open(MemoryStore::new()).unwrap().journal;
    assert_eq!(reach(&rim), [hash()].into());
    rim.session.undo.clear();
    rim.session.unconfirmed.clear();
    assert_eq!(reach(&rim), BTreeSet::new());
}

#[test]
fn a_file_of_a_kept_day_is_in_reach_after_the_board_has_let_go_of_it() {
    let mut rim = Rim::new(MemoryStore::new());
    let id = rim.add("経理");
    rim.set_file(id, true);
    rim.session.keep_day(NaiveDate::from_ymd_opt(2026, 11, 23).unwrap());
    rim.set_file(id, false);
    for _ in 0..3 {
        assert!(rim.session.checkpoint());
    }
    let (rim, _) = rim.reopen();
    assert_eq!(reach(&rim), [hash()].into());
    let (day, _) = rim.session.day("2026-11-23").unwrap();
    assert_eq!(json::to_value(&day)["engagements"][0]["clarify"]["materials"][0]["file"]["sha256"], hash());
}

#[test]
fn a_file_that_nothing_leads_back_to_is_out_of_reach() {
    let mut rim = Rim::new(MemoryStore::new());
    let id = rim.add("経理");
    rim.set_file(id, true);
    rim.set_file(id, false);
    for round in 0..3 {
        rim.type_purpose(id, &format!("目的 {round}"));
        assert!(rim.session.checkpoint());
    }
    let (rim, _) = rim.reopen();
    assert_eq!(reach(&rim), BTreeSet::new());
}
