"""Check a receipt or a printed recap: is it ours, and does it still say what we hold."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from chalicelib.domain.activities import Activity
from chalicelib.domain.calendar import Week
from chalicelib.domain.errors import BadTicket, NotFound
from chalicelib.domain.people import OpdId, Person
from chalicelib.domain.publications import RECAP_PURPOSE, Publication
from chalicelib.domain.tickets import RECEIPT, receipt_payload, receipt_place
from chalicelib.services.ports.activities import Activities
from chalicelib.services.ports.check_ins import CheckIns, Judged
from chalicelib.services.ports.people import People
from chalicelib.services.ports.recaps import Recaps
from chalicelib.services.ports.regency import Opds
from chalicelib.services.ports.secrets import Seals


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedReceipt:
    """A valid receipt with what it stands for."""

    person: Person
    unit: str
    activity: Activity
    record: Judged
    no: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedRecap:
    """A printed table that we published: sums only, nobody by name."""

    owner_name: str
    title: str
    held_on: date
    state: str  # as it is printed
    total: int
    present: int
    percent: str
    newer: Publication | None  # the newest edition of its week, where there is one after it


def check_token(
    *,
    token: str,
    seals: Seals,
    check_ins: CheckIns,
    people: People,
    activities: Activities,
    opds: Opds,
    recaps: Recaps,
) -> CheckedReceipt | CheckedRecap | None:
    """What the token stands for; None where it is not ours, or what we hold differs."""
    if (printed := seals.peek(RECAP_PURPOSE, token)) is not None:
        return _recap(printed, recaps)
    try:
        payload = seals.open(RECEIPT, token)
        place, who = receipt_place(payload)
    except BadTicket:
        return None
    record, person = check_ins.find(place, who), people.person(who)
    if record is None or person is None or receipt_payload(record.check_in) != payload:
        return None
    day = place.day
    try:
        kept = activities.get(place.opd_id, day, place.activity_id)
    except NotFound:
        return None
    opd = opds.get(place.opd_id)
    return CheckedReceipt(
        person=person,
        # A number of another OPD's, after a transfer, would name the wrong unit here.
        unit=opd.unit_name(person.unit_no) if person.opd_id == opd.opd_id else opd.name,
        activity=kept.activity,
        record=record,
        no=payload["n"],
    )


def _recap(printed: Mapping[str, Any], recaps: Recaps) -> CheckedRecap | None:
    owner = OpdId(printed["o"]) if printed["o"] else None
    published = recaps.published(owner, Week.read(printed["w"]))
    if printed["v"] not in {each.version for each in published}:
        return None  # signed, but its publication never came about
    return CheckedRecap(
        owner_name=printed["n"],
        title=printed["t"],
        held_on=date.fromisoformat(printed["d"]),
        state=printed["s"],
        total=printed["j"],
        present=printed["h"],
        percent=printed["p"],
        newer=published[-1] if published[-1].version > printed["v"] else None,
    )
