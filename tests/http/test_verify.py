"""What becomes of a photo in the bucket: kept, before a person, in quarantine (P5–P8, Q1)."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from typing import Any, Final

import pytest
from botocore.exceptions import ClientError

from chalicelib.adapters.dynamo import items, keys
from chalicelib.domain.attendance import HARD_REASONS, Mark, ReviewReason, State
from chalicelib.domain.people import Person
from chalicelib.services.ports.check_ins import Judged
from tests.pictures import scan_bomb
from tests.scheduled import PLACE
from tests.world import BUDI, SITI, Phone, World, a_photo, a_world, load_regency, wib

SENT_FROM: Final = {"lat": -7.03, "lon": 112.74, "accuracy_m": 12.0, "age_s": 3}
PHOTO: Final = a_photo(7)


@pytest.fixture(scope="module")
def loaded() -> Iterator[World]:
    with a_world() as world:
        yield world


@pytest.fixture
def world(loaded: World) -> World:
    """Monday 06.50; nobody has checked in."""
    load_regency(loaded)
    loaded.clock.at = wib("06.50")
    return loaded


def committed(phone: Phone, n: int, photo: bytes = PHOTO, *, arrives: bytes = b"") -> str:
    """A check-in whose photo, or another body, lies in the bucket: its key."""
    claim = phone.claim(n, photo, phone.ticket(), place=SENT_FROM)
    status, body, _ = phone.call("POST", "/check-ins", claim)
    assert status == 201, body
    return phone.world.put_photo(body["upload"], arrives or photo)


def verified(world: World, key: str, person: Person = SITI) -> Judged:
    world.wired.verify_photo(key)
    found = world.wired.check_ins.find(PLACE, person.pegawai_id)
    assert found
    return found


def hard(record: Judged) -> set[ReviewReason]:
    return set(record.reasons & HARD_REASONS)


def tags(world: World, key: str) -> dict[str, str]:
    found = world.s3.get_object_tagging(Bucket="apel-photos", Key=key)["TagSet"]
    return {tag["Key"]: tag["Value"] for tag in found}


def evidence(person: Person = SITI) -> Any:  # noqa: ANN401 - an item of any type
    where = (PLACE.opd_id, PLACE.held_on, PLACE.activity_id, person.pegawai_id)
    return next(items.batch_get([keys.evidence_key(*where)]))


def test_a_photo_is_kept_for_ninety_days_with_its_hash(world: World) -> None:
    raw = committed(world.signed_in(SITI), 1)

    record = verified(world, raw)

    for folder in ("kept", "thumb"):
        assert tags(world, folder + raw.removeprefix("in")) == {"simpan": "90"}
    kept = world.s3.get_object(Bucket="apel-photos", Key="kept" + raw.removeprefix("in"))
    assert record.kept_sha256 == sha256(kept["Body"].read()).hexdigest()
    assert record.photo_sha256 == sha256(PHOTO).hexdigest()
    assert hard(record) == set()


def test_place_and_signals_stand_in_the_evidence_alone_for_ninety_days(world: World) -> None:
    """R2: the record is kept for years."""
    raw = committed(world.signed_in(SITI), 1)

    record = verified(world, raw)

    assert record.check_in.claim.place is None
    assert evidence().data["place"] == ["-7.03", "112.74", "12.0", "3"]
    assert len(evidence().data["dhash"]) == 32
    assert evidence().ttl == int((world.clock.at + timedelta(days=90)).timestamp())
    stored = world.stored()
    assert not [
        key for key, item in stored.items() if "EVIDENCE" not in key[1] and "112.74" in item
    ]


def test_other_bytes_than_promised_are_put_in_quarantine_and_before_a_person(world: World) -> None:
    raw = committed(world.signed_in(SITI), 1, arrives=a_photo(8))

    record = verified(world, raw)

    assert (record.state, hard(record)) == (State.IN_REVIEW, {ReviewReason.HASH_MISMATCH})
    assert tags(world, raw) == {"karantina": "ya"}
    assert record.kept_sha256 is None


def test_what_the_gate_refuses_is_not_kept_and_a_person_reads_why(world: World) -> None:
    bomb = scan_bomb(100)
    raw = committed(world.signed_in(SITI), 1, bomb)

    record = verified(world, raw)

    assert (record.state, hard(record)) == (State.IN_REVIEW, {ReviewReason.REFUSED_PHOTO})
    assert evidence().data["flaw"] == "bom-scan"
    with pytest.raises(ClientError, match="NoSuchKey"):
        world.s3.get_object(Bucket="apel-photos", Key="kept" + raw.removeprefix("in"))


@pytest.mark.parametrize(("photo", "arrives"), [(scan_bomb(100), b""), (PHOTO, a_photo(8))])
def test_whoever_sent_a_damaged_photo_is_asked_for_another(
    world: World, photo: bytes, arrives: bytes
) -> None:
    """P5; until a day after closing, and no longer than the damaged one is the last."""
    siti = world.signed_in(SITI)
    verified(world, committed(siti, 1, photo, arrives=arrives))
    another = {"sha256": sha256(a_photo(9)).hexdigest(), "size": len(a_photo(9))}

    _, damaged, _ = siti.call("GET", f"/check-ins/{PLACE.ref}")
    body = {"photo": another, "source": "CAMERA", "captured_at": "2026-11-23T00:20:00Z"}
    _, sent, _ = siti.call("POST", f"/check-ins/{PLACE.ref}/photo", body)
    verified(world, world.put_photo(sent["upload"], a_photo(9)))
    _, mended, _ = siti.call("GET", f"/check-ins/{PLACE.ref}")

    assert damaged["record"]["retake"] == {"reason": None, "until": "2026-11-24T00:30:00Z"}
    assert damaged["record"]["photo_state"] == "STORED"
    assert mended["record"]["retake"] is None


def test_a_photo_that_somebody_else_sent_before_goes_before_a_person(world: World) -> None:
    """It is not refused: that would tell who has the picture (T5)."""
    first, second = committed(world.signed_in(SITI), 1), committed(world.signed_in(BUDI), 2)

    siti, budi = verified(world, first), verified(world, second, BUDI)

    assert hard(siti) == set()
    assert (budi.state, hard(budi)) == (State.IN_REVIEW, {ReviewReason.REUSED})
    assert verified(world, first) == siti


def another_key(phone: Phone) -> None:
    phone.key = phone.world.phone().key


def rebound(phone: Phone) -> None:
    world = phone.world
    account = world.wired.accounts.get(SITI.pegawai_id)
    assert account
    (device,) = account.devices
    three_times = replace(device, rebinds=(world.clock.at,) * 3)
    world.wired.accounts.save(account.with_device(three_times).next_rev())


@pytest.mark.parametrize(
    ("prepare", "reason", "is_marked"),
    [
        (another_key, ReviewReason.BAD_SIGNATURE, False),
        (rebound, ReviewReason.REBOUND, True),
    ],
)
def test_a_phone_that_is_not_sure_to_be_the_bound_one_goes_before_a_person(
    world: World,
    prepare: Callable[[Phone], None],
    reason: ReviewReason,
    *,
    is_marked: bool,
) -> None:
    """D1, D2."""
    siti = world.signed_in(SITI)
    prepare(siti)

    record = verified(world, committed(siti, 1))

    assert (record.state, hard(record)) == (State.IN_REVIEW, {reason})
    assert (Mark.KEY_REPLACED in record.marks) is is_marked
