"""Check-ins: commit, look up, another photo."""

from chalice.app import Blueprint, Response

from chalicelib.domain.access import Permission
from chalicelib.domain.attendance import Place
from chalicelib.domain.errors import NotFound
from chalicelib.http.access import Call, endpoint, reply
from chalicelib.http.wire import records as wire
from chalicelib.wiring import phone

routes = Blueprint(__name__)


def _place_to_ask(raw: bytes) -> Place | None:
    """Of a ticket that is no longer new."""
    return phone().place_to_ask(wire.CHECK_IN.read(raw)[wire.TICKET])


@endpoint(
    routes, "POST", "/check-ins", allow=Permission.CHECK_IN_CREATE, body=wire.CHECK_IN,
    with_activity=_place_to_ask, status=201, keeps_seen=False, answers=("receipt", "upload"),
)  # fmt: skip
def post_check_in(call: Call) -> Response:
    """Commit the caller's presence at an activity."""
    claim, ticket = wire.claim_of(call.body), call.body[wire.TICKET]
    with wire.first_receipt_told():
        done = phone().check_in(
            who=call.account.pegawai_id, claim=claim, ticket=ticket, newest=call.activity
        )
    return reply(201, wire.committed(done))


@endpoint(
    routes, "GET", "/check-ins/{ref}", allow=Permission.CHECK_IN_READ, keeps_seen=False,
    answers=("record", "receipt"),
)  # fmt: skip
def get_check_in(call: Call, ref: str) -> Response:
    """The caller's own record; the outbox asks until the photo is stored."""
    found = phone().read_check_in(place=place_of(ref), who=call.account.pegawai_id)
    return reply(
        200,
        {
            "record": wire.record_of(found.record),
            "receipt": wire.receipt(found.record, found.receipt),
        },
    )


@endpoint(
    routes, "POST", "/check-ins/{ref}/photo", allow=Permission.CHECK_IN_CREATE,
    body=wire.ANOTHER_PHOTO, status=201, keeps_seen=False, answers=("upload",),
)  # fmt: skip
def post_another_photo(call: Call, ref: str) -> Response:
    """Another photo for the caller's record, at the same time."""
    photo = call.body[wire.PHOTO]
    form = phone().replace_photo(
        place=place_of(ref), who=call.account.pegawai_id,
        sha256=photo[wire.PHOTO_SHA256], size=photo[wire.PHOTO_SIZE],
    )  # fmt: skip
    return reply(201, {"upload": wire.upload(form)})


def place_of(ref: str) -> Place:
    """The place that a ref in the path names."""
    place = Place.of_ref(ref)
    if place is None:
        raise NotFound
    return place
