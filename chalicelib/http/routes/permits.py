"""Own permits: ask, read, join, withdraw."""

from typing import cast

from chalice.app import Blueprint, Response

from chalicelib.domain.access import Permission, Resource, ensure
from chalicelib.domain.errors import NotFound, SameLetter
from chalicelib.domain.permits import Permit, PermitId
from chalicelib.http.access import Call, endpoint, own_opd, reply
from chalicelib.http.wire import permits as wire
from chalicelib.http.wire.days import read_id
from chalicelib.http.wire.records import upload
from chalicelib.wiring import wired

routes = Blueprint(__name__)


def shown(permit: Permit) -> dict[str, object]:
    """A permit with the names of its OPDs."""
    return wire.permit(permit, wired().opds.get)


@endpoint(
    routes, "POST", "/permits", allow=Permission.PERMIT_CREATE, body=wire.NEW_PERMIT, status=201,
    answers=("permit", "uploads"),
)  # fmt: skip
def post_permit(call: Call) -> Response:
    """Ask for a permit, alone or for the people of a surat tugas."""
    try:
        permit, forms = wired().ask_permit(actor=call.actor, request=wire.request_of(call.body))
    except SameLetter as error:
        first = cast("Permit", error.extensions["permit"])
        raise SameLetter(error.pointer, permit=wire.same_letter(first)) from None
    return reply(201, {"permit": shown(permit), "uploads": [upload(form) for form in forms]})


@endpoint(
    routes, "GET", "/permits", allow=Permission.PERMIT_READ, with_permits=True, answers=("permits",)
)
def get_permits(call: Call) -> Response:
    """The caller's own permits that have not ended."""
    return reply(200, {"permits": [shown(permit) for permit in call.permits]})


@endpoint(routes, "GET", "/permits/{permit}", allow=Permission.PERMIT_READ, answers=wire.PERMIT)
def get_permit(call: Call, permit: str) -> Response:
    """One permit that names the caller."""
    found = wired().permits.get(PermitId(read_id(permit)))
    if found.part_of(call.account.pegawai_id) is None and found.asked_by != call.account.pegawai_id:
        raise NotFound
    people = frozenset(part.pegawai_id for part in found.parts) | {found.asked_by}
    ensure(call.actor, Permission.PERMIT_READ, Resource(people=people))
    return reply(200, shown(found))


@endpoint(
    routes, "POST", "/permits/{permit}/join", allow=Permission.PERMIT_JOIN, about=own_opd,
    answers=wire.PERMIT,
)  # fmt: skip
def post_join(call: Call, permit: str) -> Response:
    """Add oneself to a colleague's letter."""
    joined = wired().join_permit(actor=call.actor, permit_id=PermitId(read_id(permit)))
    return reply(200, shown(joined))


@endpoint(
    routes, "POST", "/permits/{permit}/withdrawal", allow=Permission.PERMIT_WITHDRAW,
    answers=wire.PERMIT,
)  # fmt: skip
def post_withdrawal(call: Call, permit: str) -> Response:
    """Take back one's own part."""
    left = wired().withdraw_permit(actor=call.actor, permit_id=PermitId(read_id(permit)))
    return reply(200, shown(left))


@endpoint(
    routes, "POST", "/permits/{permit}/uploads", allow=Permission.PERMIT_CREATE,
    body=wire.UPLOADS, answers=("uploads",),
)  # fmt: skip
def post_uploads(call: Call, permit: str) -> Response:
    """Sign the forms of pages anew that are still on the phone."""
    forms = wired().letter_forms(
        actor=call.actor, permit_id=PermitId(read_id(permit)),
        letter_photos=wire.more_pages(call.body),
    )  # fmt: skip
    return reply(200, {"uploads": [upload(form) for form in forms]})
