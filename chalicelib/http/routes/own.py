"""The caller's own: who they are, today, months, notices, devices."""

from chalice.app import Blueprint, Response

from chalicelib.domain.access import Permission
from chalicelib.http import access
from chalicelib.http.access import Call, cookie_of, endpoint, reply
from chalicelib.http.wire import accounts as wire
from chalicelib.http.wire import days
from chalicelib.wiring import wired

routes = Blueprint(__name__)


@endpoint(routes, "GET", "/me", allow=Permission.SELF_READ, answers=("pegawai_id", "roles"))
def get_me(call: Call) -> Response:
    """Who the caller is, with roles and device."""
    return reply(200, wire.me(wired().read_me(account=call.account, session=call.session)))


@endpoint(
    routes, "PATCH", "/me", allow=Permission.SELF_UPDATE, body=wire.PROFILE, answers=("mail",)
)
def patch_me(call: Call) -> Response:
    """Change the caller's mail address."""
    wired().set_mail(account=call.account, mail=call.body[wire.MAIL])
    return reply(200, wire.me(wired().read_me(account=call.account, session=call.session)))


@endpoint(
    routes, "GET", "/me/today", allow=Permission.SELF_READ, with_permits=True,
    answers=("server_time", "activities", "permits"),
)  # fmt: skip
def get_today(call: Call) -> Response:
    """The activities of the coming week, with tickets and own states."""
    today = wired().read_today(account=call.account, own_permits=call.permits)
    return reply(200, days.today(today, call.account, call.permits))


@endpoint(
    routes, "GET", "/me/months/{month}", allow=Permission.MONTH_READ, with_permits=True,
    answers=("month", "days", "counts"),
)  # fmt: skip
def get_month(call: Call, month: str) -> Response:
    """The caller's own month."""
    first_day = days.read_month(month)
    read = wired().read_month(account=call.account, own_permits=call.permits, first_day=first_day)
    return reply(200, days.month(read, month))


@endpoint(routes, "GET", "/me/notices", allow=Permission.NOTICE_READ, answers=("notices",))
def get_notices(call: Call) -> Response:
    """The newest notices."""
    return reply(200, days.notices(wired().notices.newest(call.account.pegawai_id)))


@endpoint(routes, "POST", "/me/notices/{notice}/read", allow=Permission.NOTICE_READ, status=204)
def post_notice_read(call: Call, notice: str) -> Response:
    """Mark a notice as read."""
    wired().notices.mark_read(call.account.pegawai_id, days.read_id(notice))
    return reply(204)


@endpoint(routes, "GET", "/me/devices", allow=Permission.DEVICE_READ, answers=("devices",))
def get_devices(call: Call) -> Response:
    """The caller's device slots."""
    return reply(200, wire.devices(call.account.devices, call.session))


@endpoint(
    routes, "POST", "/me/devices", allow=Permission.DEVICE_CREATE, body=wire.NEW_DEVICE,
    status=201, keeps_seen=False, answers=("device",),
)  # fmt: skip
def post_device(call: Call) -> Response:
    """Offer this browser's key for a device slot."""
    device, cookie = wired().bind_device(
        account=call.account, session=call.session, public_key=call.body[wire.PUBLIC_KEY],
        label=call.body[wire.LABEL],
        device_cookie=cookie_of(call.request, access.DEVICE_COOKIE),
    )  # fmt: skip
    cookies = (access.device_cookie(cookie, seconds=access.COOKIE_LIFE_S),)
    return reply(201, {"device": wire.device(device, current=True)}, cookies=cookies)


@endpoint(
    routes, "POST", "/me/devices/{device}/approval", allow=Permission.DEVICE_APPROVE,
    status=204, keeps_seen=False,
)  # fmt: skip
def post_device_approval(call: Call, device: str) -> Response:
    """Approve the caller's own second device from the first."""
    account = call.account
    wired().approve_device(account=account, device_id=device, by=account.pegawai_id)
    return reply(204)


@endpoint(
    routes, "DELETE", "/me/devices/{device}", allow=Permission.DEVICE_REVOKE,
    status=204, keeps_seen=False,
)  # fmt: skip
def delete_device(call: Call, device: str) -> Response:
    """Take away one of the caller's own devices."""
    account = call.account
    wired().remove_device(account=account, device_id=device, by=account.pegawai_id)
    return reply(204)
