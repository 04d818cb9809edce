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
WARM_UP: Final = 20
CREATED: Final = 201
OPEN: Final = timedelta(hours=2)


def bench_stack(figures: Figures) -> None:
    """Start a stack, fill it in a process of its own, and load it."""
    with tempfile.TemporaryDirectory() as data, Stack(Path(data)) as stack:
        made = subprocess.run(
            [sys.executable, "-m", "infra.bench.stack", str(REQUESTS * len(CLIENTS) + WARM_UP)],
            cwd=ROOT,
            env={**os.environ, **stack.world.environment()},
            capture_output=True,
            text=True,
            check=True,
        )
        requests: list[tuple[str, dict[str, Any]]] = json.loads(made.stdout)
        _load(stack.url, requests[:WARM_UP], 1)
        for number, clients in enumerate(CLIENTS):
            start = WARM_UP + number * REQUESTS
            _report(figures, clients, _load(stack.url, requests[start : start + REQUESTS], clients))


def _report(figures: Figures, clients: int, seconds: tuple[float, list[float], int]) -> None:
    whole, latencies, errors = seconds
    p50 = statistics.median(latencies) * MILLISECONDS
    p99 = statistics.quantiles(latencies, n=100)[98] * MILLISECONDS
    figures.add(f"whole stack, {clients} clients: p50", p50, "ms", f"p99 {p99:.0f} ms")
    note = f"{errors} errors"
    figures.add(f"whole stack, {clients} clients", len(latencies) / whole, "/s", note)


def _load(
    url: str, requests: list[tuple[str, dict[str, Any]]], clients: int
) -> tuple[float, list[float], int]:
    """Seconds in all, of each request, and how many were not taken."""
    latencies: list[float] = []
    errors = 0

    def work(mine: list[tuple[str, dict[str, Any]]]) -> None:
        nonlocal errors
        http = urllib3.PoolManager()
        for cookie, body in mine:
            headers = {"X-Apel": "1", "Sec-Fetch-Site": "same-origin", "Cookie": cookie}
            started = time.monotonic()
            answer = http.request("POST", f"{url}/api/check-ins", json=body, headers=headers)
            latencies.append(time.monotonic() - started)
            errors += answer.status != CREATED

    threads = [threading.Thread(target=work, args=(requests[n::clients],)) for n in range(clients)]
    started = time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return time.monotonic() - started, latencies, errors


def fill(people: int) -> list[tuple[str, dict[str, Any]]]:
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
