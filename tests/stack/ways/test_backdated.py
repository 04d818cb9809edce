"""A transfer whose day has passed: records stay, and are counted where the person belongs (T7)."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, Final

import pytest

from chalicelib.adapters.dynamo.items import CheckInItem, OriginItem
from chalicelib.adapters.dynamo.keys import origin_key
from chalicelib.domain.attendance import Code, State
from chalicelib.domain.calendar import Job
from chalicelib.domain.people import OpdId, Person
from chalicelib.domain.permits import PermitState
from chalicelib.domain.recap import Recap
from chalicelib.domain.work import Work
from chalicelib.services import import_file
from tests.scheduled import PLACE, SINCE, WEEK, Office, an_office, code_of
from tests.stack.ways.test_import_command import NEW, line, roster
from tests.stack.ways.test_imports import SMALL_PART, Desk
from tests.world import (
    APEL,
    DINKES,
    ENDAH,
    KOMINFO,
    MONDAY,
    NANIK,
    OPDS,
    PEOPLE,
    RIZAL,
    SITI,
    WATI,
    Phone,
    a_photo,
    an_apel,
    wib,
)

TUESDAY, WEDNESDAY, THURSDAY, FRIDAY = (MONDAY + timedelta(days=n) for n in range(1, 5))
THERE: Final = replace(PLACE, opd_id=DINKES)
PUSKESMAS: Final = {"unit": "Puskesmas Socah", "opd": "Dinas Kesehatan"}


@pytest.fixture(scope="module")
def base() -> Iterator[Office]:
    with an_office(REQUIRE_SECOND_FACTOR="tidak", BIND_DEVICE_FREELY="ya") as office:
        yield office


@pytest.fixture
def desk(base: Office, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.setattr(import_file, "LINES_A_PART", SMALL_PART)
    return Desk(base.as_at_the_start())


def endah(office: Office) -> Phone:
    """BKPSDA's browser on another day."""
    accounts = office.world.wired.accounts
    account = accounts.get(ENDAH.pegawai_id)
    assert account
    accounts.save(replace(account, devices=(), sessions=()).next_rev())
    return office.world.signed_in(ENDAH)


def file_with(*others: str, without: tuple[Person, ...] = (SITI,)) -> list[str]:
    return [*(line(person) for person in PEOPLE if person not in without), *others]


def siti_moves(desk: Desk, since: date = MONDAY, *others: str) -> Any:  # noqa: ANN401 - an import
    """Siti is of Dinkes since that day, as SIMPEG says now."""
    return moves(desk, since, line(SITI, **PUSKESMAS), *others)


def moves(desk: Desk, since: date, *lines: str) -> Any:  # noqa: ANN401 - an import
    desk.phone = endah(desk.office)
    status, answer = desk.apply(desk.checked(*file_with(*lines)), since=since)
    assert (status, answer["state"], answer["since"]) == (202, "MENERAPKAN", f"{since}"), answer
    desk.work()
    assert desk.show(answer)["state"] == "SELESAI"
    desk.office.drain()
    desk.wired.people.forget()  # as the API of another container reads the lists
    return answer


def tables(office: Office) -> dict[OpdId, Recap]:
    return {place.opd_id: office.current(place).recap for place in (PLACE, THERE)}


def columns(found: dict[OpdId, Recap]) -> Counter[str]:
    """The sum of both OPDs."""
    sums: Counter[str] = Counter()
    for recap in found.values():
        figures = recap.figures(recap.total)
        sums += Counter({name: getattr(figures, name) for name in figures.__slots__})
    return sums


def records(who: Person) -> list[tuple[str, str]]:
    """The OPD and activity of each."""
    found = (item for item in CheckInItem.scan() if item.sk == who.pegawai_id)
    return sorted((item.pk.split("#")[1], item.pk.split("#")[3]) for item in found)


def closed(office: Office) -> None:
    office.at("09.00").tick(Job.CLOSE)


def test_the_table_of_the_new_opd_counts_the_record_that_lies_in_the_former(desk: Desk) -> None:
    """Whoever is in one table is not in the other, and the columns of both add up as before."""
    desk.office.check_in(SITI, wib("07.20"))
    desk.office.check_in(WATI, wib("07.01"), place=THERE)
    closed(desk.office)
    before = tables(desk.office)
    desk.office.at("10.00", WEDNESDAY)

    siti_moves(desk)

    after = tables(desk.office)
    assert SITI.pegawai_id not in {each.pegawai_id for each in after[KOMINFO].lines}
    assert code_of(desk.office.current(THERE), SITI.pegawai_id) is Code.LATE
    assert columns(after) == columns(before)
    assert after[DINKES].figures(after[DINKES].total).present == 2
    assert records(SITI) == [(KOMINFO, APEL.activity_id)]


def test_the_weeks_recap_adds_up(desk: Desk) -> None:
    desk.office.check_in(SITI, wib("07.05"))
    closed(desk.office)
    desk.office.at("10.00", WEDNESDAY)
    siti_moves(desk)

    desk.office.at("16.00", FRIDAY).tick(Job.PUBLISH_WEEKLY, WEEK)

    _, week, _ = endah(desk.office).call("GET", f"/recaps/{WEEK.text}")
    present = {row["name"]: row["present"] for row in week["tables"][0]["rows"]}
    assert present == {OPDS[0].name: 0, "Dinas Kesehatan": 1}
    assert week["tables"][0]["total"]["expected"] == len(PEOPLE)


def test_the_lock_settles_it_where_the_person_belongs(desk: Desk) -> None:
    desk.office.check_in(SITI, wib("07.05"))
    closed(desk.office)
    desk.office.at("10.00", WEDNESDAY)
    siti_moves(desk)

    desk.office.at("23.30", FRIDAY).tick(Job.LOCK)

    assert [desk.office.current(place).version for place in (PLACE, THERE)] == [1, 1]
    assert code_of(desk.office.current(THERE), SITI.pegawai_id) is Code.PRESENT


def test_what_is_final_stays_and_no_day_before_it_is_taken(desk: Desk) -> None:
    desk.office.check_in(SITI, wib("07.05"))
    closed(desk.office)
    desk.office.at("23.30", THURSDAY).tick(Job.LOCK)
    locked = desk.office.current(PLACE)
    desk.phone = endah(desk.office)
    one = desk.checked(*file_with(line(SITI, **PUSKESMAS)))

    status, problem = desk.apply(one, since=MONDAY)

    assert (status, problem["type"]) == (422, "/masalah/di-luar-batas")
    assert (problem["pointer"], problem["earliest"]) == ("/since", one["earliest"])
    assert one["earliest"] == f"{TUESDAY}"
    assert desk.apply(one, since=TUESDAY)[0] == 202
    desk.work()
    desk.office.drain()
    assert desk.office.current(PLACE) == locked


# ---- the person's own way -----------------------------------------------------------------------


def own_month(phone: Phone) -> list[str]:
    _, month, _ = phone.call("GET", "/me/months/202611")
    return [one["code"] for day in month["days"] for one in day["activities"]]


def shown(phone: Phone) -> Any:  # noqa: ANN401 - the first activity of the page
    status, today, _ = phone.call("GET", "/me/today")
    assert status == 200, today
    return today["activities"][0]


def proves(desk: Desk, phone: Phone, claim: Any, photo: bytes) -> Any:  # noqa: ANN401 - an answer
    """The record and its photo, which is verified."""
    status, answer, _ = phone.call("POST", "/check-ins", claim)
    assert status == 201, answer
    desk.wired.verify_photo(desk.office.world.put_photo(answer["upload"], photo))
    return answer


def test_the_person_has_the_record_once_on_every_page(desk: Desk) -> None:
    phone = desk.office.world.signed_in(SITI)
    desk.office.at("07.04")
    first = proves(desk, phone, phone.claim(1, a_photo(1), phone.ticket()), a_photo(1))
    closed(desk.office)

    siti_moves(desk)

    assert shown(phone)["record"]["state"] == "TERVERIFIKASI"
    assert own_month(phone) == ["H"]
    for place in (PLACE, THERE):
        status, found, _ = phone.call("GET", f"/check-ins/{place.ref}")
        assert (status, found["receipt"]["no"]) == (200, first["receipt"]["no"])


def test_the_same_photo_again_and_another_one_meet_the_first_record(desk: Desk) -> None:
    """T5, with the ticket from before and with one from after."""
    phone = desk.office.world.signed_in(SITI)
    before = phone.ticket()
    sent = phone.claim(1, a_photo(1), before)
    desk.office.at("07.04")
    _, first, _ = phone.call("POST", "/check-ins", sent)
    siti_moves(desk)
    after = shown(phone)["ticket"]

    for ticket in (before, after):
        status, again, _ = phone.call("POST", "/check-ins", sent | {"ticket": ticket})
        assert (status, again["receipt"]) == (201, first["receipt"])
        status, refused, _ = phone.call("POST", "/check-ins", phone.claim(2, a_photo(2), ticket))
        assert (status, refused["type"]) == (409, "/masalah/sudah-tercatat")
        assert refused["receipt"] == first["receipt"]
    assert records(SITI) == [(KOMINFO, APEL.activity_id)]


def test_what_was_taken_before_and_is_sent_after_is_one_record_too(desk: Desk) -> None:
    """Nothing was there when she was moved; the phone was without a network."""
    phone = desk.office.world.signed_in(SITI)
    before = phone.ticket()
    desk.office.at("07.05")
    siti_moves(desk)
    desk.office.at("07.25")
    after = shown(phone)["ticket"]

    proves(desk, phone, phone.claim(2, a_photo(2), after), a_photo(2))
    late = phone.claim(1, a_photo(1), before, offline=True)
    refused, answer, _ = phone.call("POST", "/check-ins", late)

    assert (refused, answer["type"]) == (409, "/masalah/sudah-tercatat")
    assert len(records(SITI)) == 1
    closed(desk.office)
    assert code_of(desk.office.current(THERE), SITI.pegawai_id) is Code.LATE


def test_a_ticket_of_the_former_opd_for_a_day_that_comes_leads_to_the_new_one(desk: Desk) -> None:
    """Phones hold a week of them."""
    friday = an_apel(150, FRIDAY)
    made = desk.office.world.event("test:friday")
    desk.wired.activities.add(friday, [KOMINFO, DINKES], made)
    phone = desk.office.world.signed_in(SITI)
    _, today, _ = phone.call("GET", "/me/today")
    ticket = next(a["ticket"] for a in today["activities"] if a["id"] == friday.activity_id)
    desk.office.at("10.00", TUESDAY)
    siti_moves(desk, TUESDAY)
    desk.office.at("07.04", FRIDAY)

    claim = phone.claim(1, a_photo(1), ticket, activity_id=friday.activity_id)
    status, _, _ = phone.call("POST", "/check-ins", claim)

    assert status == 201
    assert records(SITI) == [(DINKES, friday.activity_id)]
    assert shown(phone)["record"]["state"] == "TERCATAT"


def test_another_photo_of_the_record_is_verified_where_it_lies(desk: Desk) -> None:
    phone = desk.office.world.signed_in(SITI)
    ticket = phone.ticket()
    desk.office.at("07.04")
    phone.call("POST", "/check-ins", phone.claim(1, a_photo(1), ticket))
    closed(desk.office)
    siti_moves(desk)
    photo = a_photo(2)
    sent = {
        name: phone.claim(1, photo, ticket)[name] for name in ("photo", "source", "captured_at")
    }

    status, answer, _ = phone.call("POST", f"/check-ins/{THERE.ref}/photo", sent)
    assert status == 201, answer
    assert answer["upload"]["fields"]["key"].startswith(f"in/{KOMINFO}/")
    desk.wired.verify_photo(desk.office.world.put_photo(answer["upload"], photo))
    desk.office.at("09.30").drain()

    found = desk.wired.check_ins.find(PLACE, SITI.pegawai_id)
    assert found
    assert found.state is State.IN_REVIEW
    assert code_of(desk.office.current(THERE), SITI.pegawai_id) is None


# ---- who looks after the people ---------------------------------------------------------------


def test_a_photo_that_comes_after_the_transfer_is_in_the_new_table_at_once(desk: Desk) -> None:
    phone = desk.office.world.signed_in(SITI)
    claim = phone.claim(1, a_photo(1), phone.ticket())
    desk.office.at("07.04")
    _, answer, _ = phone.call("POST", "/check-ins", claim)
    closed(desk.office)
    desk.office.at("09.20")
    siti_moves(desk)
    assert code_of(desk.office.current(THERE), SITI.pegawai_id) is None
    desk.office.at("09.30")

    desk.wired.verify_photo(desk.office.world.put_photo(answer["upload"], a_photo(1)))
    desk.office.drain()

    assert code_of(desk.office.current(THERE), SITI.pegawai_id) is Code.PRESENT


def test_the_new_opd_reviews_the_photo_and_the_former_sees_nobody(desk: Desk) -> None:
    desk.office.check_in(SITI, wib("07.05"), State.IN_REVIEW)
    closed(desk.office)
    desk.office.at("10.00", WEDNESDAY)
    siti_moves(desk)
    nanik, rizal = (desk.office.world.signed_in(person) for person in (NANIK, RIZAL))

    def ask(phone: Phone, opd: OpdId, what: str) -> Any:  # noqa: ANN401 - an answer
        status, answer, _ = phone.call("GET", f"/opds/{opd}/{what}/{MONDAY}/{APEL.activity_id}")
        assert status == 200, answer
        return answer

    assert [one["pegawai_id"] for one in ask(nanik, DINKES, "reviews")["queue"]] == [
        SITI.pegawai_id
    ]
    assert ask(rizal, KOMINFO, "reviews")["queue"] == []
    (waiting,) = ask(nanik, DINKES, "reviews")["queue"]
    board = {one["pegawai_id"]: one for one in ask(nanik, DINKES, "boards")["people"]}
    assert board[SITI.pegawai_id]["state"] == "TELAAH"
    former = {one["pegawai_id"] for one in ask(rizal, KOMINFO, "boards")["people"]}
    assert SITI.pegawai_id not in former
    body = {
        "date": f"{MONDAY}", "activity": APEL.activity_id, "pegawai_id": SITI.pegawai_id,
        "decision": "DITERIMA", "t": waiting["t"],
    }  # fmt: skip
    assert rizal.call("POST", f"/opds/{KOMINFO}/reviews", body)[0] == 404
    assert nanik.call("POST", f"/opds/{DINKES}/reviews", body)[0] == 200
    desk.office.at("10.01", WEDNESDAY).drain()
    assert code_of(desk.office.current(THERE), SITI.pegawai_id) is Code.PRESENT


def test_a_photo_that_is_missing_is_asked_for_once(desk: Desk) -> None:
    """The sweeper looks at both OPDs' places."""
    desk.office.check_in(SITI, wib("07.05"), State.COMMITTED)
    desk.office.at("09.00")
    siti_moves(desk)

    found = desk.wired.run(Work(job=Job.SWEEP))

    assert found == {"queued": 0, "awaited": 1}
    assert len(desk.office.titles(SITI)) == 1


def test_a_letter_that_the_former_opd_approved_counts(desk: Desk) -> None:
    desk.office.ask(SITI, Code.DUTY_ELSEWHERE, PermitState.APPROVED)
    closed(desk.office)
    desk.office.at("10.00", WEDNESDAY)

    siti_moves(desk)

    assert code_of(desk.office.current(THERE), SITI.pegawai_id) is Code.DUTY_ELSEWHERE


def test_a_long_leave_counts_in_the_new_opd_and_so_does_its_end(desk: Desk) -> None:
    """Of the days long after the transfer too; who approved it decides about it still."""
    friday = an_apel(150, FRIDAY)
    desk.wired.activities.add(friday, [KOMINFO, DINKES], desk.office.world.event("test:friday"))
    there = replace(THERE, held_on=f"{FRIDAY:%Y%m%d}", activity_id=friday.activity_id)
    asked = desk.office.ask(SITI, Code.LEAVE, PermitState.APPROVED)
    desk.wired.permits.change(
        asked.permit_id,
        lambda permit: (
            replace(permit, last_day=FRIDAY + timedelta(days=40)),
            desk.office.world.event("test:longer"),
        ),
    )
    desk.office.at("10.00", TUESDAY)
    siti_moves(desk, TUESDAY)
    desk.office.at("09.00", FRIDAY).tick(Job.COMPILE)
    assert code_of(desk.office.current(there), SITI.pegawai_id) is Code.LEAVE
    assert desk.wired.permits.open_cases(DINKES) == ()

    phone = desk.office.world.signed_in(SITI)
    status, answer, _ = phone.call("POST", f"/permits/{asked.permit_id}/withdrawal", {})
    assert status == 200, answer
    desk.office.at("09.01", FRIDAY).drain()

    assert code_of(desk.office.current(there), SITI.pegawai_id) is None


# ---- with what else came and went ----------------------------------------------------------------


def test_whoever_came_meanwhile_is_not_there_before(desk: Desk) -> None:
    """Tuesday's newcomer is expected from Tuesday on, whatever Wednesday's file counts from."""
    desk.office.at("10.00", TUESDAY)
    desk.phone = endah(desk.office)
    desk.applied(desk.checked(*file_with(line(SITI), NEW)))
    newcomer = desk.wired.accounts.by_nip(NEW.partition(";")[0])
    assert newcomer
    desk.office.at("10.00", WEDNESDAY)

    siti_moves(desk, MONDAY, NEW)

    assert newcomer not in roster(desk.office, KOMINFO, MONDAY)
    assert newcomer in roster(desk.office, KOMINFO, TUESDAY)
    for day in (MONDAY, TUESDAY, WEDNESDAY):
        assert SITI.pegawai_id not in roster(desk.office, KOMINFO, day)
        assert SITI.pegawai_id in roster(desk.office, DINKES, day)
    assert SITI.pegawai_id in roster(desk.office, KOMINFO, MONDAY - timedelta(days=1))


def known_since(who: Person, day: date) -> None:
    """As an import writes it of whoever is new."""
    origin = origin_key(who.pegawai_id, day)
    OriginItem(pk=origin.pk, sk=origin.sk, opd=who.opd_id, unit=who.unit_no).save()


def test_a_later_place_that_was_wrong_is_replaced(desk: Desk) -> None:
    """Moved within Kominfo on Tuesday, but of Dinkes since Monday, as Wednesday's file knows."""
    known_since(SITI, SINCE)
    desk.office.check_in(SITI, wib("07.05"))
    closed(desk.office)
    desk.office.at("10.00", TUESDAY)
    moves(desk, TUESDAY, line(SITI, unit="Aplikasi Informatika"))
    desk.office.at("10.00", WEDNESDAY)

    siti_moves(desk)

    found = desk.wired.people.history(SITI.pegawai_id)
    assert found
    assert {stay.opd_id for stay in found[1] if stay.since >= MONDAY} == {DINKES}
    account = desk.wired.accounts.get(SITI.pegawai_id)
    assert account
    assert (account.opd_id, account.since) == (DINKES, MONDAY)
    assert code_of(desk.office.current(THERE), SITI.pegawai_id) is Code.PRESENT


def test_there_and_back_again_is_one_record(desk: Desk) -> None:
    desk.office.check_in(SITI, wib("07.05"))
    closed(desk.office)
    before = tables(desk.office)
    desk.office.at("10.00", TUESDAY)
    siti_moves(desk)
    desk.office.at("10.00", WEDNESDAY)

    moves(desk, MONDAY, line(SITI))

    assert tables(desk.office) == before
    assert own_month(desk.office.world.signed_in(SITI)) == ["H"]


def test_the_same_file_again_changes_nothing(desk: Desk) -> None:
    desk.office.check_in(SITI, wib("07.05"))
    closed(desk.office)
    desk.office.at("10.00", WEDNESDAY)
    siti_moves(desk)

    again = desk.checked(*file_with(line(SITI, **PUSKESMAS)))

    assert again["total"] == 0


def test_every_message_may_come_twice_and_late(desk: Desk) -> None:
    desk.office.check_in(SITI, wib("07.05"))
    closed(desk.office)
    desk.office.at("10.00", WEDNESDAY)
    desk.phone = endah(desk.office)
    desk.apply(desk.checked(*file_with(line(SITI, **PUSKESMAS))), since=MONDAY)
    taken = []
    while desk.queue.waiting:
        taken += [each["body"] for each in desk.step()]
    desk.office.drain()
    stored = desk.office.stored()

    desk.queue.waiting.extend(taken)
    desk.work()
    desk.office.drain()

    assert desk.office.stored() == stored
