"""Activation and recovery with a code, and setting up the second factor."""

from chalice.app import Blueprint, Response

from chalicelib.domain.access import Permission
from chalicelib.http.access import PUBLIC, Call, endpoint, reply
from chalicelib.http.me import me_of, signed_in
from chalicelib.http.wire import accounts
from chalicelib.http.wire import activation as wire
from chalicelib.services.activate import DeviceOffer
from chalicelib.wiring import wired

routes = Blueprint(__name__)


@endpoint(
    routes, "POST", "/activation/check", allow=PUBLIC, body=wire.CHECK_CODE,
    answers=("name", "unit", "opd", "recovery", "roles", "needs_totp"),
)  # fmt: skip
def post_activation_check(call: Call) -> Response:
    """Say whose code this is, before a password is chosen."""
    account, secret = wired().open_code(login=call.body[accounts.LOGIN], code=call.body[wire.CODE])
    opd = wired().opds.get(account.opd_id)
    needed = wired().settings.require_second_factor
    return reply(200, wire.code_owner(account, secret, opd, needs_second_factor=needed))


@endpoint(routes, "POST", "/activation", allow=PUBLIC, body=wire.ACTIVATION, answers=accounts.ME)
def post_activation(call: Call) -> Response:
    """Activate or recover an account with a code handed over in person."""
    account, secret = wired().open_code(login=call.body[accounts.LOGIN], code=call.body[wire.CODE])
    asked = call.body[wire.DEVICE]
    device = (
        DeviceOffer(public_key=asked[wire.PUBLIC_KEY], label=asked[wire.LABEL]) if asked else None
    )
    return signed_in(
        wired().activate(
            account=account, secret=secret, username=call.body[wire.USERNAME],
            password=call.body[accounts.PASSWORD], notice_version=call.body[wire.NOTICE_VERSION],
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
    routes, "PUT", "/totp", allow=Permission.SECOND_FACTOR_SET, body=accounts.SECOND_FACTOR,
    keeps_seen=False, answers=accounts.ME,
)  # fmt: skip
def put_totp(call: Call) -> Response:
    """Confirm the offered secret with its first code."""
    code = call.body[accounts.TOTP_CODE]
    raised = wired().confirm_second_factor(account=call.account, session=call.session, code=code)
    return reply(200, accounts.me(me_of(*raised)))
