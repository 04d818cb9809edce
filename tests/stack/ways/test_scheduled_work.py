"""A week of scheduled work, from closing to FINAL v2 (domain.md §5, architecture.md §8)."""

import json
import logging
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from hashlib import sha256
from itertools import pairwise

import pytest

from chalicelib.adapters.dynamo.repositories.people import opd_item
from chalicelib.adapters.dynamo.repositories.recaps import DynamoRecaps
from chalicelib.domain.activities import Kind
from chalicelib.domain.attendance import Code, State
from chalicelib.domain.audit import Event
from chalicelib.domain.calendar import Job, Moment
from chalicelib.domain.errors import StateChanged, VersionConflict
from chalicelib.domain.people import OpdId
from chalicelib.domain.permits import Letter, PermitState
from chalicelib.domain.publications import Publication
from chalicelib.domain.recap import Figures, Status
from chalicelib.domain.sheets import FileKind, state_of
from chalicelib.domain.work import Work, spread
from chalicelib.services.ports.check_ins import Judged
from chalicelib.services.publish_week import LOCKING_TAKES_S
from tests.fakes import FakeDocuments
from tests.scheduled import PLACE, WEEK, Office, code_of, place_of
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
    WATI,
    a_photo,
    ulid,
    wib,
)

WEDNESDAY, THURSDAY, FRIDAY = date(2026, 11, 25), date(2026, 11, 26), date(2026, 11, 27)
TUESDAY, NEXT_MONDAY = date(2026, 11, 24), date(2026, 11, 30)


def figures(office: Office) -> Figures:
    recap = office.current().recap
    return recap.figures(recap.total)


def lock_on_thursday(office: Office) -> None:
    office.at("21.00", THURSDAY).tick(Job.LOCK)


def test_at_closing_every_opd_is_compiled(office: Office) -> None:
    office.check_in(SITI, wib("07.01"))
    office.check_in(BUDI, wib("07.20"))
    office.ask(RIZAL, Code.DUTY_ELSEWHERE, PermitState.APPROVED)

    counts = office.at("07.30").tick()

    assert counts["compile"] == 2
    assert figures(office) == Figures(
        expected=6, unexplained=0, excused=1, pending=3, present=2, late=1
    )
    assert office.current(place_of(DINKES)).recap.total.unseen == 2


def test_a_late_sync_changes_the_next_table(office: Office) -> None:
    office.at("07.30").tick()
    office.check_in(SITI, wib("07.01"))

    office.at("07.35").tick()

    assert figures(office).present == 1
    assert office.current().as_of == wib("07.35")


def test_compiling_out_of_order_keeps_the_later_facts(office: Office) -> None:
    office.at("07.40").run(Job.COMPILE)
    office.at("07.30").run(Job.COMPILE)

    assert office.current().as_of == wib("07.40")


def test_compiling_twice_gives_the_same_bytes(office: Office) -> None:
    office.check_in(SITI, wib("07.01"))
    office.at("07.30").run(Job.COMPILE)
    first = office.current().recap

    office.at("07.35").run(Job.COMPILE)

    assert office.current().recap.to_bytes() == first.to_bytes()


def test_after_an_outage_everything_is_caught_up(office: Office) -> None:
    counts = office.at("12.00").tick()

    assert counts["compile"] == 2  # of closing, five minutes later and nine o'clock the last
    assert office.at("12.00").tick() == {}


def test_a_tick_that_died_before_its_mark_does_everything_again_without_harm(
    office: Office,
) -> None:
    office.enter_mail(SITI, "siti@example.id")
    office.at("07.21")
    office.world.wired.tick()
    office.world.wired.schedule.set_mark(wib("07.10"))  # an older mark changes nothing
    mark = office.world.wired.schedule.mark()
    office.drain()
    office.world.wired.run(
        Work(
            job=Job.REMIND,
            place=PLACE,
            moment=Moment.CLOSING_SOON,
            chunks=office.world.wired.rosters.chunks(KOMINFO, APEL.held_on),
        )
    )

    assert mark == wib("07.21")
    assert len(office.mails.sent) == 1
    assert office.titles(SITI) == ["Ditutup pukul 07.30"]


def test_only_the_unseen_are_reminded(office: Office) -> None:
    office.check_in(BUDI, wib("07.10"), State.COMMITTED)
    office.ask(RIZAL, Code.ILL)

    office.at("07.20").tick()

    assert office.titles(SITI) == ["Ditutup pukul 07.30"]
    assert office.titles(BUDI) == office.titles(RIZAL) == []


def test_reminders_are_spread_over_three_minutes(office: Office) -> None:
    """12,000 phones that open in one second are a herd of our own making."""
    office.at("07.20").tick()

    *_, ours, theirs = office.queues[1].delays_s
    wanted = [spread(1, over_s=180, key=place_of(opd).ref)[0] for opd in (KOMINFO, DINKES)]
    assert sorted([ours, theirs]) == sorted(wanted)
    assert ours != theirs


def test_parts_come_evenly_and_those_of_many_opds_all_along() -> None:
    large = spread(62, over_s=180, key="Dinas Pendidikan")
    small = [spread(1, over_s=180, key=f"OPD {n}")[0] for n in range(50)]

    assert {later - earlier for earlier, later in pairwise(large)} <= {2, 3}
    assert all(0 <= delay < 180 for delay in (*large, *small))
    assert min(Counter(delay // 60 for delay in small).values()) >= 8


def test_a_reminder_that_comes_too_late_is_left_out(office: Office) -> None:
    office.at("08.00").tick()

    assert "Ditutup pukul 07.30" not in office.titles(SITI)
    assert "Apel pagi ditutup" in office.titles(SITI)


def test_admins_and_heads_learn_that_somebody_is_unseen(office: Office) -> None:
    office.enter_mail(JOKO, "kepala@example.id")

    office.at("09.00").tick()

    assert "Apel pagi sudah ditutup" in office.titles(RIZAL)
    assert "Rekap sementara siap" in office.titles(JOKO)
    assert [to for to, subject, _ in office.mails.sent if subject == "Rekap sementara siap"] == [
        "kepala@example.id"
    ]


def test_a_mail_holds_no_personal_data(office: Office) -> None:
    office.enter_mail(JOKO, "kepala@example.id")
    office.at("09.00").tick()
    office.at("16.00", FRIDAY).tick()

    text = json.dumps(office.mails.sent)

    for person in (SITI, BUDI, JOKO):
        assert person.name not in text
        assert person.nip not in text
    assert "https://apel.example.go.id/rekap/2026-W48" in text


def test_the_lock_settles_what_nobody_decided(office: Office) -> None:
    office.check_in(SITI, wib("07.01"), State.IN_REVIEW)
    office.check_in(BUDI, wib("07.02"), State.COMMITTED)
    office.ask(RIZAL, Code.ILL)
    office.at("09.00").tick(Job.CLOSE)

    lock_on_thursday(office)

    final = office.current()
    assert state_of(final) == "FINAL v1"
    assert code_of(final, SITI.pegawai_id) is Code.PRESENT
    assert code_of(final, RIZAL.pegawai_id) is Code.ILL
    assert code_of(final, BUDI.pegawai_id) is Code.UNEXPLAINED
    assert code_of(final, JOKO.pegawai_id) is Code.UNEXPLAINED


def test_nothing_is_locked_before_its_time(office: Office) -> None:
    office.at("09.00").tick(Job.CLOSE)

    office.at("20.59", THURSDAY).tick(Job.LOCK)

    assert office.current().recap.status is Status.PROVISIONAL


def test_the_lock_comes_by_itself(office: Office) -> None:
    office.at("09.00").tick(Job.CLOSE)

    office.at("21.00", THURSDAY).tick()

    assert office.current().version == 1


def test_locking_twice_makes_one_version(office: Office) -> None:
    office.at("09.00").tick(Job.CLOSE)
    lock_on_thursday(office)
    final = office.current()

    lock_on_thursday(office)
    office.at("21.30", THURSDAY).run(Job.LOCK)

    assert office.current() == final


def test_a_late_compile_never_touches_a_final(office: Office) -> None:
    lock_on_thursday(office)

    office.at("22.00", THURSDAY).run(Job.COMPILE)

    assert office.current().version == 1


def test_the_week_is_published_for_opds_and_regency(office: Office) -> None:
    office.at("09.00").tick(Job.CLOSE)

    office.world.wired.press = office.press  # with the real files
    office.at("16.00", WEDNESDAY).tick(Job.PUBLISH_WEEKLY)

    recaps = office.world.wired.recaps
    for owner in (KOMINFO, DINKES, None):
        (version,) = recaps.published(owner, WEEK)
        assert version.status is Status.PROVISIONAL
        for kind in FileKind:
            assert office.world.wired.documents.get(version.files[kind])


def test_on_friday_the_week_is_published_by_itself(office: Office) -> None:
    office.at("09.00").tick()

    counts = office.at("16.00", FRIDAY).tick()

    assert counts["publish-weekly"] == 2
    assert office.world.wired.recaps.published(None, WEEK)[-1].status is Status.FINAL


def test_publishing_again_without_a_change_adds_nothing(office: Office) -> None:
    office.at("09.00").tick(Job.CLOSE)
    office.at("16.00", FRIDAY).tick(Job.PUBLISH_WEEKLY)

    office.at("17.00", FRIDAY).tick(Job.PUBLISH_WEEKLY)

    assert len(office.world.wired.recaps.published(KOMINFO, WEEK)) == 1


def test_what_was_published_never_changes(office: Office) -> None:
    office.at("09.00").tick(Job.CLOSE)
    office.at("16.00", WEDNESDAY).tick(Job.PUBLISH_WEEKLY)
    (before,) = office.world.wired.recaps.published(KOMINFO, WEEK)
    data = office.world.wired.documents.get(before.files[FileKind.CSV])

    office.check_in(SITI, wib("07.01"))
    office.at("20.00", WEDNESDAY).tick(Job.COMPILE)
    office.at("20.30", WEDNESDAY).tick(Job.PUBLISH_WEEKLY)

    first, second = office.world.wired.recaps.published(KOMINFO, WEEK)
    assert first == before
    assert office.world.wired.documents.get(first.files[FileKind.CSV]) == data
    assert office.world.wired.documents.get(second.files[FileKind.CSV]) != data


class Racing(DynamoRecaps):
    """Another run adds its version just before ours."""

    def publish(  # type: ignore[explicit-override]  # 3.11 has no typing.override
        self, publication: Publication, event: Event
    ) -> None:
        super().publish(replace(publication, files={}), replace(event, event_id=ulid(90_000)))
        super().publish(publication, event)


class Slow(FakeDocuments):
    """Before its first file is there, another run has done everything."""

    def __init__(self, other_run: Callable[[], object]) -> None:
        super().__init__()
        self.other_run = [other_run]

    def put(self, key: str, data: bytes) -> None:  # type: ignore[explicit-override]
        if self.other_run:
            self.other_run.pop()()
        super().put(key, data)


def test_a_run_that_loses_within_the_same_second_overwrites_no_file(office: Office) -> None:
    """It read older facts a moment earlier, and stores its files after the one that won."""
    office.at("09.00").tick(Job.CLOSE)
    office.at("16.00", WEDNESDAY)
    wired, week = office.world.wired, Work(job=Job.PUBLISH_WEEKLY, opd_id=KOMINFO, week=WEEK)
    theirs: dict[str, bytes] = {}

    def other_run() -> None:
        office.check_in(SITI, wib("07.01"))
        office.world.clock.at += timedelta(milliseconds=400)
        wired.run(week)
        theirs.update(slow.kept)

    slow = Slow(other_run)
    wired.press = replace(wired.press, documents=slow)
    with pytest.raises(VersionConflict):
        wired.run(week)

    assert len(theirs) == len(FileKind)
    assert {key: slow.kept[key] for key in theirs} == theirs


def test_two_runs_side_by_side_publish_once(office: Office) -> None:
    office.at("09.00").tick(Job.CLOSE)
    wired = office.world.wired
    wired.press = replace(wired.press, recaps=Racing())

    office.at("16.00", WEDNESDAY).tick(Job.PUBLISH_WEEKLY)

    (theirs,) = wired.recaps.published(KOMINFO, WEEK)
    assert theirs.files == {}


def test_the_regency_waits_for_the_last_opd_of_a_lock(office: Office) -> None:
    office.at("09.00").tick(Job.CLOSE)
    office.at("21.00", THURSDAY).run(Job.LOCK)
    office.drain()
    published = office.world.wired.recaps.published

    assert len(published(KOMINFO, WEEK)) == 1
    assert published(None, WEEK) == ()

    office.run(Job.LOCK, place_of(DINKES))
    office.drain()

    assert [version.status for version in published(None, WEEK)] == [Status.FINAL]


@pytest.fixture
def log(caplog: pytest.LogCaptureFixture) -> Iterator[pytest.LogCaptureFixture]:
    """Ours go to stderr alone, as Lambda takes them; importing app.py gave them Chalice's level."""
    caplog.set_level(logging.WARNING, "apel.publish")
    logging.getLogger("apel.publish").addHandler(caplog.handler)
    yield caplog
    logging.getLogger("apel.publish").removeHandler(caplog.handler)


def look_at_the_regency(office: Office) -> list[Work]:
    """Publish its week; the messages that come of it."""
    office.queues[0].waiting.clear()
    office.world.wired.run(Work(job=Job.PUBLISH_WEEKLY, week=WEEK))
    return [Work.from_message(json.loads(each["body"])) for each in office.queues[0].take()]


def test_who_is_not_locked_after_the_night_is_logged_at_the_second_look(
    office: Office, log: pytest.LogCaptureFixture
) -> None:
    """While a lock runs through the OPDs, each of those that are done has the regency looked at."""
    office.at("09.00").tick(Job.CLOSE)
    office.at("21.00", THURSDAY).run(Job.LOCK)
    (second,) = look_at_the_regency(office)
    assert (office.queues[0].delays_s[-1], log.messages) == (LOCKING_TAKES_S, [])

    office.world.wired.run(second)

    (line,) = log.records
    assert vars(line)["fields"] == {"week": "2026-W48", "opds": ["Dinas Kesehatan"]}
    assert office.queues[0].waiting == []


def test_who_was_locked_at_the_second_look_is_not_logged(
    office: Office, log: pytest.LogCaptureFixture
) -> None:
    office.at("09.00").tick(Job.CLOSE)
    office.at("21.00", THURSDAY).run(Job.LOCK)
    (second,) = look_at_the_regency(office)
    office.run(Job.LOCK, place_of(DINKES))

    office.world.wired.run(second)

    assert len(office.world.wired.recaps.published(None, WEEK)) == 1
    assert log.messages == []


def test_before_the_lock_nobody_is_late(office: Office, log: pytest.LogCaptureFixture) -> None:
    office.at("09.00").run(Job.COMPILE)

    assert look_at_the_regency(office.at("16.00", WEDNESDAY)) == []
    assert (office.world.wired.recaps.published(None, WEEK), log.messages) == ((), [])


def test_heads_and_bkpsda_learn_of_each_version_once(office: Office) -> None:
    office.enter_mail(ENDAH, "bkpsda@example.id")
    office.at("09.00").tick(Job.CLOSE)
    office.at("16.00", FRIDAY).tick(Job.PUBLISH_WEEKLY)
    office.at("16.05", FRIDAY).tick(Job.PUBLISH_WEEKLY)

    assert office.titles(JOKO).count("Rekap mingguan terbit") == 1
    assert [to for to, _, _ in office.mails.sent] == ["bkpsda@example.id"]


def reopen(office: Office, reason: str = "Surat tugas terlambat diterima.") -> None:
    account = office.world.wired.accounts.get(ENDAH.pegawai_id)
    assert account
    office.world.wired.reopen_recap(place=PLACE, reason=reason, account=account)


def test_a_reopened_recap_becomes_version_2_with_the_difference(office: Office) -> None:
    office.at("09.00").tick(Job.CLOSE)
    lock_on_thursday(office)
    first = office.current()
    reopen(office.at("09.00", FRIDAY))
    office.ask(BUDI, Code.DUTY_ELSEWHERE, PermitState.APPROVED)

    office.at("21.00", NEXT_MONDAY).tick(Job.LOCK)

    second = office.current()
    assert state_of(second) == "FINAL v2"
    assert [(c.pegawai_id, c.before, c.after) for c in second.changes] == [
        (BUDI.pegawai_id, Code.UNEXPLAINED, Code.DUTY_ELSEWHERE)
    ]
    assert second.reopening is not None
    assert second.reopening.reason == "Surat tugas terlambat diterima."
    assert office.world.wired.recaps.version(PLACE, 1) == first


def test_until_its_lock_the_first_version_stands(office: Office) -> None:
    office.at("09.00").tick(Job.CLOSE)
    lock_on_thursday(office)
    reopen(office.at("09.00", FRIDAY))

    office.at("21.00", FRIDAY).tick(Job.LOCK)

    assert office.current().version == 1


def reopened_at_christmas(office: Office) -> None:
    """A month after the apel: only its own entry leads to it. Nobody knows of the holiday yet."""
    office.at("09.00").tick(Job.CLOSE)
    lock_on_thursday(office)
    reopen(office.at("09.00", date(2026, 12, 24)))


def test_a_holiday_declared_afterwards_moves_the_lock_and_does_not_lose_it(office: Office) -> None:
    reopened_at_christmas(office)
    office.at("01.00", date(2026, 12, 25)).tick(Job.PLAN)

    office.at("21.00", date(2026, 12, 25)).tick(Job.LOCK)
    on_the_holiday = office.current().version
    office.at("21.00", date(2026, 12, 28)).tick(Job.LOCK)

    assert (on_the_holiday, office.current().version) == (1, 2)


def test_a_lock_whose_message_was_lost_is_made_the_night_after(office: Office) -> None:
    reopened_at_christmas(office)
    office.at("21.00", date(2026, 12, 25)).world.wired.tick(Job.LOCK)
    office.queues[0].waiting.clear()

    office.at("21.00", date(2026, 12, 26)).tick(Job.LOCK)

    assert office.current().version == 2


def test_only_what_is_final_and_closed_can_be_reopened(office: Office) -> None:
    office.at("09.00").tick(Job.CLOSE)
    with pytest.raises(StateChanged):
        reopen(office)
    lock_on_thursday(office)
    reopen(office)

    reopen(office)  # the answer was lost: the same again
    with pytest.raises(StateChanged):
        reopen(office, "Alasan lain")


def test_a_cancelled_apel_has_no_table(office: Office) -> None:
    office.world.wired.activities.cancel(
        APEL, [KOMINFO, DINKES], "Hujan lebat", office.world.event("test:cancel")
    )

    office.at("09.00").tick(Job.CLOSE)

    assert office.world.wired.recaps.current([PLACE]) == ()


def test_every_night_the_coming_apels_are_planned(office: Office) -> None:
    office.at("01.00").tick(Job.PLAN)
    office.at("01.00").tick(Job.PLAN)

    kept = office.world.wired.activities.between(KOMINFO, date(2026, 11, 30), date(2026, 12, 31))
    assert [one.activity.held_on for one in kept] == [NEXT_MONDAY]
    assert date(2026, 12, 25) in office.world.wired.opds.holidays()


def test_what_has_closed_already_is_not_planned_any_more(office: Office) -> None:
    """A stage that starts on Monday at eight must not have the whole regency unseen at seven."""

    def held() -> int:
        return len(office.world.wired.activities.between(KOMINFO, NEXT_MONDAY, NEXT_MONDAY))

    office.at("07.30", NEXT_MONDAY).tick(Job.PLAN)
    assert held() == 0

    office.at("07.29", NEXT_MONDAY).tick(Job.PLAN)
    assert held() == 1


def test_planning_again_keeps_the_challenge_that_was_drawn(office: Office) -> None:
    def challenge() -> str:
        (kept,) = office.world.wired.activities.between(KOMINFO, NEXT_MONDAY, NEXT_MONDAY)
        return kept.activity.challenge

    office.at("01.00").tick(Job.PLAN)
    drawn = challenge()

    for _ in range(5):
        office.tick(Job.PLAN)

    assert challenge() == drawn


def test_a_challenge_is_told_on_its_day_and_not_before(office: Office) -> None:
    def told() -> list[str | None]:
        _, today, _ = office.world.signed_in(SITI).call("GET", "/me/today")
        return [a["challenge"] for a in today["activities"] if a["date"] == f"{NEXT_MONDAY}"]

    office.at("01.00").tick(Job.PLAN)
    (kept,) = office.world.wired.activities.between(KOMINFO, NEXT_MONDAY, NEXT_MONDAY)
    assert kept.activity.challenge

    office.at("20.00", date(2026, 11, 29))
    assert told() == [None]
    office.at("05.00", NEXT_MONDAY)
    assert told() == [kept.activity.challenge]


def test_an_apel_on_a_day_off_is_cancelled_and_says_why(office: Office) -> None:
    office.world.clock.at = wib("01.00", date(2027, 5, 10))

    office.tick(Job.PLAN)

    whit = date(2027, 5, 17)  # a Monday: Idul Adha, and the ceremony of every month
    kept = office.world.wired.activities.between(KOMINFO, whit, whit)
    assert {one.activity.kind: one.activity.cancelled_because for one in kept} == {
        Kind.MORNING_APEL: "Upacara tanggal 17", Kind.CEREMONY: None,
    }  # fmt: skip


def test_a_sick_note_is_let_go_thirty_days_after_its_decision(office: Office) -> None:
    """No function deletes: the job tags the page, and the bucket's lifecycle ends it."""
    page = a_photo(9)
    digest = sha256(page).hexdigest()
    raw = f"in/sakit/{KOMINFO}/{ulid(7_001)}/{digest}.jpg"
    asked = office.ask(SITI, Code.ILL, letter=Letter(photo_sha256s=(digest,)))
    office.world.put_photo({"fields": {"key": raw}}, page)
    office.world.wired.verify_photo(raw)

    def kept_for() -> str:
        key = raw.removeprefix("in/")
        tags = office.world.s3.get_object_tagging(Bucket="apel-photos", Key=key)["TagSet"]
        return str(next(tag["Value"] for tag in tags if tag["Key"] == "simpan"))

    approved = replace(
        asked.parts[0], state=PermitState.APPROVED, decided_at=office.world.clock.now()
    )
    event = office.world.event("permit:decide")
    office.world.wired.permits.change(
        asked.permit_id, lambda seen: (seen.with_part(approved), event)
    )
    office.at("01.00", date(2026, 12, 22)).tick()
    a_day_before = kept_for()
    office.at("01.00", date(2026, 12, 23)).tick()

    assert (a_day_before, kept_for()) == ("90", "1")
    office.tick(Job.FREE)  # as often as one likes
    assert kept_for() == "1"


def test_the_sweeper_finds_what_a_lost_message_left(office: Office) -> None:
    kept = office.check_in(SITI, wib("07.01"), State.COMMITTED)
    office.check_in(BUDI, wib("07.01"), State.COMMITTED)
    key = f"in/{KOMINFO}/{PLACE.held_on}/{APEL.activity_id}/{SITI.pegawai_id}/{'a' * 64}.jpg"
    office.world.s3.put_object(Bucket="apel-photos", Key=key, Body=b"photo")

    office.at("07.17").tick(Job.SWEEP)

    assert [json.loads(body) for body in office.queues[3].waiting] == [{"key": key}]
    assert office.titles(BUDI) == ["Foto belum sampai"]
    assert office.titles(SITI) == []
    [notice] = office.world.wired.notices.newest(BUDI.pegawai_id)
    assert notice.data["link"] == "/"
    assert kept.state is State.COMMITTED


def test_the_sweeper_finds_the_page_of_a_letter_whose_message_was_lost(office: Office) -> None:
    """Else its admin decides about a letter that nobody can open (P7, P9)."""
    page, refused = a_photo(9), b"no picture"
    digests = [sha256(data).hexdigest() for data in (page, refused)]
    asked = office.ask(SITI, Code.DUTY_ELSEWHERE, letter=Letter(photo_sha256s=tuple(digests)))
    keys = [f"in/surat/{KOMINFO}/{asked.permit_id}/{digest}.jpg" for digest in digests]
    office.world.put_photo({"fields": {"key": keys[0]}}, page)

    def queued(**later: float) -> list[str]:
        office.queues[3].waiting.clear()
        office.world.clock.at = asked.asked_at + timedelta(**later)
        office.tick(Job.SWEEP)
        return [json.loads(body)["key"] for body in office.queues[3].waiting]

    assert queued(minutes=14) == []  # its own message may be on the way
    assert queued(minutes=16) == [keys[0]]  # the other page was never sent
    office.world.wired.verify_photo(keys[0])
    assert queued(minutes=31) == []

    office.world.put_photo({"fields": {"key": keys[1]}}, refused)
    assert queued(minutes=46) == [keys[1]]
    assert queued(hours=25) == []  # what the gate refuses is not looked at for ever


@pytest.mark.parametrize("is_decided", [True, False])
def test_the_sweeper_finds_a_doctors_letter_that_came_days_after_its_request(
    office: Office, *, is_decided: bool
) -> None:
    """Decided on Monday or waiting still: on Wednesday its page is there, and its message lost."""
    permits, page = office.world.wired.permits, a_photo(20 + is_decided)
    digest = sha256(page).hexdigest()
    asked = office.ask(SITI, Code.ILL)
    if is_decided:
        approved = replace(
            asked.parts[0], state=PermitState.APPROVED, decided_at=office.world.clock.now()
        )
        event = office.world.event("permit:decide")
        permits.change(asked.permit_id, lambda seen: (seen.with_part(approved), event))
    office.at("10.00", WEDNESDAY)
    note = office.world.event("permit:note")
    permits.change(
        asked.permit_id,
        lambda seen: (replace(seen, letter=Letter(photo_sha256s=(digest,))), note),
    )
    key = f"in/sakit/{KOMINFO}/{asked.permit_id}/{digest}.jpg"

    def queued(at: str, day: date) -> list[str]:
        office.queues[3].waiting.clear()
        office.at(at, day).tick(Job.SWEEP)
        return [json.loads(body)["key"] for body in office.queues[3].waiting]

    assert queued("10.15", WEDNESDAY) == []  # still on the phone
    office.world.put_photo({"fields": {"key": key}}, page)
    assert queued("10.30", WEDNESDAY) == [key]
    assert queued("23.45", THURSDAY) == [key]
    # What the gate refuses is not looked at for ever.
    assert queued("00.00", FRIDAY) == ([] if is_decided else [key])
    office.world.wired.verify_photo(key)
    assert queued("00.15", FRIDAY) == []


def test_the_sweeper_leaves_fresh_commits_alone(office: Office) -> None:
    office.check_in(SITI, wib("07.01"), State.COMMITTED)

    office.at("07.10").tick(Job.SWEEP)

    assert office.queues[3].waiting == []
    assert office.titles(SITI) == []


def test_the_place_of_a_record_goes_with_its_photo_or_a_day_later_without_one(
    office: Office,
) -> None:
    """R2: the record is kept for years; only verification moves the place into the evidence."""
    office.check_in(BUDI, wib("07.01"), State.COMMITTED, seen_at=(-7.03, 112.74, 12.0, 3))

    def after_a_sweep(clock: str, day: date) -> Judged:
        office.at(clock, day).tick(Job.SWEEP)
        found = office.world.wired.check_ins.find(PLACE, BUDI.pegawai_id)
        assert found
        return found

    same_day, next_day = after_a_sweep("20.00", MONDAY), after_a_sweep("07.02", TUESDAY)
    assert same_day.check_in.claim.place == (-7.03, 112.74, 12.0, 3)
    assert next_day.check_in.claim.place is None
    assert next_day.state is State.COMMITTED
    assert after_a_sweep("07.17", TUESDAY) == next_day


def test_an_operator_starts_a_job_by_name(office: Office) -> None:
    office.at("07.40")

    answer = office.world.wired.commands["close"]({"job": "close"})

    assert answer == {"lines": ["compile: 2 messages"], "compile": 2}


def test_an_operators_job_knows_an_office_that_was_made_a_moment_ago(office: Office) -> None:
    office.at("16.00", FRIDAY)
    (first, *rest) = office.world.wired.opds.all()
    opd_item(replace(first, opd_id=OpdId(ulid(77)), name="Dinas Baru")).save()  # another container

    counts = office.world.wired.commands["publish-weekly"]({"job": "publish-weekly"})

    assert counts["publish-weekly"] == 2 + len(rest)


def test_wati_of_another_opd_is_in_no_table_of_this_one(office: Office) -> None:
    office.at("07.30").tick()

    people = {line.pegawai_id for line in office.current().recap.lines}
    assert WATI.pegawai_id not in people
    assert replace(PLACE, opd_id=DINKES) == place_of(DINKES)
