"""A week's table while calls fail, from the closing of the apel to the second FINAL version.

Going through all of it takes a second and more, so it is cut into phases: each starts from what
the ones before leave where nothing fails. What a fault of one phase does to a later one is looked
for in whole ways (test_recaps.py).
"""

import logging
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

import boto3
import pytest

from chalicelib.adapters.dynamo import keys
from chalicelib.domain.attendance import Code
from chalicelib.domain.calendar import Job
from chalicelib.domain.permits import PermitState
from chalicelib.domain.recap import Status
from chalicelib.domain.sheets import Edition
from chalicelib.services import tick
from tests.fault.costs import cost_is_bounded
from tests.fault.lab import Lab
from tests.fault.neighbours import DOCUMENTS, Files, Neighbours
from tests.fault.phones import (
    DATA,
    Developing,
    Scene,
    a_scene,
    answered_is_stored,
    copy_of,
    counted_from_records,
    events_are,
    no_error_lets_through,
    no_photo_is_left_lying,
    nobody_reaches_another_opd,
    one_record_each,
    phone_of,
    the_photo_is_somewhere,
)
from tests.scheduled import PLACE, WEEK, Office, an_office, code_of
from tests.world import (
    APEL,
    BUDI,
    DINKES,
    ENDAH,
    JOKO,
    KOMINFO,
    MONDAY,
    RIZAL,
    SITI,
    Phone,
    a_photo,
    wib,
)

WEDNESDAY, THURSDAY, FRIDAY = (date(2026, 11, day) for day in (25, 26, 27))
NEXT_MONDAY: Final = date(2026, 11, 30)
PROVISIONAL, FINAL = Status.PROVISIONAL, Status.FINAL
NIGHTS: Final = 5  # that a night looks back: each is one more of the same calls
TOLD: Final = "Rekap mingguan terbit"
REASON: Final = "Surat terlambat"

Checks = Mapping[str, Callable[[Scene], None]]


@dataclass(frozen=True, slots=True)
class Phase:
    """What happens on one day, and what must hold after it."""

    act: Callable[[Lab, "Story", Scene], None]
    checks: Checks
    most: int | None = None  # plans of it; None: all

    @property
    def name(self) -> str:
        return self.act.__name__


@dataclass
class Story:
    """One OPD's week, with what each phase starts from."""

    office: Office
    neighbours: Neighbours
    budi: Phone
    ticket: str  # that it took at 06.50
    starts: dict[str, tuple[Any, Files]] = field(default_factory=dict)  # by phase: tables, files

    def begin(self, lab: Lab, phase: Phase) -> Scene:
        """The world before that phase."""
        tables, files = self.starts[phase.name]
        self.office.start = tables
        return a_scene(self.office, self.neighbours, lab, files)

    def play(self, phase: Phase) -> Callable[[Lab], Scene]:
        """That phase alone, as a scenario."""

        def run(lab: Lab) -> Scene:
            with lab.paused():
                scene = self.begin(lab, phase)
            phase.act(lab, self, scene)
            return scene

        return run

    def play_all(self, lab: Lab) -> Scene:
        """The whole way."""
        with lab.paused():
            scene = self.begin(lab, PHASES[0])
        for phase in PHASES:
            phase.act(lab, self, scene)
        return scene


@contextmanager
def a_story() -> Iterator[Story]:
    """Monday morning has passed: one photo before a reviewer, one letter that nobody decided.

    The regency is one OPD here: the other has people and days, and nothing may touch them.
    """
    with pytest.MonkeyPatch.context() as patch, an_office() as office:
        patch.setattr(logging.root.manager, "disable", logging.CRITICAL)  # of refused calls
        patch.setattr(tick, "OPEN_DAYS", NIGHTS)
        world, neighbours = office.world, Neighbours(office)
        world.wired.darkroom = Developing(world.wired.darkroom)
        gone = keys.opd_key(DINKES)
        boto3.client("dynamodb").delete_item(
            TableName=DATA, Key={"pk": {"S": gone.pk}, "sk": {"S": gone.sk}}
        )
        world.wired.opds.forget()
        office.enter_mail(JOKO, "kepala@example.id")
        siti, budi = phone_of(world, SITI), phone_of(world, BUDI)
        story = Story(office, neighbours, budi, budi.ticket())
        office.remember()
        scene = a_scene(office, neighbours, Lab())
        office.at("07.01")
        outbox = scene.outbox(SITI, siti)
        photo = a_photo(1)
        outbox.put(siti.claim(1, photo, siti.ticket(), source="FILE"), photo)
        outbox.flush()
        Lab().deliver(scene.verify, scene.arrived())
        office.ask(RIZAL, Code.ILL)
        for phase in PHASES:
            office.remember()
            story.starts[phase.name] = (office.start, neighbours.remember())
            phase.act(Lab(), story, scene)
        yield story


def drain(lab: Lab, scene: Scene) -> None:
    """Hand over what waits, and what comes of it; the sweeper has a way of its own."""
    while waiting := scene.neighbours.take("recap", "notice"):
        lab.deliver(scene.work, waiting)


def tick_since(lab: Lab, scene: Scene, mark: str, clock: str, day: date) -> None:
    """One tick, after others until that mark."""
    with lab.paused():
        scene.world.wired.schedule.set_mark(wib(mark, day))
    scene.office.at(clock, day)
    lab.call(scene.tick)


def publish(lab: Lab, scene: Scene) -> None:
    """An operator has the week published before its Friday."""
    lab.call(scene.tick, Job.PUBLISH_WEEKLY, WEEK)
    drain(lab, scene)


# ---- what happens --------------------------------------------------------------------------------


def closing(lab: Lab, _: Story, scene: Scene) -> None:
    """Compiled; who was not seen is asked; the admin learns of them."""
    tick_since(lab, scene, "07.29", "07.35", MONDAY)
    drain(lab, scene)


def publication(lab: Lab, _: Story, scene: Scene) -> None:
    scene.office.at("16.00", WEDNESDAY)
    publish(lab, scene)


def late_sync(lab: Lab, story: Story, scene: Scene) -> None:
    """A phone that was offline since Monday; its record brings the table up to date."""
    scene.office.at("19.30", WEDNESDAY)
    outbox = scene.outbox(BUDI, copy_of(story.budi))
    photo = a_photo(2)
    outbox.put(outbox.phone.claim(2, photo, story.ticket, offline=True), photo)
    lab.call(outbox.flush)
    lab.deliver(scene.verify, scene.arrived())
    lab.call(outbox.poll)
    drain(lab, scene)


def night(lab: Lab, _: Story, scene: Scene) -> None:
    """What can still change is compiled."""
    tick_since(lab, scene, "19.59", "20.00", WEDNESDAY)
    drain(lab, scene)


def next_publication(lab: Lab, _: Story, scene: Scene) -> None:
    """Another table now, so another version."""
    scene.office.at("20.30", WEDNESDAY)
    publish(lab, scene)


def lock(lab: Lab, _: Story, scene: Scene) -> None:
    """FINAL v1; how it is printed is what `publication` is about."""
    tick_since(lab, scene, "20.59", "21.00", THURSDAY)
    lab.deliver(scene.work, scene.neighbours.take("recap"))
    with lab.paused():
        drain(lab, scene)


def reopening(lab: Lab, _: Story, scene: Scene) -> None:
    """BKPSDA opens it again and signs out; somebody has that session's cookie."""
    scene.office.at("09.00", FRIDAY)
    with lab.paused():
        endah = scene.outbox(ENDAH, phone_of(scene.world, ENDAH))
        thief = scene.outbox(ENDAH, copy_of(endah.phone))
    asked = {
        "opd": KOMINFO, "date": f"{MONDAY}", "activity": APEL.activity_id, "reason": REASON,
    }  # fmt: skip
    path = f"/recaps/{WEEK.text}/reopenings"
    lab.call(scene.ask, endah, "POST", path, asked)
    lab.call(scene.ask, endah, "DELETE", "/session")
    lab.call(scene.ask, thief, "POST", path, asked)
    with lab.paused():
        scene.office.ask(JOKO, Code.DUTY_ELSEWHERE, PermitState.APPROVED, n=2)


def second_lock(lab: Lab, _: Story, scene: Scene) -> None:
    """FINAL v2, with the letter that was granted meanwhile."""
    tick_since(lab, scene, "20.59", "21.00", NEXT_MONDAY)
    lab.deliver(scene.work, scene.neighbours.take("recap"))
    with lab.paused():
        drain(lab, scene)


# ---- what must hold ------------------------------------------------------------------------------


def editions(scene: Scene) -> list[Edition]:
    """Every FINAL version, and the newest table."""
    recaps = scene.world.wired.recaps
    found = [recaps.version(PLACE, version) for version in (1, 2)]
    return [edition for edition in found if edition] + [*recaps.current([PLACE])]


def nobody_pending_was_made_absent(scene: Scene) -> None:
    """I6, I14: a photo before a reviewer, a letter nobody decided, a phone that was offline.

    TK is of the lock alone.
    """
    for edition in editions(scene):
        codes = {line.pegawai_id: line.code for line in edition.recap.lines}
        absent = {who for who, code in codes.items() if code is Code.UNEXPLAINED}
        assert edition.version or not absent, "TK before the lock"
        assert not absent & {SITI.pegawai_id, RIZAL.pegawai_id, BUDI.pegawai_id}, absent


def the_table_says(waiting: int, unseen: int, **codes: int) -> Callable[[Scene], None]:
    """I5: whatever came twice or again, the newest facts are in the newest table, and all is done.

    `waiting`: whose photo or letter is before somebody; `unseen`: of whom nothing is known.
    """

    def holds(scene: Scene) -> None:
        total = editions(scene)[-1].recap.total
        found = {code.value: count for code, count in total.codes}
        assert (total.waiting, total.unseen, found) == (waiting, unseen, codes), total
        assert scene.neighbours.take("recap", "notice") == []

    return holds


def published(*statuses: Status) -> Callable[[Scene], None]:
    """I7: so many versions of the OPD and of the regency; no file was written with other bytes."""

    def holds(scene: Scene) -> None:
        files = scene.neighbours.files(DOCUMENTS)
        for owner in (KOMINFO, None):
            found = scene.world.wired.recaps.published(owner, WEEK)
            assert [each.version for each in found] == [*range(1, len(statuses) + 1)]
            assert tuple(each.status for each in found) == statuses
            assert len({each.fingerprint for each in found}) == len(statuses)
            for kind, name in (pair for each in found for pair in each.files.items()):
                assert files.get(name, b"").startswith(kind.encode()), (
                    f"{name} is not what was printed"
                )
        written = defaultdict(set)
        for operation, params in scene.lab.requests:
            if operation == "PutObject":
                written[params["Key"]].add(params["Body"])
        assert all(len(bodies) == 1 for bodies in written.values()), "a file was overwritten"

    return holds


def told(versions: int, mails: int | None = None) -> Callable[[Scene], None]:
    """The head: of each version once in the app, and by mail where none failed at that point.

    Where SES's answer was lost the mail goes out again; where the container died between the note
    and the mail, or the note's own answer was lost, it does not.
    """
    wanted = versions if mails is None else mails

    def holds(scene: Scene) -> None:
        assert scene.office.titles(JOKO).count(TOLD) == versions
        sent = Counter(to for to, subject in scene.neighbours.mails() if TOLD in subject)
        found = sent["kepala@example.id"]
        lost = any(_is_of_mail(*each) for each in zip(_calls(scene), _requests(scene), strict=True))
        assert abs(found - wanted) <= (1 if lost else 0), f"{found} mails"

    return holds


def _calls(scene: Scene) -> list[str]:
    return scene.lab.trace


def _requests(scene: Scene) -> list[tuple[str, Mapping[str, Any]]]:
    return scene.lab.requests


def _is_of_mail(call: str, request: tuple[str, Mapping[str, Any]]) -> bool:
    """A spoilt call that hands over a mail, or notes that it was."""
    partition = request[1].get("Item", {}).get("pk", {}).get("S", "")
    return "!" in call and (call.startswith("ses.") or partition.startswith("SENT#"))


def the_unseen_were_asked_once(scene: Scene) -> None:
    """And their admin learns of them once; whoever was seen, or has asked for leave, is left be."""
    notices = scene.world.wired.notices
    found = {who: [n.what for n in notices.newest(who.pegawai_id)] for who in (SITI, BUDI, RIZAL)}
    assert found == {SITI: [], BUDI: ["ingat-ditutup"], RIZAL: ["kegiatan-ditutup"]}, found


def seen_on_wednesday(scene: Scene) -> None:
    """I8: the interval of the offline record is that of ticket and server."""
    budi = [item for item in scene.records() if item.sk == BUDI.pegawai_id]
    assert [(item.lo, item.hi) for item in budi] == [
        (wib("06.50").timestamp() * 1000, wib("19.30", WEDNESDAY).timestamp() * 1000)
    ]


def reopened_and_out(scene: Scene) -> None:
    """I1, I13: what was answered stands; the session that ended opens nothing."""
    (kept,) = scene.world.wired.schedule.copies([PLACE])
    assert kept.reopened
    assert kept.reopened["reason"] == REASON
    *_, thief = scene.asked
    assert thief.status == 401
    statuses = [each.status for each in scene.asked if each.status < 500]
    assert statuses in ([201, 204, 401], [201, 401, 401]), statuses


def versions_differ_by_the_decision_alone(scene: Scene) -> None:
    first, second, newest = editions(scene)
    assert code_of(first, JOKO.pegawai_id) is Code.UNEXPLAINED
    assert [(c.pegawai_id, c.after) for c in second.changes] == [
        (JOKO.pegawai_id, Code.DUTY_ELSEWHERE)
    ]
    assert newest == second
    assert newest.reopening
    assert newest.reopening.reason == REASON


ALWAYS: Final[Checks] = {
    "I1": answered_is_stored,
    "I2": one_record_each,
    "I4": the_photo_is_somewhere,
    "I5 photos": no_photo_is_left_lying,
    "I6": nobody_pending_was_made_absent,
    "I9": nobody_reaches_another_opd,
    "I10": no_error_lets_through,
    "I12": cost_is_bounded,
}
COUNTED: Final[Checks] = {**ALWAYS, "I3": counted_from_records}
ONCE, TWICE = (PROVISIONAL,), (PROVISIONAL, PROVISIONAL)
LOCKED, AGAIN = (*TWICE, FINAL), (*TWICE, FINAL, FINAL)
WHOLE_WAY: Final[Checks] = {
    **COUNTED,
    "I5": versions_differ_by_the_decision_alone,
    "I7": published(*AGAIN),
    "I8": seen_on_wednesday,
    "I11": events_are(photo_verify=1, recap_publish=8, recap_lock=2, recap_reopen=1, session_end=1),
    "told": told(4),
}
PHASES: Final = (
    Phase(closing, {
        **COUNTED, "I5": the_table_says(2, 4), "I7": published(),
        "I11": events_are(), "told": the_unseen_were_asked_once,
    }),
    Phase(publication, {
        **COUNTED, "I5": the_table_says(2, 4), "I7": published(*ONCE),
        "I11": events_are(recap_publish=2), "told": told(1),
    }),
    Phase(late_sync, {
        **COUNTED, "I5": the_table_says(3, 3), "I7": published(*ONCE),
        "I8": seen_on_wednesday, "I11": events_are(photo_verify=1),
    }),
    Phase(night, {
        **COUNTED, "I5": the_table_says(3, 3), "I7": published(*ONCE),
        "I11": events_are(),
    }),
    Phase(next_publication, {
        **COUNTED, "I5": the_table_says(3, 3), "I7": published(*TWICE),
        "I11": events_are(recap_publish=2), "told": told(2, mails=1),
    }, most=100),  # the calls are those of `publication`: a share shows what a second version adds
    Phase(lock, {
        **COUNTED, "I5": the_table_says(0, 0, H=2, S=1, TK=3),
        "I7": published(*LOCKED), "I11": events_are(recap_lock=1, recap_publish=2),
        "told": told(3, mails=1),
    }),
    Phase(reopening, {
        **ALWAYS, "I1 reopened": reopened_and_out, "I7": published(*LOCKED),
        "I11": events_are(recap_reopen=1, session_end=1),
    }),
    Phase(second_lock, {
        **COUNTED, "I5": versions_differ_by_the_decision_alone, "I7": published(*AGAIN),
        "I11": events_are(recap_lock=1, recap_publish=2), "told": told(4, mails=1),
    }),
)  # fmt: skip
