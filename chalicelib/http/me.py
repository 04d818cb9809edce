"""The caller as every way of signing in answers."""

from typing import TYPE_CHECKING

from chalice.app import Response

from chalicelib.domain.sessions import Account, Session
from chalicelib.http import access
from chalicelib.http.access import reply
from chalicelib.http.wire import accounts as wire
from chalicelib.wiring import phone

if TYPE_CHECKING:
    from chalicelib.services.activate import Activated
    from chalicelib.services.read_me import Me
    from chalicelib.services.sign_in import SignedIn


def signed_in(opened: "SignedIn | Activated") -> Response:
    """Answer with the caller and the two cookies."""
    pegawai_id = opened.account.pegawai_id
    cookies = (
        access.session_cookie(pegawai_id, opened.token, seconds=access.COOKIE_LIFE_S),
        access.device_cookie(opened.device_cookie, seconds=access.COOKIE_LIFE_S),
    )
    return reply(200, wire.me(me_of(opened.account, opened.session)), cookies=cookies)


def me_of(account: Account, session: Session) -> "Me":
    """The caller as the shell draws them."""
    return phone().read_me(account=account, session=session)
