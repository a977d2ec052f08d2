//! Places in an engagement, typed: what a field shows and where it writes.

use super::control::Typing;
use crate::browser::ids;
use crate::domain::ids::{IdSource, Row, RowId};
use crate::domain::{Engagement, EngagementId};
use crate::text::message;
use crate::ui::app::App;
use leptos::prelude::*;
use std::collections::BTreeMap;
use std::sync::Arc;

type Edit = Box<dyn FnOnce(&mut Engagement)>;
type Sink = Arc<dyn Fn(&str, Typing, Edit) -> Result<(), String> + Send + Sync>;
type Getter<T> = Arc<dyn for<'a> Fn(&'a Engagement) -> Option<&'a T> + Send + Sync>;
type GetterMut<T> = Arc<dyn for<'a> Fn(&'a mut Engagement) -> Option<&'a mut T> + Send + Sync>;
type Follow = Arc<dyn Fn(&mut Engagement) + Send + Sync>;

/// Where a form reads and writes: the board, or a draft in a dialog.
#[derive(Clone)]
pub struct Form {
    current: Signal<Arc<Engagement>>,
    sink: Sink,
}

impl Form {
    /// A form over the board: every edit is dispatched at once.
    pub fn of_board(app: App, id: EngagementId, current: Signal<Arc<Engagement>>) -> Self {
        let sink: Sink = Arc::new(move |label, typing, edit| {
            app.edit(id, label, typing, edit).map_err(|rejection| message::rejection(&rejection, super::lang()))
        });
        Self { current, sink }
    }

    /// A form over a draft, which becomes part of one step later.
    pub fn of_draft(draft: RwSignal<Arc<Engagement>>) -> Self {
        let sink: Sink = Arc::new(move |_, _, edit| {
            // What follows an edit may look at the draft, so it is not held meanwhile.
            let mut edited = draft.get_untracked();
            edit(Arc::make_mut(&mut edited));
            draft.set(edited);
            Ok(())
        });
        Self { current: draft.into(), sink }
    }

    /// The engagement, followed.
    pub fn get(&self) -> Arc<Engagement> {
        self.current.get()
    }

    /// The engagement as it is now.
    pub fn peek(&self) -> Arc<Engagement> {
        self.current.get_untracked()
    }

    /// A value computed from the engagement, followed.
    pub fn memo<T: PartialEq + Send + Sync + 'static>(
        &self,
        compute: impl Fn(&Engagement) -> T + Send + Sync + 'static,
    ) -> Memo<T> {
        let current = self.current;
        Memo::new(move |_| current.with(|engagement| compute(engagement)))
    }

    /// Edits the engagement whole.
    ///
    /// # Errors
    /// What the board refused, in the page's language.
    pub fn edit(&self, label: &str, edit: impl FnOnce(&mut Engagement) + 'static) -> Result<(), String> {
        (self.sink)(label, Typing::default(), Box::new(edit))
    }

    /// The whole engagement as a place.
    pub fn root(&self) -> Field<Engagement> {
        Field {
            form: self.clone(),
            get: Arc::new(|engagement| Some(engagement)),
            get_mut: Arc::new(|engagement| Some(engagement)),
            follow: None,
        }
    }
}

/// A place in an engagement that holds a `T`.
pub struct Field<T: 'static> {
    form: Form,
    get: Getter<T>,
    get_mut: GetterMut<T>,
    follow: Option<Follow>,
}

impl<T> Clone for Field<T> {
    fn clone(&self) -> Self {
        Self {
            form: self.form.clone(),
            get: Arc::clone(&self.get),
            get_mut: Arc::clone(&self.get_mut),
            follow: self.follow.clone(),
        }
    }
}

/// The place of a field inside a record: `sub!(brief.purpose)`.
macro_rules! sub {
    ($field:ident . $($name:ident).+) => {
        $field.sub(|record| &record.$($name).+, |record| &mut record.$($name).+)
    };
}
pub(crate) use sub;

impl<T: 'static> Field<T> {
    /// The form that the place belongs to.
    pub fn form(&self) -> &Form {
        &self.form
    }

    /// A place inside this one.
    pub fn sub<U: 'static>(&self, get: fn(&T) -> &U, get_mut: fn(&mut T) -> &mut U) -> Field<U> {
        let (outer, outer_mut) = (Arc::clone(&self.get), Arc::clone(&self.get_mut));
        Field {
            form: self.form.clone(),
            get: Arc::new(move |engagement| outer(engagement).map(get)),
            get_mut: Arc::new(move |engagement| outer_mut(engagement).map(get_mut)),
            follow: self.follow.clone(),
        }
    }

    /// A place inside this one that may not be there.
    pub fn try_sub<U: 'static>(
        &self,
        get: impl for<'a> Fn(&'a T) -> Option<&'a U> + Send + Sync + 'static,
        get_mut: impl for<'a> Fn(&'a mut T) -> Option<&'a mut U> + Send + Sync + 'static,
    ) -> Field<U> {
        let (outer, outer_mut) = (Arc::clone(&self.get), Arc::clone(&self.get_mut));
        Field {
            form: self.form.clone(),
            get: Arc::new(move |engagement| get(outer(engagement)?)),
            get_mut: Arc::new(move |engagement| get_mut(outer_mut(engagement)?)),
            follow: self.follow.clone(),
        }
    }

    /// The same place, where whatever is written, here or further inside, is followed by `follow`
    /// in the same step: a date that is entered for the first time, a number that is given out.
    pub fn then(mut self, follow: impl Fn(&mut Engagement) + Send + Sync + 'static) -> Self {
        let before = self.follow.take();
        self.follow = Some(Arc::new(move |engagement| {
            if let Some(before) = &before {
                before(engagement);
            }
            follow(engagement);
        }));
        self
    }

    /// Something computed from the value, followed; the default where the place is gone.
    pub fn map<U: PartialEq + Default + Send + Sync + 'static>(
        &self,
        read: impl Fn(&T) -> U + Send + Sync + 'static,
    ) -> Memo<U> {
        let (current, get) = (self.form.current, Arc::clone(&self.get));
        Memo::new(move |_| current.with(|engagement| get(engagement).map(&read).unwrap_or_default()))
    }

    /// Writes, as one step to undo called by `label`. Nothing happens where the place is gone.
    ///
    /// # Errors
    /// What the board refused, in the page's language.
    pub fn write(&self, label: &str, edit: impl FnOnce(&mut T) + 'static) -> Result<(), String> {
        self.write_typed(label, Typing::default(), edit)
    }

    /// As [`Self::write`], for what is being typed.
    ///
    /// # Errors
    /// What the board refused, in the page's language.
    pub fn write_typed(&self, label: &str, typing: Typing, edit: impl FnOnce(&mut T) + 'static) -> Result<(), String> {
        let (get_mut, follow) = (Arc::clone(&self.get_mut), self.follow.clone());
        let edit: Edit = Box::new(move |engagement| {
            let Some(value) = get_mut(engagement) else {
                return;
            };
            edit(value);
            if let Some(follow) = follow {
                follow(engagement);
            }
        });
        (self.form.sink)(label, typing, edit)
    }
}

impl<T: Clone + Default + 'static> Field<T> {
    /// The value as it is now; the default where the place is gone.
    pub fn peek(&self) -> T {
        self.form.current.with_untracked(|engagement| (self.get)(engagement).cloned().unwrap_or_default())
    }
}

impl<T: Clone + Default + PartialEq + Send + Sync + 'static> Field<T> {
    /// The value, followed; the default where the place is gone.
    pub fn memo(&self) -> Memo<T> {
        self.map(T::clone)
    }
}

impl<R: Row + Send + Sync + 'static> Field<Vec<R>> {
    /// The ids of the rows in order, followed.
    pub fn ids(&self) -> Memo<Vec<RowId>> {
        self.map(|rows| rows.iter().map(Row::id).collect())
    }

    /// The row with this id.
    pub fn row(&self, id: RowId) -> Field<R> {
        self.try_sub(
            move |rows| rows.iter().find(|row| row.id() == id),
            move |rows| rows.iter_mut().find(|row| row.id() == id),
        )
    }

    /// Adds a row at the end. Answers with its id.
    ///
    /// # Errors
    /// What the board refused, in the page's language.
    pub fn add(&self, label: &str, fill: impl FnOnce(&mut R) + 'static) -> Result<RowId, String> {
        let id = RowId(ids::fresh());
        self.write(label, move |rows| {
            let mut row = R::with_id(id);
            fill(&mut row);
            rows.push(row);
        })?;
        Ok(id)
    }

    /// Adds several rows at the end as one step.
    ///
    /// # Errors
    /// What the board refused, in the page's language.
    pub fn add_many<L: 'static>(
        &self,
        label: &str,
        lines: Vec<L>,
        fill: impl Fn(&mut R, &L) + 'static,
    ) -> Result<(), String> {
        let mut fresh = IdSource::new(ids::fresh());
        self.write(label, move |rows| {
            for line in &lines {
                let mut row = R::with_id(fresh.row());
                fill(&mut row, line);
                rows.push(row);
            }
        })
    }

    /// Removes a row.
    ///
    /// # Errors
    /// What the board refused, in the page's language.
    pub fn remove(&self, label: &str, id: RowId) -> Result<(), String> {
        self.write(label, move |rows| rows.retain(|row| row.id() != id))
    }

    /// Moves a row by so many places; at the ends it stays.
    ///
    /// # Errors
    /// What the board refused, in the page's language.
    pub fn shift(&self, label: &str, id: RowId, by: isize) -> Result<(), String> {
        self.write(label, move |rows| {
            if let Some(from) = rows.iter().position(|row| row.id() == id) {
                let to = from.saturating_add_signed(by).min(rows.len() - 1);
                let row = rows.remove(from);
                rows.insert(to, row);
            }
        })
    }
}

impl<V: Clone + Default + PartialEq + Send + Sync + 'static> Field<BTreeMap<RowId, V>> {
    /// The entry for a row; it is made when it is first written.
    pub fn entry(&self, id: RowId) -> Field<V> {
        self.try_sub(move |map| map.get(&id), move |map| Some(map.entry(id).or_default()))
    }
}
