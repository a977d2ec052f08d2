use irai_board::browser::unicode::install;
use irai_board::domain::find::fold;
use irai_board::domain::unicode::{nfc, nfkc};
use wasm_bindgen_test::wasm_bindgen_test;

/// What the crate says natively, where the same texts are tested through what uses it.
#[wasm_bindgen_test]
fn the_browsers_normal_forms_are_unicodes() {
    install();
    let pairs = [
        ("ｶﾌﾞｼｷ", "カブシキ"),
        ("㈱", "(株)"),
        ("①②", "12"),
        ("ＡＢＣ１２３", "ABC123"),
        ("か\u{3099}", "が"),
        ("ﬁ", "fi"),
        ("令和㋀", "令和1月"),
        ("plain", "plain"),
    ];
    for (written, kept) in pairs {
        assert_eq!(nfkc(written), kept);
    }
    assert_eq!(nfc("か\u{3099}ｶﾞ"), "がｶﾞ");
    assert_eq!(fold("ｶﾌﾞｼｷ会社"), fold("かぶしき会社"));
}
