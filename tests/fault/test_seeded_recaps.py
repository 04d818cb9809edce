"""Wrong functions in the way of a week's table: a check has to object to each (security.md §6)."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import pytest
from botocore.client import BaseClient
from pynamodb.transactions import TransactWrite

from chalicelib import events
from chalicelib.adapters.dynamo import items, keys
from chalicelib.adapters.dynamo.items import RecapItem
from chalicelib.adapters.dynamo.repositories.audit import event_item
from chalicelib.adapters.dynamo.repositories.recaps import DynamoRecaps
from chalicelib.domain import outcomes, recap
from chalicelib.domain.audit import Event
from chalicelib.domain.outcomes import Outcome
from chalicelib.domain.permits import PermitState
from chalicelib.domain.publications import Publication
from tests.fault.lab import explore
from tests.fault.weeks import PHASES, Story, a_story

BY_NAME = {phase.name: phase for phase in PHASES}


@pytest.fixture(scope="module")
def story() -> Iterator[Story]:
    with a_story() as story:
        yield story


def objections(story: Story, name: str, *kinds: str) -> set[str]:
    """The checks that object to this phase, without a fault and under each of these."""
    phase = BY_NAME[name]
    result = explore(story.play(phase), phase.checks, depth=min(1, len(kinds)), kinds=kinds)
    return {violation.invariant for violation in result.violations}


def test_a_week_that_is_published_over(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
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

    assert "I7" in objections(story, "next_publication")


def test_a_file_that_is_printed_over(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever loses the race for a version has overwritten the winner's files."""
    wired = story.office.world.wired
    real = wired.documents.put

    def put(key: str, data: bytes) -> None:
        folder, _, ending = key.rpartition(".")
        real(f"{folder.rpartition('/')[0]}/v1.{ending}", data)

    monkeypatch.setattr(wired.documents, "put", put)

    assert "I7" in objections(story, "next_publication")


def test_a_recap_of_reads_that_lag(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    """Other copies of the table lack the newest record: who reads them makes somebody absent.

    Nobody objects there to the consistent reads that are ours.
    """
    query, by_t = items.Item.by_t.query, items.Item.by_t
    monkeypatch.setattr(BaseClient, "_make_api_call", lagging(BaseClient))

    assert not objections(story, "lock")

    monkeypatch.setattr(
        by_t, "query", lambda *sent, **said: query(*sent, **(said | {"consistent_read": False}))
    )

    assert "I6" in objections(story, "lock")


def lagging(gate: Any) -> Callable[..., Any]:  # noqa: ANN401 - botocore's
    """An eventually consistent Query by time does not see the newest item yet."""
    real = gate._make_api_call  # noqa: SLF001 - every SDK call passes here

    def lag(client: BaseClient, operation: str, params: dict[str, Any]) -> Any:  # noqa: ANN401
        answer = real(client, operation, params)
        if params.get("IndexName") != "by_t" or params.get("ConsistentRead"):
            return answer
        seen = sorted(answer["Items"], key=lambda item: item["t"]["S"])[:-1]
        return answer | {"Items": seen, "Count": len(seen), "ScannedCount": len(seen)}

    return lag


def test_absence_while_a_permit_is_pending(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    """The lock looks at approved permits only."""
    real = outcomes.outcome

    def hasty(**facts: Any) -> Outcome:  # noqa: ANN401 - passed on as it is
        approved = [p for p in facts["permits"] if p.state is PermitState.APPROVED]
        return real(**(facts | {"permits": approved}))

    monkeypatch.setattr(recap, "outcome", hasty)

    assert "I6" in objections(story, "lock")


def test_a_batch_that_is_acknowledged_whole(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    """The message of a throttled lock never comes again: the table stays open for good."""
    real = events.one_by_one

    def deaf(records: Sequence[Mapping[str, Any]], handle: Callable[[str], None]) -> dict[str, Any]:
        real(records, handle)
        return {"batchItemFailures": []}

    monkeypatch.setattr(events, "one_by_one", deaf)

    assert not objections(story, "lock")
    assert "I5" in objections(story, "lock", "throttle")
