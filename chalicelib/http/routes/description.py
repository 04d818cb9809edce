"""The description of the API; it comes later, when all is there that it describes."""

from chalice.app import Blueprint, Response

from chalicelib.http.access import OPERATIONS, PUBLIC, Call, endpoint, reply
from chalicelib.http.wire import openapi
from chalicelib.wiring import phone

routes = Blueprint(__name__)


@endpoint(
    routes, "GET", "/openapi.json", allow=PUBLIC, answers=("openapi", "info", "paths", "components")
)
def get_openapi(call: Call) -> Response:
    """Describe every operation, from the declarations that route and validate."""
    del call
    return reply(200, openapi.document(OPERATIONS, version=phone().settings.version))
