//! What the palette offers, and what of it is meant by what is typed.

use crate::browser::local::{preference, set_preference};
use crate::domain::find::{Query, Scope, fold, has_in_order, text_matches};
use crate::domain::sort;
use crate::domain::{Engagement, EngagementId, Stage};
use crate::text::find as words;
use crate::text::label::Choice;
use crate::ui::app::App;
use crate::ui::find::commands::{self, Command, Deed};
use crate::ui::kit::{say, tr};
use leptos::prelude::*;
use std::sync::Arc;

/// How many lines are shown at most.
const MOST: usize = 50;
/// How many recent ones are shown while nothing is typed, and how many are remembered.
const RECENT: usize = 6;
const PREFERENCE: &str = "palette-recent";

/// What a line does when it is chosen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Target {
    Open(EngagementId),
    Do(Deed),
}

/// A line.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Line {
    /// Tells it from others, and from one day to the next.
    pub(super) key: String,
    pub(super) group: &'static str,
    pub(super) icon: &'static str,
    pub(super) name: String,
    /// Where it stands, or where the words were found.
    pub(super) about: Vec<(String, bool)>,
    pub(super) caps: Vec<String>,
    pub(super) target: Target,
}

/// What can be done, and every engagement.
pub(super) struct Offered {
    /// About the engagement in the panel.
    open: Vec<Command>,
    page: Vec<Command>,
    engagements: Vec<Arc<Engagement>>,
    recent: Vec<String>,
}

/// What is offered at the moment.
pub(super) fn offered(app: App) -> Offered {
    let open = app.open.get_untracked().map(|id| commands::of_engagement(app, id)).unwrap_or_default();
    let running = Stage::ALL.iter().flat_map(|stage| app.column(*stage).get_untracked());
    let rest = app.closed().get_untracked().into_iter().chain(app.templates().get_untracked());
    let engagements = running.chain(rest).filter_map(|id| app.peek(id)).collect();
    Offered { open, page: commands::of_page(app), engagements, recent: recent() }
}

fn of_command(group: &'static str, command: &Command) -> Line {
    Line {
        key: command.key.clone(),
        group,
        icon: command.icon,
        name: command.name.clone(),
        about: Vec::new(),
        caps: commands::caps(command.deed),
        target: Target::Do(command.deed),
    }
}

fn of_engagement(group: &'static str, engagement: &Engagement, about: Vec<(String, bool)>) -> Line {
    let place = if engagement.status.on_board() { engagement.stage.label() } else { engagement.status.label() };
    let about = if about.is_empty() {
        let company = engagement.chosen().map(|candidate| format!(" {}", candidate.name)).unwrap_or_default();
        vec![(format!("{}{company}", say(place)), false)]
    } else {
        about
    };
    Line {
        key: engagement.id.to_string(),
        group,
        icon: "file",
        name: engagement.title.clone(),
        about,
        caps: Vec::new(),
        target: Target::Open(engagement.id),
    }
}

fn names() -> [&'static str; 5] {
    [
        tr("最近使ったもの", "Recent"),
        tr("開いている案件", "Open engagement"),
        tr("案件", "Engagements"),
        tr("操作", "Commands"),
        tr("言葉が見つかった案件", "Found inside"),
    ]
}

/// The lines for what is typed.
pub(super) fn lines(app: App, offered: &Offered, typed: &str) -> Vec<Line> {
    let query = Query::parse(typed);
    let mut lines = if query.is_empty() { at_rest(offered) } else { found(app, offered, typed, &query) };
    lines.truncate(MOST);
    lines
}

/// While nothing is typed: what was used last, what can be done with the open engagement, and with the page.
fn at_rest(offered: &Offered) -> Vec<Line> {
    let [recent, open, _, page, _] = names();
    let mut lines: Vec<Line> = offered.open.iter().map(|command| of_command(open, command)).collect();
    lines.extend(offered.page.iter().map(|command| of_command(page, command)));
    let last = |key: &String| {
        let done = lines.iter().find(|line| line.key == *key).map(|line| Line { group: recent, ..line.clone() });
        let opened = || offered.engagements.iter().find(|one| one.id.to_string() == *key);
        done.or_else(|| opened().map(|one| of_engagement(recent, one, Vec::new())))
    };
    let first: Vec<Line> = offered.recent.iter().filter_map(last).take(RECENT).collect();
    lines.retain(|line| first.iter().all(|used| used.key != line.key));
    first.into_iter().chain(lines).collect()
}

/// For what is typed: engagements by title and company, then commands, then engagements that have the words
/// anywhere. What was used last comes first among its like.
fn found(app: App, offered: &Offered, typed: &str, query: &Query) -> Vec<Line> {
    let [_, open, engagements, page, inside] = names();
    let folded = fold(typed);
    let mut titled: Vec<(u8, usize, &Arc<Engagement>)> = Vec::new();
    let mut within = Vec::new();
    for one in &offered.engagements {
        let place = app.find.document(one, |document| {
            if document.matches_within(query, Scope::Title) {
                Some(if fold(&one.title).starts_with(&folded) { 0 } else { 1 })
            } else if document.matches_within(query, Scope::Company) {
                Some(2)
            } else {
                document.matches(query).then_some(3)
            }
        });
        match place.flatten() {
            Some(3) => within.push(one),
            Some(place) => titled.push((place, used(offered, &one.id.to_string()), one)),
            None => {}
        }
    }
    sort::by_key(&mut titled, |(place, used, _)| (*place, *used));
    let hit = |one: &Arc<Engagement>| {
        let hit = app.find.document(one, |document| document.hit(query)).flatten();
        let place = hit.as_ref().map(|hit| (format!("{} ", say(words::place(hit.place))), false));
        place.into_iter().chain(hit.into_iter().flat_map(|hit| hit.pieces)).collect::<Vec<_>>()
    };
    let mut lines = Vec::new();
    for (place, _, one) in titled.into_iter().take(MOST) {
        let about = if place == 2 { hit(one) } else { Vec::new() };
        lines.push(of_engagement(engagements, one, about));
    }
    // Commands are not pushed out by many engagements.
    let commands = commands_for(offered, &offered.open, typed, open).into_iter();
    let commands: Vec<Line> = commands.chain(commands_for(offered, &offered.page, typed, page)).collect();
    lines.truncate(MOST.saturating_sub(commands.len()));
    lines.extend(commands);
    let room = MOST.saturating_sub(lines.len());
    lines.extend(within.into_iter().take(room).map(|one| of_engagement(inside, one, hit(one))));
    lines
}

/// The commands that are meant by what is typed: by their names first, then by their other names, then those
/// that have its letters in order.
fn commands_for(offered: &Offered, commands: &[Command], typed: &str, group: &'static str) -> Vec<Line> {
    let folded: String = fold(typed).chars().filter(|c| *c != ' ').collect();
    let rank = |command: &Command| {
        if text_matches(&command.name, typed) {
            Some(0)
        } else if text_matches(&format!("{} {}", command.name, command.also), typed) {
            Some(1)
        } else {
            has_in_order(&fold(&command.name), &folded).then_some(2)
        }
    };
    let mut found: Vec<(u8, usize, &Command)> =
        commands.iter().filter_map(|command| Some((rank(command)?, used(offered, &command.key), command))).collect();
    sort::by_key(&mut found, |(rank, used, _)| (*rank, *used));
    found.into_iter().map(|(.., command)| of_command(group, command)).collect()
}

/// How long ago something was used: 0 for what was used last.
fn used(offered: &Offered, key: &str) -> usize {
    offered.recent.iter().position(|recent| recent == key).unwrap_or(usize::MAX)
}

fn recent() -> Vec<String> {
    preference(PREFERENCE).unwrap_or_default().split_whitespace().map(str::to_owned).collect()
}

/// Remembers what was used.
pub(super) fn remember(key: &str) {
    const KEPT: usize = 12;
    let others = recent().into_iter().filter(|other| other != key);
    let all: Vec<String> = std::iter::once(key.to_owned()).chain(others).take(KEPT).collect();
    set_preference(PREFERENCE, &all.join(" "));
}
