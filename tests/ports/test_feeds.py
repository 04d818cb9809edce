"""One contract for links of own calendars: the fake and DynamoDB's."""

from collections.abc import Iterator

import pytest

from chalicelib.adapters.dynamo.repositories.feeds import DynamoFeeds
from chalicelib.services.ports.feeds import FeedLink, Feeds
from tests.fakes import FakeFeeds
from tests.world import BUDI, SITI, World, a_world, wib

FIRST = FeedLink(digest="a" * 64, since=wib("07.00"))
SECOND = FeedLink(digest="b" * 64, since=wib("08.00"))


@pytest.fixture(scope="module")
def world() -> Iterator[World]:
    with a_world() as world:
        yield world


@pytest.fixture(params=["in memory", "DynamoDB"])
def feeds(request: pytest.FixtureRequest) -> Feeds:
    return FakeFeeds() if request.param == "in memory" else DynamoFeeds()


def test_a_person_has_one_link_or_none(feeds: Feeds, world: World) -> None:
    assert feeds.get(SITI.pegawai_id) is None

    feeds.put(SITI.pegawai_id, FIRST, world.event("calendar:link"))
    feeds.put(SITI.pegawai_id, SECOND, world.event("calendar:link"))
    assert feeds.get(SITI.pegawai_id) == SECOND
    assert feeds.get(BUDI.pegawai_id) is None

    feeds.drop(SITI.pegawai_id, world.event("calendar:unlink"))
    feeds.drop(SITI.pegawai_id, world.event("calendar:unlink"))
    assert feeds.get(SITI.pegawai_id) is None
