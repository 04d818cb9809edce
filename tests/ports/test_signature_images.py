"""One contract for images of signatures: the fake and DynamoDB's."""

from collections.abc import Iterator

import pytest

from chalicelib.adapters.dynamo.repositories.signature_images import DynamoSignatureImages
from chalicelib.services.ports.signature_images import SignatureImage, SignatureImages
from tests.fakes import FakeSignatureImages
from tests.world import BUDI, DINKES, JOKO, KOMINFO, World, a_world, wib

FIRST = SignatureImage(sha256="a" * 64, since=wib("07.00"))
SECOND = SignatureImage(sha256="b" * 64, since=wib("08.00"))
HEAD = JOKO.pegawai_id


@pytest.fixture(scope="module")
def world() -> Iterator[World]:
    with a_world() as world:
        yield world


@pytest.fixture(params=["in memory", "DynamoDB"])
def images(request: pytest.FixtureRequest) -> SignatureImages:
    return FakeSignatureImages() if request.param == "in memory" else DynamoSignatureImages()


def test_a_head_has_one_image_for_an_opd_or_none(images: SignatureImages, world: World) -> None:
    assert images.get(HEAD, KOMINFO) is None

    images.put(HEAD, KOMINFO, FIRST, world.event("signature-image:set"))
    images.put(HEAD, KOMINFO, SECOND, world.event("signature-image:set"))
    assert images.get(HEAD, KOMINFO) == SECOND
    assert images.get(HEAD, DINKES) is None
    assert images.get(BUDI.pegawai_id, KOMINFO) is None

    images.drop(HEAD, KOMINFO, world.event("signature-image:withdraw"))
    assert images.get(HEAD, KOMINFO) is None
