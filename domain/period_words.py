"""How officials write reporting periods, and how the records name them."""

from typing import Final

from domain.period_calendar import JANUARY, Calendar, Frequency, YearStart

MONTHS: Final = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def short(calendar: Calendar, number: int) -> str:
    """ "Sep 2017", "Q3 2017", "Q2 2017/18", "P6 2021/22", "w/c 4 Sep 2017", "2017", "school year 2017/18"."""
    year, part = divmod(number, calendar.frequency.per_year)
    match calendar.frequency:
        case Frequency.WEEK:
            monday = calendar.first_day(number)
            return f"w/c {monday.day} {MONTHS[monday.month - 1][:3]} {monday.year}"
        case Frequency.MONTH:
            return f"{MONTHS[part][:3]} {year}"
        case Frequency.QUARTER | Frequency.FISCAL_QUARTER:
            return f"Q{part + 1} {_year(calendar.opens, year)}"
        case Frequency.FOUR_WEEK:
            return f"P{part + 1} {_year(calendar.opens, year)}"
        case Frequency.SCHOOL_YEAR:
            return f"school year {_year(calendar.opens, year)}"
        case Frequency.YEAR:
            return _year(calendar.opens, year)


def long(calendar: Calendar, number: int) -> str:
    """ "September 2017", "week of 4 Sep 2017", "period 6 of 2021/22"; the others are written as they are short."""
    year, part = divmod(number, calendar.frequency.per_year)
    match calendar.frequency:
        case Frequency.MONTH:
            return f"{MONTHS[part]} {year}"
        case Frequency.WEEK:
            return short(calendar, number).replace("w/c", "week of")
        case Frequency.FOUR_WEEK:
            return f"period {part + 1} of {_year(calendar.opens, year)}"
        case _:
            return short(calendar, number)


def key(calendar: Calendar, number: int) -> str:
    """ "2017-09", "2017-Q3", "2017-W36", "2017", "2017-S09"; "2017-Y04-Q2" and "2021-Y04-P06": of a year from April.

    Sorts by time within a calendar, and says all there is to know, so that records need no other column.
    """
    year, part = divmod(number, calendar.frequency.per_year)
    opening = f"{calendar.opens.month:02}" + (f"{calendar.opens.day:02}" if calendar.opens.day > 1 else "")
    match calendar.frequency:
        case Frequency.WEEK:
            iso = calendar.first_day(number).isocalendar()
            return f"{iso.year}-W{iso.week:02}"
        case Frequency.MONTH:
            return f"{year}-{part + 1:02}"
        case Frequency.QUARTER:
            return f"{year}-Q{part + 1}"
        case Frequency.FISCAL_QUARTER:
            return f"{year}-Y{opening}-Q{part + 1}"
        case Frequency.FOUR_WEEK:
            return f"{year}-Y{opening}-P{part + 1:02}"
        case Frequency.SCHOOL_YEAR:
            return f"{year}-S{opening}"
        case Frequency.YEAR:
            return f"{year}" if calendar.opens == JANUARY else f"{year}-Y{opening}"


def _year(opens: YearStart, year: int) -> str:
    return f"{year}" if opens == JANUARY else f"{year}/{(year + 1) % 100:02}"
