"""One contract for buckets, evidence, addresses and days off: the fakes, S3's and DynamoDB's."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

import pytest

from chalicelib.adapters.dynamo import items, keys
from chalicelib.adapters.dynamo.repositories.holidays import DynamoHolidays
from chalicelib.adapters.dynamo.repositories.mailing import DynamoAddresses
from chalicelib.adapters.dynamo.repositories.settings import read_book
from chalicelib.domain.audit import Event
from chalicelib.domain.errors import NotFound, VersionConflict
from chalicelib.domain.photos import Flaw
from chalicelib.domain.settings_book import DEFAULTS, Setting, SettingsBook
from chalicelib.domain.year import Change, DayKind
from chalicelib.services.ports.notices import Addresses
from chalicelib.services.ports.photos import Evidence, Photos
from chalicelib.services.ports.recaps import Documents
from chalicelib.services.ports.regency import Holidays, SettingsBooks
from tests.fakes import (
    FakeAddresses,
    FakeDocuments,
    FakeEvidence,
    FakeHolidays,
    FakePhotos,
    FakeSettingsBooks,
)
from tests.scheduled import PLACE, a_check_in
from tests.world import BUDI, ENDAH, KOMINFO, SITI, World, a_world, ulid, wib

KEY: Final = "kept/a.jpg"
SHA256: Final = "a" * 64
NEW_YEAR: Final = date(2027, 1, 1)
CHANGE: Final = Change(by_name="Endah", at=wib("09.00"), decree="SE Bupati 800/1/2026")


@dataclass
class Ports:
    """The ports under test; Siti has a mail address."""

    photos: Photos
    documents: Documents
    evidence: Evidence
    addresses: Addresses
    holidays: Holidays
    books: SettingsBooks
    tag_of: Callable[[str], str]  # of a photo
    found: Callable[[], Any]  # what is kept of Siti's photo


@pytest.fixture(scope="module")
def world() -> Iterator[World]:
    with a_world() as world:
        world.wired.people.set_mail(SITI.pegawai_id, "siti@example.org", world.event("test:mail"))
        yield world


def in_memory(world: World) -> Ports:
    del world
    photos, evidence = FakePhotos(), FakeEvidence()
    return Ports(
        photos, FakeDocuments(), evidence, FakeAddresses({SITI.pegawai_id: "siti@example.org"}),
        FakeHolidays(), FakeSettingsBooks(), tag_of=lambda key: photos.tags.get(key, ""),
        found=lambda: evidence.found[PLACE, SITI.pegawai_id],
    )  # fmt: skip


def on_aws(world: World) -> Ports:
    def tag_of(key: str) -> str:
        tags = world.s3.get_object_tagging(Bucket="apel-photos", Key=key)["TagSet"]
        return "".join(f"{tag['Key']}={tag['Value']}" for tag in tags)

    def found() -> Any:  # noqa: ANN401 - whatever was kept
        key = keys.evidence_key(KOMINFO, PLACE.held_on, PLACE.activity_id, SITI.pegawai_id)
        return next(items.batch_get([key])).data

    wired = world.wired
    return Ports(
        wired.photos, wired.documents, wired.evidence, DynamoAddresses(), DynamoHolidays(),
        wired.settings_books, tag_of=tag_of, found=found,
    )  # fmt: skip


@pytest.fixture(params=[in_memory, on_aws])
def ports(request: pytest.FixtureRequest, world: World) -> Ports:
    made: Ports = request.param(world)
    return made


def test_a_photo_is_kept_for_its_days_until_they_are_shortened(ports: Ports) -> None:
    ports.photos.keep(KEY, b"jpeg", days=730)
    before = ports.photos.read(KEY), ports.photos.exists(KEY), ports.tag_of(KEY)
    ports.photos.free(KEY, days=1)

    assert before == (b"jpeg", True, "simpan=730")
    assert (ports.photos.read(KEY), ports.tag_of(KEY)) == (b"jpeg", "simpan=1")


def test_what_is_kept_for_good_has_no_end(ports: Ports) -> None:
    ports.photos.keep("kop/a.jpg", b"jpeg", days=None)

    assert (ports.photos.read("kop/a.jpg"), ports.tag_of("kop/a.jpg")) == (b"jpeg", "")


def test_a_photo_that_is_not_there_is_none(ports: Ports) -> None:
    ports.photos.free("kept/none.jpg", days=1)

    assert ports.photos.read("kept/none.jpg") is None
    assert not ports.photos.exists("kept/none.jpg")


def test_other_bytes_than_promised_are_put_aside(ports: Ports) -> None:
    ports.photos.keep(KEY, b"other", days=90)

    ports.photos.quarantine(KEY)

    assert ports.tag_of(KEY) == "karantina=ya"


def test_why_it_is_not_kept_stands_at_the_raw_object(ports: Ports) -> None:
    ports.photos.keep("in/kop/a.jpg", b"raw", days=None)
    ports.photos.keep("in/kop/b.jpg", b"raw", days=None)
    before = ports.photos.flaw("in/kop/a.jpg")
    ports.photos.quarantine("in/kop/a.jpg", Flaw.DIMENSIONS)
    ports.photos.quarantine("in/kop/b.jpg")

    assert (before, ports.photos.flaw("in/kop/a.jpg")) == (None, Flaw.DIMENSIONS)
    assert ports.photos.flaw("in/kop/b.jpg") is None
    assert ports.photos.flaw("in/kop/none.jpg") is None


def test_a_form_takes_one_photo_and_a_link_shows_one(ports: Ports) -> None:
    form = ports.photos.form("in/a.jpg", sha256=SHA256, size=1_000, now=wib("07.00"))

    assert form.fields["key"] == "in/a.jpg"
    assert form.expires_at == wib("07.10")
    assert KEY in ports.photos.link(KEY)


def test_a_document_is_read_back_and_saved_under_its_name(ports: Ports) -> None:
    ports.documents.put("rekap/a.csv", b"1;2")

    assert ports.documents.get("rekap/a.csv") == b"1;2"
    link = ports.documents.link("rekap/a.csv", name="rekap.csv")
    assert "rekap/a.csv" in link
    assert "rekap.csv" in link.partition("?")[2]
    with pytest.raises(NotFound):
        ports.documents.get("rekap/none.csv")


def test_a_photo_is_used_first_by_one_record(ports: Ports) -> None:
    """Delivered twice, the first record is not told that its photo was used before."""
    uses = [ports.evidence.first_use(SHA256, ref) for ref in ("one", "other", "one")]

    assert uses == [True, False, True]


def test_what_was_found_is_kept_once(ports: Ports) -> None:
    check_in = a_check_in(SITI, wib("07.04"))

    for _ in range(2):
        ports.evidence.keep(check_in, {"dhash": "00ff"}, now=wib("07.05"))

    assert ports.found() == {"dhash": "00ff"}


def test_only_who_entered_an_address_has_one(ports: Ports) -> None:
    found = ports.addresses.of([BUDI.pegawai_id, SITI.pegawai_id])

    assert found == {SITI.pegawai_id: "siti@example.org"}


def an_event(n: int) -> Event:
    return Event(
        event_id=ulid(9_900 + n), at=CHANGE.at, actor=ENDAH.pegawai_id, action="holiday:set",
        subject="-",
    )  # fmt: skip


def test_days_off_are_known_by_year(ports: Ports) -> None:
    for name in ("Tahun Baru", "Tahun Baru Masehi"):
        ports.holidays.learn(2027, {NEW_YEAR: name})

    empty, learnt = ports.holidays.years([2026, 2027])
    assert (empty.days_off, learnt.days_off) == ({}, {NEW_YEAR: "Tahun Baru Masehi"})


def test_what_was_set_outlives_what_the_package_says(ports: Ports) -> None:
    day = date(2028, 5, 1)
    ports.holidays.learn(2028, {day: "Hari Buruh"})
    (year,) = ports.holidays.years([2028])
    changed = year.with_day(day, DayKind.WORKING, "", CHANGE).with_ceremony(
        date(2028, 10, 22), date(2028, 10, 23), day, CHANGE
    )
    again = replace(changed, version=1, again={day: CHANGE.at})

    ports.holidays.change(again, an_event(1))
    ports.holidays.learn(2028, {day: "Hari Buruh Internasional"})

    learnt = replace(again, public={day: "Hari Buruh Internasional"})
    assert ports.holidays.years([2028]) == (learnt,)


def test_a_year_is_changed_over_the_version_that_was_read(ports: Ports) -> None:
    (year,) = ports.holidays.years([2029])
    changed = year.with_day(date(2029, 1, 1), DayKind.HOLIDAY, "Tahun Baru", CHANGE, [KOMINFO])
    ports.holidays.change(changed, an_event(2))

    assert ports.holidays.years([2029]) == (changed,)
    with pytest.raises(VersionConflict):
        ports.holidays.change(changed, an_event(3))


def test_the_book_of_settings_is_changed_over_the_version_that_was_read(ports: Ports) -> None:
    empty = ports.books.read()
    book = empty.changed(
        dict(DEFAULTS) | {Setting.SEAT: "Kamal", Setting.CHALLENGES: ["a", "b", "c"]},
        since=date(2027, 3, 1), today=NEW_YEAR, by_name="Endah", at=CHANGE.at,
    )  # fmt: skip

    ports.books.change(book, an_event(4))

    assert (empty, ports.books.read()) == (SettingsBook(), book)
    with pytest.raises(VersionConflict):
        ports.books.change(replace(book, version=1), an_event(5))


def test_a_setting_of_a_newer_version_of_the_code_is_left_out() -> None:
    """Whoever rolls back must not end up with a regency that cannot be read."""
    later = [["2027-03-01", 5, "Endah", CHANGE.at.isoformat()]]

    book = read_book({"version": 3, "held": {"muster": later, "sampled_percent": later}})

    assert (list(book.held), book.version) == ([Setting.SAMPLED], 3)
