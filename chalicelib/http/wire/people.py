"""People on the wire: the regency's list, one person, the slips of a unit."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from chalicelib.domain.audit import Event
from chalicelib.domain.people import Opd, OpdId, PegawaiId, Stay, UnitNo
from chalicelib.domain.permits import Permit
from chalicelib.domain.sessions import Device
from chalicelib.http.wire import desk
from chalicelib.http.wire.kinds import ident, integer
from chalicelib.http.wire.reading import body, query
from chalicelib.http.wire.schema import Values, optional, required
from chalicelib.http.wire.times import activity, moment
from chalicelib.services.find_people import RegencyPage, Wanted
from chalicelib.services.issue_codes import Sheet
from chalicelib.services.read_month import Month
from chalicelib.services.read_person import PersonPage

EVERYBODY: Final = query(desk.WORDS, desk.EMPLOYMENT, desk.START)
UNIT: Final = required("unit", integer(0, 65_535))
AFTER: Final = optional("after", ident(PegawaiId))
SHEET: Final = body(UNIT, AFTER)
OpdOf = Callable[[OpdId], Opd]


def wanted(values: Values) -> Wanted:
    """What the regency's list is narrowed to."""
    return Wanted(query=values[desk.WORDS] or "", employment=values[desk.EMPLOYMENT])


def everybody(of: RegencyPage) -> dict[str, Any]:
    """A page of the regency's people."""
    return {
        "people": [
            {
                "pegawai_id": person.pegawai_id,
                "name": person.full_name,
                "nip": person.nip,
                "unit": {"no": person.unit_no, "name": opd.unit_name(person.unit_no)},
                "opd": {"id": opd.opd_id, "name": opd.name},
                "employment": person.employment,
            }
            for person, opd in of.people
        ],
        "total": of.total,
        "units": [
            {"no": unit.no, "name": unit.name, "opd": {"id": opd.opd_id, "name": opd.name}}
            for unit, opd in of.units
        ],
    }


def person(of: PersonPage, opd_of: OpdOf) -> dict[str, Any]:
    """The record of one person."""
    permits = [_permit(each) for each in of.permits] if of.shows_permits else None
    devices = None if of.devices is None else [_device(each) for each in of.devices]
    return {
        **desk.person(of.person, of.account, of.opd),
        "rank": of.person.rank,
        "stays": [_stay(stay, opd_of(stay.opd_id)) for stay in reversed(of.stays)],
        "permits": permits,
        "devices": devices,
    }


def _stay(of: Stay, opd: Opd) -> dict[str, Any]:
    return {
        "since": of.since.isoformat(),
        "opd": {"id": opd.opd_id, "name": opd.name},
        "unit": {"no": of.unit_no, "name": opd.unit_name(of.unit_no)},
    }


def _permit(of: Permit) -> dict[str, Any]:
    """Without its reason: that is read where it is decided."""
    return {
        "id": of.permit_id,
        "kind": of.code,
        "from": of.first_day.isoformat(),
        "to": of.last_day.isoformat(),
        "state": of.state,
    }


def _device(of: Device) -> dict[str, Any]:
    return {"id": of.device_id, "label": of.label, "state": of.state, "since": moment(of.since)}


def timeline(of: Month) -> dict[str, Any]:
    """Somebody's activities, the oldest first, with the code that counts."""
    return {
        "activities": [
            {
                **activity(row.kept.activity),
                "code": row.result.code,
                "waiting": row.result.is_waiting,
                "final": row.kept.is_locked,
            }
            for row in of.activities
        ],
        "counts": {str(code): count for code, count in of.counts.items()},
    }


def events(of: Sequence[Event], names: Mapping[str, str]) -> dict[str, Any]:
    """What was done, the newest first; `by` null: one of our jobs."""
    return {
        "events": [
            {
                "id": event.event_id,
                "at": moment(event.at),
                "action": event.action,
                "by": names.get(event.actor),
            }
            for event in of
        ]
    }


def sheet(of: Sheet, opd: Opd) -> dict[str, Any]:
    """The slips of one part of a unit."""
    return desk.codes(of.slips, opd) | {"next": of.next_after, "left": of.left}


def unit_of(values: Values) -> UnitNo:
    """The unit whose slips are asked for."""
    return UnitNo(values[UNIT])
