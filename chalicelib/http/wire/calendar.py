"""The regency's year on the wire."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from chalicelib.domain import text
from chalicelib.domain.people import OpdId
from chalicelib.domain.year import Ceremony, Change, DayKind, Year
from chalicelib.http.wire.kinds import DATE, ident, integer, member_of
from chalicelib.http.wire.kinds import text as text_kind
from chalicelib.http.wire.reading import body, query
from chalicelib.http.wire.schema import list_of, optional, required

MOST_OPDS: Final = 500

YEAR = required("year", integer(2000, 2099))
PAGE = query(YEAR)
DAY = required("date", DATE)
KIND = required("kind", member_of(DayKind))
NAME = optional("name", text_kind(text.name, text.LONGEST_NAME))
DECREE = required("decree", text_kind(text.line, text.LONGEST_LINE))
VERSION = required("version", integer(0, 1_000_000))
WORKING = optional("working", list_of(ident(OpdId), most=MOST_OPDS))  # on a day off
SET_DAY = body(DAY, KIND, NAME, WORKING, DECREE, VERSION)
TO = required("to", DATE)
MOVE = body(DAY, TO, DECREE, VERSION)


def year(of: Year, apel_weekdays: Sequence[tuple[date, int]]) -> dict[str, Any]:
    """A year: its days that are no plain working days, or that were changed, and ceremonies."""
    named = of.days_off
    return {
        "year": of.number,
        "version": of.version,
        "apel_weekdays": [
            {"since": since.isoformat(), "weekday": weekday} for since, weekday in apel_weekdays
        ],
        "days": [_day(of, day, named) for day in sorted(of.public.keys() | of.set_days.keys())],
        "ceremonies": [_ceremony(one) for one in of.ceremonies],
    }


def _day(of: Year, day: date, named: dict[date, str]) -> dict[str, Any]:
    found = of.set_days.get(day)
    return {
        "date": day.isoformat(),
        "kind": of.kind_of(day),
        "name": named.get(day, ""),
        "working": list(of.working_on(day)),
        "package": {"kind": of.public_kind(day), "name": of.public.get(day, "")},
        "changed": _change(found.change) if found else None,
    }


def _ceremony(of: Ceremony) -> dict[str, Any]:
    return {
        "date": of.held_on.isoformat(),
        "own_date": of.own_date.isoformat(),
        "title": of.title,
        "changed": _change(of.move.change) if of.move else None,
    }


def _change(of: Change) -> dict[str, str]:
    return {"by": of.by_name, "at": of.at.isoformat(), "decree": of.decree}
