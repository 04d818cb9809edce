"""Weeks of recaps: page, files, reopening."""

from collections.abc import Mapping

from chalice.app import Blueprint, Response

from chalicelib.domain.access import Allow, Permission, Resource, decide
from chalicelib.domain.attendance import Place
from chalicelib.domain.calendar import Week
from chalicelib.domain.errors import NotFound
from chalicelib.domain.people import OpdId, Role
from chalicelib.http.access import Call, endpoint, reply, the_regency
from chalicelib.http.wire import recaps as wire
from chalicelib.wiring import wired

routes = Blueprint(__name__)
REGENCY_WIDE = frozenset({Role.BKPSDA, Role.AUDITOR})


def owner_of(call: Call) -> OpdId | None:
    """Whose week is asked for: the OPD that is named, else the regency's or the caller's own."""
    sent = call.request.query_params
    named = sent.get("opd") if sent else None
    if named:
        return OpdId(named)
    roles = {appointment.role for appointment in call.actor.acting}
    return None if roles & REGENCY_WIDE else call.actor.opd_id


def week_of_owner(call: Call, parts: Mapping[str, str]) -> Resource:
    """The owner of the week as the resource."""
    del parts
    return _resource(owner_of(call))


def _resource(owner: OpdId | None) -> Resource:
    return Resource(opd=wired().opds.get(owner)) if owner else Resource()


def _right(call: Call, action: Permission, owner: OpdId | None) -> Allow | None:
    found = decide(call.actor, action, _resource(owner))
    return found if isinstance(found, Allow) else None


def _may(call: Call, action: Permission, owner: OpdId | None) -> bool:
    return _right(call, action, owner) is not None


@endpoint(
    routes, "GET", "/recaps/{week}", allow=Permission.RECAP_READ, about=week_of_owner,
    query=wire.PAGE, answers=(
        "week", "opd", "published", "tables", "files", "awaited", "may_reopen", "previous", "next",
    ),
)  # fmt: skip
def get_week(call: Call, week: str) -> Response:
    """The tables of a week, and what was published of it."""
    owner = owner_of(call)
    found = wired().read_recap(
        owner=owner, week=Week.read(week), naming=_right(call, Permission.BOARD_READ, owner)
    )
    may_export = _may(call, Permission.RECAP_EXPORT, owner)
    may_reopen = owner is not None and _may(call, Permission.RECAP_REOPEN, owner)
    this_week = Week.of(call.actor.today)
    return reply(
        200, wire.page(found, may_export=may_export, may_reopen=may_reopen, this_week=this_week)
    )


@endpoint(
    routes, "GET", "/recaps/{week}/units", allow=Permission.RECAP_READ, about=week_of_owner,
    query=wire.PAGE, answers=("weeks", "units"),
)  # fmt: skip
def get_units(call: Call, week: str) -> Response:
    """An OPD's units in the twelve weeks up to that one, as they are compared."""
    weeks, lines = wired().read_unit_lines(owner=owner_of(call), until=Week.read(week))
    return reply(200, wire.units(weeks, lines))


@endpoint(
    routes, "GET", "/recaps/{week}/files/{kind}", allow=Permission.RECAP_EXPORT,
    about=week_of_owner, query=wire.FILE, answers=("url", "name"),
)  # fmt: skip
def get_file(call: Call, week: str, kind: str) -> Response:
    """A link to a published file."""
    link = wired().link_recap_file(
        owner=owner_of(call), week=Week.read(week), kind=wire.read_file_kind(kind),
        version=call.query[wire.VERSION],
    )  # fmt: skip
    return reply(200, wire.link(link))


@endpoint(
    routes, "POST", "/recaps/{week}/reopenings", allow=Permission.RECAP_REOPEN, about=the_regency,
    body=wire.REOPENING, status=201, answers=("reason", "by", "at"),
)  # fmt: skip
def post_reopening(call: Call, week: str) -> Response:
    """Open a FINAL table again until the next working day's lock."""
    held_on = call.body[wire.HELD_ON]
    if held_on not in Week.read(week).days:
        raise NotFound
    place = Place(
        opd_id=wired().opds.get(call.body[wire.REOPENED_OPD]).opd_id,
        held_on=f"{held_on:%Y%m%d}",
        activity_id=call.body[wire.ACTIVITY_ID],
    )
    reopening = wired().reopen_recap(
        place=place, reason=call.body[wire.REASON], account=call.account
    )
    return reply(201, wire.reopened(reopening))
