//! Three devices do whatever they like, over a network that does what it likes.

use super::couch::{FAULTS, Fault};
use super::*;
use proptest::prelude::*;

#[derive(Clone, Debug)]
enum Deed {
    /// A device writes into a field of an engagement.
    Write { device: usize, engagement: usize, field: usize },
    /// A device takes some steps, with this fault in one of them.
    Steps { device: usize, count: usize, fault: Fault },
    /// A page is closed and opened again.
    Restart { device: usize },
}

fn deed() -> impl Strategy<Value = Deed> {
    prop_oneof![
        4 => (0..3_usize, 0..2_usize, 0..5_usize)
            .prop_map(|(device, engagement, field)| Deed::Write { device, engagement, field }),
        4 => (0..3_usize, 1..6_usize, prop::sample::select(FAULTS.to_vec()))
            .prop_map(|(device, count, fault)| Deed::Steps { device, count, fault }),
        1 => (0..3_usize).prop_map(|device| Deed::Restart { device }),
    ]
}

const PLACES: [&str; 5] = ["owner", "clarify.purpose", "closing.outcome", "decision.reason", "contract.plan"];

fn field(engagement: &mut Engagement, field: usize) -> &mut String {
    match field {
        0 => &mut engagement.owner,
        1 => &mut engagement.clarify.purpose,
        2 => &mut engagement.closing.outcome,
        3 => &mut engagement.decision.reason,
        _ => &mut engagement.contract.plan,
    }
}

proptest! {
    #[test]
    fn all_come_to_the_same_board_and_nothing_that_was_written_is_lost(deeds in prop::collection::vec(deed(), 1..40)) {
        let mut couch = marked();
        let mut devices = [Device::new("佐藤", 0), Device::new("鈴木", -20), Device::new("高橋", 20)];
        let ids = [devices[0].add("経理"), devices[0].add("採用")];
        for device in &mut devices {
            device.settle(&mut couch);
        }
        // Per field: what was written there and not written over by somebody who saw it; and who wrote there.
        let mut heads: BTreeMap<(usize, usize), BTreeSet<String>> = BTreeMap::new();
        let mut writers: BTreeMap<(usize, usize), BTreeSet<usize>> = BTreeMap::new();
        for (number, deed) in deeds.into_iter().enumerate() {
            match deed {
                Deed::Write { device, engagement, field: place } => {
                    let id = ids[engagement];
                    let mut present = devices[device].on(id).clone();
                    let seen = field(&mut present, place).clone();
                    let text = format!("{device}・{number}");
                    devices[device].edit(id, |draft| field(draft, place).clone_from(&text));
                    let heads = heads.entry((engagement, place)).or_default();
                    heads.remove(&seen);
                    heads.insert(text);
                    writers.entry((engagement, place)).or_default().insert(device);
                }
                Deed::Steps { device, count, fault } => {
                    for step in 0..count {
                        devices[device].step(&mut couch, if step == count / 2 { fault } else { Fault::None });
                    }
                }
                Deed::Restart { device } => {
                    devices[device].keep();
                    devices[device].restart();
                }
            }
        }
        let [one, two, three] = &mut devices;
        meet(&mut [one, two, three], &mut couch);
        for device in &devices[1..] {
            prop_assert_eq!(device.session.board(), devices[0].session.board());
        }
        for ((engagement, place), heads) in heads {
            let mut present = devices[0].on(ids[engagement]).clone();
            let stands = field(&mut present, place).clone();
            let kept: Vec<String> = present
                .overlaps
                .iter()
                .filter(|row| row.path == PLACES[place])
                .map(|row| row.other.as_str().unwrap_or_default().to_owned())
                .collect();
            let once: BTreeSet<&String> = kept.iter().chain([&stands]).collect();
            prop_assert_eq!(once.len(), kept.len() + 1, "each once: {:?} beside {}", kept, stands);
            for head in &heads {
                prop_assert!(once.contains(head), "{} is lost in {}: {:?} beside {}", head, PLACES[place], kept, stands);
            }
            if writers[&(engagement, place)].len() == 1 {
                prop_assert_eq!(&kept, &Vec::<String>::new(), "nobody else wrote into {}", PLACES[place]);
            }
        }
    }
}
