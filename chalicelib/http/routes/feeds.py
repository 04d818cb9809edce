"""Own calendars for other programs: the link, and what is read by it."""

from typing import Final

from chalice.app import Blueprint, Response

from chalicelib.domain.access import Permission
from chalicelib.http.access import PUBLIC, Call, endpoint, reply
from chalicelib.http.wire.times import moment
from chalicelib.wiring import wired

routes = Blueprint(__name__)
MEDIA: Final = "text/calendar"


@endpoint(routes, "GET", "/me/calendar", allow=Permission.SELF_READ, answers=("since",))
def get_link(call: Call) -> Response:
    """Since when there is a link; null where there is none."""
    link = wired().feeds.get(call.account.pegawai_id)
    return reply(200, {"since": moment(link.since) if link else None})


@endpoint(
    routes, "POST", "/me/calendar", allow=Permission.SELF_UPDATE, status=201,
    answers=("since", "url"),
)  # fmt: skip
def post_link(call: Call) -> Response:
    """Make a new link, told this once; the one before ends."""
    named, link = wired().make_calendar_link(account=call.account)
    url = f"{wired().settings.site_origin}/api/calendars/{named}"
    return reply(201, {"since": moment(link.since), "url": url})


@endpoint(routes, "DELETE", "/me/calendar", allow=Permission.SELF_UPDATE, status=204)
def delete_link(call: Call) -> Response:
    """End the link."""
    wired().end_calendar_link(account=call.account)
    return reply(204)


@endpoint(routes, "GET", "/calendars/{link}", allow=PUBLIC, media=MEDIA)
def get_calendar(call: Call, link: str) -> Response:
    """The calendar of whoever made that link."""
    del call
    headers: dict[str, str | list[str]] = {
        "Content-Type": f"{MEDIA}; charset=utf-8",
        "Cache-Control": "no-store",
    }
    return Response(wired().read_own_calendar(link=link), headers=headers, status_code=200)
