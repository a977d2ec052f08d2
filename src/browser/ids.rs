//! Fresh ids: UUID version 7 from the clock and the browser's random numbers.

use uuid::{Builder, Uuid};

/// A fresh id.
pub fn fresh() -> Uuid {
    let milliseconds = js_sys::Date::now() as u64;
    let mut random = [0_u8; 10];
    let filled = web_sys::window()
        .and_then(|window| window.crypto().ok())
        .and_then(|crypto| crypto.get_random_values_with_u8_array(&mut random).ok());
    if filled.is_none() {
        // Every browser with WebAssembly has crypto; without it ids still differ from each other.
        random.fill_with(|| (js_sys::Math::random() * 256.0) as u8);
    }
    Builder::from_unix_timestamp_millis(milliseconds, &random).into_uuid()
}
