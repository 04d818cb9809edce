"""Permits: reasons not to attend, asked for or entered, decided per person (domain.md §4)."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final, NewType

from chalicelib.domain.activities import ActivityId
from chalicelib.domain.attendance import Code, letter_photo_key
from chalicelib.domain.calendar import day_of
from chalicelib.domain.people import OpdId, PegawaiId, UnitNo

PermitId = NewType("PermitId", str)  # ULID made by the asker

ASKABLE: Final = frozenset(
    {
        Code.DUTY_ELSEWHERE,
        Code.ILL,
        Code.PERMITTED,
        Code.LEAVE,
        Code.TECHNICAL,
        Code.STUDY,
        Code.TRAINING,
    }
)
ENTERED_BY_ADMIN: Final = frozenset({Code.LEAVE, Code.STUDY, Code.TRAINING})
MOST_DAYS_ASKED: Final = 366
MOST_DAYS_ENTERED: Final = 1_096  # three years of study
MOST_PEOPLE: Final = 50
MOST_COPIES: Final = 100  # one transaction of DynamoDB holds them all
MOST_PHOTOS: Final = 4
NOTE_TAKEN_DAYS: Final = 7  # after its last day: three after the return, over a long weekend
LETTER_DAYS: Final = 90
SICK_NOTE_DAYS: Final = 30  # after the decision
UNDECIDED_NOTE_DAYS: Final = 90  # after its arrival, whatever becomes of it
FREED_DAYS: Final = 1  # ends what lies longer already
KEPT_CLASSES: Final = (90, 180, 365, 730)  # the bucket's lifecycle rules (infra/template.yaml)


class PermitState(StrEnum):
    """State of one person's part of a permit."""

    ASKED = "DIAJUKAN"
    APPROVED = "DISETUJUI"
    REJECTED = "DITOLAK"
    WITHDRAWN = "DIBATALKAN"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One person's part of a permit; decided for itself."""

    pegawai_id: PegawaiId
    name: str
    opd_id: OpdId  # whose people decide about it
    unit_no: UnitNo
    state: PermitState = PermitState.ASKED
    decided_by: PegawaiId | None = None
    decider_name: str = ""
    decided_at: datetime | None = None
    reason: str = ""
    also: tuple[OpdId, ...] = ()  # to which the person came since: it counts there too


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A surat tugas, doctor's letter or leave letter: its number, photos, or both."""

    number: str = ""
    purpose: str = ""
    photo_sha256s: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Permit:
    """A request that covers people and days; hours narrow it to one activity.

    A letter may name people of other OPDs: each OPD has its own people's part of it.
    """

    permit_id: PermitId
    opd_id: OpdId  # the asker's, where the letter lies
    code: Code
    first_day: date
    last_day: date
    activity_id: ActivityId | None = None
    reason: str = ""
    letter: Letter = Letter()
    asked_by: PegawaiId
    asked_at: datetime
    parts: tuple[Part, ...]

    def covers(self, day: date, activity_id: ActivityId) -> bool:
        """Whether an activity on that day lies inside the permit."""
        return self.first_day <= day <= self.last_day and self.activity_id in (None, activity_id)

    def part_of(self, pegawai_id: PegawaiId) -> Part | None:
        """That person's part, if they are named."""
        return next((p for p in self.parts if p.pegawai_id == pegawai_id), None)

    def with_part(self, part: Part) -> "Permit":
        """The permit with that person's part replaced or added."""
        others = tuple(p for p in self.parts if p.pegawai_id != part.pegawai_id)
        return replace(self, parts=(*others, part))

    @property
    def opd_ids(self) -> tuple[OpdId, ...]:
        """The asker's OPD, then those of the others that it names."""
        return tuple(dict.fromkeys((self.opd_id, *(part.opd_id for part in self.parts))))

    @property
    def counting(self) -> tuple[OpdId, ...]:
        """Those in whose tables it counts: also where somebody came since (security.md T7)."""
        since = (opd_id for part in self.parts for opd_id in part.also)
        return tuple(dict.fromkeys((*self.opd_ids, *since)))

    def counted_in(self, opd_id: OpdId) -> "Permit":
        """What counts in that OPD's tables."""
        found = (p for p in self.parts if opd_id in (p.opd_id, *p.also))
        return replace(self, parts=tuple(found))

    def following(self, pegawai_id: PegawaiId, opd_id: OpdId) -> "Permit | None":
        """Counting also where that person comes to; None where it does, or nothing is left of it.

        Who decides stays the same. What one transaction could not hold any more stays as it is.
        """
        part = self.part_of(pegawai_id)
        is_alive = part and part.state in (PermitState.ASKED, PermitState.APPROVED)
        if part is None or not is_alive or opd_id in (part.opd_id, *part.also):
            return None
        after = self.with_part(replace(part, also=(*part.also, opd_id)))
        return after if after.copies <= MOST_COPIES else None

    def of_opd(self, opd_id: OpdId) -> "Permit":
        """What that OPD sees of it and decides about: its own people."""
        return replace(self, parts=tuple(p for p in self.parts if p.opd_id == opd_id))

    def page_key(self, sha256: str) -> str:
        """Where a page of its letter lies as it was sent."""
        return letter_photo_key(self.code, self.opd_id, self.permit_id, sha256)

    @property
    def page_keys(self) -> tuple[str, ...]:
        """Where the pages of its letter lie as they were sent."""
        return tuple(map(self.page_key, self.letter.photo_sha256s))

    def takes_note(self, today: date) -> bool:
        """Whether the doctor's letter may still come: it is often written afterwards."""
        is_alive = self.state in (PermitState.ASKED, PermitState.APPROVED)
        last_day = self.last_day + timedelta(days=NOTE_TAKEN_DAYS)
        return self.code is Code.ILL and is_alive and today <= last_day

    @property
    def copies(self) -> int:
        """Items that change together with it: its audit event too."""
        a_month_each = len(months(self.first_day, self.last_day)) * len(self.counting)
        cases_and_letters = 2 * len(self.opd_ids)
        return 2 + len(self.parts) + a_month_each + cases_and_letters

    @property
    def state(self) -> PermitState:
        """One word for the whole: asked while any part is, approved where any part is."""
        states = {part.state for part in self.parts}
        order = (PermitState.ASKED, PermitState.APPROVED, PermitState.REJECTED)
        return next((s for s in order if s in states), PermitState.WITHDRAWN)


def letter_days(permit: Permit, arrived_on: date) -> int:
    """Days for which a page of this letter is kept, from its arrival on (security.md R2, P7).

    Letters: 90 days after the last day that they cover; the bucket's lifecycle knows classes of
    days: the next one that is long enough. Sick notes end 30 days after the decision: by a job
    (`note_ends_on`), and for a page that comes after it by its class.
    """
    if permit.code is Code.ILL:
        ended = [note_end(part.decided_at) for part in permit.parts if part.decided_at]
        if not ended:
            return UNDECIDED_NOTE_DAYS
        return SICK_NOTE_DAYS if arrived_on < max(ended) else FREED_DAYS
    needed = max(0, (permit.last_day - arrived_on).days) + LETTER_DAYS
    return next((days for days in KEPT_CLASSES if days >= needed), KEPT_CLASSES[-1])


def note_ends_on(permit: Permit, changed_at: datetime) -> date | None:
    """The day (WIB) from which the sick note of a permit that was settled then is let go."""
    is_note = permit.code is Code.ILL and permit.letter.photo_sha256s
    return note_end(changed_at) if is_note and permit.state is not PermitState.ASKED else None


def note_end(settled_at: datetime) -> date:
    """From which day (WIB) on a sick note is let go, by when it was decided or got a page after."""
    return day_of(settled_at) + timedelta(days=SICK_NOTE_DAYS)


def permit_for(permits: tuple[Permit, ...], day: date, activity_id: ActivityId) -> Permit | None:
    """The permit to show for an activity: an open one before a refused one, then the newest."""
    covering = [p for p in permits if p.covers(day, activity_id)]
    alive = (PermitState.ASKED, PermitState.APPROVED)
    return max(covering, key=lambda p: (p.state in alive, p.asked_at), default=None)


def months(first_day: date, last_day: date) -> tuple[str, ...]:
    """The months YYYYMM that these days touch."""
    count = (last_day.year - first_day.year) * 12 + last_day.month - first_day.month
    start = first_day.year * 12 + first_day.month - 1
    return tuple(f"{(start + n) // 12:04d}{(start + n) % 12 + 1:02d}" for n in range(count + 1))
