"""Activities on the wire, as their organiser repeats and changes them, and invites to them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from chalicelib.domain.activities import Activity, Answer, Repeat
from chalicelib.domain.people import OpdId, Person, UnitNo
from chalicelib.http.wire.desk import (
    AUDIENCE,
    CHALLENGE,
    HELD_ON,
    KIND,
    LEADER,
    PERSON_ID,
    TITLE,
    UNITS,
    VENUE,
    WHAT,
    WINDOW,
    WITH_FOLLOWING,
    opd_activity,
)
from chalicelib.http.wire.kinds import BOOLEAN, DATE, ident, integer
from chalicelib.http.wire.reading import body
from chalicelib.http.wire.schema import Values, list_of, optional, record, required
from chalicelib.http.wire.times import activity

if TYPE_CHECKING:
    from chalicelib.services.answer_invitation import Invited
    from chalicelib.services.invite_opds import Guest, Invitations

LATEST_VERSION: Final = 2**53 - 1  # what JavaScript holds exactly
MOST_INVITED: Final = 89
MOST_NAMED: Final = 100  # more: whole units, so that an OPD's days stay quick to read

VERSION = required("version", integer(0, LATEST_VERSION))
CHANGE = body(VERSION, KIND, TITLE, WINDOW, VENUE, CHALLENGE, UNITS, LEADER, WITH_FOLLOWING)
MOVE = body(HELD_ON)
WEEKDAYS = optional("weekdays", list_of(integer(0, 6), least=1, most=7))
UNTIL = required("until", DATE)
REPEAT = required("repeat", record(WEEKDAYS, UNTIL))
SERIES = body(*WHAT, UNITS, LEADER, REPEAT)
REGENCY_SERIES = body(*WHAT, AUDIENCE, REPEAT)
REGENCY_CHANGE = body(VERSION, KIND, TITLE, WINDOW, VENUE, CHALLENGE, WITH_FOLLOWING)
OPDS = required("opds", list_of(ident(OpdId), least=1, most=MOST_INVITED))
INVITING = body(OPDS)
EVERYBODY = required("everybody", BOOLEAN)
NAMED = optional("people", list_of(PERSON_ID, most=MOST_NAMED))
ANSWERING = body(VERSION, EVERYBODY, UNITS, NAMED)


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


def answer_of(values: Values) -> Answer:
    """Whom a body says that the OPD sends, over the version that was seen."""
    if values[EVERYBODY]:
        return Answer(version=values[VERSION], is_everybody=True)
    named = values[NAMED]
    return Answer(
        version=values[VERSION],
        units=tuple(sorted({UnitNo(no) for no in values[UNITS] or ()})),
        people=frozenset(named or ()),
    )


def invitations(of: "Invitations") -> dict[str, Any]:
    """What the organiser sees: counts of each guest, nobody's name."""
    return {
        "guests": [_guest(guest) for guest in of.guests],
        "others": [{"id": opd.opd_id, "name": opd.name} for opd in of.others],
    }


def _guest(of: "Guest") -> dict[str, Any]:
    answer = of.answer
    return {
        "opd": {"id": of.opd.opd_id, "name": of.opd.name},
        "answered": answer is not None,
        "everybody": answer is not None and answer.is_everybody,
        "units": len(answer.units) if answer else 0,
        "people": len(answer.people) if answer else 0,
        "present": of.present,
    }


def invitation(of: "Invited") -> dict[str, Any]:
    """What the guest's admin sees of it, and may say otherwise."""
    answer = of.kept.answer or Answer()
    return {
        "activity": opd_activity(of.kept),
        "host": {"id": of.host.opd_id, "name": of.host.name},
        "answered": of.kept.answer is not None,
        "version": answer.version,
        "everybody": answer.is_everybody,
        "units": list(answer.units),
        "people": [
            {"pegawai_id": person.pegawai_id, "name": person.full_name} for person in of.named
        ],
    }
