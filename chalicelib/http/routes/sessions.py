"""Sign in, sign out, and the second factor of a session."""

from chalice.app import Blueprint, Response

from chalicelib.domain.access import Permission
from chalicelib.http import access
from chalicelib.http.access import PUBLIC, Call, cookie_of, endpoint, reply
from chalicelib.http.me import me_of, signed_in
from chalicelib.http.wire import accounts as wire
from chalicelib.wiring import phone

routes = Blueprint(__name__)


@endpoint(routes, "POST", "/session", allow=PUBLIC, body=wire.SIGN_IN, answers=wire.ME)
def post_session(call: Call) -> Response:
    """Sign in with a name and a password."""
    cookie = cookie_of(call.request, access.DEVICE_COOKIE)
    login, password = call.body[wire.LOGIN], call.body[wire.PASSWORD]
    return signed_in(phone().sign_in(login=login, password=password, device_cookie=cookie))


@endpoint(routes, "DELETE", "/session", allow=Permission.SESSION_END, status=204, keeps_seen=False)
def delete_session(call: Call) -> Response:
    """Sign out of this browser."""
    phone().sign_out(account=call.account, session=call.session)
    gone = f"{access.SESSION_COOKIE}=; Max-Age=0; {access.COOKIE_RULES}"
    return reply(204, cookies=(gone,))


@endpoint(
    routes, "PUT", "/session/elevation", allow=Permission.SESSION_ELEVATE,
    body=wire.SECOND_FACTOR, keeps_seen=False, answers=wire.ME,
)  # fmt: skip
def put_elevation(call: Call) -> Response:
    """Give the second factor for this session."""
    code = call.body[wire.TOTP_CODE]
    raised = phone().elevate(account=call.account, session=call.session, code=code)
    return reply(200, wire.me(me_of(*raised)))
