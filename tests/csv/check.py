#!/usr/bin/env python3
"""Reads the CSV files of the page with another reader, Python's own.

    python3 tests/csv/check.py [folder]

The folder holds what `cargo run --example csv -- <folder>` writes; where none is named, it is written
to a temporary one. The rows are held against literals, and no cell may begin a formula. One line for
each check, exit code 1 where one fails.
"""

import csv
import io
import os
import subprocess
import sys
import tempfile
import unicodedata
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DAY = "2026-07-01"

TITLE = "'=cmd|'/c calc'!A1"
MINAMO = "'＠みなも秘書"

EXPECTED = {
    ("ja", "engagements"): [
        ["案件名", "段階", "状態", "状態の理由", "優先度", "担当者", "期日", "ラベル", "作成日", "最後に移動した日", "依頼の目的",
         "月の時間(時間)", "月の時間(分)", "月の予算(円・税抜)", "依頼先", "契約開始日", "使用した時間(時間)", "使用した時間(分)", "成果"],
        # 615 minutes are 10.25 hours; 80 + 90 minutes were used, 2.83 hours.
        [TITLE, "依頼開始", "進行中", "", "高", "'+81 佐藤, 太郎", "2026-07-15", "経理、=急ぎ", "2026-06-01", "",
         "「月初」の作業を\n任せる; \"確実\"に", "10.25", "615", "60000", MINAMO, "2026-07-01", "2.83", "170", ""],
        ["終わった採用", "定例会議", "完了", "'+採用できた", "普通", "", "", "", "", "", "", "0", "0", "", "", "", "0", "0", "2名を採用"],
    ],
    ("ja", "quotes"): [
        ["案件名", "会社名", "会社の状況", "プラン", "版", "時期", "依頼書の版", "受領日", "有効期限", "月額(円・税抜)", "含まれる時間(時間)",
         "含まれる時間(分)", "超過単価(円/時間)", "超過の単位(分)", "初期費用(円・税抜)", "最低契約期間(か月)", "繰越(か月)", "土日の対応",
         "土日の割増(%)", "時間外の割増(%)", "消費税(%)", "メモ"],
        # 620 minutes are 10.33 hours.
        [TITLE, MINAMO, "契約", "'-ライト10", "2", "商談後", "1", "2026-06-10", "", "25000", "10.33", "620", "3000", "15", "0", "3",
         "", "対応なし", "", "", "10", "'\t=1+1"],
    ],
    ("ja", "hours"): [
        ["案件名", "サイクル", "日付", "内容", "業務", "区分", "時間(時間)", "時間(分)"],
        # 80 minutes are 1.33 hours, 90 are 1.5.
        [TITLE, "1", "2026-07-03", "発行, 送付\n確認", "'@6月分の請求書", "平日・営業時間内", "1.33", "80"],
        [TITLE, "1", "2026-07-04", "'−5件の確認", "", "土日", "1.5", "90"],
    ],
    ("ja", "questions"): [
        ["案件名", "サイクル", "質問", "業務", "質問された日時", "回答した日時", "回答", "業務が止まる", "計上された待機(分)"],
        [TITLE, "1", "' =HYPERLINK(\"http://example.com\",\"開く\")", "'@6月分の請求書", "2026-07-02 10:15", "2026-07-02 13:00",
         "'はい", "はい", "45"],
        [TITLE, "1", "振込手数料は、どちらの負担ですか", "", "", "", "", "いいえ", ""],
    ],
    ("en", "hours"): [
        ["Title", "Cycle", "Day", "What for", "Work", "Kind", "Hours", "Minutes"],
        [TITLE, "1", "2026-07-03", "発行, 送付\n確認", "'@6月分の請求書", "Weekday, business hours", "1.33", "80"],
        [TITLE, "1", "2026-07-04", "'−5件の確認", "", "Weekend", "1.5", "90"],
    ],
}

passed = failures = 0


def check(name, problem):
    """One line; `problem` is empty where all is well."""
    global passed, failures
    if problem:
        failures += 1
        print(f"FAILED {name}: {problem}")
    else:
        passed += 1
        print(f"ok {name}")


def runs_as_formula(cell):
    """Whether a spreadsheet may run the cell: what cannot be seen in front is passed over."""
    if cell[:1] in "\t\r\n" and cell:
        return True
    for char in cell:
        if char.isspace() or unicodedata.category(char) in ("Cc", "Cf", "Zs") or char in "\"“”‘’＂":
            continue
        plain = unicodedata.normalize("NFKC", char)
        return plain[:1] in "=+-@" or char in "‐‑‒–—―−"
    return False


def rows_of(data):
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True))


def look_at(path, lang, table):
    name = f"{lang}/{table}"
    data = path.read_bytes()
    check(f"{name} begins with a byte order mark", "" if data.startswith(b"\xef\xbb\xbf") else repr(data[:8]))
    rows = rows_of(data)
    # Outside quotes every line ends in CRLF: as many as there are rows, and the last at the end.
    text = data.decode("utf-8-sig")
    outside, quoted = "", False
    for char in text:
        quoted ^= char == '"'
        if not quoted:
            outside += char
    ends = outside.count("\r\n")
    bare = outside.replace("\r\n", "")
    sound = ends == len(rows) and text.endswith("\r\n") and "\n" not in bare and "\r" not in bare
    check(f"{name} ends lines with CRLF", "" if sound else f"{ends} for {len(rows)} rows")
    widths = {len(row) for row in rows}
    check(f"{name} has one width", "" if len(widths) == 1 else str(widths))
    bad = [cell for row in rows for cell in row if runs_as_formula(cell) and not cell.lstrip("-").isdigit()]
    check(f"{name} has no cell that begins a formula", "" if not bad else repr(bad))
    expected = EXPECTED.get((lang, table))
    if expected is not None:
        wrong = [(got, want) for got, want in zip(rows, expected) if got != want]
        problem = f"{len(rows)} rows" if len(rows) != len(expected) else repr(wrong[0]) if wrong else ""
        check(f"{name} has the expected rows", problem)


def write_to(folder):
    command = [os.environ.get("CARGO", "cargo"), "run", "--quiet", "--example", "csv", "--", folder]
    subprocess.run(command, cwd=ROOT, check=True)


def main():
    with tempfile.TemporaryDirectory() as temporary:
        folder = sys.argv[1] if len(sys.argv) > 1 else temporary
        if len(sys.argv) < 2:
            write_to(folder)
        for lang in ("ja", "en"):
            for table in ("engagements", "quotes", "hours", "questions"):
                look_at(Path(folder) / lang / f"irai-board-{table}-{DAY}.csv", lang, table)
    print(f"checks passed {passed}, failed {failures}")
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
