//! The page's entry point: the panic hook, and the mount.

#[cfg(target_arch = "wasm32")]
fn main() {
    irai_board::ui::start();
}

/// The app runs in a browser; a native build of this binary only says so.
#[cfg(not(target_arch = "wasm32"))]
fn main() {
    println!("irai-board runs in the browser: use `make serve`.");
}
