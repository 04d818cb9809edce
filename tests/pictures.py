"""JPEGs for tests: honest ones as phones send them, and hostile ones."""

import hashlib
import io
from collections.abc import Iterator, Sequence
from typing import Any, Final

from PIL import Image, ImageFilter

from chalicelib.domain.jpeg import EOI, SOS

SOI_BYTES, EOI_BYTES = b"\xff\xd8", b"\xff\xd9"
EXIF_MAKER, EXIF_ORIENTATION, EXIF_GPS = 0x010F, 0x0112, 0x8825

Segment = tuple[int, bytes]  # marker, all its bytes with what is coded after it


def scene(size: tuple[int, int] = (1600, 1200), *, seed: str = "apel") -> Image.Image:
    """Coloured blotches with hard edges, another picture for each seed."""
    grid = (40, 30)
    noise = hashlib.shake_256(seed.encode()).digest(grid[0] * grid[1] * 3)
    return Image.frombytes("RGB", grid, noise).resize(size, Image.Resampling.NEAREST)


def jpeg(picture: Image.Image | None = None, **options: Any) -> bytes:  # noqa: ANN401 - of save()
    """As the camera page makes it: baseline, quality 72, no metadata."""
    out = io.BytesIO()
    options = {"quality": 72, **options}
    (picture or scene()).save(out, "JPEG", **options)
    return out.getvalue()


def soft(size: tuple[int, int] = (1600, 1200)) -> Image.Image:
    """A picture out of focus."""
    return scene(size).filter(ImageFilter.GaussianBlur(60))


def exif(*, orientation: int = 1) -> bytes:
    """Metadata as a phone's own camera app writes it: maker, place, orientation."""
    tags = Image.Exif()
    tags[EXIF_MAKER], tags[EXIF_ORIENTATION] = "Maker", orientation
    tags.get_ifd(EXIF_GPS)[1] = "S"
    return tags.tobytes()


def segments(data: bytes) -> list[Segment]:
    """The segments between start and end of the picture."""
    return list(_segments(data))


def _segments(data: bytes) -> Iterator[Segment]:
    at = 2
    while (marker := data[at + 1]) != EOI:
        stop = at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        if marker == SOS:
            while data[stop] != 0xFF or data[stop + 1] in (0, *range(0xD0, 0xD8)):
                stop += 1
        yield marker, data[at:stop]
        at = stop


def joined(parts: Sequence[Segment], tail: bytes = b"") -> bytes:
    """The inverse of segments()."""
    return SOI_BYTES + b"".join(part for _, part in parts) + EOI_BYTES + tail


def scan_bomb(scans: int, size: tuple[int, int] = (2048, 2048)) -> bytes:
    """Flat grey whose last scan of 16 bytes is repeated: each costs a pass over all blocks."""
    parts = segments(jpeg(Image.new("L", size, 128), progressive=True))
    return joined([*parts, *[parts[-1]] * scans])


def claiming(data: bytes, width: int, height: int) -> bytes:
    """The same file with other dimensions in its frame header."""
    at = data.index(b"\xff\xc0") + 5
    return data[:at] + height.to_bytes(2, "big") + width.to_bytes(2, "big") + data[at + 4 :]


GOOD: Final = jpeg()
