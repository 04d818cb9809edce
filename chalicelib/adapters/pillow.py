"""The Darkroom port with Pillow: decodes only what the gate in domain/jpeg.py lets through (P5)."""

import io
from typing import Final

from PIL import Image, ImageFilter, ImageStat

from chalicelib.domain import jpeg
from chalicelib.domain.photos import Developed, Flaw, Signal

THUMBNAIL_EDGE: Final = 320  # pixels, the longer one
THUMBNAIL_QUALITY: Final = 70
KEPT_QUALITY: Final = 82  # only of photos that had to be turned
DHASH_EDGE: Final = 8  # 8 × 8 differences each way: 128 bits

# On the grey thumbnail, 0–255. Advice for a reviewer, so far from what honest photos show.
DARK_MEAN: Final = 24.0
BLANK_DEVIATION: Final = 6.0
BLURRED_VARIANCE: Final = 12.0  # of the Laplacian
_LAPLACIAN: Final = ImageFilter.Kernel((3, 3), (0, 1, 0, 1, -4, 1, 0, 1, 0), scale=1, offset=128)

# EXIF orientation → what turns the picture upright (Exif 2.32 §4.6.4 A, tag 274).
_TURNS: Final = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


class PillowDarkroom:
    """Stateless; about 20 ms of CPU for a photo of the app's own camera."""

    def develop(self, data: bytes) -> Developed | Flaw:
        """Check, strip, turn upright and shrink. The bytes as sent are never kept."""
        try:
            report = jpeg.check(data)
            return _developed(jpeg.strip(data, report), report)
        except jpeg.JpegRefused as refused:
            return refused.flaw
        except (OSError, SyntaxError, ValueError):  # what Pillow raises for broken pictures
            return Flaw.UNDECODABLE


def _developed(stripped: bytes, report: jpeg.Report) -> Developed:
    kept = _upright(stripped, report.orientation)
    with _opened(kept) as picture:
        width, height = picture.size
        # Asks the decoder for an eighth to a half of the size: most of the work is saved.
        picture.thumbnail((THUMBNAIL_EDGE, THUMBNAIL_EDGE))
        grey = picture.convert("L")
        return Developed(
            width=width,
            height=height,
            orientation=report.orientation,
            signals=_signals(grey) | ({Signal.TAIL} if report.has_tail else set()),
            kept=kept,
            thumbnail=_encoded(picture, THUMBNAIL_QUALITY),
            dhash=dhash(grey),
        )


def _upright(stripped: bytes, orientation: int) -> bytes:
    """The very bytes where nothing has to be turned, else a new encoding."""
    turn = _TURNS.get(orientation)
    if turn is None:
        return stripped
    with _opened(stripped) as picture:
        return _encoded(picture.transpose(turn), KEPT_QUALITY)


def _opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data), formats=["JPEG"])


def _encoded(picture: Image.Image, quality: int) -> bytes:
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=quality, optimize=True)
    return out.getvalue()


def dhash(grey: Image.Image) -> str:
    """Whether each field of a coarse grid is brighter than the next one: across, then down."""
    edge = DHASH_EDGE
    across = grey.resize((edge + 1, edge), Image.Resampling.BOX).tobytes()
    down = grey.resize((edge, edge + 1), Image.Resampling.BOX).tobytes()
    pairs = [
        (across[row * (edge + 1) + column], across[row * (edge + 1) + column + 1])
        for row in range(edge)
        for column in range(edge)
    ]
    pairs += [(down[at], down[at + edge]) for at in range(edge * edge)]
    bits = "".join("1" if one > next_one else "0" for one, next_one in pairs)
    return f"{int(bits, 2):0{len(bits) // 4}x}"


def _signals(grey: Image.Image) -> frozenset[Signal]:
    light = ImageStat.Stat(grey)
    inside = (1, 1, grey.width - 1, grey.height - 1)  # the filter leaves the outermost pixels
    edges = ImageStat.Stat(grey.filter(_LAPLACIAN).crop(inside))
    found = {
        Signal.DARK: light.mean[0] < DARK_MEAN,
        Signal.BLANK: light.stddev[0] < BLANK_DEVIATION,
        Signal.BLURRED: edges.var[0] < BLURRED_VARIANCE,
    }
    return frozenset(signal for signal, holds in found.items() if holds)
