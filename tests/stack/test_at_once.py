"""Phones in the same moment, on the whole stack: each person is recorded once (I2).

Fifty are in tests/stack/ways/test_at_once.py: the emulator starts a process for each, and here they
share two cores with it. Like the app, whoever gets no answer asks again with the same id.
"""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any, Final

from tests.stack.conftest import CheckIn
from tests.stack.harness import Stack
from tests.world import ulid

PHONES: Final = 16
TRIES: Final = 10
NO_ANSWER: Final = 500
Answer = tuple[int, dict[str, Any]]


def sent_at_once(stack: Stack, requests: Sequence[CheckIn]) -> list[Answer]:
    """What each of them is answered; no thread starts before the last one is there."""
    ready = Barrier(len(requests))

    def send(request: CheckIn) -> Answer:
        cookie, body = request
        ready.wait()
        sent = json.dumps(body).encode()
        tries = (
            stack.request("POST", "/api/check-ins", body=sent, headers={"Cookie": cookie})
            for _ in range(TRIES)
        )
        answer = next(one for one in tries if one.status < NO_ANSWER)
        return answer.status, json.loads(answer.data)

    with ThreadPoolExecutor(len(requests)) as threads:
        return list(threads.map(send, requests))


def records(stack: Stack, cookies: Sequence[str]) -> Counter[str]:
    """How many each of these people have, over the keys of all OPDs."""
    people = {cookie.partition("=")[2].partition(".")[0] for cookie in cookies}
    found: Counter[str] = Counter()
    pages = stack.aws("dynamodb").get_paginator("scan")
    wanted: Mapping[str, Any] = {
        "TableName": stack.outputs["DataTableName"],
        "FilterExpression": "#kind = :check_in",
        "ExpressionAttributeNames": {"#kind": "kind"},
        "ExpressionAttributeValues": {":check_in": {"S": "c"}},
    }
    for page in pages.paginate(**wanted):
        found.update(item["sk"]["S"] for item in page["Items"] if item["sk"]["S"] in people)
    return found


def test_each_of_many_people_at_once_has_one_record(stack: Stack, check_ins: list[CheckIn]) -> None:
    requests = check_ins[:PHONES]

    answers = sent_at_once(stack, requests)

    assert Counter(status for status, _ in answers) == {201: PHONES}
    told = {body["receipt"]["check_in_id"] for _, body in answers}
    assert told == {body["id"] for _, body in requests}
    found = records(stack, [cookie for cookie, _ in requests])
    assert len(found) == found.total() == PHONES


def test_two_phones_of_one_person_at_once_are_one_record(
    stack: Stack, check_ins: list[CheckIn]
) -> None:
    """Each tries again and again; whoever is second is told of the first, whatever the order."""
    cookie, first = check_ins[PHONES]
    second = first | {"id": ulid(999_999), "photo": first["photo"] | {"sha256": "b" * 64}}

    answers = sent_at_once(stack, [(cookie, first), (cookie, second)] * (PHONES // 2))

    assert Counter(status for status, _ in answers) == {201: PHONES // 2, 409: PHONES // 2}
    (told,) = {body["receipt"]["check_in_id"] for _, body in answers}
    assert told in (first["id"], second["id"])
    (count,) = records(stack, [cookie]).values()
    assert count == 1
