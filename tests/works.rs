//! Laws of work orders: a fact leads where it was said to lead, and leaves an engagement that holds.
#![allow(clippy::expect_used, clippy::unwrap_used)]

mod support;

use irai_board::domain::RowId;
use irai_board::domain::validate::check_engagement;
use irai_board::domain::works::{Stamp, record, state, ways};
use proptest::prelude::*;
use support::arbitrary::engagements;
use support::{now, seed};

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, max_shrink_iters: 2_000, ..ProptestConfig::default() })]

    #[test]
    fn a_fact_leads_where_it_was_said_to_lead(engagement in engagements()) {
        let stamp = Stamp { today: now().date_naive(), by: "佐藤 美咲".to_owned(), fresh: RowId(seed(9_999)) };
        for (index, cycle) in engagement.cycles.iter().enumerate() {
            for work in &cycle.works {
                for (fact, to) in ways(cycle, work.id) {
                    let mut after = engagement.clone();
                    record(&mut after.cycles[index], work.id, fact, &stamp);
                    prop_assert_ne!(&after, &engagement, "{:?} records nothing", fact);
                    let cycle = &after.cycles[index];
                    let work = cycle.works.iter().find(|row| row.id == work.id).expect("no fact removes a work");
                    prop_assert_eq!(state(cycle, work), to, "{:?}", fact);
                    prop_assert_eq!(check_engagement(&after), Ok(()), "{:?}", fact);
                }
            }
        }
    }
}
