"""Invitations: of who organises an activity, and of the OPDs that are its guests."""

from chalice.app import Blueprint, Response

from chalicelib.domain.access import Permission
from chalicelib.domain.activities import ActivityId
from chalicelib.domain.people import OpdId
from chalicelib.http.access import Call, endpoint, reply
from chalicelib.http.wire import activities as wire
from chalicelib.http.wire.days import read_id
from chalicelib.wiring import wired

routes = Blueprint(__name__)
SENT = ("activity", "host", "answered", "version", "everybody", "units", "people")


@endpoint(
    routes, "GET", "/opds/{opd}/activities/{activity}/invitations",
    allow=Permission.ACTIVITY_CHANGE, answers=("guests", "others"),
)  # fmt: skip
def get_invitations(call: Call, opd: str, activity: str) -> Response:
    """The OPDs that this one invited to its activity, and how many each sends."""
    return _guests(call, opd, activity)


@endpoint(
    routes, "POST", "/opds/{opd}/activities/{activity}/invitations",
    allow=Permission.ACTIVITY_CHANGE, body=wire.INVITING, answers=("guests", "others"),
)  # fmt: skip
def post_invitations(call: Call, opd: str, activity: str) -> Response:
    """Invite other OPDs to an activity of this one, until it opens."""
    wired().invite_opds(
        actor=call.actor, host=OpdId(opd), units=call.allowed.units,
        activity_id=ActivityId(read_id(activity)), invited=call.body[wire.OPDS],
    )  # fmt: skip
    return _guests(call, opd, activity)


@endpoint(
    routes, "GET", "/opds/{opd}/invitations/{activity}", allow=Permission.ACTIVITY_CHANGE,
    answers=SENT,
)  # fmt: skip
def get_invitation(call: Call, opd: str, activity: str) -> Response:
    """An activity to which another OPD invites this one, and whom this one sends."""
    del call
    return _sent(opd, activity)


@endpoint(
    routes, "PUT", "/opds/{opd}/invitations/{activity}", allow=Permission.ACTIVITY_CHANGE,
    body=wire.ANSWERING, answers=SENT,
)  # fmt: skip
def put_invitation(call: Call, opd: str, activity: str) -> Response:
    """Say whom this OPD sends, until the activity opens."""
    wired().answer_invitation(
        actor=call.actor, opd_id=OpdId(opd), within=call.allowed.units,
        activity_id=ActivityId(read_id(activity)), answer=wire.answer_of(call.body),
    )  # fmt: skip
    return _sent(opd, activity)


def _guests(call: Call, opd: str, activity: str) -> Response:
    found = wired().read_invitations(
        host=OpdId(opd), units=call.allowed.units, activity_id=ActivityId(read_id(activity))
    )
    return reply(200, wire.invitations(found))


def _sent(opd: str, activity: str) -> Response:
    found = wired().read_invitation(opd_id=OpdId(opd), activity_id=ActivityId(read_id(activity)))
    return reply(200, wire.invitation(found))
