"""Reads calendar files that the app has written with two readers that are not ours, and unfolds the
recurring meetings with a third. One line for each check; the last line counts them.

    check.py            writes the files with `cargo run --example ics` first
    check.py <folder>   reads those that are there
"""

import subprocess
import sys
import tempfile
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

import icalendar
import vobject
from dateutil.rrule import rrulestr

ROOT = Path(__file__).resolve().parents[2]
TOKYO = ZoneInfo("Asia/Tokyo")
CHECKS = []


def check(function):
    CHECKS.append(function)
    return function


class Files:
    def __init__(self, folder):
        self.folder = Path(folder)

    def raw(self, name):
        return (self.folder / f"{name}.ics").read_bytes()

    def calendar(self, name):
        return icalendar.Calendar.from_ical(self.raw(name))

    def events(self, name):
        return {str(event["UID"]): event for event in self.calendar(name).walk("VEVENT")}

    def ending(self, name, kind):
        """The events whose identifier is an id and this kind."""
        return [event for uid, event in self.events(name).items() if uid[36:] == f"-{kind}@irai-board"]

    def only(self, name, kind):
        (event,) = self.ending(name, kind)
        return event


def days_of(event):
    """All days of a recurring event, read with dateutil, without those that are left out."""
    start = event["DTSTART"].dt
    rule = event["RRULE"].to_ical().decode()
    out = event.get("EXDATE", [])
    out = out if isinstance(out, list) else [out]
    left_out = {moment.dt for line in out for moment in line.dts}
    if isinstance(start, datetime):
        found = rrulestr(rule, dtstart=start)
        return [moment.date() for moment in found.between(start, start + timedelta(days=400), inc=True) if moment not in left_out]
    midnight = datetime.combine(start, datetime.min.time())
    found = rrulestr(rule, dtstart=midnight)
    return [moment.date() for moment in found.between(midnight, midnight + timedelta(days=400), inc=True)]


@check
def lines_end_in_crlf_and_are_folded_at_75_octets(files):
    for name in ["monthly-first", "all-first", "empty-first"]:
        raw = files.raw(name)
        lines = raw.split(b"\r\n")
        assert lines[-1] == b"", "the last line has its end"
        assert not any(b"\n" in line or b"\r" in line for line in lines)
        assert max(map(len, lines)) <= 75
        for line in lines:
            line.decode("utf-8")  # no letter is cut in two


@check
def the_head_names_the_version_and_no_method(files):
    calendar = files.calendar("all-first")
    assert calendar["VERSION"] == "2.0" and calendar["CALSCALE"] == "GREGORIAN" and calendar["PRODID"]
    assert "METHOD" not in calendar


@check
def nothing_is_malformed_for_icalendar(files):
    for path in files.folder.glob("*.ics"):
        for part in icalendar.Calendar.from_ical(path.read_bytes()).walk():
            assert part.errors == [], (path.name, part.errors)


@check
def vobject_reads_the_same_events_and_finds_them_valid(files):
    for name in ["monthly-first", "all-first"]:
        read = vobject.readOne(files.raw(name).decode())
        read.validate(raiseException=True)
        ours = {str(uid): str(event["SUMMARY"]) for uid, event in files.events(name).items()}
        assert {event.uid.value: event.summary.value for event in read.vevent_list} == ours


@check
def an_empty_board_is_a_calendar_without_events(files):
    assert files.events("empty-first") == {}
    assert vobject.readOne(files.raw("empty-first").decode()).version.value == "2.0"


@check
def the_time_zone_is_nine_hours_ahead_without_summer_time(files):
    (zone,) = files.calendar("all-first").walk("VTIMEZONE")
    assert zone["TZID"] == "Asia/Tokyo"
    zone = zone.to_tz()
    for month in (1, 7):
        assert datetime(2027, month, 1, tzinfo=zone).utcoffset() == timedelta(hours=9)


@check
def identifiers_are_unique_and_stay_over_two_exports(files):
    for board in ["monthly", "all"]:
        uids = [str(event["UID"]) for event in files.calendar(f"{board}-first").walk("VEVENT")]
        assert len(uids) == len(set(uids)) > 0
        assert uids == [str(event["UID"]) for event in files.calendar(f"{board}-second").walk("VEVENT")]


@check
def only_the_stamp_differs_between_two_exports(files):
    def without_stamp(name):
        return [line for line in files.raw(name).split(b"\r\n") if not line.startswith(b"DTSTAMP")]

    assert without_stamp("all-first") == without_stamp("all-second")
    stamps = {event["DTSTAMP"].dt for event in files.events("all-first").values()}
    assert stamps == {datetime(2026, 11, 24, 1, 0, tzinfo=timezone.utc)}


@check
def a_deadline_is_all_of_one_day_over_the_turn_of_the_year(files):
    works = files.ending("monthly-first", "work")
    ends = sorted((event["DTSTART"].dt, event["DTEND"].dt) for event in works)
    assert ends == [(date(2026, 12, 31), date(2027, 1, 1)), (date(2027, 1, 1), date(2027, 1, 2))]
    assert {event["TRANSP"] for event in works} == {"TRANSPARENT"}


@check
def a_long_text_comes_back_as_it_was_without_its_controls(files):
    line = "請求書の発行と送付, 入金の確認; 督促までを毎月5営業日までに済ませる📮\n二行目"
    first = min(files.ending("monthly-first", "work"), key=lambda event: event["DTSTART"].dt)
    assert str(first["SUMMARY"]) == f"業務の期限：{line * 3} (経理, 月次; 締め\\補助 📒)"
    assert str(first["DESCRIPTION"]) == "経理, 月次; 締め\\補助 📒"
    assert first["CATEGORIES"].cats == ["依頼開始"]
    assert str(files.only("monthly-first", "planned")["LOCATION"]) == "会議室A; 3階, 奥"


@check
def a_meeting_has_its_time_zone_its_length_and_an_alarm(files):
    kickoff = files.only("monthly-first", "kickoff")
    assert kickoff["DTSTART"].dt == datetime(2026, 10, 2, 13, 0, tzinfo=TOKYO)
    assert kickoff["DTSTART"].params["TZID"] == "Asia/Tokyo"
    assert kickoff["DTEND"].dt - kickoff["DTSTART"].dt == timedelta(hours=1)
    (alarm,) = kickoff.walk("VALARM")
    assert alarm["TRIGGER"].dt == timedelta(minutes=-30) and alarm["ACTION"] == "DISPLAY"
    # One that goes past midnight ends on the next day.
    held = files.only("monthly-first", "regular")
    assert held["DTEND"].dt == datetime(2026, 11, 11, 0, 30, tzinfo=TOKYO)


@check
def notice_reminds_seven_days_before_at_nine(files):
    (notice,) = files.ending("monthly-first", "notice-1")
    # A month before March 31 is February 28, a Sunday: the Friday before it.
    assert notice["DTSTART"].dt == date(2027, 2, 26)
    assert "2027年2月28日(日)" in str(notice["DESCRIPTION"])
    (alarm,) = notice.walk("VALARM")
    start = datetime.combine(notice["DTSTART"].dt, datetime.min.time())
    assert start + alarm["TRIGGER"].dt == datetime(2027, 2, 19, 9, 0)


@check
def the_second_tuesdays_run_over_the_turn_of_the_year_to_the_end_of_the_contract(files):
    planned = files.only("monthly-first", "planned")
    assert planned["DTEND"].dt - planned["DTSTART"].dt == timedelta(minutes=90)
    # November 10 was held and January 12 is agreed on: those two are events of their own.
    expected = [date(2026, 10, 13), date(2026, 12, 8), date(2027, 2, 9), date(2027, 3, 9)]
    assert days_of(planned) == expected, days_of(planned)
    assert files.only("monthly-first", "next-regular")["DTSTART"].dt == datetime(2027, 1, 12, 10, 0, tzinfo=TOKYO)


@check
def the_last_fridays_are_all_day_and_end_with_the_contract(files):
    (planned,) = [event for event in files.ending("all-first", "planned") if "採用の事務" in event["SUMMARY"]]
    assert planned["RRULE"].to_ical() == b"FREQ=MONTHLY;UNTIL=20270331;BYDAY=-1FR"
    expected = [date(2026, 10, 30), date(2026, 11, 27), date(2026, 12, 25), date(2027, 1, 29), date(2027, 2, 26), date(2027, 3, 26)]
    assert days_of(planned) == expected, days_of(planned)


@check
def a_weekly_meeting_goes_on_with_a_contract_that_renews_itself(files):
    (planned,) = [event for event in files.ending("all-first", "planned") if "営業の資料" in event["SUMMARY"]]
    assert "UNTIL" not in planned["RRULE"]
    days = days_of(planned)
    assert days[0] == date(2026, 10, 1) and date(2026, 12, 31) in days and date(2027, 1, 7) in days
    assert {day.weekday() for day in days} == {3}
    renewals = [event["DTSTART"].dt for uid, event in files.events("all-first").items() if "-renewal-" in uid]
    assert sorted(renewals)[:3] == [date(2027, 1, 1), date(2027, 4, 1), date(2027, 7, 1)]


@check
def what_waits_what_is_closed_and_the_work_of_what_is_on_hold_are_left_out(files):
    assert files.ending("all-first", "question") == [] and files.ending("all-first", "due") == []
    held = [uid for uid, event in files.events("all-first").items() if "止めている案件" in event["SUMMARY"]]
    kinds = sorted(uid[37:].removesuffix("@irai-board") for uid in held)
    assert kinds == ["contract-end-1", "contract-start", "notice-1"]


def main():
    with tempfile.TemporaryDirectory() as made:
        folder = sys.argv[1] if len(sys.argv) > 1 else made
        if folder == made:
            subprocess.run(["cargo", "run", "--quiet", "--example", "ics", "--", made], cwd=ROOT, check=True)
        files = Files(folder)
        failed = 0
        for one in CHECKS:
            name = one.__name__.replace("_", " ")
            try:
                one(files)
                print(f"ok     ics: {name}")
            except Exception as error:  # a check that breaks has failed
                failed += 1
                print(f"FAILED ics: {name}\n       {type(error).__name__}: {error}")
    print(f"checks passed {len(CHECKS) - failed}, failed {failed}")
    sys.exit(1 if failed else 0)


main()
