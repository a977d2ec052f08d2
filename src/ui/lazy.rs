//! Parts of the program that are loaded when they are first needed, so that the page opens without
//! them. A release is split at the functions that [`chunk!`] names; other builds have them in one piece.

use super::app::App;
use super::kit::tr;
use leptos::prelude::*;
use reactive_graph::computed::ScopedFuture;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll, Waker};
use wasm_bindgen_futures::spawn_local;

/// The code of a part did not come.
#[derive(Clone, Copy, Debug)]
pub struct NotLoaded;

#[cfg(feature = "split")]
impl From<wasm_split_helpers::SplitLoaderError> for NotLoaded {
    fn from(_: wasm_split_helpers::SplitLoaderError) -> Self {
        Self
    }
}

/// Names a function whose code, and all that only such functions of the same chunk use, stands in a
/// file of its own. It becomes `async`, and fails where the file cannot be had.
macro_rules! chunk {
    ($chunk:ident: $(#[$about:meta])* fn $name:ident($($arg:ident: $Arg:ty),*) -> $Out:ty $body:block) => {
        $(#[$about])*
        #[cfg(feature = "split")]
        #[wasm_split_helpers::wasm_split($chunk, fallible)]
        pub fn $name($($arg: $Arg),*) -> Result<$Out, crate::ui::lazy::NotLoaded> {
            Ok($body)
        }
        $(#[$about])*
        #[cfg(not(feature = "split"))]
        pub async fn $name($($arg: $Arg),*) -> Result<$Out, crate::ui::lazy::NotLoaded> {
            Ok($body)
        }
    };
}
pub(super) use chunk;

type Drawn = Pin<Box<dyn Future<Output = Result<AnyView, NotLoaded>>>>;

/// What a part draws: at once where its code is there, otherwise when it has come. Where it does not
/// come, that is told, and `back` leaves the place that cannot be shown.
pub fn show(app: App, part: impl Future<Output = Result<AnyView, NotLoaded>> + 'static, back: fn(App)) -> AnyView {
    // The owner of here is the owner of what is drawn then.
    show_boxed(app, Box::pin(ScopedFuture::new(part)), back, waiting)
}

/// The same for what is the page's `main`, which is there while its content is on its way.
pub fn show_screen(
    app: App,
    part: impl Future<Output = Result<AnyView, NotLoaded>> + 'static,
    back: fn(App),
) -> AnyView {
    let waiting =
        || view! { <main class="screen" id="board" tabindex="-1" aria-busy="true">{waiting()}</main> }.into_any();
    show_boxed(app, Box::pin(ScopedFuture::new(part)), back, waiting)
}

fn waiting() -> AnyView {
    view! { <p class="coming" role="status">{tr("読み込んでいます", "Loading")}</p> }.into_any()
}

fn show_boxed(app: App, mut part: Drawn, back: fn(App), waiting: fn() -> AnyView) -> AnyView {
    if let Poll::Ready(Ok(view)) = part.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
        return view;
    }
    let drawn = RwSignal::new_local(None::<AnyView>);
    let here = StoredValue::new(());
    spawn_local(async move {
        let outcome = part.await;
        if here.is_disposed() {
            return;
        }
        match outcome {
            Ok(view) => drawn.set(Some(view)),
            Err(NotLoaded) => {
                tell(app);
                back(app);
            }
        }
    });
    (move || {
        drawn.track();
        drawn.try_update_untracked(Option::take).flatten().unwrap_or_else(waiting)
    })
    .into_any()
}

/// Does what a part does, when its code has come.
pub fn run(app: App, part: impl Future<Output = Result<(), NotLoaded>> + 'static) {
    spawn_local(async move {
        if part.await.is_err() {
            tell(app);
        }
    });
}

fn tell(app: App) {
    app.tell_error(tr(
        "この機能を読み込めませんでした。入力した内容はそのままです。通信を確かめて、もう一度お試しください。",
        "This part of the page could not be loaded. What you entered is safe. Please check the connection and try again.",
    ));
}
