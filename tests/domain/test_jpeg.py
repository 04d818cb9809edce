import hashlib
import time
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from chalicelib.domain import jpeg as gate
from chalicelib.domain.photos import Flaw
from tests.pictures import (
    GOOD,
    Segment,
    claiming,
    exif,
    joined,
    jpeg,
    scan_bomb,
    scene,
    segments,
)

SMALL = jpeg(scene((320, 240)))
GREY = jpeg(scene((640, 480)).convert("L"))


def refused(data: bytes) -> Flaw:
    with pytest.raises(gate.JpegRefused) as caught:
        gate.check(data)
    return caught.value.flaw


@pytest.mark.parametrize("mode", ["RGB", "L"])
@pytest.mark.parametrize(
    "options",
    [
        {},
        {"progressive": True},
        {"subsampling": 0},
        {"optimize": True},
        {"restart_marker_rows": 1},
        {"quality": 95, "progressive": True},
    ],
)
def test_what_phones_send_passes(mode: str, options: dict[str, Any]) -> None:
    data = jpeg(scene().convert(mode), **options)

    report = gate.check(data)

    assert (report.width, report.height, report.orientation) == (1600, 1200, 1)
    assert report.end == len(data)
    assert not report.has_tail


@pytest.mark.parametrize("scans", [1, 10, 1_000, 5_000])
def test_scan_bombs_are_refused_without_decoding(scans: int) -> None:
    """97 KB of them hold libjpeg for 26 seconds (P3)."""
    data = scan_bomb(scans)

    started = time.process_time()
    flaw = refused(data)

    assert flaw is Flaw.SCANS
    assert time.process_time() - started < 0.05


def test_a_component_coded_twice_is_refused() -> None:
    parts = segments(GREY)

    assert refused(joined([*parts, parts[-1]])) is Flaw.SCANS


def test_a_refinement_without_its_first_pass_is_refused() -> None:
    parts = segments(jpeg(scene((640, 480)).convert("L"), progressive=True))
    scans = [part for part in parts if part[0] == gate.SOS]

    assert refused(joined([*[p for p in parts if p[0] != gate.SOS], *scans[::-1]])) is Flaw.SCANS


PROGRESSIVE_GREY = segments(jpeg(scene((640, 480)).convert("L"), progressive=True))
BEFORE_SCANS = [part for part in PROGRESSIVE_GREY if part[0] != gate.SOS]
PADDING: Segment = (gate.COM, b"\xff\xfe\x04\x00" + bytes(1_022))  # to a length that is read


def scan(first: int, last: int, high: int = 0, low: int = 0) -> Segment:
    """A scan of one component that codes this band; what follows its header is never looked at."""
    return gate.SOS, b"\xff\xda\x00\x08\x01\x01\x00" + bytes([first, last, high << 4 | low, 0])


def with_scans(*scans: Segment) -> bytes:
    return joined([PADDING, *BEFORE_SCANS, *scans])


def test_a_progressive_picture_has_at_most_twelve_scans() -> None:
    """Each could code one coefficient that no other codes, and costs a pass over all blocks."""
    scans = [scan(at, at) for at in range(13)]

    assert gate.check(with_scans(*scans[:12])).width == 640
    assert refused(with_scans(*scans)) is Flaw.SCANS


@pytest.mark.parametrize(
    "band",
    [
        scan(1, 63, high=1, low=1),
        scan(1, 63, high=2, low=0),
        scan(0, 63),
        scan(5, 4),
        scan(1, 64),
        scan(1, 63, low=14),
    ],
    ids=["refines nothing", "skips a bit", "DC and AC", "backwards", "a 65th", "too low a bit"],
)
def test_a_scan_codes_a_band_that_the_standard_knows(band: Segment) -> None:
    """T.81 G.1.1.1; refining nothing could be repeated for ever."""
    assert refused(with_scans(scan(0, 0), scan(1, 63, low=1), band)) is Flaw.STRUCTURE


def test_only_a_first_coefficient_is_coded_for_several_components_at_once() -> None:
    parts = segments(jpeg(scene((640, 480)), progressive=True))
    before = [part for part in parts if part[0] != gate.SOS]
    head = b"\xff\xda\x00\x0a\x02\x01\x00\x02\x00"
    both = [(gate.SOS, head + bytes([first, last, 0, 0])) for first, last in ((0, 0), (1, 63))]

    assert refused(joined([PADDING, *before, both[0]])) is Flaw.CUT_OFF  # the third component lacks
    assert refused(joined([PADDING, *before, *both])) is Flaw.STRUCTURE


@pytest.mark.parametrize(
    ("size", "passes"),
    [
        ((240, 240), True),
        ((2048, 2048), True),
        ((240, 2048), True),
        ((239, 400), False),
        ((2049, 300), False),
    ],
)
def test_edges_have_bounds(size: tuple[int, int], *, passes: bool) -> None:
    data = jpeg(scene(size))

    if passes:
        assert gate.check(data).width == size[0]
    else:
        assert refused(data) is Flaw.DIMENSIONS


def test_pixels_that_are_claimed_and_not_there_are_refused() -> None:
    assert refused(claiming(GOOD, 65_500, 65_500)) is Flaw.DIMENSIONS
    assert refused(claiming(GOOD, 1600, 0)) is Flaw.DIMENSIONS


@pytest.mark.parametrize("cut", [0.2, 0.5, 0.999])
def test_a_file_cut_off_is_refused(cut: float) -> None:
    assert refused(GOOD[: int(len(GOOD) * cut)]) is Flaw.CUT_OFF


@pytest.mark.parametrize(
    ("data", "flaw"),
    [
        (b"", Flaw.SIZE),
        (GOOD[:999], Flaw.SIZE),
        (GOOD + bytes(1_500_001 - len(GOOD)), Flaw.SIZE),
        (b"\x89PNG\r\n\x1a\n" + bytes(2_000), Flaw.NOT_JPEG),
        (b"<html>" + GOOD, Flaw.NOT_JPEG),
        (b"\xff\xd8\xff" + bytes(2_000), Flaw.STRUCTURE),
        (jpeg(scene().convert("CMYK")), Flaw.UNSUPPORTED),
    ],
    ids=["empty", "tiny", "huge", "png", "html", "zeros", "cmyk"],
)
def test_other_files_are_refused(data: bytes, flaw: Flaw) -> None:
    assert refused(data) is flaw


def test_a_thousand_and_a_million_and_a_half_bytes_are_not_too_few_nor_too_many() -> None:
    small = jpeg(Image.new("L", (240, 240), 128), optimize=True)
    lacking = 1_000 - len(small)
    note = (gate.COM, b"\xff\xfe" + (lacking - 2).to_bytes(2, "big") + bytes(lacking - 4))
    least = joined([note, *segments(small)])

    assert len(least) == 1_000
    assert gate.check(least).width == 240
    assert gate.check(GOOD + bytes(1_500_000 - len(GOOD))).has_tail


@pytest.mark.parametrize("sof", [0xC3, 0xC5, 0xC9, 0xCA, 0xCF])
def test_lossless_hierarchical_and_arithmetic_frames_are_refused(sof: int) -> None:
    parts = [(m, bytes([0xFF, sof]) + p[2:] if m == 0xC0 else p) for m, p in segments(GOOD)]

    assert refused(joined(parts)) is Flaw.UNSUPPORTED


@pytest.mark.parametrize("marker", [0xC8, 0xCC, 0xDC, 0xDE, 0xDF, 0xF0, 0xFD])
def test_segments_that_no_phone_writes_are_refused(marker: int) -> None:
    strange = (marker, bytes([0xFF, marker, 0, 4, 0, 0]))

    assert refused(joined([strange, *segments(GOOD)])) is Flaw.UNSUPPORTED


def test_twelve_bits_are_refused() -> None:
    at = GOOD.index(b"\xff\xc0") + 4

    assert refused(GOOD[:at] + b"\x0c" + GOOD[at + 1 :]) is Flaw.UNSUPPORTED


def test_a_second_frame_and_a_scan_before_the_frame_are_refused() -> None:
    parts = segments(GOOD)
    frame = next(part for part in parts if part[0] == 0xC0)

    assert refused(joined([frame, *parts])) is Flaw.STRUCTURE
    assert refused(joined([part for part in parts if part is not frame])) is Flaw.STRUCTURE


def test_a_component_without_a_scan_is_cut_off() -> None:
    without = [part for part in segments(GOOD) if part[0] != gate.SOS]

    assert refused(joined([PADDING, *without])) is Flaw.CUT_OFF


def test_segments_and_metadata_have_bounds() -> None:
    comment = (gate.COM, b"\xff\xfe\x00\x03x")
    note = (0xE4, b"\xff\xe4\xff\xff" + bytes(65_533))
    parts = segments(GOOD)

    most = gate.MOST_SEGMENTS - (len(parts) - 1)  # what stands before the scan, and the scan

    assert gate.check(joined([*[comment] * (most - 1), *parts])).width == 1600
    assert refused(joined([*[comment] * (most + 1), *parts])) is Flaw.SEGMENTS
    assert refused(joined([*parts, *[comment] * 130])) is Flaw.SEGMENTS
    assert refused(joined([note, note, note, *parts])) is Flaw.METADATA


def test_metadata_has_128_kib() -> None:
    def notes(*lengths: int) -> bytes:
        """Segments whose length fields say so."""
        made = [(0xE4, b"\xff\xe4" + n.to_bytes(2, "big") + bytes(n - 2)) for n in lengths]
        return joined([*made, *without])

    without = [part for part in segments(GOOD) if part[0] != gate.APP0]

    assert gate.check(notes(65_535, 65_535, 2)).width == 1600
    assert refused(notes(65_535, 65_535, 3)) is Flaw.METADATA


def test_fill_bytes_are_few() -> None:
    (marker, first), *rest = segments(GOOD)

    few = joined([(marker, b"\xff" * 16 + first), *rest])
    assert gate.strip(few, gate.check(few)) == GOOD
    assert refused(joined([(marker, b"\xff" * 17 + first), *rest])) is Flaw.STRUCTURE
    assert refused(joined([(marker, b"\xff" * 500_000 + first), *rest])) is Flaw.STRUCTURE


@pytest.mark.parametrize("orientation", range(1, 9))
def test_the_orientation_is_read(orientation: int) -> None:
    assert gate.check(jpeg(exif=exif(orientation=orientation))).orientation == orientation


@pytest.mark.parametrize(
    "tiff",
    [
        b"",
        b"II*\0",
        b"II*\0\xff\xff\xff\xff",
        b"MM\0*\0\0\0\x08\xff\xff",
        b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x09\0\0\0",
        b"II*\0\x08\0\0\0\x01\0\x12\x01\x04\0\x01\0\0\0\x06\0\0\0",
        b"XX*\0\x08\0\0\0",
    ],
)
def test_broken_metadata_says_upright(tiff: bytes) -> None:
    body = b"Exif\0\0" + tiff
    broken = (gate.APP1, b"\xff\xe1" + (len(body) + 2).to_bytes(2, "big") + body)

    assert gate.check(joined([broken, *segments(GOOD)])).orientation == 1


def test_metadata_and_tail_go_and_the_picture_stays() -> None:
    """A polyglot carries nothing over: the same scan bytes, and nothing else (P6)."""
    data = jpeg(
        exif=exif(orientation=6),
        comment=b"<script>alert(1)</script>",
        icc_profile=b"x" * 5_000,
    )
    data += b"PK\x03\x04<html>"

    report = gate.check(data)

    assert report.has_tail
    assert gate.strip(data, report) == GOOD


def test_the_colour_transform_is_kept() -> None:
    """Without its Adobe segment an RGB-coded picture would change its colours."""
    data = jpeg(scene(), keep_rgb=True)

    assert b"Adobe" in data
    assert gate.strip(data, gate.check(data)) == data


@pytest.mark.parametrize("filler", [b"\xff\x00", b"\xff\xd0", b"\xff\xff", b"\x00", b"\xff"])
def test_the_walk_is_linear_on_hostile_bytes(filler: bytes) -> None:
    parts = segments(GREY)
    body = filler * ((gate.MOST_BYTES - 4_000) // len(filler))
    data = joined([*parts[:-1], (gate.SOS, parts[-1][1][:10] + body)])

    started = time.process_time()
    with suppress(gate.JpegRefused):
        gate.check(data)

    assert time.process_time() - started < 0.5


@given(st.lists(st.tuples(st.integers(0, 2**32), st.integers(0, 255)), min_size=1, max_size=6))
def test_damage_raises_nothing_else(damage: list[tuple[int, int]]) -> None:
    broken = bytearray(SMALL)
    for place, value in damage:
        broken[place % 700] = value

    try:
        report = gate.check(bytes(broken))
    except gate.JpegRefused:
        return
    assert report.width * report.height <= gate.MOST_PIXELS


@given(st.binary(max_size=3_000))
def test_no_bytes_raise_anything_else(body: bytes) -> None:
    with pytest.raises(gate.JpegRefused):
        gate.check(b"\xff\xd8\xff" + body + bytes(gate.LEAST_BYTES))


def test_a_walk_over_the_largest_file_is_quick() -> None:
    noise = hashlib.shake_256(b"noise").digest(1_000 * 750 * 3)
    data = jpeg(Image.frombytes("RGB", (1_000, 750), noise), quality=90, subsampling=0)

    started = time.process_time()
    gate.check(data)

    assert len(data) > 1_000_000
    assert time.process_time() - started < 0.1
