"""Activities on the wire, as their organiser repeats and changes them."""

from collections.abc import Sequence
from typing import Any, Final

from chalicelib.domain.activities import Activity, Repeat
from chalicelib.domain.people import Person
from chalicelib.http.wire.desk import (
    AUDIENCE,
    CHALLENGE,
    KIND,
    LEADER,
    TITLE,
    UNITS,
    VENUE,
    WHAT,
    WINDOW,
    WITH_FOLLOWING,
)
from chalicelib.http.wire.kinds import DATE, integer
from chalicelib.http.wire.reading import body
from chalicelib.http.wire.schema import Values, list_of, optional, record, required
from chalicelib.http.wire.times import activity

LATEST_VERSION: Final = 2**53 - 1  # what JavaScript holds exactly

VERSION = required("version", integer(0, LATEST_VERSION))
CHANGE = body(VERSION, KIND, TITLE, WINDOW, VENUE, CHALLENGE, UNITS, LEADER, WITH_FOLLOWING)
WEEKDAYS = optional("weekdays", list_of(integer(0, 6), least=1, most=7))
UNTIL = required("until", DATE)
REPEAT = required("repeat", record(WEEKDAYS, UNTIL))
SERIES = body(*WHAT, UNITS, LEADER, REPEAT)
REGENCY_SERIES = body(*WHAT, AUDIENCE, REPEAT)
REGENCY_CHANGE = body(VERSION, KIND, TITLE, WINDOW, VENUE, CHALLENGE, WITH_FOLLOWING)


def repeat_of(values: Values) -> Repeat:
    """On which days a body says that an activity comes."""
    repeat = values[REPEAT]
    weekdays = repeat[WEEKDAYS] or ()
    return Repeat(until=repeat[UNTIL], weekdays=tuple(sorted(set(weekdays))))


def series(of: Sequence[Activity]) -> dict[str, Any]:
    """The days that were made."""
    return {"activities": [activity(one) for one in of]}


def for_organiser(of: Activity, leader: Person | None) -> dict[str, Any]:
    """An activity with what only its organiser sees: the challenge is a secret until it opens."""
    named = {"pegawai_id": leader.pegawai_id, "name": leader.full_name} if leader else None
    return {
        **changed(of),
        "challenge": of.challenge,
        "leader": named,
        "units": list(of.units),
        "opds": list(of.opds),
        "series": of.series is not None,
    }


def changed(of: Activity) -> dict[str, Any]:
    """An activity with the version that a change goes over."""
    return {**activity(of), "version": of.version}
