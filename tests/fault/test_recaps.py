"""Close → compile → publish → late sync → next SEMENTARA → lock → FINAL v1 → reopened → v2."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pytest

from chalicelib import events
from chalicelib.adapters.dynamo.items import AuditEvent
from chalicelib.domain import outcomes, recap
from chalicelib.domain.attendance import Code, State
from chalicelib.domain.calendar import Job
from chalicelib.domain.outcomes import Outcome
from chalicelib.domain.permits import PermitState
from chalicelib.domain.publications import Publication
from chalicelib.domain.recap import Status
from chalicelib.domain.sheets import Edition
from chalicelib.domain.work import Work
from tests.fakes import FakeDocuments, FakeRenderer
from tests.fault.lab import Lab, explore, explore_all
from tests.scheduled import PLACE, WEEK, Office, an_office, code_of
from tests.world import BUDI, ENDAH, JOKO, KOMINFO, MONDAY, RIZAL, SITI, wib

WEDNESDAY, THURSDAY, FRIDAY = (date(2026, 11, day) for day in (25, 26, 27))
NEXT_MONDAY = date(2026, 11, 30)
PROVISIONAL, FINAL = Status.PROVISIONAL, Status.FINAL


class Drawer(FakeDocuments):
    """Sees what is overwritten."""

    def __init__(self) -> None:
        super().__init__()
        self.overwritten: list[str] = []

    def put(self, key: str, data: bytes) -> None:  # type: ignore[explicit-override]
        if self.kept.setdefault(key, data) != data:
            self.overwritten.append(key)


@dataclass
class Seen:
    """What is there at the end."""

    current: Edition
    versions: list[Edition]
    published: tuple[Publication, ...]
    overwritten: list[str]
    actions: list[str]
    titles: list[str]
    mails: list[tuple[str, str, str]]


Handler = Callable[[Sequence[Mapping[str, str]]], Mapping[str, Any]]


class Way:
    """The way of one OPD's table, as queues and people drive it."""

    def __init__(self, office: Office, handler: Handler | None = None) -> None:
        self.office, self.wired = office, office.world.wired
        self.drawer = Drawer()
        self.handler = handler or self.handle
        office.as_at_the_start()
        self.wired.press = replace(self.wired.press, renderer=FakeRenderer(), documents=self.drawer)
        self.chunks = self.wired.rosters.chunks(KOMINFO, MONDAY)

    def handle(self, records: Sequence[Mapping[str, str]]) -> Mapping[str, Any]:
        return events.run_works(records, run=self.wired.run)

    def do(self, lab: Lab, job: Job) -> None:
        message = Work(job=job, place=PLACE, chunks=self.chunks).to_message()
        lab.deliver(self.handler, [message])

    def publish(self, lab: Lab) -> None:
        """The week's message, and the announcement that comes of it."""
        week = Work(job=Job.PUBLISH_WEEKLY, opd_id=KOMINFO, week=WEEK)
        lab.deliver(self.handler, [week.to_message()])
        announced = [json.loads(body) for body in self.office.queues[1].waiting]
        for queue in self.office.queues:
            queue.waiting.clear()
        lab.deliver(self.handler, announced)

    def seen(self) -> Seen:
        found = (self.wired.recaps.version(PLACE, version) for version in (1, 2))
        return Seen(
            current=self.office.current(),
            versions=[edition for edition in found if edition],
            published=self.wired.recaps.published(KOMINFO, WEEK),
            overwritten=self.drawer.overwritten,
            actions=[str(e.action) for e in AuditEvent.scan() if not e.actor.startswith("test")],
            titles=self.office.titles(JOKO),
            mails=list(self.office.mails.sent),
        )


def morning(office: Office) -> None:
    office.check_in(SITI, wib("07.01"), State.IN_REVIEW)
    office.ask(RIZAL, Code.ILL)


def until_the_lock(lab: Lab, way: Way) -> Seen:
    """Compiled at closing and published; a phone that was offline; compiled and published again."""
    way.office.at("07.30")
    way.do(lab, Job.COMPILE)
    way.office.at("16.00", WEDNESDAY)
    way.publish(lab)
    with lab.paused():
        way.office.check_in(BUDI, wib("07.05"))
    way.office.at("20.00", WEDNESDAY)
    way.do(lab, Job.COMPILE)
    way.publish(lab)
    with lab.paused():
        return way.seen()


def from_the_lock(lab: Lab, way: Way) -> Seen:
    """FINAL v1 and published, reopened, somebody's letter granted, FINAL v2 and published."""
    with lab.paused():
        account = way.wired.accounts.get(ENDAH.pegawai_id)
        way.office.check_in(BUDI, wib("07.05"))
    way.office.at("21.00", THURSDAY)
    way.do(lab, Job.LOCK)
    way.publish(lab)
    way.office.at("09.00", FRIDAY)
    lab.call(way.wired.reopen_recap, place=PLACE, reason="Surat terlambat", account=account)
    with lab.paused():
        way.office.ask(JOKO, Code.DUTY_ELSEWHERE, PermitState.APPROVED, n=2)
    way.office.at("21.00", NEXT_MONDAY)
    way.do(lab, Job.LOCK)
    way.publish(lab)
    with lab.paused():
        return way.seen()


@pytest.fixture(scope="module")
def office() -> Iterator[Office]:
    with an_office() as office:
        office.enter_mail(JOKO, "kepala@example.id")
        morning(office)
        office.remember()
        yield office


def scenario(
    office: Office, act: Callable[[Lab, Way], Seen], handler: Handler | None = None
) -> Callable[[Lab], Seen]:
    def run(lab: Lab) -> Seen:
        with lab.paused():
            way = Way(office, handler)
        return act(lab, way)

    return run


def nobody_pending_was_made_absent(seen: Seen) -> None:
    """I6: a photo before a reviewer, a permit that nobody decided, a phone that was offline."""
    for edition in (*seen.versions, seen.current):
        for who in (SITI, RIZAL, BUDI):
            assert code_of(edition, who.pegawai_id) is not Code.UNEXPLAINED


def the_newest_facts_stand(seen: Seen) -> None:
    """The late record is in the current table, whatever came twice or in another order."""
    assert code_of(seen.current, BUDI.pegawai_id) is Code.PRESENT
    assert seen.current.recap.status is PROVISIONAL


def versions_differ_by_the_decision_alone(seen: Seen) -> None:
    first, second = seen.versions
    assert code_of(first, JOKO.pegawai_id) is Code.UNEXPLAINED
    assert [(c.pegawai_id, c.after) for c in second.changes] == [
        (JOKO.pegawai_id, Code.DUTY_ELSEWHERE)
    ]
    assert seen.current == second


def published_once_each(status: Status) -> Callable[[Seen], None]:
    """I7: two states, two versions, no file written twice with other bytes."""

    def holds(seen: Seen) -> None:
        assert [(each.version, each.status) for each in seen.published] == [
            (1, status),
            (2, status),
        ]
        assert len({each.fingerprint for each in seen.published}) == 2
        assert seen.overwritten == []

    return holds


def one_event_each(**wanted: int) -> Callable[[Seen], None]:
    """I11."""

    def holds(seen: Seen) -> None:
        counts = {action: seen.actions.count(action) for action in set(seen.actions)}
        assert counts == {f"recap:{action}": count for action, count in wanted.items()}

    return holds


def the_head_was_told_of_each_version_once(seen: Seen) -> None:
    assert seen.titles == ["Rekap mingguan terbit"] * 2
    assert len(seen.mails) <= 2  # at most once each: a crash before SES costs the mail


ALWAYS = {
    "I6": nobody_pending_was_made_absent,
    "told once": the_head_was_told_of_each_version_once,
}
UNTIL_THE_LOCK = ALWAYS | {
    "I5": the_newest_facts_stand,
    "I7": published_once_each(PROVISIONAL),
    "I11": one_event_each(publish=2),
}
FROM_THE_LOCK = ALWAYS | {
    "I5": versions_differ_by_the_decision_alone,
    "I7": published_once_each(FINAL),
    "I11": one_event_each(lock=2, reopen=1, publish=2),
}


def test_every_single_fault_until_the_lock(office: Office) -> None:
    result = explore_all(scenario(office, until_the_lock), UNTIL_THE_LOCK)

    assert not result.violations, result.told()
    assert result.plans > 100


def test_every_single_fault_from_the_lock_to_version_2(office: Office) -> None:
    result = explore_all(scenario(office, from_the_lock), FROM_THE_LOCK)

    assert not result.violations, result.told()
    assert result.plans > 100


def test_absence_while_a_permit_is_pending_is_found(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Seeded: the lock looks at approved permits only."""
    real = outcomes.outcome

    def hasty(**facts: Any) -> Outcome:  # noqa: ANN401 - passed on as it is
        approved = [p for p in facts["permits"] if p.state is PermitState.APPROVED]
        return real(**(facts | {"permits": approved}))

    monkeypatch.setattr(recap, "outcome", hasty)

    result = explore(scenario(office, from_the_lock), FROM_THE_LOCK, depth=0)

    assert "I6" in {violation.invariant for violation in result.violations}


def test_a_batch_that_is_acknowledged_whole_is_found(office: Office) -> None:
    """Seeded: the handler reports no failure, so that a throttled compile never comes again."""

    def deaf(records: Sequence[Mapping[str, str]]) -> Mapping[str, Any]:
        events.run_works(records, run=office.world.wired.run)
        return {}

    result = explore(scenario(office, until_the_lock, deaf), UNTIL_THE_LOCK, most=40)

    assert result.violations
