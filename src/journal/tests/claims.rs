//! Which orders of two writers' operations are tried.

use std::sync::{Arc, Mutex};

use shuttle::scheduler::{PctScheduler, RandomScheduler, Schedule, Scheduler, Task, TaskId};
use shuttle::{Config, Runner};

use super::writers::{Turns, Writer, together};
use super::*;

/// Every order in which one is interrupted by another, before it waits or ends, at most so many
/// times.
#[derive(Debug)]
struct Interrupting {
    most: usize,
    /// The choice made at each point, and how many there were.
    choices: Vec<(usize, usize)>,
    at: usize,
    interruptions: usize,
    begun: bool,
}

impl Interrupting {
    fn at_most(most: usize) -> Self {
        Self { most, choices: Vec::new(), at: 0, interruptions: 0, begun: false }
    }
}

impl Scheduler for Interrupting {
    fn new_execution(&mut self) -> Option<Schedule> {
        if self.begun {
            while self.choices.last().is_some_and(|(choice, of)| choice + 1 == *of) {
                self.choices.pop();
            }
            self.choices.last_mut()?.0 += 1;
        }
        (self.begun, self.at, self.interruptions) = (true, 0, 0);
        Some(Schedule::new(0))
    }

    fn next_task(&mut self, runnable: &[&Task], current: Option<TaskId>, _: bool) -> Option<TaskId> {
        let mut tasks: Vec<TaskId> = runnable.iter().map(|task| task.id()).collect();
        // The one that starts and awaits the two has nothing to be interrupted in.
        let main = TaskId::from(0);
        if tasks.contains(&main) {
            return Some(main);
        }
        let goes_on = current.filter(|current| tasks.contains(current));
        if let Some(current) = goes_on {
            tasks.retain(|task| *task != current);
            tasks.insert(0, current);
            if self.interruptions == self.most {
                tasks.truncate(1);
            }
        }
        if self.at == self.choices.len() {
            self.choices.push((0, tasks.len()));
        }
        let choice = self.choices[self.at].0;
        self.at += 1;
        self.interruptions += usize::from(goes_on.is_some() && choice > 0);
        Some(tasks[choice])
    }

    fn next_u64(&mut self) -> u64 {
        0
    }
}

/// Two that begin with a store in which some steps were made.
#[derive(Debug, Clone, Copy)]
struct Scene {
    before: &'static [Step],
    /// Whether the first one has the store open when the second one comes.
    first_is_open: bool,
    steps: [&'static [Step]; 2],
    /// Their names, which decide about the numbers they claim.
    names: [u64; 2],
    /// How often each tries the same before it gives up.
    patience: usize,
}

impl Scene {
    /// The store in which the two begin.
    fn beginning(self) -> MemoryStore {
        let made = Arc::new(Mutex::new(MemoryStore::new()));
        let result = made.clone();
        run(RandomScheduler::new_from_seed(0, 1), move || {
            let store = Turns::new(MemoryStore::new(), |_| true);
            let mut earlier = Writer::open(9, 1, store.clone());
            for &step in self.before {
                earlier.step(&store, step);
            }
            *result.lock().unwrap() = store.held();
        });
        let made = made.lock().unwrap();
        made.clone()
    }

    /// Plays it in all orders that the scheduler gives. Answers with their number.
    fn play(self, scheduler: impl Scheduler + 'static, later: bool, contended: fn(&str) -> bool) -> usize {
        let beginning = self.beginning();
        let Self { names: [one, other], patience, .. } = self;
        run(scheduler, move || {
            let store = Turns::new(beginning.clone(), contended);
            let first = match self.first_is_open {
                true => Writer::open(one, patience, store.clone()),
                false => Writer::closed(one, patience),
            };
            together(&store, [first, Writer::closed(other, patience)], self.steps, later);
        })
    }
}

fn run(scheduler: impl Scheduler + 'static, scene: impl Fn() + Send + Sync + 'static) -> usize {
    let mut config = Config::new();
    config.stack_size = 1 << 19;
    Runner::new(scheduler, config).run(scene)
}

/// What is written to where both only append after one record.
fn appending(key: &str) -> bool {
    match keys::Key::parse(key) {
        keys::Key::Record(Some((_, sequence))) => sequence > 1,
        keys::Key::Writer | keys::Key::Claim(_) | keys::Key::Quarantine(_) => true,
        _ => false,
    }
}

#[test]
fn an_append_and_a_newcomer_that_appends_lose_nothing_in_any_order() {
    let mut cases = Cases::of("two writers, one appends, one opens and appends, every order");
    let steps: [&[Step]; 2] = [&[Act(2)], &[Act(3)]];
    let scene = Scene { before: &[Act(1)], first_is_open: true, steps, names: [1, 2], patience: 1 };
    cases.add("orders", scene.play(Interrupting::at_most(usize::MAX), false, appending));
    cases.close(9_000);
}

/// Two that both open, and pairs of whom one has the store open when the other one comes.
fn scenes() -> Vec<Scene> {
    let both: [&'static [Step]; 2] = [&[Act(2)], &[Act(3)]];
    let steps: [[&'static [Step]; 2]; 6] = [
        [&[Checkpoint], &[Act(3)]],
        [&[Act(2), Replace(2)], &[Act(3), Act(3)]],
        [&[Replace(2)], &[Replace(3), Act(3)]],
        [&[Act(2), Checkpoint], &[Act(1), Checkpoint, Act(1)]],
        [&[Checkpoint, KeepDay], &[Checkpoint, KeepDay, Act(3)]],
        [&[Act(2), Reopen, Act(2)], &[Act(3), Checkpoint, Act(3)]],
    ];
    let before: &[Step] = &[Act(1), Checkpoint, Act(2), Checkpoint, Act(1), Checkpoint, Act(3)];
    let opening = Scene { before: &[], first_is_open: false, steps: both, names: [1, 2], patience: 2 };
    let open = steps.map(|steps| Scene { before, first_is_open: true, steps, ..opening });
    let scenes = [opening].into_iter().chain(open);
    // The names decide whose number is higher where both come at once.
    scenes.flat_map(|scene| [[1, 2], [2, 1]].map(|names| Scene { names, ..scene })).collect()
}

fn with_few_interruptions(part: &'static str, most: impl Fn(Scene) -> usize, least: usize) {
    let mut cases = Cases::of(part);
    for scene in scenes() {
        let most = most(scene);
        let what = ["none", "at most one", "at most two", "at most three"][most];
        cases.add(what, scene.play(Interrupting::at_most(most), false, |_| true));
    }
    cases.close(least);
}

#[test]
fn two_writers_lose_nothing_with_any_few_interruptions() {
    let twice = |scene: Scene| !scene.first_is_open || (scene.steps[0] == [Replace(2)] && scene.names == [1, 2]);
    let most = |scene: Scene| 1 + usize::from(twice(scene));
    with_few_interruptions("two writers, every order with few interruptions", most, 10_000);
}

#[test]
#[ignore = "takes minutes"]
fn two_writers_lose_nothing_with_any_few_interruptions_more() {
    let most = |scene: Scene| 2 + usize::from(!scene.first_is_open);
    with_few_interruptions("two writers, every order with more interruptions", most, 140_000);
}

#[test]
fn two_writers_lose_nothing_in_ten_thousand_random_orders() {
    let mut cases = Cases::of("two writers, random orders");
    let long: [&'static [Step]; 4] = [
        &[Act(1), Checkpoint, Act(2), Replace(1), Checkpoint, KeepDay],
        &[Act(4), Checkpoint, Act(5), Reopen, Replace(5), Act(4)],
        &[Replace(1), Checkpoint, Checkpoint, KeepDay, Checkpoint, Act(2)],
        &[Act(6), Reopen, Act(7), Checkpoint, Act(6), Reopen, Act(6)],
    ];
    for (number, (one, other)) in [(0, 1), (2, 1), (0, 3), (2, 3), (1, 1)].into_iter().enumerate() {
        let steps = [long[one], long[other]];
        let scene = Scene { before: &[Act(1)], first_is_open: false, steps, names: [1, 2], patience: 4 };
        let seed = number as u64;
        cases.add("uniform", scene.play(RandomScheduler::new_from_seed(seed, 1_000), false, |_| true));
        cases.add("few interruptions", scene.play(PctScheduler::new_from_seed(seed, 5, 1_000), true, |_| true));
    }
    cases.close(10_000);
}
