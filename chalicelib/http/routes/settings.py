"""The regency's settings."""

from chalice.app import Blueprint, Response

from chalicelib.domain.access import Permission
from chalicelib.domain.photos import PrintedImage
from chalicelib.domain.settings_book import SettingsBook
from chalicelib.http.access import Call, endpoint, reply, the_regency
from chalicelib.http.wire import images
from chalicelib.http.wire import settings as wire
from chalicelib.http.wire.records import upload as upload_form
from chalicelib.services.change_settings import Author
from chalicelib.wiring import wired

routes = Blueprint(__name__)
ANSWERS = ("version", "picked_up_s", "settings", "columns")


@endpoint(
    routes, "GET", "/settings", allow=Permission.SETTINGS_READ, about=the_regency, answers=ANSWERS
)
def get_settings(call: Call) -> Response:
    """The regency's settings, as they hold today and later."""
    del call
    return _answer(wired().read_settings())


@endpoint(
    routes, "PUT", "/settings", allow=Permission.SETTINGS_CHANGE, about=the_regency,
    body=wire.CHANGE, answers=ANSWERS,
)  # fmt: skip
def put_settings(call: Call) -> Response:
    """Set some of them from a day on."""
    account = call.account
    author = Author(by=account.pegawai_id, by_name=account.name, version=call.body[wire.VERSION])
    changed = wired().change_settings(
        values=wire.read_values(call.body), since=call.body[wire.SINCE], author=author
    )
    return _answer(changed)


@endpoint(
    routes, "POST", "/settings/letterhead-images", allow=Permission.SETTINGS_CHANGE,
    about=the_regency, body=images.SENT, status=201, answers=("upload",),
)  # fmt: skip
def post_letterhead_image(call: Call) -> Response:
    """Take a picture for the letterhead: it is checked, then it can be set."""
    image = PrintedImage.letterhead(call.body[images.SENT_SHA256])
    upload = wired().offer_image(image=image, size=call.body[images.SIZE])
    return reply(201, {"upload": upload_form(upload)})


@endpoint(
    routes, "GET", "/settings/letterhead-images/{image}", allow=Permission.SETTINGS_READ,
    about=the_regency, answers=("url",),
)  # fmt: skip
def get_letterhead_image(call: Call, image: str) -> Response:
    """A link to a picture for the letterhead; none while it is being checked."""
    del call
    named = PrintedImage.letterhead(images.read_image(image))
    return reply(200, {"url": wired().link_image(image=named)})


def _answer(of: SettingsBook) -> Response:
    return reply(200, wire.settings(of, wired().today()))
