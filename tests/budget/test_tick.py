"""What each minute costs: 43,200 of them a month mostly find nothing (architecture.md §8)."""

from collections import Counter
from collections.abc import Iterator

import boto3
import pytest

from chalicelib.adapters.sqs import SqsQueue
from tests.budget.meter import metered
from tests.scheduled import Office, an_office
from tests.world import OPDS

QUEUES = ("recap_queue", "notice_queue", "upkeep_queue")


@pytest.fixture
def office() -> Iterator[Office]:
    """With queues that are SQS, so that what is sent is counted at the client."""
    with an_office() as office:
        sqs = boto3.client("sqs")
        for name in QUEUES:
            url = sqs.create_queue(QueueName=name)["QueueUrl"]
            setattr(office.world.wired, name, SqsQueue(url))
        office.world.wired.opds.all()  # OPDs and settings are kept for a minute
        yield office


def test_a_minute_in_which_nothing_is_due_sends_nothing(office: Office) -> None:
    office.at("06.51")

    with metered() as meter:
        office.world.wired.tick()

    assert (meter.reads, meter.writes) == (3, 1), meter.calls
    assert len(meter.calls) == 4, meter.calls


def test_a_closing_sends_one_message_per_opd_and_job(office: Office) -> None:
    office.at("07.29").world.wired.tick()
    office.at("07.30")

    with metered() as meter:
        jobs = office.world.wired.tick()

    assert jobs == {"compile": len(OPDS), "remind": len(OPDS), "sweep": 1}
    assert Counter(meter.calls)["sqs.SendMessage"] == sum(jobs.values())
    assert meter.reads <= 5 + len(OPDS), meter.calls  # an OPD's roster is looked up
