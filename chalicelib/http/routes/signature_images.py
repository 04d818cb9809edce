"""The image of the own signature, which a head has printed in FINAL recaps."""

from collections.abc import Mapping

from chalice.app import Blueprint, Response

from chalicelib.domain.access import Permission, Resource
from chalicelib.domain.people import WHOLE_OPD, OpdId
from chalicelib.domain.photos import PrintedImage
from chalicelib.http.access import Call, endpoint, reply
from chalicelib.http.wire import images as wire
from chalicelib.http.wire.records import upload as upload_form
from chalicelib.wiring import wired

routes = Blueprint(__name__)
ANSWERS = ("image", "since", "url", "opd", "office", "regency")


def whole_opd(call: Call, parts: Mapping[str, str]) -> Resource:
    """The OPD with all its units: who leads one of them signs nothing of the OPD."""
    del call
    opd = wired().opds.get(OpdId(parts["opd"]))
    return Resource(opd=opd, units=opd.subtree(WHOLE_OPD))


@endpoint(
    routes, "GET", "/opds/{opd}/signature-image", allow=Permission.SIGNATURE_IMAGE_SET,
    about=whole_opd, answers=ANSWERS,
)  # fmt: skip
def get_image(call: Call, opd: str) -> Response:
    """The caller's own, and where it is printed."""
    return _answer(call, opd)


@endpoint(
    routes, "PUT", "/opds/{opd}/signature-image", allow=Permission.SIGNATURE_IMAGE_SET,
    about=whole_opd, body=wire.CHOSEN, answers=ANSWERS,
)  # fmt: skip
def put_image(call: Call, opd: str) -> Response:
    """Have this picture printed from now on."""
    wired().set_signature_image(
        account=call.account, opd_id=OpdId(opd), sha256=call.body[wire.SENT_SHA256]
    )
    return _answer(call, opd)


@endpoint(
    routes, "DELETE", "/opds/{opd}/signature-image", allow=Permission.SIGNATURE_IMAGE_SET,
    about=whole_opd, status=204,
)  # fmt: skip
def delete_image(call: Call, opd: str) -> Response:
    """Have none printed from now on."""
    wired().withdraw_signature_image(account=call.account, opd_id=OpdId(opd))
    return reply(204)


@endpoint(
    routes, "POST", "/opds/{opd}/signature-images", allow=Permission.SIGNATURE_IMAGE_SET,
    about=whole_opd, body=wire.SENT, status=201, answers=("upload",),
)  # fmt: skip
def post_image(call: Call, opd: str) -> Response:
    """Take a picture of the caller's signature: it is checked, then it can be set."""
    del opd
    image = PrintedImage.signature(call.account.pegawai_id, call.body[wire.SENT_SHA256])
    upload = wired().offer_image(image=image, size=call.body[wire.SIZE])
    return reply(201, {"upload": upload_form(upload)})


@endpoint(
    routes, "GET", "/opds/{opd}/signature-images/{image}", allow=Permission.SIGNATURE_IMAGE_SET,
    about=whole_opd, answers=("url",),
)  # fmt: skip
def get_sent_image(call: Call, opd: str, image: str) -> Response:
    """A link to a picture that the caller sent; none while it is being checked."""
    del opd
    named = PrintedImage.signature(call.account.pegawai_id, wire.read_image(image))
    return reply(200, {"url": wired().link_image(image=named)})


def _answer(call: Call, opd: str) -> Response:
    found = wired().read_signature_image(account=call.account, opd_id=OpdId(opd))
    return reply(200, wire.printed(found))
