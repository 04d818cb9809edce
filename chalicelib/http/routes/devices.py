"""The caller's own device slots."""

from chalice.app import Blueprint, Response

from chalicelib.domain.access import Permission
from chalicelib.http import access
from chalicelib.http.access import Call, cookie_of, endpoint, reply
from chalicelib.http.wire import activation as wire
from chalicelib.wiring import wired

routes = Blueprint(__name__)


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
