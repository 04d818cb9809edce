"""Ports in memory, held by tests/ports to the same contract as the adapters."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from chalicelib.domain.activities import Activity
from chalicelib.domain.attendance import Code, Place
from chalicelib.domain.audit import Event
from chalicelib.domain.calendar import Week
from chalicelib.domain.errors import NotFound, StateChanged, VersionConflict
from chalicelib.domain.outcomes import PermitDay, Record
from chalicelib.domain.people import Opd, OpdId, PegawaiId, UnitNo
from chalicelib.domain.publications import Publication
from chalicelib.domain.recap import Facts
from chalicelib.domain.settings_data import Column, RegencySettings
from chalicelib.domain.sheets import Document, Edition, FileKind, Reopening
from chalicelib.services.ports import OpdActivity


@dataclass
class FakeClock:
    """Stands still until it is set."""

    at: datetime

    def now(self) -> datetime:
        return self.at


@dataclass
class FakeIds:
    """Counts."""

    count: int = 0

    def ulid(self) -> str:
        self.count += 1
        return f"01K{self.count:023d}"

    def token(self) -> str:
        return self.ulid()


@dataclass
class FakeQueue:
    """What was sent, as JSON, in order."""

    waiting: list[str] = field(default_factory=list)

    def send(self, messages: Sequence[Mapping[str, Any]]) -> None:
        self.waiting += [json.dumps(message) for message in messages]

    def take(self) -> list[dict[str, str]]:
        taken = [{"messageId": str(no), "body": body} for no, body in enumerate(self.waiting)]
        self.waiting.clear()
        return taken


@dataclass
class FakeMails:
    """What was sent."""

    sent: list[tuple[str, str, str]] = field(default_factory=list)

    def send(self, to: str, subject: str, text: str) -> None:
        self.sent.append((to, subject, text))


class FakeRenderer:
    """Files in no time: what the tables say, and their state."""

    def render(self, kind: FileKind, document: Document) -> bytes:
        tables = [(sheet.state, sheet.rows, sheet.total) for sheet in document.sheets]
        return f"{kind} {document.title} {tables}".encode()


@dataclass
class FakeRegency:
    """Opds and settings of a regency that never changes."""

    opds: Sequence[Opd]
    days_off: frozenset[date] = frozenset()

    def get(self, opd_id: OpdId) -> Opd:
        found = next((opd for opd in self.opds if opd.opd_id == opd_id), None)
        if found is None:
            raise NotFound
        return found

    def all(self) -> tuple[Opd, ...]:
        return tuple(sorted(self.opds, key=lambda opd: opd.name))

    def settings(self) -> RegencySettings:
        return RegencySettings()

    def holidays(self) -> frozenset[date]:
        return self.days_off


@dataclass
class FakeRosters:
    """Rosters by OPD and day."""

    kept: dict[OpdId, dict[date, dict[PegawaiId, UnitNo]]] = field(default_factory=dict)

    def chunks(self, opd_id: OpdId, on: date) -> tuple[str, ...]:
        since = [day for day in self.kept.get(opd_id, {}) if day <= on]
        return (f"{max(since):%Y%m%d}#00",) if since else ()

    def write(self, opd_id: OpdId, since: date, people: Mapping[PegawaiId, UnitNo]) -> None:
        self.kept.setdefault(opd_id, {})[since] = dict(people)


@dataclass
class FakeSent:
    """Who was mailed what."""

    noted: set[tuple[str, str, PegawaiId]] = field(default_factory=set)

    def is_first(self, job: str, subject: str, who: PegawaiId, *, now: datetime) -> bool:
        del now
        key = (job, subject, who)
        is_first = key not in self.noted
        self.noted.add(key)
        return is_first


@dataclass
class FakeSchedule:
    """Activities by day, the OPDs' copies, and the mark."""

    activities: list[Activity] = field(default_factory=list)
    kept: dict[Place, OpdActivity] = field(default_factory=dict)
    locks: dict[date, list[Place]] = field(default_factory=dict)
    until: datetime | None = None

    def mark(self) -> datetime | None:
        return self.until

    def set_mark(self, at: datetime) -> None:
        self.until = max(at, self.until) if self.until else at

    def of_days(self, days: Sequence[date]) -> tuple[Activity, ...]:
        return tuple(one for day in days for one in self.activities if one.held_on == day)

    def copies(self, places: Sequence[Place]) -> tuple[OpdActivity, ...]:
        return tuple(self.kept[place] for place in places if place in self.kept)

    def relocks(self, day: date) -> tuple[Place, ...]:
        return tuple(self.locks.get(day, ()))

    def add(self, activity: Activity, opd_ids: Sequence[OpdId]) -> None:
        """What the port Activities does with an activity."""
        self.activities.append(activity)
        for opd_id in opd_ids:
            copy = OpdActivity(activity=activity, opd_id=opd_id)
            self.kept[copy.place] = copy


@dataclass
class FakeRecapFacts:
    """Facts that a test writes down as they come about."""

    schedule: FakeSchedule
    rosters: FakeRosters
    records: dict[PegawaiId, Record] = field(default_factory=dict)
    decisions: dict[PegawaiId, Code] = field(default_factory=dict)
    permits: dict[str, PermitDay] = field(default_factory=dict)

    def read(
        self,
        place: Place,
        *,
        chunks: Sequence[str],
        opd: Opd,
        columns: Mapping[Code, Column],
    ) -> tuple[OpdActivity, Facts]:
        if place not in self.schedule.kept:
            raise NotFound
        kept = self.schedule.kept[place]
        rosters = self.rosters.kept.get(place.opd_id, {})
        people = [rosters[date.fromisoformat(chunk.partition("#")[0])] for chunk in chunks]
        facts = Facts(
            activity=kept.activity,
            opd=opd,
            roster=[person for each in people for person in each.items()],
            records=dict(self.records),
            decisions=dict(self.decisions),
            permits=tuple(self.permits.values()),
            columns=columns,
        )
        return kept, facts


@dataclass
class FakeRecaps:
    """Tables and published weeks."""

    schedule: FakeSchedule
    newest: dict[Place, Edition] = field(default_factory=dict)
    versions: dict[tuple[Place, int], Edition] = field(default_factory=dict)
    weeks: dict[tuple[OpdId | None, Week], list[Publication]] = field(default_factory=dict)
    events: list[Event] = field(default_factory=list)

    def keep_provisional(self, edition: Edition) -> bool:
        place = place_of(edition)
        stands = self.newest.get(place)
        if stands and (stands.version or stands.as_of >= edition.as_of):
            return False
        self.newest[place] = edition
        return True

    def finalize(self, edition: Edition, event: Event) -> None:
        place = place_of(edition)
        if (place, edition.version) in self.versions:
            raise StateChanged
        if place not in self.schedule.kept:
            raise NotFound
        self.versions[place, edition.version] = self.newest[place] = edition
        self.schedule.kept[place] = replace(
            self.schedule.kept[place], final_version=edition.version, reopened=None
        )
        self.events.append(event)

    def reopen(
        self, place: Place, version: int, reopening: Reopening, relocks_on: date, event: Event
    ) -> None:
        kept = self.schedule.kept.get(place)
        if kept is None or kept.final_version != version or kept.reopened:
            raise StateChanged
        opened = {
            "reason": reopening.reason,
            "by": reopening.by,
            "name": reopening.by_name,
            "at": reopening.at.isoformat(),
        }
        self.schedule.kept[place] = replace(kept, reopened=opened)
        self.schedule.locks.setdefault(relocks_on, []).append(place)
        self.events.append(event)

    def current(self, places: Sequence[Place]) -> tuple[Edition, ...]:
        return tuple(self.newest[place] for place in places if place in self.newest)

    def of_week(self, opd_id: OpdId, week: Week) -> tuple[Edition, ...]:
        return tuple(
            edition
            for place, edition in sorted(self.newest.items(), key=lambda each: each[0].ref)
            if place.opd_id == opd_id and edition.recap.held_on in week.days
        )

    def version(self, place: Place, version: int) -> Edition | None:
        return self.versions.get((place, version))

    def publish(self, publication: Publication, event: Event) -> None:
        standing = self.weeks.setdefault((publication.owner, publication.week), [])
        if any(each.version == publication.version for each in standing):
            raise VersionConflict
        standing.append(publication)
        self.events.append(event)

    def published(self, owner: OpdId | None, week: Week) -> tuple[Publication, ...]:
        return tuple(self.weeks.get((owner, week), ()))


def place_of(edition: Edition) -> Place:
    """Where an OPD's table of one activity is kept."""
    recap = edition.recap
    assert recap.owner
    assert recap.activity_id
    return Place(
        opd_id=recap.owner, held_on=f"{recap.held_on:%Y%m%d}", activity_id=recap.activity_id
    )
