"""A cancelled transaction names the operation that failed, in the order in which it was added."""

from collections.abc import Iterator

import pytest
from pynamodb.transactions import TransactWrite

from chalicelib.adapters.dynamo import items
from chalicelib.adapters.dynamo.items import Cancelled, PointerItem
from tests.world import World, a_world


@pytest.fixture(autouse=True, scope="module")
def world() -> Iterator[World]:
    with a_world() as world:
        yield world


def test_an_update_that_was_added_first_is_the_first_although_puts_are_sent_before_it() -> None:
    def fill(batch: TransactWrite) -> None:
        missing = PointerItem(pk="MISSING", sk="-")
        batch.update(missing, [PointerItem.owner.set("a")], condition=PointerItem.pk.exists())
        batch.save(PointerItem(pk="NEW", sk="-", owner="b"))

    with pytest.raises(Cancelled) as cancelled:
        items.transact(fill)

    assert cancelled.value.failed == (0,)


def test_several_failures_are_all_named() -> None:
    PointerItem(pk="THERE", sk="-", owner="a").save()

    def fill(batch: TransactWrite) -> None:
        batch.save(PointerItem(pk="NEW", sk="-", owner="b"))
        missing = PointerItem(pk="MISSING", sk="-")
        batch.update(missing, [PointerItem.owner.set("a")], condition=PointerItem.pk.exists())
        batch.save(
            PointerItem(pk="THERE", sk="-", owner="c"),
            condition=PointerItem.pk.does_not_exist(),
        )

    with pytest.raises(Cancelled) as cancelled:
        items.transact(fill)

    assert cancelled.value.failed == (1, 2)
