"""Health."""

from chalice.app import Blueprint, Response

from chalicelib.http.access import PUBLIC, Call, endpoint, reply
from chalicelib.wiring import phone

routes = Blueprint(__name__)


@endpoint(routes, "GET", "/health", allow=PUBLIC, answers=("status", "version", "stage"))
def get_health(call: Call) -> Response:
    """Say that the API answers, and which version."""
    del call
    settings = phone().settings
    return reply(200, {"status": "ok", "version": settings.version, "stage": settings.stage})
