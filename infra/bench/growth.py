"""What ten times the people and ten times the history cost more: nothing, or a line for each."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from typing import Any, Final

from chalicelib.domain.people import Person
from infra.bench.measure import RUNS, Cost, Figures, cost_of
from infra.bench.morning import CREATED, BenchError, Morning, page
from infra.bench.regency import a_claim, cookies, ticket
from tests.scheduled import Office as Scheduled
from tests.world import MONDAY, Phone

PEOPLE: Final = 300
TIMES: Final = 10
WEEKS: Final = 4  # 40 of them lie between the regency's first roster and its Monday
ABSENT: Final = 60  # people who check in when it is measured
Work = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Operation:
    """One that is measured, and what it may cost in a larger office."""

    name: str
    work: Callable[[Morning, bytes], Work]
    has_lines: bool = False  # one for each person, so that its units grow with them


def checking_in(morning: Morning, picture: bytes) -> Work:
    """The people who stayed away come after all, with the tickets that they hold."""
    made = iter([_claim(morning, picture, morning.absent.pop()) for _ in range(RUNS)])
    return lambda: _committed(morning, *next(made))


def verifying(morning: Morning, picture: bytes) -> Work:
    """The photo of one person after another, from the queue's message to its record."""
    keys = []
    for _ in range(RUNS):
        person, claim, photo = _claim(morning, picture, morning.absent.pop())
        keys.append(morning.world.put_photo(_committed(morning, person, claim, photo), photo))
    waiting = iter(keys)
    return lambda: morning.world.wired.verify_photo(next(waiting))


def _claim(
    morning: Morning, picture: bytes, person: Person
) -> tuple[Person, dict[str, Any], bytes]:
    photo = picture + person.pegawai_id.encode()  # behind the image's end: a hash of its own
    world, activity = morning.world, morning.activity
    sealed = ticket(world.wired, world.clock, person, activity)
    claim = a_claim(int(person.pegawai_id[3:]), activity, sealed)
    claim["photo"] = {"sha256": sha256(photo).hexdigest(), "size": len(photo)}
    return person, claim, photo


def _committed(morning: Morning, person: Person, claim: dict[str, Any], _photo: bytes) -> Any:  # noqa: ANN401 - JSON
    """The form for the photo. Raises BenchError where the check-in was refused."""
    phone = Phone(morning.world, cookies(person.pegawai_id))
    status, body, _ = phone.call("POST", "/check-ins", claim)
    if status != CREATED:
        raise BenchError(body)
    return body["upload"]


def compiling(morning: Morning, _picture: bytes) -> Work:
    """The recap of the morning's first office, with facts that are newer each time."""
    (work,) = morning.works()

    def compile_anew() -> None:
        morning.pass_time(timedelta(seconds=1))
        morning.world.wired.run(work)

    return compile_anew


def today_page(morning: Morning, _picture: bytes) -> Work:
    """An employee opens the app."""
    who = morning.offices[0].people[1].pegawai_id
    return lambda: page(morning.world, who, "/me/today")


def polling(morning: Morning, picture: bytes) -> Work:
    """The admin's board asks what is new since one person came; nothing is.

    A poll reads the seconds before its cursor again. After a pause, or a larger office would have
    more arrivals in them.
    """
    morning.pass_time(timedelta(minutes=1))
    _committed(morning, *_claim(morning, picture, morning.absent.pop()))
    office = morning.offices[0]
    path = f"/opds/{office.opd.opd_id}/boards/{MONDAY}/{morning.activity.activity_id}"
    who = office.admin.pegawai_id
    cursor = page(morning.world, who, path)["cursor"]
    morning.pass_time(timedelta(minutes=1))
    return lambda: page(morning.world, who, f"{path}?cursor={cursor}")


OPERATIONS: Final = (
    Operation("check-in", checking_in),
    Operation("photo verify", verifying),
    Operation("today page", today_page),
    Operation("board poll", polling),
    Operation("compile", compiling, has_lines=True),
)


def bench_growth(regency: Scheduled, figures: Figures, picture: bytes) -> None:
    """An office beside one of ten times its people, and beside one of ten times its weeks."""
    before = _costs(Morning(regency, PEOPLE, 1, 100_000, absent=ABSENT), WEEKS, picture)
    for each in OPERATIONS:
        cost = before[each.name]
        figures.add(f"{each.name}, office of {PEOPLE}", cost.ms, "ms", f"{cost.text}; ours alone")
    large = Morning(regency, PEOPLE * TIMES, 1, 200_000, absent=ABSENT)
    for each, cost in zip(OPERATIONS, _costs(large, WEEKS, picture).values(), strict=True):
        factor = TIMES if each.has_lines else 1
        compare(figures, f"{each.name}, 10 × the people", before[each.name], cost, factor=factor)
    old = Morning(regency, PEOPLE, 1, 300_000, absent=ABSENT)
    for each, cost in zip(OPERATIONS, _costs(old, WEEKS * TIMES, picture).values(), strict=True):
        compare(figures, f"{each.name}, 10 × the history", before[each.name], cost)


def _costs(morning: Morning, weeks: int, picture: bytes) -> dict[str, Cost]:
    """What everything costs after a morning with so many weeks behind it."""
    morning.run()
    morning.add_history(weeks)
    return {each.name: cost_of(each.work(morning, picture)) for each in OPERATIONS}


def compare(figures: Figures, name: str, before: Cost, after: Cost, *, factor: int = 1) -> None:
    """The ratio of the times; a fault where calls or units grew."""
    figures.add(name, after.ms / before.ms, "×", after.text)
    if grown := before.growth(after, factor=factor):
        figures.fault(f"{name}: {grown}")
