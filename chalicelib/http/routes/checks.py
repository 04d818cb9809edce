"""The public check of receipts and recaps."""

from chalice.app import Blueprint, Response

from chalicelib.http.access import PUBLIC, Call, endpoint, reply
from chalicelib.http.wire import checks
from chalicelib.wiring import wired

routes = Blueprint(__name__)


@endpoint(routes, "POST", "/checks", allow=PUBLIC, body=checks.CHECK, answers=checks.SHOWN)
def post_check(call: Call) -> Response:
    """Check a receipt or a recap by its token; a number alone shows nothing."""
    return reply(200, checks.answer(wired().check_token(token=call.body[checks.TOKEN])))
