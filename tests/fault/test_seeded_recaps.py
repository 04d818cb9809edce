"""Wrong functions in the way of a week's table: a check has to object to each (security.md §6)."""

from collections.abc import Iterator

import pytest
from pynamodb.transactions import TransactWrite

from chalicelib.adapters.dynamo import items, keys
from chalicelib.adapters.dynamo.items import RecapItem
from chalicelib.adapters.dynamo.repositories.audit import event_item
from chalicelib.adapters.dynamo.repositories.check_ins import DynamoCheckIns
from chalicelib.adapters.dynamo.repositories.recaps import DynamoRecaps
from chalicelib.domain.attendance import Place
from chalicelib.domain.audit import Event
from chalicelib.domain.publications import Publication
from chalicelib.services.ports.check_ins import Entry
from tests.fault import test_recaps as recaps
from tests.fault.lab import explore
from tests.scheduled import Office, an_office
from tests.world import JOKO


@pytest.fixture(scope="module")
def office() -> Iterator[Office]:
    with an_office() as office:
        office.enter_mail(JOKO, "kepala@example.id")
        recaps.morning(office)
        office.remember()
        yield office


def test_a_week_that_is_published_over(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    def publish(_: DynamoRecaps, publication: Publication, event: Event) -> None:
        key = keys.week_key(publication.owner, publication.week.text, 1)
        data = {
            "at": publication.at.isoformat(),
            "status": publication.status,
            "files": {kind.value: name for kind, name in publication.files.items()},
        }
        item = RecapItem(pk=key.pk, sk=key.sk, sha=publication.fingerprint, version=1, data=data)

        def fill(batch: TransactWrite) -> None:
            batch.save(item)
            batch.save(event_item(event))

        items.transact(fill)

    monkeypatch.setattr(DynamoRecaps, "publish", publish)

    assert "I7" in objections(office)


def test_a_recap_of_reads_that_lag(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """An eventually consistent answer may lack the newest record: here it does."""
    since = DynamoCheckIns.since

    def lagging(self: DynamoCheckIns, place: Place, cursor: str | None) -> tuple[Entry, ...]:
        return since(self, place, cursor)[:-1]

    monkeypatch.setattr(DynamoCheckIns, "since", lagging)

    assert {"I5", "I6"} & objections(office)


def objections(office: Office) -> set[str]:
    """The checks that object to the way of a week's table, no call failing."""
    way = recaps.scenario(office, recaps.until_the_lock)
    result = explore(way, recaps.UNTIL_THE_LOCK, depth=0)
    return {violation.invariant for violation in result.violations}
