"""Check-ins through the whole stack: site port, CloudFront, API Gateway, Lambda, DynamoDB."""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

import urllib3

from chalicelib.adapters.clock import SystemClock
from chalicelib.domain.activities import Activity, ActivityId, Kind, Venue, Window
from chalicelib.domain.audit import Event
from chalicelib.settings import Settings
from chalicelib.wiring.whole import Wired
from infra.bench.measure import MILLISECONDS, Figures
from infra.bench.regency import a_claim, an_office, cookies, settle, ticket
from infra.packaging import ROOT
from tests.stack.harness import Stack
from tests.world import ulid

CLIENTS: Final = (1, 4, 16)
REQUESTS: Final = 240
WARM_UP: Final = 5  # requests of each client, before: a cold start is measured by itself
CREATED: Final = 201
Requests = list[tuple[str, dict[str, Any]]]  # cookie and body
OPEN: Final = timedelta(hours=2)


def bench_stack(figures: Figures) -> None:
    """Start a stack, fill it in a process of its own, and load it."""
    people = sum(clients * WARM_UP + REQUESTS for clients in CLIENTS)
    with tempfile.TemporaryDirectory() as data, Stack(Path(data)) as stack:
        made = subprocess.run(
            [sys.executable, "-m", "infra.bench.stack", str(people)],
            cwd=ROOT,
            env={**os.environ, **stack.world.environment()},
            capture_output=True,
            text=True,
            check=True,
        )
        requests: Requests = json.loads(made.stdout)
        for clients in CLIENTS:
            bench_clients(figures, stack.url, clients, requests)


def bench_clients(figures: Figures, url: str, clients: int, requests: Requests) -> None:
    """So many at once; takes what it sends off the list. The bench fails where one is refused."""
    warm_up, measured = clients * WARM_UP, clients * WARM_UP + REQUESTS
    *_, refused = _load(url, requests[:warm_up], clients)
    whole, latencies, errors = _load(url, requests[warm_up:measured], clients)
    del requests[:measured]
    p50 = statistics.median(latencies) * MILLISECONDS
    p99 = statistics.quantiles(latencies, n=100)[98] * MILLISECONDS
    figures.add(f"whole stack, {clients} clients: p50", p50, "ms", f"p99 {p99:.0f} ms")
    note = "the embedded AWS included"
    figures.add(f"whole stack, {clients} clients", len(latencies) / whole, "/s", note)
    figures.none(f"whole stack, {clients} clients: errors", refused + errors)


def _load(url: str, requests: Requests, clients: int) -> tuple[float, list[float], int]:
    """Seconds in all, of each request, and how many were not taken."""
    latencies: list[float] = []
    errors = 0

    def work(mine: Requests) -> None:
        nonlocal errors
        http = urllib3.PoolManager(retries=False)
        for cookie, body in mine:
            headers = {"X-Apel": "1", "Sec-Fetch-Site": "same-origin", "Cookie": cookie}
            started = time.monotonic()
            try:
                answer = http.request("POST", f"{url}/api/check-ins", json=body, headers=headers)
                errors += answer.status != CREATED
            except urllib3.exceptions.HTTPError:
                errors += 1
            latencies.append(time.monotonic() - started)

    threads = [threading.Thread(target=work, args=(requests[n::clients],)) for n in range(clients)]
    started = time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return time.monotonic() - started, latencies, errors


def fill(people: int) -> Requests:
    """One office with that many people and an open activity; cookie and body of each check-in."""
    wired = Wired(Settings.from_env(os.environ))
    clock = SystemClock()
    now = clock.now()
    office = an_office(1, people, 1_000)
    settle(office, wired, now)
    activity = _open_activity(now)
    event = Event(
        event_id=wired.ids.ulid(), at=now, actor="bench", action="bench:apel", subject="-"
    )
    wired.activities.add(activity, [office.opd.opd_id], event)
    made = []
    for number, person in enumerate(office.people):
        ((name, value),) = cookies(person.pegawai_id).items()
        body = a_claim(number, activity, ticket(wired, clock, person, activity))
        made.append((f"{name}={value}", body))
    return made


def _open_activity(now: datetime) -> Activity:
    window = Window(opens=now - OPEN, starts=now, late_after=now + OPEN, closes=now + 2 * OPEN)
    return Activity(
        activity_id=ActivityId(ulid(1)),
        kind=Kind.MORNING_APEL,
        title="Apel",
        held_on=now.date(),
        window=window,
        venue=Venue(name="Halaman"),
    )


if __name__ == "__main__":
    print(json.dumps(fill(int(sys.argv[1]))))
