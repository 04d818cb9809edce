"""What the demo is made with: the product over the local stack, and a clock that can go back."""

import os
import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from hashlib import sha256
from typing import Any, Final

from chalicelib.adapters.dynamo import items
from chalicelib.domain.access import Actor
from chalicelib.domain.audit import Event
from chalicelib.domain.calendar import day_of
from chalicelib.domain.people import Opd, OpdId, Person
from chalicelib.domain.photos import Developed
from chalicelib.domain.work import Work
from chalicelib.settings import Settings
from chalicelib.wiring.whole import Wired
from infra.demo.regency import Regency, Size, make

Say = Callable[[str], None]
ITEMS_AT_ONCE: Final = 1_000
PATIENCE_S: Final = 120
WITH_PHOTOS: Final = 2  # offices whose newest apels have photos
ONE_OF: Final = 150  # people never comes


class DemoClock:
    """The wall clock, or a moment of the past while it is lived through."""

    def __init__(self) -> None:
        self.at: datetime | None = None

    def now(self) -> datetime:
        return self.at or datetime.now(UTC)


class KeptQueue:
    """A queue that the demo works off itself, at the time that it lives through."""

    def __init__(self) -> None:
        self.works: list[Work] = []

    def send(
        self, messages: Sequence[Mapping[str, Any]], *, delays_s: Sequence[int] | None = None
    ) -> None:
        del delays_s  # its clock does not run
        self.works += [Work.from_message(message) for message in messages]


class DemoWired(Wired):
    """The product with its recap queue in this process; nobody gets mail about the past."""

    @cached_property
    def recap_queue(self) -> KeptQueue:  # type: ignore[explicit-override]  # 3.11 has none
        return KeptQueue()

    @cached_property
    def notice_queue(self) -> KeptQueue:  # type: ignore[explicit-override]  # 3.11 has none
        return KeptQueue()

    def work_off(self) -> None:
        """Run what was enqueued until nothing is left."""
        while self.recap_queue.works:
            self.run(self.recap_queue.works.pop(0))
        self.notice_queue.works.clear()


@dataclass
class Demo:
    """One loading of one size."""

    size: Size
    say: Say

    def __post_init__(self) -> None:
        self.clock = DemoClock()
        self.wired = DemoWired(Settings.from_env(os.environ), clock=self.clock)
        self.regency: Regency = make(self.size)
        self.draw = random.Random(7)
        self._pictures: dict[bytes, Developed] = {}
        self._buffer: list[items.Item] = []

    @property
    def opd_ids(self) -> list[OpdId]:
        """Every office."""
        return [opd.opd_id for opd in self.regency.opds]

    def leaders(self, opd: Opd) -> tuple[Person, Person]:
        """Head and admin of an office."""
        head, admin, *_ = self.regency.of(opd)
        return head, admin

    def actor(self, person: Person) -> Actor:
        """Somebody as the product sees them at that moment."""
        role = self.regency.roles.get(person.pegawai_id)
        return Actor(
            pegawai_id=person.pegawai_id,
            opd_id=person.opd_id,
            appointments=(role,) if role else (),
            today=day_of(self.clock.now()),
            has_device=True,
            is_elevated=True,
            roles_need_second_factor=False,
        )

    def developed(self, data: bytes) -> Developed:
        """Through the product's own darkroom; each picture once."""
        if data not in self._pictures:
            developed = self.wired.darkroom.develop(data)
            if not isinstance(developed, Developed):
                raise TypeError(developed)
            self._pictures[data] = developed
        return self._pictures[data]

    def save(self, made: Iterable[items.Item]) -> None:
        """Put them with others, many at once."""
        self._buffer.extend(made)
        if len(self._buffer) >= ITEMS_AT_ONCE:
            self.flush()

    def flush(self) -> None:
        """Put what waits."""
        with items.Item.batch_write() as batch:
            for item in self._buffer:
                batch.save(item)
        self._buffer.clear()

    def event(self, action: str) -> Event:
        """An audit event of the demo's own."""
        return Event(
            event_id=self.wired.ids.ulid(),
            at=self.clock.now(),
            actor="demo",
            action=action,
            subject="demo",
        )


def be_patient() -> None:
    """Wait for answers longer than the product may; before anything is asked.

    The emulator takes seconds for an office of a thousand where the machine is busy.
    """
    items.Timing.read_timeout_seconds = PATIENCE_S


def real_now() -> datetime:
    """The wall clock, whatever is being lived through."""
    return datetime.now(UTC)


def hash_of(text: str) -> int:
    """A fixed number for a text."""
    return int.from_bytes(sha256(text.encode()).digest()[:8], "big")


def never_comes(person: Person) -> bool:
    """Whoever is TK again and again, of whom the overview tells; they have no account either."""
    return hash_of(person.pegawai_id) % ONE_OF == 0
