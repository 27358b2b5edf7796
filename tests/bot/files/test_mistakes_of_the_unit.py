"""Whoever wrote a plan is told each mistake in the unit, its people and its routine, with the line and the mend."""

import pytest

from tests.bot.files.example import TEXT, changed, line_of, told

MEETINGS = "{dates: [2017-10-18, 2017-12-13, 2018-02-14]}"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            'channel: "#delivery-unit"',
            "channel: #delivery-unit",
            "unit.channel: is not a channel; write its name with #, in small letters and in quotes, like "
            '"#emergency-waits"',
        ),
        (
            'slack: "@unit-head"',
            'slack: "@Principal"',
            "people.unit-head.slack: “@Principal” is principal already; list each person once",
        ),
        (
            "role: staff",
            "role: minister",
            "people.unit-staff.role: “minister” is not known; use 'staff', 'head', 'leader', 'principal', 'office' or "
            "'none'",
        ),
        (
            "  zone: Europe/London",
            "  zone: London",
            "unit.zone: “London” is not a time zone; write one like Europe/London",
        ),
        (
            "{country: GB, subdivision: ENG}",
            "{country: England}",
            "unit.calendar: No public holidays are known for England. Use the two letters of ISO 3166 in capitals (GB) "
            "and its subdivision (ENG).",
        ),
        (
            "{country: GB, subdivision: ENG}",
            "{country: GB, weekend: [Mon, Tue, Wed, Thu, Fri, Sat, Sun]}",
            "unit.calendar.weekend: has too many; list at most 6",
        ),
        (
            "{country: GB, subdivision: ENG}",
            "GB",
            "unit.calendar: “GB” has no fields under it; write them one a line, further in",
        ),
        ('opens: "09:00"', 'opens: "18:00"', "unit.hours: closes before it opens; exchange the two"),
        (
            MEETINGS,
            "{dates: [18 Oct 2017]}",
            "routine.meetings.dates.1: “18 Oct 2017” is not a date; write it like 2017-10-18",
        ),
        (
            MEETINGS,
            "{dates: [20171018]}",
            "routine.meetings.dates.1: “20171018” is not a date; write it like 2017-10-18",
        ),
        (
            MEETINGS,
            "{dates: [2018-02-30]}",
            "routine.meetings.dates.1: “2018-02-30” is a day that does not exist; look it up in a calendar",
        ),
        (
            MEETINGS,
            "{every_weeks: 8}",
            "routine.meetings: are not given; list their dates, or give first with every_weeks, or with every_months, "
            "on_the or both",
        ),
        (
            MEETINGS,
            "{dates: [2017-10-18], every_weeks: 8, first: 2017-10-18}",
            "routine.meetings: are not given; list their dates, or give first with every_weeks, or with every_months, "
            "on_the or both",
        ),
        (
            "preset: two-monthly",
            "lead_times: {due: 30}",
            "routine.lead_times: do not fit: the steps of a cycle come in their order, before the meeting; the post "
            "after it. The preset two-monthly has open 20, request 15, remind 12, due 10, rate 6, draft 5, lines 4, "
            "freeze 3, post 1, silence 3.",
        ),
        ("key: stocktake", "key: stocktake\n  key: again", "routine.key: stands twice; keep one"),
    ],
)
def test_a_mistake_is_told_with_its_line_and_its_mend(old: str, new: str, said: str) -> None:
    text = changed((old, new))
    line = line_of(TEXT, old) + new.count("\n")
    assert f"plan.yaml:{line}: {said}" in told(text)
