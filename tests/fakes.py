"""Ports in memory, held by tests/ports to the same contract as the adapters."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any, TypeVar

from chalicelib.adapters.dynamo.repositories.accounts import (
    FIRST_WAIT,
    FREE_TRIES,
    REFUSED_FOR,
    REFUSED_FROM,
)
from chalicelib.adapters.keyring import Keyring
from chalicelib.adapters.secrets import Kept
from chalicelib.domain.activities import Activity, ActivityId, Answer
from chalicelib.domain.attendance import CheckIn, Code, Mark, Place, ReviewReason, State
from chalicelib.domain.audit import Event
from chalicelib.domain.calendar import WIB, Week, day_of, months_of
from chalicelib.domain.duty import DutyMonth
from chalicelib.domain.errors import (
    AlreadyProposed,
    AlreadyRecorded,
    ContentDiffers,
    NameTaken,
    NotFound,
    SameLetter,
    StateChanged,
    VersionConflict,
)
from chalicelib.domain.imports import Import, ImportId
from chalicelib.domain.notices import Notice
from chalicelib.domain.numerals import base36
from chalicelib.domain.offices import Offices
from chalicelib.domain.outcomes import PermitDay, Record, decision_entry, record_entry
from chalicelib.domain.overview import Summary, Unexplained
from chalicelib.domain.people import Opd, OpdId, PegawaiId, Person, Role, Stay, UnitNo
from chalicelib.domain.permits import Permit, PermitId, PermitState, months, note_ends_on
from chalicelib.domain.photos import Flaw
from chalicelib.domain.proposals import Proposal, ProposalState
from chalicelib.domain.publications import Publication
from chalicelib.domain.recap import Facts
from chalicelib.domain.reports import Report, ReportId
from chalicelib.domain.sessions import CODE_CLIENT, Account, DeviceState, Standing, Tries
from chalicelib.domain.settings_book import SettingsBook
from chalicelib.domain.settings_data import Column, RegencySettings
from chalicelib.domain.sheets import Document, Edition, FileKind, Reopening
from chalicelib.domain.transfers import Pointer
from chalicelib.domain.year import Year
from chalicelib.services.ports.accounts import Accounts, Secret
from chalicelib.services.ports.activities import OpdActivity
from chalicelib.services.ports.check_ins import Decision, Entry, EntryKind, Judged, Own
from chalicelib.services.ports.feeds import FeedLink
from chalicelib.services.ports.imports import Kept as KeptIds
from chalicelib.services.ports.people import Held
from chalicelib.services.ports.photos import Upload
from chalicelib.services.ports.signature_images import SignatureImage

T = TypeVar("T")


@dataclass
class FakeClock:
    """Stands still until it is set."""

    at: datetime

    def now(self) -> datetime:
        return self.at


def a_keyring(
    secret: Mapping[str, str],
    audience: str = "uji",
    now: datetime = datetime(2026, 11, 23, tzinfo=UTC),
) -> Keyring:
    """A container's keyring that has just read this secret."""
    return Keyring(Kept(lambda: secret, lambda: now), audience=audience, now=lambda: now)


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
    delays_s: list[int] = field(default_factory=list)  # of all that was ever sent

    def send(
        self, messages: Sequence[Mapping[str, Any]], *, delays_s: Sequence[int] | None = None
    ) -> None:
        self.waiting += [json.dumps(message) for message in messages]
        self.delays_s += delays_s or [0] * len(messages)

    def take(self) -> list[dict[str, str]]:
        taken = [{"messageId": str(no), "body": body} for no, body in enumerate(self.waiting)]
        self.waiting.clear()
        return taken


@dataclass
class FakeMails:
    """What was sent."""

    sent: list[tuple[str, str, str]] = field(default_factory=list)

    def send(self, to: str, subject: str, text: str) -> None:
        if "@" in to:
            self.sent.append((to, subject, text))


@dataclass
class FakeAddresses:
    """Addresses by person."""

    kept: dict[PegawaiId, str] = field(default_factory=dict)

    def of(self, people: Sequence[PegawaiId]) -> dict[PegawaiId, str]:
        return {who: self.kept[who] for who in people if who in self.kept}


@dataclass
class FakePhotos:
    """Objects by key, each with the one tag that its life span hangs on."""

    kept: dict[str, bytes] = field(default_factory=dict)
    tags: dict[str, str] = field(default_factory=dict)

    def form(self, key: str, *, sha256: str, size: int, now: datetime) -> Upload:
        fields = {"key": key, "x-amz-checksum-sha256": sha256, "size": str(size)}
        return Upload(url="memory:", fields=fields, expires_at=now + timedelta(minutes=10))

    def read(self, key: str) -> bytes | None:
        return self.kept.get(key)

    def exists(self, key: str) -> bool:
        return key in self.kept

    def keep(self, key: str, data: bytes, *, days: int | None) -> None:
        self.kept[key] = data
        if days is not None:
            self.tags[key] = f"simpan={days}"

    def free(self, key: str, *, days: int) -> None:
        if key in self.kept:
            self.tags[key] = f"simpan={days}"

    def quarantine(self, key: str, flaw: Flaw | None = None) -> None:
        self.tags[key] = f"karantina={flaw or 'ya'}"

    def flaw(self, key: str) -> Flaw | None:
        name, _, value = self.tags.get(key, "").partition("=")
        return Flaw(value) if name == "karantina" and value in set(Flaw) else None

    def link(self, key: str, *, seconds: int = 60) -> str:
        return f"memory:{key}?seconds={seconds}"


@dataclass
class FakeEvidence:
    """First uses of photos, and findings by record."""

    first: dict[str, str] = field(default_factory=dict)
    found: dict[tuple[Place, PegawaiId], Mapping[str, Any]] = field(default_factory=dict)

    def first_use(self, sha256: str, ref: str) -> bool:
        return self.first.setdefault(sha256, ref) == ref

    def keep(self, check_in: CheckIn, found: Mapping[str, Any], *, now: datetime) -> None:
        del now
        self.found[check_in.place, check_in.pegawai_id] = dict(found)


@dataclass
class FakeDocuments:
    """Files by key."""

    kept: dict[str, bytes] = field(default_factory=dict)

    def put(self, key: str, data: bytes) -> None:
        self.kept[key] = data

    def get(self, key: str) -> bytes:
        if key not in self.kept:
            raise NotFound
        return self.kept[key]

    def form(self, key: str, *, most_bytes: int, now: datetime) -> Upload:
        return Upload(url="memory:", fields={"key": key, "most": str(most_bytes)}, expires_at=now)

    def link(self, key: str, *, name: str, seconds: int = 60) -> str:
        return f"memory:{key}?name={name}&seconds={seconds}"


@dataclass
class FakeImports:
    """Imports by id."""

    kept: dict[ImportId, Import] = field(default_factory=dict)
    parts: dict[ImportId, dict[int, KeptIds]] = field(default_factory=dict)
    applying: ImportId | None = None
    last: ImportId | None = None

    def add(self, new: Import, event: Event) -> None:
        del event
        if new.import_id in self.kept:
            raise StateChanged
        self.kept[new.import_id] = new

    def get(self, import_id: ImportId) -> Import:
        if import_id not in self.kept:
            raise NotFound
        return self.kept[import_id]

    def recent(self, most: int) -> tuple[Import, ...]:
        return tuple(self.kept[key] for key in sorted(self.kept, reverse=True)[:most])

    def save(self, changed: Import, event: Event | None = None) -> Import:
        del event
        if self.kept[changed.import_id].rev != changed.rev:
            raise VersionConflict
        saved = replace(changed, rev=changed.rev + 1)
        self.kept[changed.import_id] = saved
        return saved

    def applied(self) -> ImportId | None:
        return self.last

    def begin(self, starting: Import, event: Event) -> Import:
        if self.applying not in (None, starting.import_id) or self.last != starting.base:
            raise StateChanged
        saved = self.save(starting, event)
        self.applying = starting.import_id
        return saved

    def release(self, changed: Import, event: Event) -> Import:
        saved = self.save(changed, event)
        self.applying = None
        return saved

    def under_way(self) -> Import | None:
        return self.kept[self.applying] if self.applying else None

    def end(self, done: Import, event: Event) -> Import:
        saved = self.save(done, event)
        self.applying, self.last = None, done.import_id
        return saved

    def part_done(self, import_id: ImportId, part: int, kept: KeptIds) -> None:
        self.parts.setdefault(import_id, {})[part] = dict(kept)

    def parts_done(self, import_id: ImportId) -> Mapping[int, KeptIds]:
        return self.parts.get(import_id, {})


@dataclass
class FakeHolidays:
    """The regency's years."""

    kept: dict[int, Year] = field(default_factory=dict)
    events: list[Event] = field(default_factory=list)

    def years(self, numbers: Sequence[int]) -> tuple[Year, ...]:
        return tuple(self.kept.get(number, Year(number=number)) for number in numbers)

    def learn(self, number: int, public: Mapping[date, str]) -> None:
        (year,) = self.years([number])
        self.kept[number] = replace(year, public=dict(public))

    def change(self, year: Year, event: Event) -> None:
        (stored,) = self.years([year.number])
        if stored.version != year.version - 1:
            raise VersionConflict
        self.kept[year.number] = replace(year, public=stored.public)
        self.events.append(event)


class FakeRenderer:
    """Files in no time: what the tables say, and their state."""

    def render(self, kind: FileKind, document: Document) -> bytes:
        tables = [(sheet.state, sheet.rows, sheet.total) for sheet in document.sheets]
        return f"{kind} {document.title} {tables}".encode()

    def table(self, rows: Iterable[Sequence[int | str]]) -> bytes:
        return f"{[tuple(row) for row in rows]}".encode()


@dataclass
class FakeRegency:
    """Opds and settings of a regency."""

    opds: Sequence[Opd]
    days_off: frozenset[date] = frozenset()
    book: SettingsBook = field(default_factory=SettingsBook)

    def get(self, opd_id: OpdId) -> Opd:
        found = next((opd for opd in self.opds if opd.opd_id == opd_id), None)
        if found is None:
            raise NotFound
        return found

    def all(self) -> tuple[Opd, ...]:
        return tuple(sorted(self.opds, key=lambda opd: opd.name))

    def end_trial(self, opd_id: OpdId, on: date, event: Event) -> Opd:
        del event
        ended = replace(self.get(opd_id), trial_ended_on=on)
        self.opds = [ended if opd.opd_id == opd_id else opd for opd in self.opds]
        return ended

    def forget(self) -> None:
        """Nothing is kept."""

    def settings(self, day: date) -> RegencySettings:
        return self.book.on(day)

    def zone(self) -> timezone:
        return WIB

    def holidays(self) -> frozenset[date]:
        return self.days_off


@dataclass
class FakeSettingsBooks:
    """The newest version of the book."""

    book: SettingsBook = field(default_factory=SettingsBook)
    told: list[Event] = field(default_factory=list)

    def read(self) -> SettingsBook:
        return self.book

    def change(self, book: SettingsBook, event: Event) -> None:
        if self.book.version != book.version - 1:
            raise VersionConflict
        self.book = book
        self.told.append(event)


@dataclass
class FakeRosters:
    """Rosters by OPD and day."""

    kept: dict[OpdId, dict[date, dict[PegawaiId, UnitNo]]] = field(default_factory=dict)

    def chunks(self, opd_id: OpdId, on: date) -> tuple[str, ...]:
        since = [day for day in self.kept.get(opd_id, {}) if day <= on]
        return (f"{max(since):%Y%m%d}#00",) if since else ()

    def write(self, opd_id: OpdId, since: date, people: Mapping[PegawaiId, UnitNo]) -> None:
        self.kept.setdefault(opd_id, {})[since] = dict(people)

    def later(self, opd_id: OpdId, since: date) -> tuple[date, ...]:
        return tuple(sorted(day for day in self.kept.get(opd_id, {}) if day > since))

    def amend(
        self,
        opd_id: OpdId,
        since: date,
        *,
        joining: Mapping[PegawaiId, UnitNo],
        leaving: AbstractSet[PegawaiId],
    ) -> None:
        kept = self.kept.setdefault(opd_id, {})
        for day in (since, *self.later(opd_id, since)):
            begun = max((each for each in kept if each <= day), default=None)
            stands = kept[begun] if begun else {}
            after = {who: unit for who, unit in stands.items() if who not in leaving}
            if after | dict(joining) != stands:
                kept[day] = after | dict(joining)


@dataclass
class FakeSent:
    """Who was mailed what."""

    noted: set[tuple[str, str, PegawaiId]] = field(default_factory=set)

    @contextmanager
    def once(self, job: str, subject: str, who: PegawaiId, *, now: datetime) -> Iterator[bool]:
        del now
        key = (job, subject, who)
        if key in self.noted:
            yield False
            return
        self.noted.add(key)
        try:
            yield True
        except Exception:
            self.noted.discard(key)
            raise


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
            copy = OpdActivity(activity=activity.as_kept_by(opd_id, None), opd_id=opd_id)
            self.kept[copy.place] = copy


@dataclass
class FakeActivities:
    """The activities of a schedule, as OPDs keep them."""

    schedule: FakeSchedule
    events: list[Event] = field(default_factory=list)

    def between(self, opd_id: OpdId, first: date, last: date) -> tuple[OpdActivity, ...]:
        found = [
            copy
            for place, copy in self.schedule.kept.items()
            if place.opd_id == opd_id and first <= copy.activity.held_on <= last
        ]
        return tuple(sorted(found, key=lambda copy: copy.activity.window.opens))

    def get(self, opd_id: OpdId, held_on: date, activity_id: ActivityId) -> OpdActivity:
        place = Place(opd_id=opd_id, held_on=f"{held_on:%Y%m%d}", activity_id=activity_id)
        if place not in self.schedule.kept:
            raise NotFound
        return self.schedule.kept[place]

    def find(self, activity_id: ActivityId) -> Activity:
        found = (a for a in self.schedule.activities if a.activity_id == activity_id)
        activity = next(found, None)
        if activity is None:
            raise NotFound
        return activity

    def add(self, activity: Activity, opd_ids: Iterable[OpdId], event: Event) -> None:
        stands = [a for a in self.schedule.activities if a.activity_id == activity.activity_id]
        if any(replace(each, cancelled_because=None) != activity for each in stands):
            raise ContentDiffers("/id")
        if not stands:
            self.schedule.add(activity, tuple(opd_ids))
        self.events.append(event)

    def change(
        self, before: Activity, after: Activity, opd_ids: Iterable[OpdId], event: Event
    ) -> None:
        if self.find(after.activity_id) != before:
            raise VersionConflict
        is_new = event.event_id not in {one.event_id for one in self.events}
        self._set(before, after, opd_ids, [event] if is_new else [])

    def invite(self, before: Activity, after: Activity, event: Event) -> None:
        if self.find(after.activity_id) != before or before.cancelled_because:
            raise VersionConflict
        self._set(before, after, before.opds, [event])
        for opd_id in set(after.opds) - set(before.opds):
            copy = OpdActivity(activity=after.as_kept_by(opd_id, None), opd_id=opd_id)
            self.schedule.kept[copy.place] = copy

    def answer(self, kept: OpdActivity, answer: Answer, event: Event) -> None:
        stands = self.schedule.kept[kept.place]
        if stands.answer != kept.answer or stands.activity.cancelled_because:
            raise VersionConflict
        self.schedule.kept[kept.place] = replace(
            stands, answer=answer, activity=stands.activity.as_kept_by(kept.opd_id, answer)
        )
        self.events.append(event)

    def cancel(
        self, activity: Activity, opd_ids: Iterable[OpdId], reason: str, event: Event
    ) -> None:
        stands = self.find(activity.activity_id)
        self._set(stands, replace(stands, cancelled_because=reason), opd_ids, [event])

    def _set(
        self, before: Activity, after: Activity, opd_ids: Iterable[OpdId], events: list[Event]
    ) -> None:
        kept, activities = self.schedule.kept, self.schedule.activities
        activities[activities.index(before)] = after
        for opd_id in opd_ids:
            place = OpdActivity(activity=after, opd_id=opd_id).place
            answer = kept[place].answer
            kept[place] = replace(kept[place], activity=after.as_kept_by(opd_id, answer))
        self.events += events


@dataclass
class FakeRecapFacts:
    """Facts that a test writes down as they come about."""

    schedule: FakeSchedule
    rosters: FakeRosters
    records: dict[PegawaiId, Record] = field(default_factory=dict)
    decisions: dict[PegawaiId, Code] = field(default_factory=dict)
    permits: dict[str, PermitDay] = field(default_factory=dict)
    duties: dict[PegawaiId, Code] = field(default_factory=dict)

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
            duties=dict(self.duties),
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
    summarised: dict[tuple[date, str, str], Summary] = field(default_factory=dict)
    unexplained_at: dict[tuple[date, str, str], Unexplained] = field(default_factory=dict)
    events: list[Event] = field(default_factory=list)

    def keep_provisional(self, edition: Edition, summary: Summary | None) -> bool:
        place = place_of(edition)
        stands = self.newest.get(place)
        if stands and (stands.version or stands.as_of >= edition.as_of):
            return False
        self.newest[place] = edition
        self._keep(summary)
        return True

    def finalize(self, edition: Edition, summary: Summary | None, event: Event) -> None:
        place = place_of(edition)
        if (place, edition.version) in self.versions:
            raise StateChanged
        if place not in self.schedule.kept:
            raise NotFound
        self.versions[place, edition.version] = self.newest[place] = edition
        self.schedule.kept[place] = replace(
            self.schedule.kept[place], final_version=edition.version, reopened=None
        )
        self._keep(summary)
        if summary:
            one = Unexplained.of(edition, summary)
            self.unexplained_at[one.held_on, one.activity_id, one.opd_id] = one
        self.events.append(event)

    def _keep(self, summary: Summary | None) -> None:
        if summary:
            self.summarised[summary.held_on, summary.activity_id, summary.opd_id] = summary

    def summaries(self, first: date, last: date) -> tuple[Summary, ...]:
        kept = sorted(self.summarised.items())
        return tuple(one for _, one in kept if first <= one.held_on <= last)

    def unexplained(self, first: date, last: date) -> tuple[Unexplained, ...]:
        kept = sorted(self.unexplained_at.items())
        return tuple(one for _, one in kept if first <= one.held_on <= last)

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

    def of_weeks(self, opd_id: OpdId, first: Week, last: Week) -> tuple[Edition, ...]:
        return tuple(
            edition
            for place, edition in sorted(self.newest.items(), key=lambda each: each[0].ref)
            if place.opd_id == opd_id and first.days[0] <= edition.recap.held_on <= last.days[-1]
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


@dataclass
class FakeCheckIns:
    """Records, decisions and reminders by place and person."""

    kept: dict[tuple[Place, PegawaiId], Judged] = field(default_factory=dict)
    decided: dict[tuple[Place, PegawaiId], Decision] = field(default_factory=dict)
    reminded: dict[tuple[Place, PegawaiId], datetime] = field(default_factory=dict)
    events: list[Event] = field(default_factory=list)
    rosters: dict[tuple[OpdId, date], DutyMonth] = field(default_factory=dict)  # FakeDuties.kept
    offices: dict[OpdId, Offices] = field(default_factory=dict)  # FakeOfficeBook.kept
    led: dict[tuple[Place, PegawaiId], tuple[OpdId, str]] = field(default_factory=dict)

    def add_once(self, check_in: CheckIn) -> Judged:
        *_, lies = self._trail(check_in.place, check_in.pegawai_id)
        check_in = replace(check_in, opd_id=lies.opd_id)
        key = (lies, check_in.pegawai_id)
        first = self.kept.get(key)
        if first is None:
            self.kept[key] = Judged(
                check_in=check_in,
                state=State.COMMITTED,
                changed_at=_changed(check_in.received_at),
                marks=check_in.marks,
                reasons=frozenset(),
                photo_sha256=check_in.claim.photo_sha256,
            )
        elif first.check_in.claim.check_in_id != check_in.claim.check_in_id:
            raise AlreadyRecorded(first=first)
        elif first.check_in.claim != check_in.claim:
            raise ContentDiffers
        return self.kept[key]

    def find(self, place: Place, who: PegawaiId) -> Judged | None:
        *_, lies = self._trail(place, who)
        return self.kept.get((lies, who))

    def _trail(self, place: Place, who: PegawaiId) -> list[Place]:
        trail = [place]
        while found := self.led.get((trail[-1], who)):
            trail.append(replace(place, opd_id=found[0]))
        return trail

    def lying(
        self, wanted: Sequence[tuple[Place, PegawaiId]]
    ) -> dict[tuple[Place, PegawaiId], OpdId]:
        return {
            (place, who): self._trail(place, who)[-1].opd_id
            for place, who in wanted
            if (place, who) in self.kept or (place, who) in self.led
        }

    def lead(self, pointers: Sequence[Pointer], *, now: datetime) -> bool:
        stand = True
        for each in pointers:
            key = (each.place, each.pegawai_id)
            if key in self.kept:
                stand = False
            else:
                stand &= self.led.setdefault(key, (each.home, _changed(now)))[0] == each.home
        return stand

    def own(
        self, who: PegawaiId, places: Sequence[Place], *, offices_of: OpdId | None = None
    ) -> Own:
        places = [each for place in places for each in self._trail(place, who)]

        def of(found: Mapping[tuple[Place, PegawaiId], T]) -> dict[str, T]:
            return {p.activity_id: found[p, who] for p in places if (p, who) in found}

        asked = {
            (place.opd_id, month)
            for place in places
            for month in months_of([datetime.strptime(place.held_on, "%Y%m%d").date()])  # noqa: DTZ007 - a day
        }
        return Own(
            records=of(self.kept),
            decisions=of(self.decided),
            reminders=of(self.reminded),
            months=tuple(self.rosters[key] for key in sorted(asked) if key in self.rosters),
            offices=self.offices.get(offices_of) if offices_of else None,
        )

    def judge(
        self,
        judged: Judged,
        state: State,
        *,
        now: datetime,
        reasons: frozenset[ReviewReason],
        marks: frozenset[Mark],
        kept_sha256: str | None,
        judgement: Mapping[str, Any] | None,
        event: Event,
        drop_place: bool = False,
    ) -> None:
        fact = judged.check_in
        if drop_place:
            fact = replace(fact, claim=replace(fact.claim, place=None))
        self._move(
            judged, event, now, check_in=fact, state=state, reasons=reasons, marks=marks,
            kept_sha256=kept_sha256 or judged.kept_sha256, judged=judgement or judged.judged,
        )  # fmt: skip

    def replace_photo(self, judged: Judged, sha256: str, *, now: datetime, event: Event) -> None:
        marks = judged.marks | {Mark.OTHER_PHOTO}
        self._move(
            judged, event, now, photo_sha256=sha256, state=State.COMMITTED, marks=marks,
            kept_sha256=None,
        )  # fmt: skip

    def _move(self, seen: Judged, event: Event, now: datetime, **changes: Any) -> None:  # noqa: ANN401
        key = (seen.check_in.place, seen.check_in.pegawai_id)
        if self.kept[key].changed_at != seen.changed_at:
            raise StateChanged
        later = max(_changed(now), _sortable(int(seen.changed_at, 36) + 1))
        self.kept[key] = replace(seen, changed_at=later, **changes)
        self.events.append(event)

    def decide(self, place: Place, decision: Decision, event: Event) -> None:
        if (place, decision.pegawai_id) in self.decided:
            raise StateChanged
        self.decided[place, decision.pegawai_id] = decision
        self.events.append(event)

    def remind(
        self, place: Place, who: Sequence[PegawaiId], *, now: datetime, event: Event
    ) -> None:
        self.reminded |= {(place, each): now for each in who}
        self.events.append(event)

    def since(self, place: Place, cursor: str | None) -> tuple[Entry, ...]:
        first = _sortable(max(0, int(cursor, 36) - 10_000)) if cursor else ""
        found = [*self._of(place), *self._pointers(place)]
        changed = [entry for entry in found if entry.changed_at >= first]
        led = [entry for entry in changed if entry.kind is EntryKind.ELSEWHERE]
        for entry in led:
            there = replace(place, opd_id=OpdId(entry.status))
            behind = [*self._of(there), *self._pointers(there)]
            mine = [each for each in behind if each.pegawai_id == entry.pegawai_id]
            changed += mine
            led += [each for each in mine if each.kind is EntryKind.ELSEWHERE]
        return tuple(sorted(changed, key=lambda entry: entry.changed_at))

    def _of(self, place: Place) -> list[Entry]:
        return [*self._records(place), *self._decisions(place), *self._reminders(place)]

    def _pointers(self, place: Place) -> Iterator[Entry]:
        for (where, who), (home, changed_at) in self.led.items():
            if where == place:
                yield _entry(EntryKind.ELSEWHERE, who, home, changed_at)

    def _records(self, place: Place) -> Iterator[Entry]:
        for (where, who), record in self.kept.items():
            if where == place:
                counted = record.as_counted
                status = record_entry(
                    record.state, counted.code, record.check_in.received_at,
                    is_unproven=counted.is_unproven, awaits_retake=counted.awaits_retake,
                )  # fmt: skip
                yield _entry(EntryKind.CHECK_IN, who, status, record.changed_at)

    def _decisions(self, place: Place) -> Iterator[Entry]:
        for (where, who), decision in self.decided.items():
            if where == place:
                status = decision_entry(Code(decision.code))
                yield _entry(EntryKind.DECISION, who, status, _changed(decision.at))

    def _reminders(self, place: Place) -> Iterator[Entry]:
        for (where, who), at in self.reminded.items():
            if where == place:
                yield _entry(EntryKind.REMINDED, who, "DIINGATKAN", _changed(at))

    def many(self, place: Place, who: Sequence[PegawaiId]) -> tuple[Judged, ...]:
        return tuple(found for each in who if (found := self.find(place, each)))


def _entry(kind: EntryKind, who: PegawaiId, status: str, changed: str) -> Entry:
    at = datetime.fromtimestamp(int(changed, 36) / 1000, UTC)
    return Entry(kind=kind, pegawai_id=who, status=status, changed_at=changed, at=at)


def _changed(at: datetime) -> str:
    return _sortable(int(at.timestamp() * 1000))


def _sortable(milliseconds: int) -> str:
    return base36(milliseconds).rjust(8, "0")


@dataclass
class FakePace:
    """Counts per minute."""

    counts: Counter[tuple[str, PegawaiId, str]] = field(default_factory=Counter)

    def take(self, what: str, who: PegawaiId, *, most: int, now: datetime) -> bool:
        minute = (what, who, f"{now:%Y%m%d%H%M}")
        if self.counts[minute] >= most:
            return False
        self.counts[minute] += 1
        return True


@dataclass
class FakeFeeds:
    """One link a person."""

    kept: dict[PegawaiId, FeedLink] = field(default_factory=dict)
    events: list[Event] = field(default_factory=list)

    def get(self, pegawai_id: PegawaiId) -> FeedLink | None:
        return self.kept.get(pegawai_id)

    def put(self, pegawai_id: PegawaiId, link: FeedLink, event: Event) -> None:
        self.kept[pegawai_id] = link
        self.events.append(event)

    def drop(self, pegawai_id: PegawaiId, event: Event) -> None:
        self.kept.pop(pegawai_id, None)
        self.events.append(event)


@dataclass
class FakeSignatureImages:
    """One image for a person and an OPD."""

    kept: dict[tuple[PegawaiId, OpdId], SignatureImage] = field(default_factory=dict)
    events: list[Event] = field(default_factory=list)

    def get(self, pegawai_id: PegawaiId, opd_id: OpdId) -> SignatureImage | None:
        return self.kept.get((pegawai_id, opd_id))

    def put(
        self, pegawai_id: PegawaiId, opd_id: OpdId, image: SignatureImage, event: Event
    ) -> None:
        self.kept[pegawai_id, opd_id] = image
        self.events.append(event)

    def drop(self, pegawai_id: PegawaiId, opd_id: OpdId, event: Event) -> None:
        self.kept.pop((pegawai_id, opd_id), None)
        self.events.append(event)


@dataclass
class FakeReports:
    """Reports by month."""

    kept: dict[str, dict[ReportId, Report]] = field(default_factory=dict)

    def add(self, report: Report) -> None:
        month = self.kept.setdefault(f"{day_of(report.at):%Y%m}", {})
        month.setdefault(report.report_id, report)

    def of_month(self, first_day: date, most: int) -> tuple[Report, ...]:
        month = self.kept.get(f"{first_day:%Y%m}", {})
        return tuple(month[each] for each in sorted(month, reverse=True)[:most])


@dataclass
class FakePermits:
    """Permits with their revisions."""

    kept: dict[PermitId, tuple[Permit, int]] = field(default_factory=dict)
    notes: dict[date, list[PermitId]] = field(default_factory=dict)
    events: list[Event] = field(default_factory=list)

    def add(self, permit: Permit, event: Event) -> Permit:
        if permit.permit_id in self.kept:
            return self.kept[permit.permit_id][0]
        number = _folded(permit.letter.number)
        for other, _ in self.kept.values():
            is_same = _folded(other.letter.number) == number and permit.opd_id in other.opd_ids
            if number and is_same:
                raise SameLetter("/letter/number", permit=other)
        self.kept[permit.permit_id] = (permit, 1)
        self.events.append(event)
        return permit

    def get(self, permit_id: PermitId) -> Permit:
        if permit_id not in self.kept:
            raise NotFound
        return self.kept[permit_id][0]

    def change(
        self, permit_id: PermitId, edit: Callable[[Permit], tuple[Permit, Event] | None]
    ) -> Permit:
        for _ in range(4):
            seen = self.get(permit_id), self.kept[permit_id][1]
            edited = edit(seen[0])
            if edited is None:
                return seen[0]
            if self.kept[permit_id][1] == seen[1]:
                self.kept[permit_id] = (edited[0], seen[1] + 1)
                self.events.append(edited[1])
                if ends_on := note_ends_on(edited[0], edited[1].at):
                    self.notes.setdefault(ends_on, []).append(permit_id)
                return edited[0]
        raise VersionConflict

    def of_person(self, pegawai_id: PegawaiId, *, since: date) -> tuple[Permit, ...]:
        own = [
            replace(permit, parts=(part,))
            for permit, _ in self.kept.values()
            if permit.last_day >= since and (part := permit.part_of(pegawai_id))
        ]
        return tuple(sorted(own, key=lambda permit: (permit.last_day, permit.permit_id)))

    def in_month(self, opd_id: OpdId, month: str) -> tuple[Permit, ...]:
        """What FakeDuties reads beside its rosters; no part of the port."""
        counting = (p.counted_in(opd_id) for p, _ in self.kept.values() if opd_id in p.counting)
        return tuple(p for p in counting if month in months(p.first_day, p.last_day))

    def open_cases(self, opd_id: OpdId) -> tuple[PermitId, ...]:
        waiting = [p for p in self._of(opd_id) if p.state is PermitState.ASKED]
        return tuple(p.permit_id for p in sorted(waiting, key=lambda permit: permit.asked_at))

    def waiting(self) -> Mapping[OpdId, int]:
        permits = [permit for permit, _ in self.kept.values()]
        return Counter(
            opd_id
            for permit in permits
            for opd_id in permit.opd_ids
            if permit.of_opd(opd_id).state is PermitState.ASKED
        )

    def closed_cases(self, opd_id: OpdId) -> tuple[PermitId, ...]:
        closed = [p.permit_id for p in self._of(opd_id) if p.state is not PermitState.ASKED]
        return tuple(sorted(closed, reverse=True)[:100])

    def _of(self, opd_id: OpdId) -> list[Permit]:
        return [p.of_opd(opd_id) for p, _ in self.kept.values() if opd_id in p.opd_ids]

    def notes_ending(self, days: Sequence[date]) -> tuple[PermitId, ...]:
        return tuple(permit_id for day in days for permit_id in self.notes.get(day, ()))

    def many(self, permit_ids: Sequence[PermitId]) -> tuple[Permit, ...]:
        return tuple(self.kept[each][0] for each in permit_ids if each in self.kept)


def _folded(number: str) -> str:
    return "".join(number.split()).upper()


@dataclass
class FakeDuties:
    """Duty rosters by OPD and month, beside the permits."""

    permits: FakePermits
    kept: dict[tuple[OpdId, date], DutyMonth] = field(default_factory=dict)
    events: list[Event] = field(default_factory=list)

    def around(self, opd_id: OpdId, day: date) -> tuple[tuple[DutyMonth, ...], tuple[Permit, ...]]:
        months = (
            self.kept.get((opd_id, month), DutyMonth(opd_id=opd_id, first_day=month))
            for month in months_of([day])
        )
        return tuple(months), self.permits.in_month(opd_id, f"{day:%Y%m}")

    def change(self, month: DutyMonth, event: Event) -> None:
        key = (month.opd_id, month.first_day)
        if (self.kept[key].version if key in self.kept else 0) != month.version - 1:
            raise VersionConflict
        self.kept[key] = month
        self.events.append(event)


@dataclass
class FakeOfficeBook:
    """Offices by OPD."""

    kept: dict[OpdId, Offices] = field(default_factory=dict)
    events: list[Event] = field(default_factory=list)

    def of(self, opd_id: OpdId) -> Offices:
        return self.kept.get(opd_id, Offices(opd_id=opd_id))

    def change(self, offices: Offices, event: Event) -> None:
        if self.of(offices.opd_id).version != offices.version - 1:
            raise VersionConflict
        self.kept[offices.opd_id] = offices
        self.events.append(event)


@dataclass
class FakeNotices:
    """Notices by person and id."""

    kept: dict[PegawaiId, dict[str, Notice]] = field(default_factory=dict)

    def add(self, to: Iterable[PegawaiId], notice: Notice) -> None:
        for who in to:
            self.kept.setdefault(who, {}).setdefault(notice.notice_id, notice)

    def newest(self, to: PegawaiId, *, most: int = 50) -> tuple[Notice, ...]:
        found = self.kept.get(to, {})
        return tuple(found[each] for each in sorted(found, reverse=True)[:most])

    def mark_read(self, to: PegawaiId, notice_id: str) -> None:
        found = self.kept.get(to, {})
        if notice_id not in found:
            raise NotFound
        found[notice_id] = replace(found[notice_id], read=True)


@dataclass
class FakeAccounts:
    """Accounts, secrets and whose names are whose."""

    permits: FakePermits = field(default_factory=FakePermits)
    kept: dict[PegawaiId, Account] = field(default_factory=dict)
    kept_secrets: dict[PegawaiId, Secret] = field(default_factory=dict)
    names: dict[str, PegawaiId] = field(default_factory=dict)
    nips: dict[str, PegawaiId] = field(default_factory=dict)
    events: list[Event] = field(default_factory=list)
    schedule: FakeSchedule = field(default_factory=FakeSchedule)

    @classmethod
    def holding(cls, accounts: Accounts, people: Iterable[Person]) -> "FakeAccounts":
        """The accounts of these people, copied from another store."""
        memory = cls()
        for person in people:
            who = person.pegawai_id
            account = accounts.get(who)
            assert account
            memory.kept[who], memory.nips[person.nip] = account, who
            memory.kept_secrets[who] = accounts.secret(who) or Secret(pegawai_id=who, rev=1)
        return memory

    def get(self, pegawai_id: PegawaiId) -> Account | None:
        return self.kept.get(pegawai_id)

    def many(self, pegawai_ids: Sequence[PegawaiId]) -> dict[str, Account]:
        return {each: self.kept[each] for each in pegawai_ids if each in self.kept}

    def standings(self, opd_id: OpdId) -> dict[PegawaiId, Standing]:
        return {
            account.pegawai_id: Standing(
                state=account.state,
                phones=sum(device.state is DeviceState.BOUND for device in account.devices),
            )
            for account in self.kept.values()
            if account.opd_id == opd_id
        }

    def waiting_devices(self, opd_id: OpdId) -> tuple[PegawaiId, ...]:
        return tuple(
            account.pegawai_id
            for account in self.kept.values()
            if account.opd_id == opd_id
            and any(device.state is DeviceState.PENDING for device in account.devices)
        )

    def with_permits(
        self, pegawai_id: PegawaiId, *, since: date
    ) -> tuple[Account | None, tuple[Permit, ...]]:
        return self.get(pegawai_id), self.permits.of_person(pegawai_id, since=since)

    def with_activity(
        self, pegawai_id: PegawaiId, place: Place
    ) -> tuple[Account | None, OpdActivity | None]:
        return self.get(pegawai_id), self.schedule.kept.get(place)

    def save(self, account: Account, event: Event | None = None) -> None:
        _check_rev(self.kept.get(account.pegawai_id), account)
        self.kept[account.pegawai_id] = account
        self.events += [event] if event else []

    def secret(self, pegawai_id: PegawaiId) -> Secret | None:
        return self.kept_secrets.get(pegawai_id)

    def secrets(self, pegawai_ids: Sequence[PegawaiId]) -> dict[str, Secret]:
        return {p: self.kept_secrets[p] for p in pegawai_ids if p in self.kept_secrets}

    def save_both(
        self,
        account: Account,
        secret: Secret,
        event: Event,
        *,
        new_name: str | None = None,
        old_name: str | None = None,
    ) -> None:
        _check_rev(self.kept.get(account.pegawai_id), account)
        _check_rev(self.kept_secrets.get(account.pegawai_id), secret)
        if new_name and self.names.get(new_name, account.pegawai_id) != account.pegawai_id:
            raise NameTaken
        if old_name:
            self.names.pop(old_name, None)
        if new_name:
            self.names[new_name] = account.pegawai_id
        self.save(account, event)
        self.kept_secrets[account.pegawai_id] = secret

    def find(self, name: str, digests: Sequence[str]) -> PegawaiId | None:
        by_name = (self.names[each] for each in digests if each in self.names)
        return next(by_name, None) or self.by_nip(name)

    def by_nip(self, nip: str) -> PegawaiId | None:
        return self.nips.get(nip)


@dataclass
class FakeFailures:
    """Failed tries by name and kind of client; they are never forgotten by themselves."""

    counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    until: dict[tuple[str, str], datetime] = field(default_factory=dict)

    def remembered(self, digest: str, client: str, *, now: datetime) -> Tries | None:
        key = (digest, client)
        return Tries(self.until.get(key, now)) if self.counts[key] else None

    def add(self, digest: str, client: str, *, now: datetime) -> None:
        key = (digest, client)
        self.counts[key] += 1
        over = self.counts[key] - FREE_TRIES
        if over > 0:
            self.until[key] = now + FIRST_WAIT * 2 ** min(over - 1, 5)
        if self.counts[key] >= REFUSED_FROM and client != CODE_CLIENT:
            self.until[key] = now + REFUSED_FOR

    def clear(self, digest: str, client: str) -> None:
        self.counts.pop((digest, client), None)
        self.until.pop((digest, client), None)


@dataclass
class FakePeople:
    """Profiles and mail addresses."""

    kept: dict[PegawaiId, Person] = field(default_factory=dict)
    mails: dict[PegawaiId, str] = field(default_factory=dict)
    stays: dict[PegawaiId, tuple[Stay, ...]] = field(default_factory=dict)
    events: list[Event] = field(default_factory=list)

    def person(self, pegawai_id: PegawaiId) -> Person | None:
        return self.kept.get(pegawai_id)

    def profile(self, pegawai_id: PegawaiId) -> tuple[Person, str | None] | None:
        person = self.person(pegawai_id)
        return (person, self.mails.get(pegawai_id)) if person else None

    def set_mail(self, pegawai_id: PegawaiId, mail: str | None, event: Event) -> None:
        if pegawai_id not in self.kept:
            raise NotFound
        self.mails.pop(pegawai_id, None)
        if mail:
            self.mails[pegawai_id] = mail
        self.events.append(event)

    def of_opd(self, opd_id: OpdId) -> tuple[Person, ...]:
        found = [person for person in self.kept.values() if person.opd_id == opd_id]
        return tuple(sorted(found, key=lambda person: person.pegawai_id))

    def of_opds(self, opd_ids: Sequence[OpdId]) -> tuple[Person, ...]:
        return tuple(person for opd_id in opd_ids for person in self.of_opd(opd_id))

    def history(self, pegawai_id: PegawaiId) -> tuple[Person, tuple[Stay, ...]] | None:
        person = self.person(pegawai_id)
        return (person, self.stays.get(pegawai_id, ())) if person else None


@dataclass
class FakeAppointments:
    """Who holds what; the accounts know it too."""

    accounts: FakeAccounts
    held: list[Held] = field(default_factory=list)
    proposed: dict[tuple[PegawaiId, Role], Proposal] = field(default_factory=dict)

    def of_opd(self, opd_id: OpdId | None) -> tuple[Held, ...]:
        return tuple(each for each in self.held if each.appointment.opd_id == opd_id)

    def filled(self, on: date) -> Mapping[OpdId, frozenset[Role]]:
        active = [o.appointment for o in self.held if o.appointment.is_active(on)]
        return {
            opd_id: frozenset(a.role for a in active if a.opd_id == opd_id)
            for opd_id in {a.opd_id for a in active if a.opd_id}
        }

    def proposals(self) -> tuple[Proposal, ...]:
        return tuple(self.proposed.values())

    def propose(self, proposal: Proposal, event: Event) -> None:
        del event
        stands = self.proposed.get((proposal.pegawai_id, proposal.role))
        if stands and stands.is_waiting(day_of(proposal.at)):
            raise AlreadyProposed
        self.proposed[proposal.pegawai_id, proposal.role] = proposal

    def settle(self, proposal: Proposal, event: Event) -> None:
        del event
        self._check_waiting(proposal)
        self.proposed[proposal.pegawai_id, proposal.role] = proposal

    def _check_waiting(self, of: Proposal) -> None:
        stands = self.proposed.get((of.pegawai_id, of.role))
        if stands is None or stands.proposal_id != of.proposal_id:
            raise StateChanged
        if stands.state is not ProposalState.WAITING:
            raise StateChanged

    def add(
        self,
        account: Account,
        held: Held,
        event: Event,
        *,
        by: Proposal | None = None,
        beside: Account | None = None,
    ) -> None:
        stands = self.accounts.get(beside.pegawai_id) if beside else None
        if beside and (stands is None or stands.rev != beside.rev):
            raise VersionConflict
        if by:
            self._check_waiting(by)
        self.accounts.save(account, event)
        if by:
            self.settle(by, event)
        a, who = held.appointment, held.pegawai_id
        self.held = [
            each
            for each in self.held
            if (each.pegawai_id, each.appointment.role, each.appointment.since)
            != (who, a.role, a.since)
        ]
        self.held.append(held)


@dataclass
class FakeAuditLog:
    """Events by id, and whose photo was viewed."""

    told: dict[str, Event] = field(default_factory=dict)
    views: dict[tuple[PegawaiId, str], Event] = field(default_factory=dict)

    def add(self, event: Event) -> None:
        self.told.setdefault(event.event_id, event)

    def add_view(self, events: Sequence[Event]) -> None:
        for event in events:
            self.add(event)
            self.views.setdefault((PegawaiId(event.detail["of"]), event.event_id), event)

    def about(self, person: PegawaiId, opd_id: OpdId) -> tuple[Event, ...]:
        mine = [e for e in self.told.values() if (e.person, e.opd_id) == (person, opd_id)]
        thin = (replace(e, subject=person, detail={}, crosses_opd=False) for e in mine)
        return tuple(sorted(thin, key=lambda e: e.event_id, reverse=True))[:100]


def _check_rev(stands: Account | Secret | None, coming: Account | Secret) -> None:
    if (stands.rev if stands else 0) != coming.rev - 1:
        raise VersionConflict


def place_of(edition: Edition) -> Place:
    """Where an OPD's table of one activity is kept."""
    recap = edition.recap
    assert recap.owner
    assert recap.activity_id
    return Place(
        opd_id=recap.owner, held_on=f"{recap.held_on:%Y%m%d}", activity_id=recap.activity_id
    )
