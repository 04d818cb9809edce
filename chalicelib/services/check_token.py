"""Check a receipt that somebody shows: is it ours, and does our record still say the same."""

from dataclasses import dataclass
from datetime import date

from chalicelib.domain.activities import Activity
from chalicelib.domain.errors import BadTicket, NotFound
from chalicelib.domain.people import Person
from chalicelib.domain.tickets import RECEIPT, receipt_payload, receipt_place
from chalicelib.services.ports import Activities, CheckIns, Judged, Opds, People, Seals


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedReceipt:
    """A valid receipt with what it stands for."""

    person: Person
    unit: str
    activity: Activity
    record: Judged
    no: str


def check_token(
    *,
    token: str,
    seals: Seals,
    check_ins: CheckIns,
    people: People,
    activities: Activities,
    opds: Opds,
) -> CheckedReceipt | None:
    """The receipt's record; None where the token is not ours or the record differs."""
    try:
        payload = seals.open(RECEIPT, token)
        place, who = receipt_place(payload)
    except BadTicket:
        return None
    record, person = check_ins.find(place, who), people.person(who)
    if record is None or person is None or receipt_payload(record.check_in) != payload:
        return None
    day = date(int(place.held_on[:4]), int(place.held_on[4:6]), int(place.held_on[6:]))
    try:
        kept = activities.get(place.opd_id, day, place.activity_id)
    except NotFound:
        return None
    return CheckedReceipt(
        person=person,
        unit=opds.get(place.opd_id).unit_name(person.unit_no),
        activity=kept.activity,
        record=record,
        no=payload["n"],
    )
