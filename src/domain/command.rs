//! Commands: every change to the board begins as one, and [`apply`] answers it.

use super::Stage;
use super::board::{Board, Settings};
use super::bulk::{self, Deed};
use super::change::{Change, Label, Op};
use super::copy;
use super::engagement::{Engagement, Status};
use super::gate::Need;
use super::ids::{EngagementId, IdSource, RowId};
use super::json::{from_value, to_value};
use super::merge::{is_protected, keep_overwritten};
use super::movement::{Consent, perform, renew_brief, set_status};
use super::patch::{Path, Step, diff, put};
use super::rank::Rank;
use super::scalar::Weight;
use super::stage::clarify::Clarify;
use super::stage::select::SelectionCriterion;
use super::templates::{Language, Trade};
use super::validate::{Fault, check_engagement, check_settings, prune};
use crate::domain::sort;
use chrono::{DateTime, FixedOffset};
use std::sync::Arc;
use uuid::Uuid;

/// What a person wants done, with what only the rim knows: the time, and a seed for new ids.
#[derive(Clone, Debug)]
pub struct Command {
    /// The moment.
    pub at: DateTime<FixedOffset>,
    /// A fresh UUID version 7, from which the ids of new rows are counted.
    pub seed: Uuid,
    /// What is to be done.
    pub action: Action,
}

/// What is to be done.
#[derive(Clone, Debug)]
pub enum Action {
    /// Adds an engagement at the end of a column.
    Add {
        /// 案件名
        title: String,
        /// The column: a card may begin anywhere, its gates still ask for what is missing.
        stage: Stage,
    },
    /// Adds an engagement in the first stage with what was told of it elsewhere.
    AddTold {
        /// 案件名
        title: String,
        /// 現状の課題
        problems: String,
    },
    /// Adds an engagement in the first stage, or a template, with the content of something that is
    /// there. What it is made from stays as it is.
    AddFrom {
        /// 案件名
        title: String,
        /// What the content comes from.
        origin: Origin,
        /// Whether the companies come along: who they are, not what they offered.
        candidates: bool,
        /// Whether a template is made of it.
        template: bool,
    },
    /// Replaces an engagement by an edited draft of itself. Stage, place, status and history are
    /// not edited but moved.
    Edit {
        /// The draft.
        draft: Arc<Engagement>,
        /// The label of the field, for the name of the change.
        field: String,
        /// Whether something else came into the field while it was being written: what it held is
        /// then kept as an overlap.
        contested: bool,
    },
    /// Settles an overlap.
    Settle {
        /// In which engagement.
        id: EngagementId,
        /// Which.
        overlap: RowId,
        /// Whether the field is to hold what is kept beside it; otherwise it stays as it is.
        take: bool,
    },
    /// Settles an overlap of the settings.
    SettleSetting {
        /// Which.
        overlap: RowId,
        /// Whether the field is to hold what is kept beside it; otherwise it stays as it is.
        take: bool,
    },
    /// Moves a card.
    Move {
        /// Which.
        id: EngagementId,
        /// To which stage; the same stage is a new place in the column.
        to: Stage,
        /// To which place in the column.
        place: Place,
        /// What the dialog at the gate filled in, made together with the move as one step.
        filled: Option<Arc<Engagement>>,
        /// What was decided on the way.
        consent: Consent,
    },
    /// Puts an engagement on hold, closes it or takes it up again.
    SetStatus {
        /// Which.
        id: EngagementId,
        /// The status.
        status: Status,
        /// Why.
        reason: String,
    },
    /// 完了: closes an engagement together with what its dialog filled in, as one step.
    Finish {
        /// Which.
        id: EngagementId,
        /// What the dialog filled in.
        filled: Option<Arc<Engagement>>,
    },
    /// Removes an engagement.
    Remove(EngagementId),
    /// Does the same to several engagements. Those that refuse stay as they are: see [`bulk::refused`].
    Bulk {
        /// Which.
        ids: Vec<EngagementId>,
        /// What is done to each.
        deed: Deed,
    },
    /// Adds the samples, which come ready made.
    AddSamples(Vec<Engagement>),
    /// Removes every sample.
    RemoveSamples,
    /// Takes over engagements from a file: those to add or to put in place of their namesakes, and
    /// those to remove.
    Import {
        /// To add or replace.
        put: Vec<Arc<Engagement>>,
        /// To remove.
        remove: Vec<EngagementId>,
        /// The file's settings, where they are taken over.
        settings: Option<Settings>,
    },
    /// Takes these engagements off the board, since a file holds them now.
    Archive(Vec<EngagementId>),
    /// Makes the board what it was on a day, as an import that replaces it.
    Restore {
        /// The day, or what else the state was kept under.
        name: String,
        /// The board of then.
        board: Board,
    },
    /// Removes everything.
    Clear,
    /// Changes the settings.
    Settings(Settings),
}

/// What a new engagement takes its content from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// A template that the board brings.
    BuiltIn(Trade, Language),
    /// An own template, or an engagement: running or closed.
    Engagement(EngagementId),
}

/// A place in a column.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Place {
    /// At the top.
    First,
    /// At the end.
    #[default]
    Last,
    /// Right above this card.
    Before(EngagementId),
}

/// Why a command was refused. The board is as it was.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum Rejection {
    /// There is no such engagement.
    #[error("no engagement {0}")]
    Unknown(EngagementId),
    /// The card is closed: it is taken up again first.
    #[error("closed")]
    Closed,
    /// The company that is to take another's place is no candidate.
    #[error("no such candidate")]
    UnknownCandidate,
    /// The card stands there already.
    #[error("same stage")]
    SameStage,
    /// It has this status already.
    #[error("same status")]
    SameStatus,
    /// A template is no work: it has no status but its own, and is not moved.
    #[error("template")]
    Template,
    /// 完了 before stage 8.
    #[error("done before delivery")]
    DoneTooEarly,
    /// The gate is not met.
    #[error("gate: {0:?}")]
    Gate(Vec<Need>),
    /// The way is barred whatever the reason.
    #[error("barred: {0:?}")]
    Barred(Vec<Need>),
    /// A reason is missing.
    #[error("reason missing")]
    ReasonMissing,
    /// A field does not hold what it may hold.
    #[error("{0}")]
    Invalid(Fault),
    /// A draft tried to change what only a move changes.
    #[error("protected: {0}")]
    Protected(&'static str),
    /// The place that an overlap is about has gone, or may not be written that way.
    #[error("the place of the overlap has gone")]
    OverlapGone,
    /// The page may only read at the moment.
    #[error("read-only")]
    NotNow,
    /// Nothing would change.
    #[error("nothing to do")]
    Nothing,
}

/// Answers a command with the change that it makes. The board is not touched: the caller applies
/// the change, so that it can be stored first.
///
/// # Errors
/// Every reason for which a command is refused; see [`Rejection`].
pub fn apply(board: &Board, command: Command) -> Result<Change, Rejection> {
    let Command { at, seed, action } = command;
    let mut ids = IdSource::new(seed);
    let (label, ops) = match action {
        Action::Add { title, stage } => add(board, title, stage, at, &mut ids)?,
        Action::AddTold { title, problems } => {
            let clarify = Clarify { problems, ..Clarify::default() };
            add_made(board, Engagement { title, clarify, ..Engagement::default() }, at, &mut ids)?
        }
        Action::AddFrom { title, origin, candidates, template } => {
            let mut made = content(board, origin, candidates, &mut ids)?;
            made.title = title;
            made.status = if template { Status::Template } else { Status::Active };
            add_made(board, made, at, &mut ids)?
        }
        Action::Edit { draft, field, contested } => edit(board, &draft, field, contested, at, &mut ids)?,
        Action::Settle { id, overlap, take } => settle(find(board, id)?, overlap, take, at, &mut ids)?,
        Action::SettleSetting { overlap, take } => settle_setting(board, overlap, take)?,
        Action::Move { id, to, place, filled, consent } => {
            let before = find(board, id)?;
            if before.status == Status::Template {
                return Err(Rejection::Template);
            }
            let mut after = match &filled {
                Some(draft) => edited(before, draft, at, &mut ids)?,
                None => (**before).clone(),
            };
            let label = if before.stage == to {
                Label::Reorder(before.title.clone())
            } else {
                perform(&mut after, to, &consent, at, &mut ids)?;
                Label::Move(after.title.clone(), to)
            };
            after.rank = rank(board, id, to, place);
            (label, patch(before, &after)?)
        }
        Action::SetStatus { id, status, reason } => {
            let before = find(board, id)?;
            let mut after = (**before).clone();
            set_status(&mut after, status, &reason, at, &mut ids)?;
            (Label::Status(before.title.clone(), status), patch(before, &after)?)
        }
        Action::Finish { id, filled } => {
            let before = find(board, id)?;
            let mut after = match &filled {
                Some(draft) => edited(before, draft, at, &mut ids)?,
                None => (**before).clone(),
            };
            set_status(&mut after, Status::Done, "", at, &mut ids)?;
            (Label::Status(after.title.clone(), Status::Done), patch(before, &after)?)
        }
        Action::Remove(id) => {
            let engagement = find(board, id)?;
            (Label::Remove(engagement.title.clone()), vec![Op::Remove(Arc::clone(engagement))])
        }
        Action::Bulk { ids: chosen, deed } => {
            let (ops, _) = bulk::done(board, &chosen, &deed, at, &mut ids);
            (Label::Several(ops.len(), Box::new(deed.name())), ops)
        }
        Action::AddSamples(samples) => (Label::AddSamples, add_samples(board, samples)?),
        Action::RemoveSamples => (Label::RemoveSamples, remove_where(board, |engagement| engagement.sample)),
        Action::Import { put, remove, settings } => import(board, put, &remove, settings)?,
        Action::Archive(ids) => (Label::Archive(ids.len()), archive(board, &ids)?),
        Action::Restore { name, board: kept } => (Label::Restore(name), restore(board, kept)?),
        Action::Clear => (Label::Clear, remove_where(board, |_| true)),
        Action::Settings(settings) => (Label::Settings, change_settings(board, &settings)?),
    };
    if ops.is_empty() {
        return Err(Rejection::Nothing);
    }
    Ok(Change { at, label, ops })
}

fn find(board: &Board, id: EngagementId) -> Result<&Arc<Engagement>, Rejection> {
    board.get(id).ok_or(Rejection::Unknown(id))
}

fn patch(before: &Engagement, after: &Engagement) -> Result<Vec<Op>, Rejection> {
    check_engagement(after).map_err(Rejection::Invalid)?;
    Ok(Op::between(before, after).into_iter().collect())
}

fn add(
    board: &Board,
    title: String,
    stage: Stage,
    at: DateTime<FixedOffset>,
    ids: &mut IdSource,
) -> Result<(Label, Vec<Op>), Rejection> {
    add_made(board, Engagement { title, stage, ..Engagement::default() }, at, ids)
}

/// Adds what was made, with an id, at the end of its column.
fn add_made(
    board: &Board,
    made: Engagement,
    at: DateTime<FixedOffset>,
    ids: &mut IdSource,
) -> Result<(Label, Vec<Op>), Rejection> {
    let id = ids.engagement();
    let selection = if made.selection.is_empty() { usual_criteria(ids) } else { made.selection };
    let engagement = Engagement {
        id,
        title: made.title.trim().to_owned(),
        rank: rank(board, id, made.stage, Place::Last),
        created_at: Some(at),
        selection,
        ..made
    };
    check_engagement(&engagement).map_err(Rejection::Invalid)?;
    let title = engagement.title.clone();
    let label = match engagement.status {
        Status::Template => Label::Status(title, Status::Template),
        _ => Label::Add(title),
    };
    Ok((label, vec![Op::Add(Arc::new(engagement))]))
}

fn content(board: &Board, origin: Origin, candidates: bool, ids: &mut IdSource) -> Result<Engagement, Rejection> {
    Ok(match origin {
        Origin::BuiltIn(trade, language) => trade.content(language, ids),
        Origin::Engagement(id) => copy::content(find(board, id)?, candidates, ids),
    })
}

/// The criteria that a new engagement begins with: the two that the source names, fit and cost, and
/// the one that practice adds first.
fn usual_criteria(ids: &mut IdSource) -> Vec<SelectionCriterion> {
    let weight = |value| Weight::try_from(value).unwrap_or_default();
    // ja: they are data from here on, in the language of the company.
    [("業務との相性", 40), ("費用", 30), ("セキュリティ", 30)]
        .map(|(name, value)| SelectionCriterion { id: ids.row(), name: name.to_owned(), weight: weight(value) })
        .into()
}

fn edit(
    board: &Board,
    draft: &Engagement,
    field: String,
    contested: bool,
    at: DateTime<FixedOffset>,
    ids: &mut IdSource,
) -> Result<(Label, Vec<Op>), Rejection> {
    let before = find(board, draft.id)?;
    let mut after = edited(before, draft, at, ids)?;
    if contested {
        keep_overwritten(before, &mut after, &field, at, ids);
    }
    // The draft was checked on its way in.
    Ok((Label::Edit(after.title.clone(), field), Op::between(before, &after).into_iter().collect()))
}

/// A draft as it may enter the board: what only moves may change is untouched, references to rows
/// that went are gone, and the version of the brief follows its terms.
pub(super) fn edited(
    before: &Engagement,
    draft: &Engagement,
    at: DateTime<FixedOffset>,
    ids: &mut IdSource,
) -> Result<Engagement, Rejection> {
    let protected = [
        (before.stage == draft.stage, "stage"),
        (before.rank == draft.rank, "rank"),
        (before.status == draft.status, "status"),
        (before.history == draft.history, "history"),
        (before.briefs == draft.briefs, "briefs"),
    ];
    if let Some((_, name)) = protected.iter().find(|(same, _)| !same) {
        return Err(Rejection::Protected(name));
    }
    let mut after = draft.clone();
    prune(&mut after);
    follow_terms(&mut after, &before.clarify, at, ids);
    check_engagement(&after).map_err(Rejection::Invalid)?;
    Ok(after)
}

/// Lets the version of the brief follow its terms: a new version where somebody was told of the
/// present one, which is sealed as it `stood`.
pub(super) fn follow_terms(after: &mut Engagement, stood: &Clarify, at: DateTime<FixedOffset>, ids: &mut IdSource) {
    let terms = after.terms();
    if let Some(brief) = after.briefs.last()
        && brief.terms != terms
    {
        if after.brief_in_use(brief.version) {
            renew_brief(after, stood.clone(), "", at.date_naive(), ids);
        } else if let Some(brief) = after.briefs.last_mut() {
            brief.terms = terms;
        }
    }
}

fn settle(
    before: &Arc<Engagement>,
    overlap: RowId,
    take: bool,
    at: DateTime<FixedOffset>,
    ids: &mut IdSource,
) -> Result<(Label, Vec<Op>), Rejection> {
    let row = before.overlaps.iter().find(|row| row.id == overlap).ok_or(Rejection::OverlapGone)?;
    if take && row.path.is_empty() {
        return Ok((Label::Remove(before.title.clone()), vec![Op::Remove(Arc::clone(before))]));
    }
    let mut after = (**before).clone();
    if take {
        let path = Path::from(row.path.clone());
        let mut value = to_value(&after);
        let other = (!row.other.is_null()).then(|| row.other.clone());
        if is_protected(&path) || !put(&mut value, &path, other) {
            return Err(Rejection::OverlapGone);
        }
        after = from_value(&value).map_err(|_| Rejection::OverlapGone)?;
        prune(&mut after);
        follow_terms(&mut after, &before.clarify, at, ids);
    }
    after.overlaps.retain(|other| other.id != overlap);
    Ok((Label::Edit(after.title.clone(), row.field.clone()), patch(before, &after)?))
}

fn settle_setting(board: &Board, overlap: RowId, take: bool) -> Result<(Label, Vec<Op>), Rejection> {
    let mut after = board.settings.clone();
    let row = after.overlaps.iter().position(|row| row.id == overlap).ok_or(Rejection::OverlapGone)?;
    let row = after.overlaps.remove(row);
    if take {
        let path = Path::from(row.path);
        let mut value = to_value(&after);
        let other = (!row.other.is_null()).then_some(row.other);
        if path.steps().first() == Some(&Step::Field("overlaps".to_owned())) || !put(&mut value, &path, other) {
            return Err(Rejection::OverlapGone);
        }
        after = from_value(&value).map_err(|_| Rejection::OverlapGone)?;
    }
    Ok((Label::Settings, change_settings(board, &after)?))
}

/// The order key for a place in a column, the card itself not counted.
fn rank(board: &Board, id: EngagementId, stage: Stage, place: Place) -> Rank {
    let column: Vec<_> = board.column(stage).into_iter().filter(|card| card.id != id).collect();
    let end = column.len();
    let index = match place {
        Place::First => 0,
        Place::Last => end,
        Place::Before(other) => column.iter().position(|card| card.id == other).unwrap_or(end),
    };
    let before = index.checked_sub(1).and_then(|index| column.get(index));
    Rank::between(before.map(|card| &card.rank), column.get(index).map(|card| &card.rank))
}

fn add_samples(board: &Board, samples: Vec<Engagement>) -> Result<Vec<Op>, Rejection> {
    samples
        .into_iter()
        .filter(|sample| board.get(sample.id).is_none())
        .map(|sample| {
            check_engagement(&sample).map_err(Rejection::Invalid)?;
            Ok(Op::Add(Arc::new(sample)))
        })
        .collect()
}

fn remove_where(board: &Board, gone: impl Fn(&Engagement) -> bool) -> Vec<Op> {
    let chosen = board.engagements.values().filter(|engagement| gone(engagement));
    chosen.map(|engagement| Op::Remove(Arc::clone(engagement))).collect()
}

fn import(
    board: &Board,
    put: Vec<Arc<Engagement>>,
    remove: &[EngagementId],
    settings: Option<Settings>,
) -> Result<(Label, Vec<Op>), Rejection> {
    let mut ops = Vec::new();
    let coming = sort::set(put.iter().map(|engagement| engagement.id));
    for id in remove.iter().filter(|id| !coming.contains(*id)) {
        ops.push(Op::Remove(Arc::clone(find(board, *id)?)));
    }
    for engagement in put {
        check_engagement(&engagement).map_err(Rejection::Invalid)?;
        match board.get(engagement.id) {
            Some(present) => ops.extend(Op::between(present, &engagement)),
            None => ops.push(Op::Add(engagement)),
        }
    }
    let count = ops.len();
    if let Some(settings) = settings {
        ops.extend(change_settings(board, &settings)?);
    }
    Ok((Label::Import(count), ops))
}

fn archive(board: &Board, ids: &[EngagementId]) -> Result<Vec<Op>, Rejection> {
    ids.iter().map(|id| find(board, *id).map(|engagement| Op::Remove(Arc::clone(engagement)))).collect()
}

fn restore(board: &Board, kept: Board) -> Result<Vec<Op>, Rejection> {
    let gone = board.engagements.keys().filter(|id| kept.get(**id).is_none()).copied().collect::<Vec<_>>();
    let (_, ops) = import(board, kept.engagements.into_values().collect(), &gone, Some(kept.settings))?;
    Ok(ops)
}

fn change_settings(board: &Board, settings: &Settings) -> Result<Vec<Op>, Rejection> {
    check_settings(settings).map_err(Rejection::Invalid)?;
    let before = to_value(&board.settings);
    let after = to_value(settings);
    let deltas = diff(&before, &after);
    Ok(if deltas.is_empty() { Vec::new() } else { vec![Op::Settings(deltas)] })
}
