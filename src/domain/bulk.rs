//! Several engagements at once: one deed done to each, as one change and one step to undo.
//!
//! Each engagement goes the way it would go alone: a move through [`perform`], a status through
//! [`set_status`]. One that refuses stays as it is and does not hold back the others; [`refused`]
//! tells beforehand which ones that will be, and why.

use super::board::Board;
use super::change::{Op, Several};
use super::command::{Rejection, edited};
use super::engagement::{Engagement, Priority, Status};
use super::ids::{EngagementId, IdSource};
use super::movement::{Consent, perform, set_status};
use super::rank::Rank;
use super::{Stage, labels};
use crate::domain::sort;
use chrono::{DateTime, FixedOffset};
use std::sync::Arc;
use uuid::Uuid;

/// What is done to each of the engagements.
#[derive(Clone, Debug, PartialEq)]
pub enum Deed {
    /// To another stage, at the end of its column, in the order in which they stand.
    Move(Stage, Consent),
    /// A label more; those that have it stay as they are.
    AddLabel(String),
    /// Another label in the place of one, or none.
    ReplaceLabel(String, Option<String>),
    /// 担当者
    Owner(String),
    /// 優先度
    Priority(Priority),
    /// 保留 with its reason, or 再開.
    Status(Status, String),
    /// Off the board for good.
    Remove,
}

impl Deed {
    /// What the change is called.
    pub(super) fn name(&self) -> Several {
        match self {
            Self::Move(to, _) => Several::Move(*to),
            Self::AddLabel(_) => Several::Labels,
            Self::ReplaceLabel(from, Some(to)) => Several::RenameLabel(from.clone(), to.clone()),
            Self::ReplaceLabel(from, None) => Several::DeleteLabel(from.clone()),
            Self::Owner(_) => Several::Owner,
            Self::Priority(_) => Several::Priority,
            Self::Status(status, _) => Several::Status(*status),
            Self::Remove => Several::Remove,
        }
    }

    fn does(&self, after: &mut Engagement, at: DateTime<FixedOffset>, ids: &mut IdSource) -> Result<(), Rejection> {
        match self {
            Self::Move(to, consent) => perform(after, *to, consent, at, ids),
            Self::AddLabel(label) => labels::add(&mut after.labels, label).map_err(|_| Rejection::Nothing),
            Self::ReplaceLabel(from, to) => {
                if labels::replace(&mut after.labels, from, to.as_deref()) {
                    Ok(())
                } else {
                    Err(Rejection::Nothing)
                }
            }
            Self::Owner(owner) => {
                after.owner = owner.trim().to_owned();
                Ok(())
            }
            Self::Priority(priority) => {
                after.priority = *priority;
                Ok(())
            }
            Self::Status(status, reason) => set_status(after, *status, reason, at, ids),
            Self::Remove => Ok(()),
        }
    }
}

/// An engagement that stays as it is, and why.
pub type Refused = (EngagementId, Rejection);

/// Which of the engagements would stay as they are, and why. Where one already is what the deed makes
/// of it, that is [`Rejection::Nothing`].
pub fn refused(board: &Board, ids: &[EngagementId], deed: &Deed, at: DateTime<FixedOffset>) -> Vec<Refused> {
    // Ids that no row has: what is made here is thrown away.
    const NOBODYS: Uuid = Uuid::from_u128(u128::MAX << 62);
    done(board, ids, deed, at, &mut IdSource::new(NOBODYS)).1
}

/// What the deed changes, engagement by engagement from the first column on, and who stays as they are.
pub(super) fn done(
    board: &Board,
    ids: &[EngagementId],
    deed: &Deed,
    at: DateTime<FixedOffset>,
    fresh: &mut IdSource,
) -> (Vec<Op>, Vec<Refused>) {
    let (mut ops, mut refused) = (Vec::new(), Vec::new());
    let mut last = match deed {
        Deed::Move(to, _) => board.column(*to).last().map(|card| card.rank.clone()),
        _ => None,
    };
    for id in in_order(board, ids) {
        let Some(before) = board.get(id) else {
            refused.push((id, Rejection::Unknown(id)));
            continue;
        };
        if *deed == Deed::Remove {
            ops.push(Op::Remove(Arc::clone(before)));
            continue;
        }
        match changed(before, deed, last.as_ref(), at, fresh) {
            Ok((op, rank)) => {
                last = rank.or(last);
                ops.push(op);
            }
            Err(rejection) => refused.push((id, rejection)),
        }
    }
    (ops, refused)
}

/// What the deed makes of one engagement; with its new place where it moves, below `last`.
fn changed(
    before: &Engagement,
    deed: &Deed,
    last: Option<&Rank>,
    at: DateTime<FixedOffset>,
    fresh: &mut IdSource,
) -> Result<(Op, Option<Rank>), Rejection> {
    let mut after = before.clone();
    deed.does(&mut after, at, fresh)?;
    let rank = matches!(deed, Deed::Move(..)).then(|| Rank::between(last, None));
    if let Some(rank) = &rank {
        after.rank = rank.clone();
    } else if !matches!(deed, Deed::Status(..)) {
        after = edited(before, &after, at, fresh)?;
    }
    super::validate::check_engagement(&after).map_err(Rejection::Invalid)?;
    Op::between(before, &after).map(|op| (op, rank)).ok_or(Rejection::Nothing)
}

/// Each engagement once, as they stand on the board: by column, and from top to bottom.
fn in_order(board: &Board, ids: &[EngagementId]) -> Vec<EngagementId> {
    let mut ids: Vec<_> = sort::set(ids.iter().copied()).into_iter().collect();
    sort::by_key(&mut ids, |id| board.get(*id).map(|one| (one.stage, one.rank.clone())));
    ids
}

#[cfg(test)]
mod tests;
