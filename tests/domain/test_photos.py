"""Where pictures that documents are printed with are sent and kept."""

import pytest

from chalicelib.domain.people import PegawaiId
from chalicelib.domain.photos import PrintedImage, read_image_key

SHA256 = "a" * 64
JOKO = PegawaiId("01K00000000000000000000005")


@pytest.mark.parametrize(
    "image", [PrintedImage.letterhead(SHA256), PrintedImage.signature(JOKO, SHA256)]
)
def test_a_picture_is_known_again_by_where_it_was_sent(image: PrintedImage) -> None:
    assert read_image_key(image.sent_key) == image
    assert image.sent_key == f"in/{image.kept_key}"


@pytest.mark.parametrize(
    "key",
    [
        f"kop/{SHA256}.jpg",
        f"in/kop/{SHA256[1:]}.jpg",
        f"in/ttd/{SHA256}.jpg",
        f"in/ttd/{JOKO}/../{SHA256}.jpg",
        f"in/ttd/{JOKO}/{SHA256}.png",
        f"in/pendidikan/20261123/A/P/{SHA256}.jpg",
    ],
)
def test_what_lies_elsewhere_is_no_picture_to_print_with(key: str) -> None:
    assert read_image_key(key) is None
