//! The page's entry point.

#[cfg(target_arch = "wasm32")]
fn main() {
    use leptos::prelude::*;
    leptos::mount::mount_to_body(|| view! { <p>"依頼ボード"</p> });
}

/// The app runs in a browser; a native build of this binary only says so.
#[cfg(not(target_arch = "wasm32"))]
fn main() {
    println!("irai-board runs in the browser: use `make serve`.");
}
