"""Health, the description of the API, and the public check of receipts."""

from chalice.app import Blueprint, Response

from chalicelib.http.access import OPERATIONS, PUBLIC, Call, endpoint, reply
from chalicelib.http.wire import checks, openapi
from chalicelib.wiring import wired

routes = Blueprint(__name__)


@endpoint(routes, "GET", "/health", allow=PUBLIC, answers=("status", "version", "stage"))
def get_health(call: Call) -> Response:
    """Say that the API answers, and which version."""
    del call
    settings = wired().settings
    return reply(200, {"status": "ok", "version": settings.version, "stage": settings.stage})


@endpoint(routes, "GET", "/openapi.json", allow=PUBLIC, answers=("openapi", "paths"))
def get_openapi(call: Call) -> Response:
    """Describe every operation, from the declarations that route and validate."""
    del call
    return reply(200, openapi.document(OPERATIONS, version=wired().settings.version))


@endpoint(routes, "POST", "/checks", allow=PUBLIC, body=checks.CHECK, answers=("valid",))
def post_check(call: Call) -> Response:
    """Check a receipt or a recap by its token; a number alone shows nothing."""
    return reply(200, checks.answer(wired().check_token(token=call.body[checks.TOKEN])))
