"""The caller's own: who they are, today, months, notices."""

from chalice.app import Blueprint, Response

from chalicelib.domain.access import Permission
from chalicelib.http.access import Call, endpoint, reply
from chalicelib.http.wire import accounts as wire
from chalicelib.http.wire import days
from chalicelib.wiring import phone

routes = Blueprint(__name__)


@endpoint(routes, "GET", "/me", allow=Permission.SELF_READ, answers=wire.ME)
def get_me(call: Call) -> Response:
    """Who the caller is, with roles and device."""
    return reply(200, wire.me(phone().read_me(account=call.account, session=call.session)))


@endpoint(routes, "PATCH", "/me", allow=Permission.SELF_UPDATE, body=wire.PROFILE, answers=wire.ME)
def patch_me(call: Call) -> Response:
    """Change the caller's mail address."""
    phone().set_mail(account=call.account, mail=call.body[wire.MAIL])
    return reply(200, wire.me(phone().read_me(account=call.account, session=call.session)))


@endpoint(
    routes, "GET", "/me/today", allow=Permission.SELF_READ, with_permits=True,
    answers=("server_time", "activities", "permits"),
)  # fmt: skip
def get_today(call: Call) -> Response:
    """The activities of the coming week, with tickets and own states."""
    today = phone().read_today(account=call.account, own_permits=call.permits)
    return reply(200, days.today(today, call.account, call.permits))


@endpoint(
    routes, "GET", "/me/months/{month}", allow=Permission.MONTH_READ, with_permits=True,
    answers=("month", "days", "counts"),
)  # fmt: skip
def get_month(call: Call, month: str) -> Response:
    """The caller's own month."""
    first_day = days.read_month(month)
    read = phone().read_month(account=call.account, own_permits=call.permits, first_day=first_day)
    return reply(200, days.month(read, month))


@endpoint(routes, "GET", "/me/notices", allow=Permission.NOTICE_READ, answers=("notices",))
def get_notices(call: Call) -> Response:
    """The newest notices."""
    return reply(200, days.notices(phone().notices.newest(call.account.pegawai_id)))


@endpoint(routes, "POST", "/me/notices/{notice}/read", allow=Permission.NOTICE_READ, status=204)
def post_notice_read(call: Call, notice: str) -> Response:
    """Mark a notice as read."""
    phone().notices.mark_read(call.account.pegawai_id, days.read_id(notice))
    return reply(204)
