"""The duty roster on the wire: a month is a letter a day, 1, 2, 3, L or -."""

from collections.abc import Iterable
from typing import Any, Final

from chalicelib.domain import text
from chalicelib.domain.duty import Match
from chalicelib.domain.people import Opd, PegawaiId, Person
from chalicelib.http.wire.days import MONTH
from chalicelib.http.wire.kinds import DATE, ident, integer, matching
from chalicelib.http.wire.kinds import text as text_kind
from chalicelib.http.wire.reading import body, query
from chalicelib.http.wire.schema import list_of, optional, record, required
from chalicelib.http.wire.times import moment
from chalicelib.services.read_duty import DutyPage

MOST_LINES: Final = 300  # of one request: within the 32 KiB of a body
MOST_SHOWN: Final = 5  # people whom one line may mean

PERIOD = required("month", MONTH)
PAGE = query(PERIOD)
WHO = required("pegawai_id", ident(PegawaiId))
ROW = required("row", matching("[123L-]{28,31}", str, longest=31))
ROWS = required("rows", list_of(record(WHO, ROW), least=1, most=MOST_LINES))
VERSION = required("version", integer(0, 1_000_000))
REASON = optional("reason", text_kind(text.reason, text.LONGEST_REASON))
SAVE = body(PERIOD, ROWS, VERSION, REASON)
DAY = required("date", DATE)
OTHER = required("with", ident(PegawaiId))
SWAP = body(DAY, WHO, OTHER, VERSION, REASON)
LINES = required("names", list_of(text_kind(text.line, text.LONGEST_LINE), least=1, most=300))
MATCH = body(LINES)


def page(of: DutyPage) -> dict[str, Any]:
    """A month's roster, with what is drawn into it."""
    return {
        "month": f"{of.month.first_day:%Y%m}",
        "version": of.month.version,
        "rows": [
            {
                "pegawai_id": who,
                "name": person.full_name if person else None,
                "unit": of.opd.unit_name(person.unit_no) if person else None,
                "row": of.month.rows[who],
            }
            for who, person in of.people
        ],
        "permits": [
            {"pegawai_id": who, "date": day.isoformat(), "code": code}
            for who, day, code in of.granted
        ],
        "clashes": [
            {
                "pegawai_id": one.pegawai_id,
                "kind": one.kind,
                "date": one.day.isoformat() if one.day else None,
                "code": one.code,
            }
            for one in of.clashes
        ],
        "activities": [
            {
                "id": kept.activity.activity_id,
                "date": kept.activity.held_on.isoformat(),
                "kind": kept.activity.kind,
                "title": kept.activity.title,
                "closes": moment(kept.activity.window.closes),
                "on_shift": on_shift,
            }
            for kept, on_shift in of.activities
        ],
        "locked": sorted(day.isoformat() for day in of.locked if of.month.has(day)),
    }


def matches(lines: Iterable[str], found: Iterable[Match], opd: Opd) -> dict[str, Any]:
    """Whom each line may mean."""
    return {
        "matches": [
            {
                "name": line,
                "sure": one.is_sure,
                "people": [_person(person, opd) for person in one.people[:MOST_SHOWN]],
            }
            for line, one in zip(lines, found, strict=True)
        ]
    }


def _person(person: Person, opd: Opd) -> dict[str, str]:
    return {
        "pegawai_id": person.pegawai_id,
        "name": person.full_name,
        "unit": opd.unit_name(person.unit_no),
    }
