"""What our tokens say, as plain values: tickets (security.md T1) and receipts."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Final

from chalicelib.domain.activities import Activity, ActivityId, Window
from chalicelib.domain.attendance import CheckIn, Place, Ticket, receipt_no
from chalicelib.domain.errors import BadTicket
from chalicelib.domain.people import OpdId, PegawaiId

TICKET: Final = "tiket"
RECEIPT: Final = "tanda-terima"


def ticket_for(
    activity: Activity, opd_id: OpdId, pegawai_id: PegawaiId, *, issued_at: datetime
) -> Ticket:
    """The ticket of a person for an activity, issued at that time."""
    return Ticket(
        pegawai_id=pegawai_id,
        opd_id=opd_id,
        activity_id=activity.activity_id,
        window=activity.window,
        held_on=f"{activity.held_on:%Y%m%d}",
        issued_at=issued_at,
    )


def ticket_payload(ticket: Ticket, nonce: str) -> dict[str, Any]:
    """A ticket as what is signed; times in milliseconds since 1970."""
    window = ticket.window
    edges = (window.opens, window.starts, window.late_after, window.closes)
    return {
        "p": ticket.pegawai_id,
        "o": ticket.opd_id,
        "a": ticket.activity_id,
        "d": ticket.held_on,
        "w": [_milliseconds(edge) for edge in edges],
        "i": _milliseconds(ticket.issued_at),
        "n": nonce,
    }


def read_ticket(
    payload: Mapping[str, Any], *, holder: PegawaiId, activity_id: ActivityId
) -> Ticket:
    """The ticket of a payload that we signed; raises BadTicket unless it is theirs and for that."""
    if payload["p"] != holder or payload["a"] != activity_id:
        raise BadTicket("/ticket")
    return any_ticket(payload)


def any_ticket(payload: Mapping[str, Any]) -> Ticket:
    """The same, whoever brings it: good for reading alone."""
    opens, starts, late_after, closes = (_time(edge) for edge in payload["w"])
    return Ticket(
        pegawai_id=PegawaiId(payload["p"]),
        opd_id=OpdId(payload["o"]),
        activity_id=ActivityId(payload["a"]),
        window=Window(opens=opens, starts=starts, late_after=late_after, closes=closes),
        held_on=payload["d"],
        issued_at=_time(payload["i"]),
    )


def receipt_payload(check_in: CheckIn) -> dict[str, Any]:
    """What a receipt proves: who, where, when, which photo."""
    return {
        "r": check_in.place.ref,
        "p": check_in.pegawai_id,
        "n": receipt_no(check_in.claim.check_in_id, check_in.held_on),
        "t": _milliseconds(check_in.received_at),
        "c": check_in.code.value,
        "s": check_in.claim.photo_sha256,
    }


def receipt_place(payload: Mapping[str, Any]) -> tuple[Place, PegawaiId]:
    """Where the record of a receipt lies."""
    place = Place.of_ref(str(payload["r"]))
    if place is None:
        raise BadTicket("/token")
    return place, PegawaiId(payload["p"])


def _milliseconds(at: datetime) -> int:
    return int(at.timestamp() * 1000)


def _time(milliseconds: int) -> datetime:
    return datetime.fromtimestamp(milliseconds / 1000, UTC)
