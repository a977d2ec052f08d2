//! The list of sections: a column at the side, a row to swipe on a phone. It leads to each, and marks
//! the one that is read.

use crate::browser::dom;
use crate::text::Text;
use crate::ui::kit::{say, tr};
use leptos::prelude::*;
use web_sys::{Element, ScrollIntoViewOptions, ScrollLogicalPosition};

/// How far below the top of what scrolls a heading may stand and still be the one that is read.
const SLACK: f64 = 96.0;

/// Which section is read.
#[derive(Clone, Copy)]
pub(super) struct Read {
    now: RwSignal<&'static str>,
    /// It was led to: the scrolling that follows is not the person's.
    led: StoredValue<bool>,
}

impl Read {
    pub(super) fn new(first: &'static str) -> Self {
        Self { now: RwSignal::new(first), led: StoredValue::new(false) }
    }

    fn go(self, id: &'static str) {
        if let Some(heading) = dom::find(&format!("#{id}")) {
            self.led.set_value(true);
            dom::scroll_to_top(&heading);
            let _ = heading.focus();
            self.now.set(id);
        }
    }

    /// Follows the scrolling of what holds the sections.
    pub(super) fn follow(self, parts: &Element) {
        if self.led.get_value() {
            self.led.set_value(false);
            return;
        }
        let Some(now) = reading(parts).filter(|now| *now != self.now.get_untracked()) else {
            return;
        };
        self.now.set(now);
        // In the row of a phone it may be out of sight.
        if let Some(item) = dom::find(&format!("[data-leads=\"{now}\"]")) {
            let options = ScrollIntoViewOptions::new();
            options.set_block(ScrollLogicalPosition::Nearest);
            options.set_inline(ScrollLogicalPosition::Nearest);
            item.scroll_into_view_with_scroll_into_view_options(&options);
        }
    }
}

/// The last section whose heading has come up to the top; at the end of all the last one.
fn reading(parts: &Element) -> Option<&'static str> {
    let mut ids = super::SECTIONS.iter().map(|(id, ..)| *id);
    if parts.scroll_top() + parts.client_height() >= parts.scroll_height() - 2 {
        return ids.next_back();
    }
    let top = parts.get_bounding_client_rect().top() + SLACK;
    let up = |id: &&str| dom::find(&format!("#{id}")).is_some_and(|it| it.get_bounding_client_rect().top() <= top);
    ids.take_while(up).last()
}

pub(super) fn nav(read: Read, sections: &[(&'static str, Text)]) -> AnyView {
    let items = sections
        .iter()
        .map(|(id, title)| {
            let id = *id;
            view! {
                <li>
                    <button
                        type="button"
                        class="settings__to"
                        data-leads=id
                        aria-current=move || (read.now.get() == id).then_some("true")
                        on:click=move |_| read.go(id)
                    >
                        {say(*title)}
                    </button>
                </li>
            }
        })
        .collect_view();
    view! {
        <nav class="settings__nav" aria-label=tr("設定の項目", "Sections")>
            <ul>{items}</ul>
        </nav>
    }
    .into_any()
}
