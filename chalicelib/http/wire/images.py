"""Pictures that documents are printed with, on the wire."""

from typing import Any, Final

from chalicelib.domain.errors import BadSha256, NotFound
from chalicelib.http.wire.kinds import SHA256, integer
from chalicelib.http.wire.reading import body
from chalicelib.http.wire.schema import required
from chalicelib.http.wire.times import moment
from chalicelib.services.sign_by_image import Printed

LARGEST: Final = 1_500_000  # bytes, as of a photo (security.md P1)
SENT_SHA256 = required("sha256", SHA256)
SIZE = required("size", integer(1_000, LARGEST))
SENT = body(SENT_SHA256, SIZE)
CHOSEN = body(SENT_SHA256)


def read_image(sent: str) -> str:
    """Read the SHA-256 in a path; raises NotFound."""
    try:
        return str(SHA256.read(sent))
    except BadSha256:
        raise NotFound from None


def printed(of: Printed) -> dict[str, Any]:
    """The caller's own, as far as it was chosen, and where it is printed."""
    image = of.image
    return {
        "image": image.sha256 if image else None,
        "since": moment(image.since) if image else None,
        "url": of.link,
        "opd": of.opd.name,
        "office": of.opd.signing_office,
        "regency": of.is_publisher,
    }
