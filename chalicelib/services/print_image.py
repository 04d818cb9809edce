"""A picture that documents are to be printed with: taken, and shown as it will be printed."""

from chalicelib.domain.photos import PrintedImage
from chalicelib.services.ports.photos import Photos, Upload, is_printable
from chalicelib.services.ports.system import Clock


def offer_image(*, image: PrintedImage, size: int, photos: Photos, clock: Clock) -> Upload:
    """A form that takes exactly this picture; nothing is printed by it yet."""
    return photos.form(image.sent_key, sha256=image.sha256, size=size, now=clock.now())


def link_image(*, image: PrintedImage, photos: Photos) -> str | None:
    """A link to it; None while it is being checked. Raises SenselessSetting where it is refused."""
    return photos.link(image.kept_key) if is_printable(image, "/image", photos) else None
