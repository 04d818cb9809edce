"""The contract of ports.Queue: the fake of tests/fakes.py and SQS."""

import json

import boto3
import pytest
from moto import mock_aws

from chalicelib.adapters.sqs import SqsQueue
from tests.fakes import FakeQueue

MESSAGES = [{"job": "compile", "no": no} for no in range(12)]


def on_sqs(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    monkeypatch.setenv("AWS_DEFAULT_REGION", "ap-southeast-3")
    with mock_aws():
        sqs = boto3.client("sqs")
        url = sqs.create_queue(QueueName="recap")["QueueUrl"]
        SqsQueue(url).send(MESSAGES[:6])
        SqsQueue(url).send(MESSAGES[6:], delays_s=[0] * 6)
        SqsQueue(url).send([])
        found: list[str] = []
        while batch := sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10).get("Messages"):
            found += [message["Body"] for message in batch]
        return found


def in_memory() -> list[str]:
    queue = FakeQueue()
    queue.send(MESSAGES[:6])
    queue.send(MESSAGES[6:], delays_s=[0] * 6)
    queue.send([])
    return [record["body"] for record in queue.take()]


@pytest.mark.parametrize("kind", ["fake", "sqs"])
def test_every_message_arrives_as_json(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    found = in_memory() if kind == "fake" else on_sqs(monkeypatch)

    assert sorted(map(json.loads, found), key=lambda each: each["no"]) == MESSAGES


def test_a_delayed_message_is_not_there_before(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_DEFAULT_REGION", "ap-southeast-3")
    with mock_aws():
        sqs = boto3.client("sqs")
        url = sqs.create_queue(QueueName="notice")["QueueUrl"]
        SqsQueue(url).send(MESSAGES[:2], delays_s=[0, 170])

        found = sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10)["Messages"]

    assert [json.loads(message["Body"]) for message in found] == MESSAGES[:1]
