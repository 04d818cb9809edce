"""An OPD's desk on the wire: board, reviews, people, activities."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from enum import StrEnum
from typing import Any, Final

from chalicelib.domain import text
from chalicelib.domain.activities import Activity, ActivityId, Details, Kind, Venue, Window
from chalicelib.domain.attendance import HARD_REASONS, Code, State
from chalicelib.domain.people import Employment, Opd, OpdId, PegawaiId, Person, UnitNo
from chalicelib.domain.sessions import Account, AccountState, DeviceState
from chalicelib.http.wire.kinds import (
    BOOLEAN,
    DATE,
    TIME,
    ident,
    integer,
    matching,
    member_of,
    number,
    one_of,
)
from chalicelib.http.wire.kinds import text as text_kind
from chalicelib.http.wire.reading import body, query
from chalicelib.http.wire.schema import (
    Values,
    list_of,
    nullable,
    optional,
    read_path,
    record,
    required,
)
from chalicelib.http.wire.times import activity, moment, moment_or_none
from chalicelib.services.find_people import Lacking, PeoplePage, Wanted
from chalicelib.services.issue_codes import Slip
from chalicelib.services.ports.activities import OpdActivity
from chalicelib.services.read_board import Board, BoardPerson
from chalicelib.services.review import PhotoLink, Queue, Verdict, Waiting

MOST_PHOTOS: Final = 24
MOST_CODES: Final = 100
MOST_REMINDED: Final = 1_000
MOST_UNITS: Final = 500
MOST_OPDS: Final = 500
ALL: Final = "ALL"


class Size(StrEnum):
    """Which picture of a photo."""

    THUMB = "THUMB"
    FULL = "FULL"


PERSON_ID = ident(PegawaiId)
HELD_ON = required("date", DATE)
ACTIVITY_ID = required("activity", ident(ActivityId))
WHO = required("pegawai_id", PERSON_ID)
REASON = optional("reason", nullable(text_kind(text.reason, text.LONGEST_REASON)))
NEEDED_REASON = required("reason", text_kind(text.reason, text.LONGEST_REASON))

FROM = required("from", DATE)
TO = required("to", DATE)
SPAN = query(FROM, TO)
CURSOR = optional("cursor", matching(r"[0-9a-z]{8}", str, longest=8))
SINCE = query(CURSOR)
SHOWS_ALL = optional("all", BOOLEAN)
REVIEWS = query(SHOWS_ALL)

CHOSEN = optional("people", list_of(PERSON_ID, least=1, most=MOST_REMINDED))
REMINDER = body(HELD_ON, ACTIVITY_ID, CHOSEN)

VIEWED = required("people", list_of(PERSON_ID, least=1, most=MOST_PHOTOS))
SIZE = optional("size", member_of(Size))
PHOTO_VIEW = body(HELD_ON, ACTIVITY_ID, VIEWED, SIZE, REASON)

DECISION = required("decision", member_of(Verdict))
SEEN = required("t", matching(r"[0-9a-z]{8}", str, longest=8))
REVIEW = body(HELD_ON, ACTIVITY_ID, WHO, DECISION, SEEN, REASON)
ABSENT = required("code", one_of(Code.UNEXPLAINED))
ABSENCE = body(HELD_ON, ACTIVITY_ID, WHO, ABSENT, NEEDED_REASON)
LETTER_VIEW = body(REASON)

WORDS = optional("q", text_kind(text.name, text.LONGEST_NAME))
UNIT = optional("unit", integer(0, 65_535))
START = optional("start", integer(0, 50_000))
EMPLOYMENT = optional("employment", member_of(Employment))
LACKING = optional("lacking", member_of(Lacking))
PEOPLE = query(WORDS, UNIT, EMPLOYMENT, LACKING, START)
COLLEAGUE_WORDS = required("q", text_kind(text.name, text.LONGEST_NAME))
COLLEAGUES = query(COLLEAGUE_WORDS)
CODES_FOR = required("people", list_of(PERSON_ID, least=1, most=MOST_CODES))
CODES = body(CODES_FOR)

NEW_ID = required("id", ident(ActivityId))
KIND = required("kind", member_of(Kind))
TITLE = required("title", text_kind(text.title, text.LONGEST_TITLE))
OPENS, STARTS = required("opens", TIME), required("starts", TIME)
LATE_AFTER, CLOSES = required("late_after", TIME), required("closes", TIME)
WINDOW = required("window", record(OPENS, STARTS, LATE_AFTER, CLOSES))
VENUE_NAME = required("name", text_kind(text.name, text.LONGEST_NAME))
LATITUDE, LONGITUDE, RADIUS_M = number(-90, 90), number(-180, 180), integer(10, 50_000)
LAT, LON = optional("lat", nullable(LATITUDE)), optional("lon", nullable(LONGITUDE))
RADIUS = optional("radius_m", nullable(RADIUS_M))
OWN_OFFICE = optional("own_office", BOOLEAN)  # of each unit: no coordinates of one place
VENUE = required("venue", record(VENUE_NAME, OWN_OFFICE, LAT, LON, RADIUS))
CHALLENGE = optional("challenge", nullable(text_kind(text.line, text.LONGEST_LINE)))
UNITS = optional("units", list_of(integer(0, 65_535), most=MOST_UNITS))
LEADER = optional("leader", nullable(PERSON_ID))
AUDIENCE = optional("opds", list_of(ident(OpdId), least=1, most=MOST_OPDS))
WHAT = (NEW_ID, KIND, TITLE, HELD_ON, WINDOW, VENUE, CHALLENGE)
NEW_ACTIVITY = body(*WHAT, UNITS, LEADER)
NEW_REGENCY_ACTIVITY = body(*WHAT, AUDIENCE)
WITH_FOLLOWING = optional("following", BOOLEAN)  # in its series
CANCELLATION = body(NEEDED_REASON, WITH_FOLLOWING)


def read_date(of: str) -> date:
    """A date in the path; anything else names nothing."""
    return read_path(DATE, of)


def activity_of(values: Values, opd_id: OpdId) -> Activity:
    """An OPD's activity in a body."""
    return _activity(values, details_of(values), organiser=opd_id, opds=(opd_id,))


def regency_activity_of(values: Values) -> Activity:
    """The regency's activity in a body: of all OPDs, or of those that it names."""
    named = dict.fromkeys(OpdId(opd_id) for opd_id in values[AUDIENCE] or ())
    return _activity(values, regency_details_of(values), organiser=None, opds=tuple(named))


def _activity(
    values: Values, details: Details, *, organiser: OpdId | None, opds: tuple[OpdId, ...]
) -> Activity:
    return Activity(
        activity_id=values[NEW_ID],
        held_on=values[HELD_ON],
        organiser=organiser,
        opds=opds,
        kind=details.kind,
        title=details.title,
        window=details.window,
        venue=details.venue,
        challenge=details.challenge,
        leader=details.leader,
        units=details.units,
    )


def details_of(values: Values) -> Details:
    """What an OPD says of its activity in a body."""
    return replace(
        regency_details_of(values),
        leader=values[LEADER],
        units=tuple(UnitNo(no) for no in values[UNITS] or ()),
    )


def regency_details_of(values: Values) -> Details:
    """What the regency says of its activity in a body."""
    window = values[WINDOW]
    return Details(
        kind=values[KIND],
        title=values[TITLE],
        window=Window(
            opens=window[OPENS],
            starts=window[STARTS],
            late_after=window[LATE_AFTER],
            closes=window[CLOSES],
        ),
        venue=_venue(values[VENUE]),
        challenge=values[CHALLENGE] or "",
    )


def _venue(values: Values) -> Venue:
    if values[OWN_OFFICE]:
        return Venue(name=values[VENUE_NAME], is_own_office=True)
    return Venue(name=values[VENUE_NAME], lat=values[LAT], lon=values[LON], radius_m=values[RADIUS])


def opd_activity(kept: OpdActivity) -> dict[str, Any]:
    """An activity in an OPD's list."""
    return {
        **activity(kept.activity),
        "final": kept.is_locked,
        "regency": kept.activity.organiser is None,
        "units": list(kept.activity.units),
        "source": "PLAN" if kept.activity.is_planned else "PERSON",
        "series": kept.activity.series is not None,
        "cancelled_because": kept.activity.cancelled_because,
        "guests": 0 if kept.activity.organiser is None else len(kept.activity.opds) - 1,
        "invited": kept.activity.invites(kept.opd_id),
        "answered": kept.answer is not None,
    }


def opds(of: Sequence[Opd], today: date) -> dict[str, Any]:
    """OPDs, for a picker."""
    rows = [{"id": o.opd_id, "name": o.name, "trial": o.is_trial(today)} for o in of]
    return {"opds": rows}


def board(of: Board) -> dict[str, Any]:
    """The board; counts are sums of its people, and the PWA makes them."""
    window = of.kept.activity.window
    phase = "BEFORE" if of.server_time < window.opens else "CLOSED"
    return {
        "activity": opd_activity(of.kept),
        "opd": {"id": of.opd.opd_id, "name": of.opd.name},
        "server_time": moment(of.server_time),
        "phase": "OPEN" if window.is_open(of.server_time) else phase,
        "cursor": of.cursor.rjust(8, "0"),
        "full": of.is_full,
        "units": [{"no": 0, "name": of.opd.name}]
        + [{"no": u.no, "name": u.name} for u in of.opd.units],
        "people": [_board_person(row) for row in of.people],
    }


def _board_person(row: BoardPerson) -> dict[str, Any]:
    record_, permit = row.record, row.permit
    return {
        "pegawai_id": row.person.pegawai_id,
        "name": row.person.full_name,
        "unit_no": row.person.unit_no,
        "state": record_.state if record_ else State.UNKNOWN,
        "code": row.result.code or (record_.code if record_ else None),
        "waiting": row.result.is_waiting,
        "at": moment_or_none(record_.arrived_at) if record_ else None,
        "unproven": bool(record_ and record_.is_unproven),
        "retake": bool(record_ and record_.awaits_retake),
        "permit": {"kind": permit.code, "state": permit.state} if permit else None,
        "reminded_at": moment_or_none(row.reminded_at),
    }


def reviews(of: Queue) -> dict[str, Any]:
    """The queue."""
    return {
        "activity": opd_activity(of.kept),
        "photos": of.photos,
        "queue": [_waiting(w) for w in of.waiting],
    }


def _waiting(of: Waiting) -> dict[str, Any]:
    record_, said = of.record, of.record.judged or {}
    check_in = record_.check_in
    return {
        "pegawai_id": of.person.pegawai_id,
        "name": of.person.full_name,
        "unit_no": of.person.unit_no,
        "recorded_at": moment(check_in.received_at),
        "state": record_.state,
        "code": check_in.code,
        "marks": sorted(record_.marks),
        "reasons": [{"code": r, "hard": r in HARD_REASONS} for r in sorted(record_.reasons)],
        "t": record_.changed_at,
        "retake": {"reason": said["reason"], "until": said["until"]}
        if said.get("decision") == Verdict.RETAKE
        else None,
        "decided_by": said.get("name"),
    }


def photos(of: Sequence[PhotoLink]) -> dict[str, Any]:
    """Links to photos."""
    rows = [{"pegawai_id": p.pegawai_id, "url": p.url, "deleted": p.is_deleted} for p in of]
    return {"photos": rows}


def wanted(values: Values) -> Wanted:
    """What an OPD's list is narrowed to."""
    unit = values[UNIT]
    return Wanted(
        query=values[WORDS] or "",
        unit=None if unit is None else UnitNo(unit),
        employment=values[EMPLOYMENT],
        lacking=values[LACKING],
    )


def people(of: PeoplePage) -> dict[str, Any]:
    """A page of an OPD's people; its units come with the first one."""
    units: list[dict[str, Any]] = []
    if of.start == 0:
        units = [{"no": 0, "name": of.opd.name, "parent": None}]
        units += [{"no": u.no, "name": u.name, "parent": u.parent} for u in of.opd.units]
    return {
        "units": [unit | {"people": of.unit_sizes.get(UnitNo(unit["no"]), 0)} for unit in units],
        "people": [person(p, of.accounts.get(p.pegawai_id), of.opd) for p in of.people],
        "total": of.total,
        "next": of.next_start,
    }


def person(of: Person, account: Account | None, opd: Opd) -> dict[str, Any]:
    """Somebody in the list of an OPD."""
    waiting = [d for d in account.devices if d.state is DeviceState.PENDING] if account else []
    return {
        "pegawai_id": of.pegawai_id,
        "name": of.full_name,
        "nip": of.nip,
        "unit": {"no": of.unit_no, "name": opd.unit_name(of.unit_no)},
        "employment": of.employment,
        "position": of.position,
        "account": _state_of(of, account),
        "roles": sorted({a.role for a in account.appointments}) if account else [],
        "pending_devices": [
            {"id": d.device_id, "label": d.label, "since": moment(d.since)} for d in waiting
        ],
    }


def _state_of(of: Person, account: Account | None) -> str:
    if not of.is_active:
        return "OFF"
    return account.state if account else AccountState.NONE


def colleagues(of: Sequence[tuple[Person, Opd]]) -> dict[str, Any]:
    """Hits of a search: name and unit only (Z3)."""
    return {
        "people": [
            {
                "pegawai_id": person.pegawai_id,
                "name": person.full_name,
                "unit": {"no": person.unit_no, "name": opd.unit_name(person.unit_no)},
                "opd": {"id": opd.opd_id, "name": opd.name},
            }
            for person, opd in of
        ]
    }


def codes(of: Sequence[Slip], opd: Opd) -> dict[str, Any]:
    """Slips to print."""
    return {
        "codes": [
            {
                "pegawai_id": slip.pegawai_id,
                "name": slip.name,
                "unit": opd.unit_name(slip.unit_no),
                "login": slip.login,
                "code": slip.code,
                "expires": moment(slip.expires),
                "recovery": slip.is_recovery,
            }
            for slip in of
        ]
    }
