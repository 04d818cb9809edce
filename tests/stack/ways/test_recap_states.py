"""Whatever comes late, twice or out of order: the same facts end in the same bytes (I6, I7).

A machine of hypothesis lets phones, reviewers, the calendar and the queues act in any order, on the
real verbs over ports in memory.
"""

from datetime import date, timedelta
from typing import Final

from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
)

from chalicelib.domain.attendance import Code, State
from chalicelib.domain.errors import StateChanged
from chalicelib.domain.outcomes import PermitDay, Record
from chalicelib.domain.people import PegawaiId, UnitNo
from chalicelib.domain.permits import PermitId, PermitState
from chalicelib.domain.recap import Status, recap_of
from chalicelib.domain.settings_data import DEFAULT_COLUMNS
from chalicelib.domain.sheets import Edition
from chalicelib.services.compile_recap import compile_recap
from chalicelib.services.lock import lock
from chalicelib.services.reopen_recap import reopen_recap
from tests.fakes import (
    FakeClock,
    FakeIds,
    FakeQueue,
    FakeRecapFacts,
    FakeRecaps,
    FakeRegency,
    FakeRosters,
    FakeSchedule,
)
from tests.scheduled import PLACE
from tests.world import APEL, ENDAH, KOMINFO, MONDAY, OPDS, ulid, wib

PEOPLE: Final = tuple(PegawaiId(ulid(n)) for n in range(1, 6))
NEXT: Final = {
    None: (State.COMMITTED,),
    State.COMMITTED: (State.STORED, State.VERIFIED, State.IN_REVIEW),
    State.STORED: (State.VERIFIED, State.IN_REVIEW),
    State.IN_REVIEW: (State.ACCEPTED, State.REJECTED),
    State.VERIFIED: (),
    State.ACCEPTED: (),
    State.REJECTED: (),
}
people = st.sampled_from(PEOPLE)


class Week(RuleBasedStateMachine):
    """One OPD, one apel, five people."""

    compiled = Bundle("compiled")

    def __init__(self) -> None:
        super().__init__()
        self.clock = FakeClock(wib("07.00"))
        self.schedule, self.rosters = FakeSchedule(), FakeRosters()
        self.schedule.add(APEL, [KOMINFO])
        members = {who: UnitNo(1 + n % 2) for n, who in enumerate(PEOPLE)}
        self.rosters.write(KOMINFO, date(2026, 1, 1), members)
        self.facts = FakeRecapFacts(self.schedule, self.rosters)
        self.recaps, self.regency = FakeRecaps(self.schedule), FakeRegency(OPDS)
        self.queue, self.ids = FakeQueue(), FakeIds()
        self.chunks = self.rosters.chunks(KOMINFO, MONDAY)
        self.seen: dict[int, bytes] = {}  # FINAL versions as they first were

    @property
    def is_locked(self) -> bool:
        kept = self.schedule.kept[PLACE]
        return kept.final_version > 0 and not kept.reopened

    @rule(minutes=st.integers(1, 2 * 24 * 60))
    def time_passes(self, minutes: int) -> None:
        self.clock.at += timedelta(minutes=minutes)

    @rule(who=people, code=st.sampled_from([Code.PRESENT, Code.LATE]))
    def a_record_moves_on(self, who: PegawaiId, code: Code) -> None:
        """A late sync, a verification, a reviewer."""
        record = self.facts.records.get(who)
        following = NEXT[record.state if record else None]
        if following and not self.is_locked:
            kept = record.code if record else code
            self.facts.records[who] = Record(state=following[-1], code=kept)

    @rule(
        who=people,
        code=st.sampled_from([Code.ILL, Code.LEAVE, Code.DUTY_ELSEWHERE]),
        state=st.sampled_from(PermitState),
    )
    def a_permit_is_asked_or_decided(self, who: PegawaiId, code: Code, state: PermitState) -> None:
        if not self.is_locked:
            self.facts.permits[who] = PermitDay(
                permit_id=PermitId(who), pegawai_id=who, code=code, state=state
            )

    @rule(who=people)
    def a_person_decides_absence(self, who: PegawaiId) -> None:
        if not self.is_locked:
            self.facts.decisions[who] = Code.UNEXPLAINED

    @rule(target=compiled)
    def compile(self) -> Edition | None:
        return self._compile()

    @rule(edition=compiled)
    def an_older_compile_arrives_late(self, edition: Edition | None) -> None:
        """Its write comes only now: it must not undo a newer one, nor a FINAL."""
        if edition is None:
            return
        before = self.recaps.newest[PLACE]
        self.recaps.keep_provisional(edition, None)
        after = self.recaps.newest[PLACE]
        assert after == before or (before.version == 0 and after.as_of > before.as_of)

    @rule(times=st.integers(1, 3))
    def lock(self, times: int) -> None:
        for _ in range(times):
            lock(
                place=PLACE, chunks=self.chunks, facts=self.facts, recaps=self.recaps,
                opds=self.regency, regency=self.regency, recap_queue=self.queue, ids=self.ids,
                clock=self.clock,
            )  # fmt: skip
        current = self.recaps.newest.get(PLACE)
        if current and current.version:
            self.seen.setdefault(current.version, current.recap.to_bytes())

    @precondition(lambda self: self.is_locked)
    @rule(reason=st.sampled_from(["Surat terlambat", "Salah hitung"]))
    def reopen(self, reason: str) -> None:
        reopen_recap(
            place=PLACE, reason=reason, by=ENDAH.pegawai_id, by_name="Endah",
            schedule=self.schedule, recaps=self.recaps, regency=self.regency, ids=self.ids,
            clock=self.clock,
        )  # fmt: skip

    @precondition(lambda self: not self.schedule.kept[PLACE].final_version)
    @rule()
    def nobody_reopens_what_is_not_final(self) -> None:
        try:
            reopen_recap(
                place=PLACE, reason="Terlalu pagi", by=ENDAH.pegawai_id, by_name="Endah",
                schedule=self.schedule, recaps=self.recaps, regency=self.regency, ids=self.ids,
                clock=self.clock,
            )  # fmt: skip
        except StateChanged:
            return
        raise AssertionError

    @invariant()
    def what_is_current_follows_from_the_facts(self) -> None:
        """I7: compiling now, twice, gives the bytes that anybody would get from these facts."""
        if self.schedule.kept[PLACE].final_version:
            return
        first, second = self._compile(), self._compile()
        assert first is not None
        assert second is not None
        assert first.recap.to_bytes() == second.recap.to_bytes() == self._anew(first)

    @invariant()
    def a_final_version_never_changes(self) -> None:
        for version, data in self.seen.items():
            kept = self.recaps.version(PLACE, version)
            assert kept is not None
            assert kept.recap.to_bytes() == data

    @invariant()
    def nobody_is_absent_before_the_lock_without_a_decision(self) -> None:
        """I6."""
        current = self.recaps.newest.get(PLACE)
        if current is None or current.recap.status is Status.FINAL:
            return
        for line in current.recap.lines:
            if line.code is Code.UNEXPLAINED:
                assert line.pegawai_id in self.facts.decisions

    @invariant()
    def one_event_for_each_change(self) -> None:
        """I11."""
        actions = [event.action for event in self.recaps.events]
        assert actions.count("recap:lock") == len(self.recaps.versions)

    def _compile(self) -> Edition | None:
        return compile_recap(
            place=PLACE, chunks=self.chunks, facts=self.facts, recaps=self.recaps,
            opds=self.regency, regency=self.regency, clock=self.clock,
        )  # fmt: skip

    def _anew(self, edition: Edition) -> bytes:
        """From the facts in another order."""
        _, facts = self.facts.read(PLACE, chunks=self.chunks, opd=OPDS[0], columns=DEFAULT_COLUMNS)
        assert edition.recap.owner == KOMINFO
        return recap_of(facts, locked=False).to_bytes()


TestWeek = Week.TestCase
