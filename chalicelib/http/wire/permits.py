"""Permits on the wire."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from chalicelib.domain import text
from chalicelib.domain.activities import ActivityId
from chalicelib.domain.attendance import Code
from chalicelib.domain.people import Opd, OpdId, PegawaiId
from chalicelib.domain.permits import (
    ENTERED_BY_ADMIN,
    MOST_PEOPLE,
    MOST_PHOTOS,
    Part,
    Permit,
    PermitId,
    PermitState,
)
from chalicelib.http.wire.kinds import DATE, ident, member_of, one_of
from chalicelib.http.wire.kinds import text as text_kind
from chalicelib.http.wire.reading import body, query
from chalicelib.http.wire.records import PHOTO_KIND, PHOTO_SHA256, PHOTO_SIZE
from chalicelib.http.wire.schema import Values, list_of, nullable, optional, record, required
from chalicelib.http.wire.times import moment, moment_or_none
from chalicelib.services.ask_permit import LetterPhoto, Request
from chalicelib.services.decide_permit import Entry

ASKED_KINDS: Final = one_of(
    Code.DUTY_ELSEWHERE,
    Code.ILL,
    Code.PERMITTED,
    Code.LEAVE,
    Code.TECHNICAL,
    Code.STUDY,
    Code.TRAINING,
)
PERSON_ID = ident(PegawaiId)

ID = required("id", ident(PermitId))
KIND = required("kind", ASKED_KINDS)
FROM = required("from", DATE)
TO = required("to", DATE)
ACTIVITY_ID = optional("activity_id", nullable(ident(ActivityId)))
REASON = optional("reason", nullable(text_kind(text.reason, text.LONGEST_REASON)))
NUMBER = optional("number", nullable(text_kind(text.name, text.LONGEST_NAME)))
PURPOSE = optional("purpose", nullable(text_kind(text.line, text.LONGEST_LINE)))
PAGES = optional("photos", list_of(PHOTO_KIND, most=MOST_PHOTOS))
LETTER = optional("letter", nullable(record(NUMBER, PURPOSE, PAGES)))
PEOPLE = optional("people", list_of(PERSON_ID, most=MOST_PEOPLE))
NEW_PERMIT = body(ID, KIND, FROM, TO, ACTIVITY_ID, REASON, LETTER, PEOPLE)
MORE_PAGES = required("photos", list_of(PHOTO_KIND, least=1, most=MOST_PHOTOS))
UPLOADS = body(MORE_PAGES)

ENTERED_KIND = required("kind", one_of(*sorted(ENTERED_BY_ADMIN)))
ENTERED_PEOPLE = required("people", list_of(PERSON_ID, least=1, most=MOST_PEOPLE))
ENTERED = body(ID, ENTERED_KIND, FROM, TO, ENTERED_PEOPLE, NUMBER, REASON)

APPROVE = required("approve", list_of(PERSON_ID, most=MOST_PEOPLE))
REJECT = required("reject", list_of(PERSON_ID, most=MOST_PEOPLE))
DECISION = body(APPROVE, REJECT, REASON)

STATE = optional("state", member_of(PermitState))
LISTED = query(STATE)


def pages_of(values: Values | None) -> tuple[LetterPhoto, ...]:
    """The pages of a letter in a body."""
    if values is None:
        return ()
    return tuple(_page(page) for page in values[PAGES] or ())


def more_pages(values: Values) -> tuple[LetterPhoto, ...]:
    """The pages that are still on the phone."""
    return tuple(_page(page) for page in values[MORE_PAGES])


def _page(page: Values) -> LetterPhoto:
    return LetterPhoto(sha256=page[PHOTO_SHA256], size=page[PHOTO_SIZE])


def request_of(values: Values) -> Request:
    """What the person asks for."""
    letter, named = values[LETTER], values[PEOPLE]
    return Request(
        permit_id=values[ID],
        code=values[KIND],
        first_day=values[FROM],
        last_day=values[TO],
        activity_id=values[ACTIVITY_ID],
        reason=values[REASON] or "",
        number=(letter[NUMBER] if letter else None) or "",
        purpose=(letter[PURPOSE] if letter else None) or "",
        photos=pages_of(letter),
        people=named or (),
    )


def entry_of(values: Values) -> Entry:
    """What an admin enters."""
    return Entry(
        permit_id=values[ID],
        code=values[ENTERED_KIND],
        first_day=values[FROM],
        last_day=values[TO],
        people=values[ENTERED_PEOPLE],
        number=values[NUMBER] or "",
        reason=values[REASON] or "",
    )


PERMIT: Final = (  # fields of `permit`
    "id", "kind", "from", "to", "activity_id", "reason", "letter", "created_at", "created_by",
    "opd", "state", "people",
)  # fmt: skip


def permit(of: Permit, opd_named: Callable[[OpdId], Opd]) -> dict[str, Any]:
    """A permit with its people; a sick note shows no more than that there is one."""
    opd = opd_named(of.opd_id)
    return {
        "id": of.permit_id,
        "kind": of.code,
        "from": of.first_day.isoformat(),
        "to": of.last_day.isoformat(),
        "activity_id": of.activity_id,
        "reason": of.reason or None,
        "letter": {
            "number": of.letter.number or None,
            "purpose": of.letter.purpose or None,
            "photos": len(of.letter.photo_sha256s),
        },
        "created_at": moment(of.asked_at),
        "created_by": of.asked_by,
        "opd": {"id": opd.opd_id, "name": opd.name},
        "state": of.state,
        "people": [_part(part, opd_named(part.opd_id)) for part in of.parts],
    }


def _part(of: Part, opd: Opd) -> dict[str, Any]:
    return {
        "pegawai_id": of.pegawai_id,
        "name": of.name,
        "unit": {"no": of.unit_no, "name": opd.unit_name(of.unit_no)},
        "opd": {"id": opd.opd_id, "name": opd.name},
        "state": of.state,
        "reason": of.reason or None,
        "decided_by": of.decider_name or None,
        "decided_at": moment_or_none(of.decided_at),
    }


def permits(of: Sequence[Permit], opd_named: Callable[[OpdId], Opd]) -> dict[str, Any]:
    """Several."""
    return {"permits": [permit(p, opd_named) for p in of]}


def same_letter(of: Permit) -> Mapping[str, Any]:
    """What a 409 tells of the letter that was sent before: enough to join it."""
    first = next((p.name for p in of.parts if p.pegawai_id == of.asked_by), of.parts[0].name)
    return {
        "id": of.permit_id,
        "by": {"name": first},
        "from": of.first_day.isoformat(),
        "to": of.last_day.isoformat(),
    }
