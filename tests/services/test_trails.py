"""Pointers for people who change their OPD, told with fakes (security.md T7)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Final

import pytest

from chalicelib.domain.attendance import Place
from chalicelib.domain.errors import StateChanged
from chalicelib.domain.people import OpdId, PegawaiId, Person, Stay, UnitNo
from chalicelib.domain.sessions import Account
from chalicelib.domain.transfers import Pointer
from chalicelib.services.ports.trails import Trails
from tests.fakes import (
    FakeAccounts,
    FakeActivities,
    FakeCheckIns,
    FakeClock,
    FakeIds,
    FakePeople,
    FakePermits,
    FakeRegency,
    FakeSchedule,
)
from tests.scheduled import a_check_in
from tests.world import BUDI, DINKES, ENDAH, KOMINFO, MONDAY, OPDS, SITI, an_apel, ulid, wib

THIRD: Final = OpdId(ulid(77))
TUESDAY, WEDNESDAY = MONDAY + timedelta(days=1), MONDAY + timedelta(days=2)
DAYS: Final = [MONDAY + timedelta(days=n) for n in range(-1, 10)]
MOVED: Final = replace(SITI, opd_id=DINKES)


def place(day: date, opd: OpdId) -> Place:
    apel = an_apel(100 + DAYS.index(day), day)
    return Place(opd_id=opd, held_on=f"{day:%Y%m%d}", activity_id=apel.activity_id)


class Regency:
    """An apel of all OPDs each day, at Wednesday noon."""

    def __init__(self) -> None:
        schedule = FakeSchedule()
        for n, day in enumerate(DAYS):
            schedule.add(an_apel(100 + n, day), [KOMINFO, DINKES, THIRD])
        self.check_ins = FakeCheckIns()
        self.people = FakePeople({person.pegawai_id: person for person in (SITI, BUDI)})
        self.accounts = FakeAccounts(kept={p.pegawai_id: Account.of(p) for p in (SITI, BUDI)})
        self.trails = Trails(
            accounts=self.accounts, people=self.people, activities=FakeActivities(schedule),
            check_ins=self.check_ins, permits=FakePermits(), regency=FakeRegency(list(OPDS)),
            ids=FakeIds(), clock=FakeClock(wib("12.00", WEDNESDAY)),
        )  # fmt: skip

    def lay(self, *people: Person, since: date = MONDAY) -> dict[tuple[date, OpdId], OpdId]:
        """Where Siti's pointers stand afterwards, and where each leads."""
        self.trails.lay(people, since, by=ENDAH.pegawai_id)
        assert {who for _, who in self.check_ins.led} <= {SITI.pegawai_id}
        return {(at.day, at.opd_id): home for (at, _), (home, _) in self.check_ins.led.items()}


def test_days_that_have_opened_lead_back_and_those_that_come_lead_on() -> None:
    found = Regency().lay(MOVED, BUDI)

    past = {(day, DINKES): KOMINFO for day in (MONDAY, TUESDAY, WEDNESDAY)}
    coming = {(WEDNESDAY + timedelta(days=n), KOMINFO): DINKES for n in range(1, 8)}
    assert found == past | coming


def test_another_unit_of_the_same_opd_and_somebody_new_need_none() -> None:
    new = replace(MOVED, pegawai_id=PegawaiId(ulid(300)))

    assert Regency().lay(replace(SITI, unit_no=UnitNo(2)), new) == {}


def test_again_it_puts_nothing_and_who_has_moved_is_no_transfer() -> None:
    regency = Regency()
    first = regency.lay(MOVED)
    regency.accounts.kept[SITI.pegawai_id] = Account.of(MOVED)

    assert regency.lay(MOVED) == first


def test_a_day_leads_to_the_opd_that_held_the_person_then() -> None:
    """Known to be of the third OPD on Monday, of Kominfo since Tuesday; now of Dinkes."""
    regency = Regency()
    account = Account.of(SITI)
    regency.accounts.kept[SITI.pegawai_id] = replace(account, since=TUESDAY)
    regency.people.stays[SITI.pegawai_id] = (
        Stay(since=date(2026, 1, 1), opd_id=THIRD, unit_no=UnitNo(1)),
        Stay(since=TUESDAY, opd_id=KOMINFO, unit_no=UnitNo(1)),
    )

    found = regency.lay(MOVED)

    assert found[MONDAY, DINKES] == THIRD
    assert found[TUESDAY, DINKES] == KOMINFO


def test_a_record_that_is_quicker_keeps_its_place(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever opened since the pointers were thought out."""
    thursday = WEDNESDAY + timedelta(days=1)
    regency = Regency()
    lead = regency.check_ins.lead

    def late(pointers: Sequence[Pointer], *, now: datetime) -> bool:
        regency.check_ins.add_once(a_check_in(SITI, now, place(thursday, KOMINFO)))
        return lead(pointers, now=now)

    monkeypatch.setattr(regency.check_ins, "lead", late)

    found = regency.lay(MOVED)

    assert found[thursday, DINKES] == KOMINFO
    assert (thursday, KOMINFO) not in found


def test_who_never_finds_rest_comes_back_with_the_message(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(FakeCheckIns, "lead", lambda *_, **__: False)

    with pytest.raises(StateChanged):
        Regency().lay(MOVED)
