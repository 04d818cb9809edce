"""Activities as their organiser repeats and changes them."""

from chalice.app import Blueprint, Response

from chalicelib.domain.access import Permission
from chalicelib.domain.activities import ActivityId, Details
from chalicelib.domain.people import OpdId
from chalicelib.http.access import Call, endpoint, reply, the_regency
from chalicelib.http.wire import activities as wire
from chalicelib.http.wire.days import read_id
from chalicelib.http.wire.desk import (
    HELD_ON,
    WITH_FOLLOWING,
    activity_of,
    details_of,
    regency_activity_of,
    regency_details_of,
)
from chalicelib.http.wire.times import ACTIVITY
from chalicelib.http.wire.times import activity as activity_wire
from chalicelib.services.make_activity import Organiser
from chalicelib.wiring import wired

routes = Blueprint(__name__)
KEPT = (*ACTIVITY, "version")


@endpoint(
    routes, "POST", "/opds/{opd}/activity-series", allow=Permission.ACTIVITY_CREATE,
    body=wire.SERIES, status=201, answers=("activities",),
)  # fmt: skip
def post_series(call: Call, opd: str) -> Response:
    """Create an activity of this OPD on each of its days."""
    made = wired().repeat_activity(
        actor=call.actor, activity=activity_of(call.body, OpdId(opd)),
        repeat=wire.repeat_of(call.body), units=call.allowed.units,
    )  # fmt: skip
    return reply(201, wire.series(made))


@endpoint(
    routes, "POST", "/activity-series", allow=Permission.ACTIVITY_CREATE, about=the_regency,
    body=wire.REGENCY_SERIES, status=201, answers=("activities",),
)  # fmt: skip
def post_regency_series(call: Call) -> Response:
    """Create an activity of the regency on each of its days."""
    made = wired().repeat_activity(
        actor=call.actor, activity=regency_activity_of(call.body),
        repeat=wire.repeat_of(call.body), units=None,
    )  # fmt: skip
    return reply(201, wire.series(made))


@endpoint(
    routes, "GET", "/opds/{opd}/activities/{activity}", allow=Permission.ACTIVITY_CHANGE,
    answers=(*KEPT, "challenge", "leader", "units", "opds", "series"),
)  # fmt: skip
def get_activity(call: Call, opd: str, activity: str) -> Response:
    """An activity of this OPD, with what only its organiser sees."""
    return _read(_of_opd(call, opd), activity)


@endpoint(
    routes, "PUT", "/opds/{opd}/activities/{activity}", allow=Permission.ACTIVITY_CHANGE,
    body=wire.CHANGE, answers=KEPT,
)  # fmt: skip
def put_activity(call: Call, opd: str, activity: str) -> Response:
    """Change an activity of this OPD until it closes; what was recorded stays."""
    return _changed(call, _of_opd(call, opd), activity, details_of(call.body))


@endpoint(
    routes, "POST", "/opds/{opd}/activities/{activity}/moves", allow=Permission.ACTIVITY_CHANGE,
    body=wire.MOVE, status=201, answers=ACTIVITY,
)  # fmt: skip
def post_move(call: Call, opd: str, activity: str) -> Response:
    """Hold an activity of this OPD on another day, until it opens."""
    return _moved(call, _of_opd(call, opd), activity)


@endpoint(
    routes, "POST", "/activities/{activity}/moves", allow=Permission.ACTIVITY_CHANGE,
    about=the_regency, body=wire.MOVE, status=201, answers=ACTIVITY,
)  # fmt: skip
def post_regency_move(call: Call, activity: str) -> Response:
    """Hold an activity of the regency on another day, until it opens."""
    return _moved(call, Organiser(actor=call.actor, opd_id=None), activity)


@endpoint(
    routes, "GET", "/activities/{activity}", allow=Permission.ACTIVITY_CHANGE, about=the_regency,
    answers=(*KEPT, "challenge", "leader", "units", "opds", "series"),
)  # fmt: skip
def get_regency_activity(call: Call, activity: str) -> Response:
    """An activity of the regency, with what only its organiser sees."""
    return _read(Organiser(actor=call.actor, opd_id=None), activity)


@endpoint(
    routes, "PUT", "/activities/{activity}", allow=Permission.ACTIVITY_CHANGE, about=the_regency,
    body=wire.REGENCY_CHANGE, answers=KEPT,
)  # fmt: skip
def put_regency_activity(call: Call, activity: str) -> Response:
    """Change an activity of the regency until it closes; what was recorded stays."""
    organiser = Organiser(actor=call.actor, opd_id=None)
    return _changed(call, organiser, activity, regency_details_of(call.body))


def _of_opd(call: Call, opd: str) -> Organiser:
    return Organiser(actor=call.actor, opd_id=OpdId(opd), units=call.allowed.units)


def _read(organiser: Organiser, activity: str) -> Response:
    found, leader = wired().read_activity(
        organiser=organiser, activity_id=ActivityId(read_id(activity))
    )
    return reply(200, wire.for_organiser(found, leader))


def _changed(call: Call, organiser: Organiser, activity: str, details: Details) -> Response:
    changed = wired().change_activity(
        organiser=organiser, activity_id=ActivityId(read_id(activity)), details=details,
        version=call.body[wire.VERSION], with_following=bool(call.body[WITH_FOLLOWING]),
    )  # fmt: skip
    return reply(200, wire.changed(changed))


def _moved(call: Call, organiser: Organiser, activity: str) -> Response:
    moved = wired().move_activity(
        organiser=organiser, activity_id=ActivityId(read_id(activity)), to=call.body[HELD_ON]
    )
    return reply(201, activity_wire(moved))
