"""One chart of every kind that a unit may have: short, long, broken, re-baselined, near its bound, of any size."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from math import cos, pi, sin
from random import Random

from bot.ports import ChartSpec, Event, Limits, Mark

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
NOTE = (
    "Data as of 10 Oct 2017, up to Sep 2017. Source: NHS England, A&E attendances and emergency admissions (OGL v3.0)"
)
WAITS = (
    *(90.04, 90.28, 90.56, 90.29, 90.98, 90.65, 89.05, 88.38, 86.18, 85.14, 87.53, 90.01),
    *(90.52, 89.7, 90.73, 90.35, 90.3, 89.67),
)


def months(count: int, year: int, month: int = 1) -> tuple[str, ...]:
    """So many, as they are written short, from a month on."""
    places = range(12 * year + month - 1, 12 * year + month - 1 + count)
    return tuple(f"{MONTHS[place % 12]} {place // 12}" for place in places)


def chart(title: str, values: Sequence[float | None], count: int = 0, **more: object) -> ChartSpec:
    """A chart of months from April 2016, with room for `count` of them."""
    count = max(count, len(values))
    fields = {
        "title": title,
        "subtitle": "% seen within four hours",
        "unit": "%",
        "labels": months(count, 2016, 4),
        "values": (*values, *[None] * (count - len(values))),
        "expected": (None,) * count,
        "note": NOTE,
        "path_name": "trajectory",
        "limits_name": "usual variation",
        "band_name": "past figures alone:\n8 in 10",
        "decimals": 2,
    }
    return ChartSpec(**{**fields, **more})  # type: ignore[arg-type]  # fields by name, each of its own type


def line(count: int, first: int, start: float, last: int, end: float) -> tuple[float | None, ...]:
    """A straight path within so many periods."""
    return tuple(
        start + (end - start) * (place - first) / (last - first) if first <= place <= last else None
        for place in range(count)
    )


def waits() -> ChartSpec:
    """The example unit's emergency waits, everything on it."""
    path = (*[None] * 11, 90.01, *[90.0] * 6, 90.83, 91.67, 92.5, 93.33, 94.17, 95.0)
    band = ((18, 88.0, 90.4), (19, 86.6, 90.6), (20, 85.2, 90.7), (21, 84.4, 91.0), (22, 85.2, 92.1), (23, 86.6, 93.2))
    return chart(
        "Emergency waits: 89.67 % in Sep 2017, slightly behind the 90.00 expected",
        WAITS,
        24,
        expected=path,
        baseline=Mark(11, 90.01, "baseline 90.01 %"),
        target=Mark(23, 95.0, "target 95 %\nMar 2018"),
        interim=(Mark(17, 90.0, "interim target 90 %"),),
        limits=(Limits(0, 17, 86.13, 92.17),),
        band=band,
        interventions=(Event(8, "Streaming at the front door"), Event(14, "GPs in A&E"), Event(19, "Winter drive")),
        provisional=(17,),
        latest="89.67 %\nSep 2017",
        bounds=(0.0, 100.0),
    )


def specimens() -> dict[str, ChartSpec]:
    """By name."""
    chance = Random(5)
    walk = [50.0]
    while len(walk) < 84:
        walk.append(walk[-1] + chance.gauss(0.05, 0.8))
    season = [12000 + 25 * at + 1800 * cos(2 * pi * at / 12) + chance.gauss(0, 150) for at in range(40)]
    asylum = (8770.0, 7525.0, 6670.0, 6640.0, 5500.0, 4565.0, 3610.0, 3610.0, 3350.0, 3500.0, 3680.0, 4225.0)
    return {
        "waits": waits(),
        "one point": chart("Emergency waits: 90.04 % in Apr 2016, unrated", WAITS[:1], latest="90.04 %\nApr 2016"),
        "one point and a target": chart(
            "Emergency waits: 90.04 % in Apr 2016, on trajectory with the 90.04 expected",
            WAITS[:1],
            13,
            expected=line(13, 0, 90.04, 12, 95.0),
            baseline=Mark(0, 90.04, "baseline 90.04 %"),
            target=Mark(12, 95.0, "target 95 %\nApr 2017"),
            latest="90.04 %\nApr 2016",
        ),
        "two points": chart("Emergency waits: 90.28 % in May 2016, unrated", WAITS[:2], latest="90.28 %\nMay 2016"),
        "five points": chart(
            "Emergency waits: 90.98 % in Aug 2016, slightly behind the 91.69 expected",
            WAITS[:5],
            13,
            expected=line(13, 0, 90.04, 12, 95.0),
            baseline=Mark(0, 90.04, "baseline 90.04 %"),
            target=Mark(12, 95.0, "target 95 %\nApr 2017"),
            latest="90.98 %\nAug 2016",
        ),
        "long": chart(
            f"Reading at age 11: {walk[-1]:.1f} % in Mar 2023, on trajectory with the 58.4 expected",
            walk,
            108,
            subtitle="% of pupils at the expected standard",
            expected=line(108, 60, walk[60], 107, 62.0),
            baseline=Mark(60, walk[60], f"baseline {walk[60]:.1f} %"),
            target=Mark(107, 62.0, "target 62 %\nMar 2025"),
            interim=(Mark(71, 53.0, "interim target 53 %"), Mark(95, 59.0, "interim target 59 %")),
            limits=(Limits(0, 83, 46.0, 55.0),),
            band=tuple((84 + at, walk[-1] - 1 - at * 0.35, walk[-1] + 1 + at * 0.4) for at in range(12)),
            latest=f"{walk[-1]:.1f} %\nMar 2023",
            decimals=1,
        ),
        "gaps": chart(
            "Emergency waits: 88.38 % in Nov 2016, behind the 91.10 expected",
            (*WAITS[:3], None, *WAITS[4:5], None, None, WAITS[7], None, None),
            16,
            expected=line(16, 0, 90.04, 15, 92.5),
            baseline=Mark(0, 90.04, "baseline 90.04 %"),
            target=Mark(15, 92.5, "target 92.5 %\nJul 2017"),
            latest="88.38 %\nNov 2016",
        ),
        "lower is better": chart(
            "Asylum claims: 4,225 claims in Mar 2017, on trajectory with the 4,385 expected",
            asylum,
            12,
            subtitle="Claims for asylum, in claims",
            expected=line(12, 0, 8770, 11, 4385),
            baseline=Mark(0, 8770, "baseline 8,770 claims"),
            target=Mark(11, 4385, "target 4,385 claims\nMar 2017"),
            latest="4,225 claims\nMar 2017",
            decimals=0,
        ),
        "re-baselined": replace(
            waits(),
            title="Emergency waits: 89.67 % in Sep 2017, far behind the 92.50 expected",
            earlier=(Mark(23, 95.0, "earlier target 95 %\nMar 2018"),),
            target=Mark(35, 95.0, "target 95 %\nMar 2019"),
            labels=months(36, 2016, 4),
            values=(*WAITS, *[None] * 18),
            expected=line(36, 17, 89.67, 35, 95.0),
            baseline=Mark(17, 89.67, "baseline 89.67 %"),
            interim=(Mark(23, 91.5, "interim target 91.5 %"), Mark(29, 93.0, "interim target 93 %")),
        ),
        "another way of counting": replace(
            waits(),
            values=(*[value - 6 for value in WAITS[:9]], *WAITS[9:], *[None] * 6),
            limits=(Limits(0, 8, 82.0, 86.5), Limits(9, 17, 86.13, 92.17)),
            breaks=(Event(9, "counted anew: type 3 included"),),
            band=(),
            provisional=(),
        ),
        "near its bound": chart(
            "Cancer diagnosis: 99.4 % in Sep 2017, on trajectory with the 99.2 expected",
            [
                98.7,
                98.9,
                99.1,
                99.0,
                99.3,
                99.5,
                99.2,
                99.6,
                99.4,
                99.8,
                100.0,
                99.7,
                99.5,
                99.6,
                99.9,
                99.8,
                99.3,
                99.4,
            ],
            24,
            subtitle="% of patients told within 28 days",
            expected=line(24, 11, 98.9, 23, 99.5),
            baseline=Mark(11, 98.9, "baseline 98.9 %"),
            target=Mark(23, 99.5, "target 99.5 %\nMar 2018"),
            limits=(Limits(0, 17, 98.5, 100.0),),
            band=tuple((18 + at, 98.9 - at * 0.05, 99.95) for at in range(6)),
            latest="99.4 %\nSep 2017",
            bounds=(0.0, 100.0),
            decimals=1,
        ),
        "seasonal": chart(
            f"Respiratory admissions: {season[-1]:,.0f} in Jul 2019, behind the 11,880 expected",
            season,
            48,
            subtitle="Emergency admissions for breathing, in admissions",
            expected=(*[None] * 24, *[12200 + 1700 * cos(2 * pi * at / 12) - 20 * at for at in range(24)]),
            baseline=Mark(24, season[24], f"baseline {season[24]:,.0f} admissions"),
            target=Mark(47, 13400.0, "target 13,400 admissions\nMar 2020"),
            band=tuple((40 + at, season[28 + at] - 300, season[28 + at] + 900) for at in range(8)),
            latest=f"{season[-1]:,.0f} admissions\nJul 2019",
            decimals=0,
        ),
        "huge": chart(
            "Debt: 814,459,890,000,000 in Nov 2016, behind the 790,000,000,000,000 expected",
            [8.0e14 + 2e12 * at + 7e11 * sin(at) for at in range(8)],
            14,
            subtitle="Debt of the public sector, in units of the currency",
            expected=line(14, 0, 8.0e14, 13, 7.7e14),
            baseline=Mark(0, 8.0e14, "baseline 800,000,000,000,000"),
            target=Mark(13, 7.7e14, "target 770,000,000,000,000\nMay 2017"),
            latest="814,459,890,000,000\nNov 2016",
        ),
        "tiny": chart(
            "Lead in water: 0.000012 g in Nov 2016, on trajectory with the 0.000013 expected",
            [1.5e-5, 1.4e-5, 1.45e-5, 1.3e-5, 1.35e-5, 1.25e-5, 1.3e-5, 1.2e-5],
            14,
            subtitle="Lead in drinking water, in g a litre",
            expected=line(14, 0, 1.5e-5, 13, 1e-5),
            baseline=Mark(0, 1.5e-5, "baseline 0.000015 g"),
            target=Mark(13, 1e-5, "target 0.00001 g\nMay 2017"),
            latest="0.000012 g\nNov 2016",
            decimals=6,
        ),
        "negative": chart(
            "Deficit: -3.0 bn in Mar 2017, on trajectory with the -4.0 expected",
            [-12.0, -11.2, -11.5, -10.1, -9.4, -9.8, -8.0, -7.1, -5.9, -6.2, -4.4, -3.0],
            16,
            subtitle="Balance of the hospitals, in bn",
            expected=line(16, 0, -12, 15, 0),
            baseline=Mark(0, -12.0, "baseline -12.0 bn"),
            target=Mark(15, 0.0, "target 0 bn\nJul 2017"),
            latest="-3.0 bn\nMar 2017",
            decimals=1,
        ),
        "all equal": chart(
            "Ambulances: 7 stations in Mar 2017, far behind the 9 expected",
            [7.0] * 12,
            subtitle="Stations open at night, in stations",
            latest="7 stations\nMar 2017",
            decimals=0,
        ),
        "all at the bound": chart(
            "Vaccines: 100.0 % in Mar 2017, on trajectory with the 100.0 expected",
            [100.0] * 12,
            14,
            expected=(100.0,) * 14,
            baseline=Mark(0, 100.0, "baseline 100.0 %"),
            target=Mark(13, 100.0, "target 100 %\nMay 2017"),
            latest="100.0 %\nMar 2017",
            bounds=(0.0, 100.0),
            decimals=1,
        ),
        "long words": replace(
            waits(),
            title="Emergency waits in the hospitals of the northern and the eastern region with their walk-in centres "
            "and minor injury units: 89.67 % in Sep 2017, slightly behind the 90.00 expected by all of them",
            subtitle="% of all who come to a department and are seen, treated, admitted or sent home in four hours",
            interventions=tuple(
                Event(at, f"{name} in every one of the twenty trusts that are furthest from the path")
                for at, name in ((4, "Streaming"), (6, "Discharge lounges"), (12, "GPs"), (13, "Beds"), (20, "Drive"))
            ),
            note=NOTE * 3,
        ),
        "other scripts": replace(
            waits(),
            title="Время ожидания: 89,67 % — Χρόνος αναμονής: 90 % · زمن الانتظار ٨٩٪",
            subtitle="急诊等候时间 · आपातकालीन · % seen 😀",
            interventions=(Event(8, "Сортировка у входа"), Event(14, "Γιατροί"), Event(19, "حملة الشتاء")),
        ),
        "weeks": chart(
            "Fires: 31 fires in w/c 4 Sep 2017, behind the 28 expected",
            [40, 38, 41, 37, 35, 36, 33, 34, 30, 31],
            16,
            labels=tuple(
                f"w/c {day.day} {day:%b %Y}" for day in (date(2017, 7, 3) + timedelta(7 * at) for at in range(16))
            ),
            subtitle="Fires in homes, in fires",
            expected=line(16, 0, 40, 15, 20),
            baseline=Mark(0, 40, "baseline 40 fires"),
            target=Mark(15, 20, "target 20 fires\nw/c 16 Oct 2017"),
            latest="31 fires\nw/c 4 Sep 2017",
            decimals=0,
        ),
        "school years": chart(
            "Absence: 4.8 % in school year 2017/18, behind the 4.5 expected",
            [5.2, 5.1, 4.9, 5.0, 4.8],
            7,
            labels=tuple(f"school year {2013 + at}/{14 + at}" for at in range(7)),
            subtitle="% of sessions missed",
            expected=line(7, 1, 5.1, 6, 4.2),
            baseline=Mark(1, 5.1, "baseline 5.1 %"),
            target=Mark(6, 4.2, "target 4.2 %\nschool year 2019/20"),
            latest="4.8 %\nschool year 2017/18",
            decimals=1,
        ),
        "many marks": replace(
            waits(),
            interim=tuple(
                Mark(at, 90.0 + (at - 12) * 0.45, f"interim target {90 + (at - 12) * 0.45:.2f} %")
                for at in range(12, 23, 2)
            ),
            interventions=tuple(Event(at, f"Measure {at}") for at in range(24)),
            earlier=(Mark(20, 95.0, "earlier target 95 %\nDec 2017"), Mark(17, 94.0, "earlier target 94 %\nSep 2017")),
        ),
    }
