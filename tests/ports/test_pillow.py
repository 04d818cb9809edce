import io
import json
import resource
import subprocess
import sys
from typing import Any

import pytest
from PIL import Image, ImageChops, ImageStat

from chalicelib.adapters.pillow import THUMBNAIL_EDGE, PillowDarkroom
from chalicelib.domain import jpeg as gate
from chalicelib.domain.photos import Developed, Flaw, Signal
from tests.pictures import GOOD, claiming, exif, joined, jpeg, scan_bomb, scene, segments, soft


def developed(data: bytes) -> Developed:
    found = PillowDarkroom().develop(data)
    assert isinstance(found, Developed), found
    return found


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


def distance(one: Developed, other: Developed) -> int:
    return (int(one.dhash, 16) ^ int(other.dhash, 16)).bit_count()


def test_an_upright_photo_is_kept_bit_for_bit() -> None:
    found = developed(GOOD)

    assert found.kept == GOOD
    assert (found.width, found.height, found.orientation) == (1600, 1200, 1)
    assert found.signals == frozenset()


def test_the_same_bytes_always_give_the_same_pictures() -> None:
    """Verification may run twice; the second must not store something else (I7)."""
    data = jpeg(exif=exif(orientation=6))

    assert developed(data) == developed(data)


def test_metadata_and_tail_are_not_kept_and_the_tail_is_said() -> None:
    data = jpeg(exif=exif(), comment=b"<script>") + b"PK\x03\x04<html>"

    found = developed(data)

    assert found.kept == GOOD
    assert found.signals == {Signal.TAIL}
    assert not opened(found.thumbnail).getexif()


@pytest.mark.parametrize("orientation", range(2, 9))
def test_a_turned_photo_is_kept_upright(orientation: int) -> None:
    """Viewers differ in whether they obey the orientation; the kept picture needs none."""
    upright = scene((800, 600))
    turn = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }[orientation]
    as_sent = jpeg(upright.transpose(turn), exif=exif(orientation=orientation), quality=90)

    found = developed(as_sent)

    kept = opened(found.kept)
    assert (found.width, found.height, found.orientation) == (800, 600, orientation)
    assert not kept.getexif()
    difference = ImageStat.Stat(ImageChops.difference(kept.convert("RGB"), upright))
    assert max(difference.mean) < 15  # turned otherwise it is over 50
    assert distance(found, developed(jpeg(upright))) <= 6


@pytest.mark.parametrize("size", [(1600, 1200), (1200, 1600), (2048, 240), (240, 240)])
def test_the_thumbnail_is_small_and_keeps_the_proportions(size: tuple[int, int]) -> None:
    thumbnail = opened(developed(jpeg(scene(size))).thumbnail)

    assert max(thumbnail.size) <= THUMBNAIL_EDGE
    assert thumbnail.width / thumbnail.height == pytest.approx(size[0] / size[1], rel=0.03)
    assert thumbnail.format == "JPEG"


@pytest.mark.parametrize(
    "options", [{"progressive": True}, {"quality": 40}, {"subsampling": 0}, {"optimize": True}]
)
def test_nearly_equal_pictures_have_nearly_equal_hashes(options: dict[str, Any]) -> None:
    first = developed(jpeg())
    again = developed(jpeg(scene().resize((1200, 900)), **options))

    assert len(first.dhash) == 32
    assert distance(first, again) <= 10
    assert distance(first, developed(jpeg(scene(seed="another morning")))) > 40


@pytest.mark.parametrize(
    ("picture", "signals"),
    [
        (scene(), set()),
        (scene().convert("L"), set()),
        (soft(), {Signal.BLURRED}),
        (scene().point(lambda value: value // 6), {Signal.DARK}),
        (Image.new("RGB", (800, 600), (128, 120, 110)), {Signal.BLANK, Signal.BLURRED}),
        (Image.new("L", (800, 600), 0), {Signal.BLANK, Signal.BLURRED, Signal.DARK}),
    ],
    ids=["scene", "grey", "out of focus", "night", "wall", "pocket"],
)
def test_what_a_reviewer_may_want_to_know_is_said(
    picture: Image.Image, signals: set[Signal]
) -> None:
    assert developed(jpeg(picture, quality=90)).signals == signals


def test_rubbish_inside_a_scan_is_refused_or_developed_and_never_raises() -> None:
    """libjpeg only warns about it; what it makes of it is for a person to see."""
    *parts, (marker, scan) = segments(GOOD)
    rubbish = scan[:400] + bytes(byte & 0x7F for byte in scan[400:])

    assert isinstance(PillowDarkroom().develop(joined([*parts, (marker, rubbish)])), Developed)


def test_tables_that_do_not_fit_are_refused() -> None:
    parts = [part for part in segments(GOOD) if part[0] != 0xDB]

    assert PillowDarkroom().develop(joined(parts)) is Flaw.UNDECODABLE


SCAN_HEAD = segments(GOOD)[-1][1][:14]
HOSTILE = {
    "scan bomb of 10": scan_bomb(10),
    "scan bomb of 1,000": scan_bomb(1_000),
    "scan bomb of 5,000": scan_bomb(5_000),
    "65,500 pixels square": claiming(GOOD, 65_500, 65_500),
    "more pixels than coded": claiming(GOOD, 2_048, 2_048),
    "cut off": GOOD[: len(GOOD) // 2],
    "restart markers": b"\xff\xd8\xff\xe0\x00\x04xx" + b"\xff\xd0" * 600_000,
    "stuffing": joined(
        [*segments(GOOD)[:-1], (0xDA, segments(GOOD)[-1][1][:14] + b"\xff\0" * 700_000)]
    ),
    "fill": b"\xff\xd8" + b"\xff" * 1_400_000,
    "zeros": b"\xff\xd8\xff" + bytes(1_400_000),
    "huge": GOOD + bytes(gate.MOST_BYTES),
    "zip behind": GOOD + b"PK\x03\x04" * 1_000,
    "html": b"<html>" * 1_000,
    "dearest accepted": jpeg(
        scene((2_048, 2_048)), progressive=True, subsampling=0, quality=90, exif=exif(orientation=5)
    ),
}

ALONE = """
import json, resource, sys
from chalicelib.adapters.pillow import PillowDarkroom
from chalicelib.domain.photos import Flaw
data = sys.stdin.buffer.read()
started = sum(resource.getrusage(resource.RUSAGE_SELF)[:2])
found = PillowDarkroom().develop(data)
spent = sum(resource.getrusage(resource.RUSAGE_SELF)[:2]) - started
print(json.dumps([found if isinstance(found, Flaw) else "", spent]))
"""
MEMORY_LIMIT, CPU_LIMIT_S = 1024 * 1024 * 1024, 15  # those of the function (P5)


def limited() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_LIMIT_S, CPU_LIMIT_S))
    if sys.platform == "linux":  # elsewhere address space has no limit to set
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT, MEMORY_LIMIT))


@pytest.mark.parametrize("name", HOSTILE)
def test_no_file_occupies_the_function(name: str) -> None:
    """In a process with the function's own memory and time: it answers, and within a second."""
    done = subprocess.run(
        [sys.executable, "-c", ALONE],
        input=HOSTILE[name],
        capture_output=True,
        preexec_fn=limited,
        check=True,
    )

    flaw, seconds = json.loads(done.stdout)
    is_harmless = name in ("zip behind", "dearest accepted", "more pixels than coded", "stuffing")
    assert (flaw == "") is is_harmless, flaw
    assert seconds < 1
