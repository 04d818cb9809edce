"""Sign in, sign out, second factor, activation."""

from chalice.app import Blueprint, Response

from chalicelib.domain.access import Permission
from chalicelib.domain.sessions import Account, Session
from chalicelib.http import access
from chalicelib.http.access import PUBLIC, Call, cookie_of, endpoint, reply
from chalicelib.http.wire import accounts as wire
from chalicelib.services.activate import Activated, DeviceOffer
from chalicelib.services.read_me import Me
from chalicelib.services.sign_in import SignedIn
from chalicelib.wiring import wired

routes = Blueprint(__name__)


def signed_in(opened: SignedIn | Activated) -> Response:
    """Answer with the caller and the two cookies."""
    pegawai_id = opened.account.pegawai_id
    cookies = (
        access.session_cookie(pegawai_id, opened.token, seconds=access.COOKIE_LIFE_S),
        access.device_cookie(opened.device_cookie, seconds=access.COOKIE_LIFE_S),
    )
    return reply(200, wire.me(me_of(opened.account, opened.session)), cookies=cookies)


def me_of(account: Account, session: Session) -> Me:
    """The caller as the shell draws them."""
    return wired().read_me(account=account, session=session)


@endpoint(
    routes, "POST", "/session", allow=PUBLIC, body=wire.SIGN_IN, answers=("pegawai_id", "name")
)
def post_session(call: Call) -> Response:
    """Sign in with a name and a password."""
    cookie = cookie_of(call.request, access.DEVICE_COOKIE)
    login, password = call.body[wire.LOGIN], call.body[wire.PASSWORD]
    return signed_in(wired().sign_in(login=login, password=password, device_cookie=cookie))


@endpoint(routes, "DELETE", "/session", allow=Permission.SESSION_END, status=204, keeps_seen=False)
def delete_session(call: Call) -> Response:
    """Sign out of this browser."""
    wired().sign_out(account=call.account, session=call.session)
    gone = f"{access.SESSION_COOKIE}=; Max-Age=0; {access.COOKIE_RULES}"
    return reply(204, cookies=(gone,))


@endpoint(
    routes, "PUT", "/session/elevation", allow=Permission.SESSION_ELEVATE,
    body=wire.SECOND_FACTOR, keeps_seen=False, answers=("pegawai_id",),
)  # fmt: skip
def put_elevation(call: Call) -> Response:
    """Give the second factor for this session."""
    code = call.body[wire.TOTP_CODE]
    raised = wired().elevate(account=call.account, session=call.session, code=code)
    return reply(200, wire.me(me_of(*raised)))


@endpoint(
    routes, "POST", "/activation/check", allow=PUBLIC, body=wire.CHECK_CODE,
    answers=("name", "recovery"),
)  # fmt: skip
def post_activation_check(call: Call) -> Response:
    """Say whose code this is, before a password is chosen."""
    account, secret = wired().open_code(login=call.body[wire.LOGIN], code=call.body[wire.CODE])
    opd = wired().opds.get(account.opd_id)
    needed = wired().settings.require_second_factor
    return reply(200, wire.code_owner(account, secret, opd, needs_second_factor=needed))


@endpoint(
    routes, "POST", "/activation", allow=PUBLIC, body=wire.ACTIVATION, answers=("pegawai_id",)
)
def post_activation(call: Call) -> Response:
    """Activate or recover an account with a code handed over in person."""
    account, secret = wired().open_code(login=call.body[wire.LOGIN], code=call.body[wire.CODE])
    asked = call.body[wire.DEVICE]
    device = (
        DeviceOffer(public_key=asked[wire.PUBLIC_KEY], label=asked[wire.LABEL]) if asked else None
    )
    return signed_in(
        wired().activate(
            account=account, secret=secret, username=call.body[wire.USERNAME],
            password=call.body[wire.PASSWORD], notice_version=call.body[wire.NOTICE_VERSION],
            device=device,
        )
    )  # fmt: skip


@endpoint(
    routes, "POST", "/totp", allow=Permission.SECOND_FACTOR_SET, status=201, keeps_seen=False,
    answers=("secret", "uri"),
)  # fmt: skip
def post_totp(call: Call) -> Response:
    """Offer an authenticator secret; it counts once it is confirmed."""
    secret, uri = wired().offer_second_factor(account=call.account)
    return reply(201, {"secret": secret, "uri": uri})


@endpoint(
    routes, "PUT", "/totp", allow=Permission.SECOND_FACTOR_SET, body=wire.SECOND_FACTOR,
    keeps_seen=False, answers=("pegawai_id",),
)  # fmt: skip
def put_totp(call: Call) -> Response:
    """Confirm the offered secret with its first code."""
    code = call.body[wire.TOTP_CODE]
    raised = wired().confirm_second_factor(account=call.account, session=call.session, code=code)
    return reply(200, wire.me(me_of(*raised)))
