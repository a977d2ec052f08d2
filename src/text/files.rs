//! Files as they are told: their names, how large they are.

use super::Lang;

/// The most characters of a file's name.
pub const NAME_MAX: usize = 200;

/// The size of a file, in decimal units as browsers and shops tell it: `512バイト`, `340 KB`, `1.2 MB`,
/// `10.7 GB`.
pub fn size(bytes: u64, lang: Lang) -> String {
    let kilobytes = (bytes + 500) / 1_000;
    let megabytes = (bytes + 500_000) / 1_000_000;
    let tenths = |unit: u64| (bytes + unit / 20) / (unit / 10);
    let shown = |tenths: u64, unit: &str| match tenths % 10 {
        0 => format!("{} {unit}", tenths / 10),
        tenth => format!("{}.{tenth} {unit}", tenths / 10),
    };
    match bytes {
        1 => lang.pick("1バイト", "1 byte").to_owned(),
        n if n < 1_000 => lang.pick(format!("{n}バイト"), format!("{n} bytes")),
        _ if kilobytes < 1_000 => format!("{kilobytes} KB"),
        _ if megabytes < 100 => shown(tenths(1_000_000), "MB"),
        _ if megabytes < 1_000 => format!("{megabytes} MB"),
        _ => shown(tenths(1_000_000_000), "GB"),
    }
}

/// A file with its size: `手順書.pdf(1.2 MB)`.
pub fn file(name: &str, bytes: u64, lang: Lang) -> String {
    let size = size(bytes, lang);
    lang.pick(format!("{name}({size})"), format!("{name} ({size})"))
}

/// A file's name as plain text: without control characters, without those that turn the direction of
/// writing (they can make `annexe.exe` look like `annexexe.pdf`), without a folder, at most
/// [`NAME_MAX`] characters with its ending kept. Never empty.
pub fn name(raw: &str, lang: Lang) -> String {
    let last = raw.rsplit(['/', '\\']).next().unwrap_or_default();
    let seen: String = last.chars().filter(|letter| !letter.is_control() && !turns(*letter)).collect();
    let seen = seen.trim();
    if seen.chars().all(|letter| letter == '.') {
        return lang.pick("ファイル", "file").to_owned();
    }
    if seen.chars().count() <= NAME_MAX {
        return seen.to_owned();
    }
    const ENDING_MAX: usize = 20;
    let ending = seen.rsplit_once('.').map(|(_, ending)| format!(".{ending}"));
    let ending = ending.filter(|ending| ending.chars().count() <= ENDING_MAX).unwrap_or_default();
    let stem = NAME_MAX - ending.chars().count() - 1;
    seen.chars().take(stem).chain(['…']).chain(ending.chars()).collect()
}

fn turns(letter: char) -> bool {
    matches!(letter, '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_told_in_bytes_kilobytes_and_megabytes() {
        let cases = [
            (0, "0バイト", "0 bytes"),
            (1, "1バイト", "1 byte"),
            (999, "999バイト", "999 bytes"),
            (1_000, "1 KB", "1 KB"),
            (1_499, "1 KB", "1 KB"),
            (340_200, "340 KB", "340 KB"),
            (999_499, "999 KB", "999 KB"),
            (999_500, "1 MB", "1 MB"),
            (1_234_567, "1.2 MB", "1.2 MB"),
            (4_950_000, "5 MB", "5 MB"),
            (5_000_000, "5 MB", "5 MB"),
            (50_000_000, "50 MB", "50 MB"),
            (123_456_789, "123 MB", "123 MB"),
            (123_500_000, "124 MB", "124 MB"),
            (999_499_999, "999 MB", "999 MB"),
            (999_500_000, "1 GB", "1 GB"),
            (10_737_418_240, "10.7 GB", "10.7 GB"),
        ];
        for (bytes, ja, en) in cases {
            assert_eq!(size(bytes, Lang::Ja), ja, "{bytes}");
            assert_eq!(size(bytes, Lang::En), en, "{bytes}");
        }
        assert_eq!(file("請求書マニュアル.pdf", 1_234_567, Lang::Ja), "請求書マニュアル.pdf(1.2 MB)");
        assert_eq!(file("manual.pdf", 512, Lang::En), "manual.pdf (512 bytes)");
    }

    #[test]
    fn a_name_is_plain_text_without_tricks() {
        let cases = [
            ("手順書 v2.pdf", "手順書 v2.pdf"),
            ("annex\u{202E}fdp.exe", "annexfdp.exe"),
            ("a\u{0}b\nc\td.txt", "abcd.txt"),
            ("../../etc/passwd", "passwd"),
            ("C:\\資料\\手順書.docx", "手順書.docx"),
            ("  名前.txt  ", "名前.txt"),
            ("", "ファイル"),
            ("..", "ファイル"),
            ("\u{200F}\u{7}", "ファイル"),
            ("<img src=x onerror=alert(1)>.html", "<img src=x onerror=alert(1)>.html"),
        ];
        for (raw, expected) in cases {
            assert_eq!(name(raw, Lang::Ja), expected, "{raw:?}");
        }
        assert_eq!(name("", Lang::En), "file");
    }

    #[test]
    fn a_long_name_keeps_its_ending() {
        let long = name(&format!("{}.pdf", "長".repeat(300)), Lang::Ja);
        assert_eq!(long.chars().count(), 200);
        assert!(long.ends_with("長….pdf"), "{long}");
        let endless = name(&format!("a.{}", "長".repeat(300)), Lang::Ja);
        assert_eq!(endless.chars().count(), 200);
        assert!(endless.starts_with("a.長") && endless.ends_with('…'), "{endless}");
    }
}
