"""The OPD's desk: the head sees who is missing, permits and photos are decided by people."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from hashlib import sha256

import pytest

from chalicelib.domain.attendance import State
from tests.fakes import FakeQueue
from tests.world import (
    APEL,
    BUDI,
    DINKES,
    ENDAH,
    JOKO,
    KOMINFO,
    NANIK,
    NEW_MEETING,
    RIZAL,
    ROLES,
    SITI,
    Phone,
    World,
    a_photo,
    a_world,
    ulid,
    wib,
)

BOARD = f"/opds/{KOMINFO}/boards/2026-11-23/{APEL.activity_id}"


@pytest.fixture
def world() -> Iterator[World]:
    with a_world(NOTICE_QUEUE_URL="") as world:
        world.wired.notice_queue = world.wired.recap_queue = FakeQueue()
        yield world


def signed_in(world: World, *people: object) -> list[Phone]:
    return [world.signed_in(person) for person in people]  # type: ignore[arg-type]


def checked_in(world: World, phone: Phone, n: int = 1, **changes: object) -> None:
    photo, ticket = a_photo(n), phone.ticket()
    world.clock.at = wib("07.04")
    status, body, _ = phone.call("POST", "/check-ins", phone.claim(n, photo, ticket, **changes))
    assert status == 201, body
    world.wired.verify_photo(world.put_photo(body["upload"], photo))


def test_the_head_sees_a_person_appear_by_reading_what_changed(world: World) -> None:
    siti, joko = signed_in(world, SITI, JOKO)
    status, before, _ = joko.call("GET", BOARD)
    assert status == 200, before
    assert {p["name"]: p["state"] for p in before["people"]}["Siti Aminah"] == "BELUM"
    assert before["phase"] == "OPEN"

    checked_in(world, siti)

    _, after, _ = joko.call("GET", f"{BOARD}?cursor={before['cursor']}")
    assert not after["full"]
    assert [p["name"] for p in after["people"]] == ["Siti Aminah"]
    assert after["people"][0]["code"] == "H"


@pytest.mark.parametrize(
    ("path", "is_still_elevated"),
    [(BOARD, False), (f"/opds/{KOMINFO}/badges", False), (f"/opds/{KOMINFO}/people", True)],
)
def test_a_page_that_is_left_open_keeps_no_rights(path: str, *, is_still_elevated: bool) -> None:
    """What it asks by itself is no sign that somebody sits there (security.md A8)."""
    with a_world(REQUIRE_SECOND_FACTOR="ya") as world:
        (joko,) = signed_in(world, JOKO)

        for _ in range(3):
            world.clock.at += timedelta(minutes=50)
            joko.call("GET", path)

        assert joko.call("GET", "/me")[1]["elevated"] is is_still_elevated


def test_another_opds_admin_does_not_learn_that_it_exists(world: World) -> None:
    (nanik,) = signed_in(world, NANIK)

    status, body, _ = nanik.call("GET", BOARD)

    assert (status, body["type"]) == (404, "/masalah/tidak-ada")


def test_an_employee_has_no_board(world: World) -> None:
    (siti,) = signed_in(world, SITI)

    status, body, _ = siti.call("GET", BOARD)

    assert (status, body["type"]) == (403, "/masalah/tidak-berwenang")


def test_a_photo_from_a_file_waits_for_a_person_who_accepts_it(world: World) -> None:
    siti, rizal, joko = signed_in(world, SITI, RIZAL, JOKO)
    checked_in(world, siti, source="FILE")
    _, queue, _ = rizal.call("GET", f"/opds/{KOMINFO}/reviews/2026-11-23/{APEL.activity_id}")
    (waiting,) = queue["queue"]
    assert waiting["reasons"] == [{"code": "berkas", "hard": True}]
    verdict = {
        "date": "2026-11-23",
        "activity": APEL.activity_id,
        "pegawai_id": SITI.pegawai_id,
        "decision": "DITERIMA",
        "t": waiting["t"],
    }

    status, body, _ = rizal.call("POST", f"/opds/{KOMINFO}/reviews", verdict)
    repeated = rizal.call("POST", f"/opds/{KOMINFO}/reviews", verdict)
    late, refused, _ = joko.call("POST", f"/opds/{KOMINFO}/reviews", verdict)

    assert (status, body) == (200, {"state": State.ACCEPTED})
    assert repeated[:2] == (200, {"state": State.ACCEPTED})  # its first answer may be lost
    assert (late, refused["type"]) == (409, "/masalah/status-berubah")
    assert refused["by"] == "Ach. Rizal Firdaus"


def retake_of_siti(admin: Phone) -> bool:
    """On the board: whether it is her turn, so that the reviewer's count leaves it out."""
    _, board, _ = admin.call("GET", BOARD)
    awaited: bool = next(p["retake"] for p in board["people"] if p["name"] == SITI.name)
    return awaited


def test_another_photo_that_was_asked_for_a_day_later_comes_back_to_the_reviewer(
    world: World,
) -> None:
    """The limit that the person is told holds, and the new photo is judged anew."""
    siti, rizal = signed_in(world, SITI, RIZAL)
    checked_in(world, siti, source="FILE")
    reviews = f"/opds/{KOMINFO}/reviews/2026-11-23/{APEL.activity_id}"
    _, queue, _ = rizal.call("GET", reviews)
    world.clock.at = wib("06.00", date(2026, 11, 24))
    asked = {
        "date": "2026-11-23",
        "activity": APEL.activity_id,
        "pegawai_id": SITI.pegawai_id,
        "decision": "FOTO_ULANG",
        "reason": "Terlalu gelap.",
        "t": queue["queue"][0]["t"],
    }
    rizal.call("POST", f"/opds/{KOMINFO}/reviews", asked)
    _, today, _ = siti.call("GET", "/me/months/202611")
    record = today["days"][0]["activities"][0]["record"]
    assert record["photo_state"] == "RETAKE"
    assert retake_of_siti(rizal)

    world.clock.at = wib("05.00", date(2026, 11, 25))  # more than 24 hours after closing
    photo = a_photo(77)
    body = {
        "photo": {"sha256": sha256(photo).hexdigest(), "size": len(photo)},
        "source": "CAMERA",
        "captured_at": "2026-11-24T22:00:00Z",
    }
    status, form, _ = siti.call("POST", f"/check-ins/{record['ref']}/photo", body)
    assert status == 201, form
    world.wired.verify_photo(world.put_photo(form["upload"], photo))

    _, queue, _ = rizal.call("GET", reviews)
    (waiting,) = queue["queue"]
    assert waiting["retake"] is None
    assert not retake_of_siti(rizal)
    assert {"code": "ganti-foto", "hard": True} in waiting["reasons"]


def test_a_photo_that_a_person_has_to_look_at_is_not_taken_away(world: World) -> None:
    """T6: another one comes where the first cannot, or where a reviewer asks for it."""
    (siti,) = signed_in(world, SITI)
    photo, other = a_photo(79), a_photo(80)
    claim = siti.claim(1, photo, siti.ticket(), source="FILE")
    _, made, _ = siti.call("POST", "/check-ins", claim)
    body = {
        "photo": {"sha256": sha256(other).hexdigest(), "size": len(other)},
        "source": "CAMERA", "captured_at": "2026-11-23T00:10:00Z",
    }  # fmt: skip
    another = f"/check-ins/{made['receipt']['ref']}/photo"
    world.wired.verify_photo(world.put_photo(made["upload"], photo))

    assert siti.call("POST", another, body)[0] == 404
    _, state, _ = siti.call("GET", f"/check-ins/{made['receipt']['ref']}")
    assert (state["record"]["state"], state["record"]["photo_sha256"]) == (
        "TELAAH",
        claim["photo"]["sha256"],
    )


def test_a_record_without_its_photo_stands_before_a_person_after_a_day(world: World) -> None:
    """A phone died with it (T6). Until then, and on the phone, the record stays as it is."""
    siti, rizal = signed_in(world, SITI, RIZAL)
    photo = a_photo(78)
    _, made, _ = siti.call("POST", "/check-ins", siti.claim(1, photo, siti.ticket()))
    reviews = f"/opds/{KOMINFO}/reviews/2026-11-23/{APEL.activity_id}"
    assert rizal.call("GET", reviews)[1]["queue"] == []

    world.clock.at += timedelta(hours=25)
    _, queue, _ = rizal.call("GET", reviews)
    (waiting,) = queue["queue"]
    assert (waiting["state"], waiting["reasons"]) == (
        "TERCATAT",  # in any later state the phone would delete the photo
        [{"code": "tanpa-foto", "hard": True}],
    )
    asked = {
        "date": "2026-11-23",
        "activity": APEL.activity_id,
        "pegawai_id": SITI.pegawai_id,
        "decision": "FOTO_ULANG",
        "reason": "HP rusak?",
        "t": waiting["t"],
    }
    status, answer, _ = rizal.call("POST", f"/opds/{KOMINFO}/reviews", asked)
    assert (status, answer) == (200, {"state": "TERCATAT"})
    assert retake_of_siti(rizal)

    world.wired.verify_photo(world.put_photo(made["upload"], photo))  # it was only slow

    assert not retake_of_siti(rizal)
    assert rizal.call("GET", BOARD)[1]["people"][0]["state"] != "TERCATAT"


def test_a_person_decides_about_a_record_whose_photo_is_lost(world: World) -> None:
    siti, rizal = signed_in(world, SITI, RIZAL)
    siti.call("POST", "/check-ins", siti.claim(1, a_photo(79), siti.ticket()))
    world.clock.at += timedelta(hours=25)
    _, queue, _ = rizal.call("GET", f"/opds/{KOMINFO}/reviews/2026-11-23/{APEL.activity_id}")
    verdict = {
        "date": "2026-11-23",
        "activity": APEL.activity_id,
        "pegawai_id": SITI.pegawai_id,
        "decision": "DITERIMA",
        "t": queue["queue"][0]["t"],
    }

    status, answer, _ = rizal.call("POST", f"/opds/{KOMINFO}/reviews", verdict)

    assert (status, answer) == (200, {"state": State.ACCEPTED})


def test_a_view_is_told_before_the_link_is_given(world: World) -> None:
    siti, rizal, endah = signed_in(world, SITI, RIZAL, ENDAH)
    checked_in(world, siti)
    view = {"date": "2026-11-23", "activity": APEL.activity_id, "people": [SITI.pegawai_id]}

    status, body, _ = rizal.call("POST", f"/opds/{KOMINFO}/photo-views", view)
    across, refused, _ = endah.call("POST", f"/opds/{KOMINFO}/photo-views", view)

    assert status == 200, body
    assert "X-Amz-Signature" in body["photos"][0]["url"]
    assert (across, refused["pointer"]) == (422, "/reason")


def test_a_letter_for_two_is_approved_for_one_and_refused_for_the_other(world: World) -> None:
    siti, rizal, budi = signed_in(world, SITI, RIZAL, BUDI)
    page = a_photo(9)
    asked = {
        "id": ulid(500),
        "kind": "DL",
        "from": "2026-11-23",
        "to": "2026-11-25",
        "letter": {
            "number": "800/412/433.114/2026",
            "photos": [{"sha256": sha256(page).hexdigest(), "size": len(page)}],
        },
        "people": [BUDI.pegawai_id],
    }

    status, made, _ = siti.call("POST", "/permits", asked)
    _, repeated, _ = siti.call("POST", "/permits", asked)
    duplicate, known, _ = budi.call("POST", "/permits", asked | {"id": ulid(501), "people": []})
    _, waiting, _ = rizal.call("GET", f"/opds/{KOMINFO}/permits")
    decided, answer, _ = rizal.call(
        "POST",
        f"/opds/{KOMINFO}/permits/{ulid(500)}/decision",
        {"approve": [SITI.pegawai_id], "reject": [BUDI.pegawai_id], "reason": "Namanya tidak ada."},
    )

    assert status == 201, made
    world.wired.verify_photo(world.put_photo(made["uploads"][0], page))
    views = f"/opds/{KOMINFO}/permits/{ulid(500)}/photo-views"
    seen, links, _ = rizal.call("POST", views, {})
    assert (seen, len(links["photos"])) == (200, 1)
    assert repeated["permit"] == made["permit"]
    assert (duplicate, known["permit"]["by"]) == (409, {"name": "Siti Aminah"})
    assert [p["id"] for p in waiting["permits"]] == [ulid(500)]
    assert decided == 200, answer
    assert {p["name"]: p["state"] for p in answer["people"]} == {
        "Siti Aminah": "DISETUJUI",
        "Budi Hartono": "DITOLAK",
    }
    _, today, _ = siti.call("GET", "/me/today")
    assert today["activities"][0]["permit"]["state"] == "DISETUJUI"
    _, notices, _ = budi.call("GET", "/me/notices")
    assert {n["kind"] for n in notices["notices"]} == {"permit-named", "permit-decided"}
    _, rest, _ = rizal.call("GET", f"/opds/{KOMINFO}/permits")
    assert rest["permits"] == []


def test_nobody_decides_about_themselves(world: World) -> None:
    (rizal,) = signed_in(world, RIZAL)
    asked = {
        "id": ulid(510),
        "kind": "I",
        "from": "2026-11-23",
        "to": "2026-11-23",
        "reason": "Keperluan keluarga",
    }
    status, body, _ = rizal.call("POST", "/permits", asked)
    assert status == 201, body

    status, body, _ = rizal.call(
        "POST",
        f"/opds/{KOMINFO}/permits/{ulid(510)}/decision",
        {"approve": [RIZAL.pegawai_id], "reject": []},
    )

    assert (status, body["type"]) == (403, "/masalah/perkara-sendiri")


def test_a_code_is_issued_and_opens_an_account_once(world: World) -> None:
    (rizal,) = signed_in(world, RIZAL)
    status, body, _ = rizal.call("POST", f"/opds/{KOMINFO}/codes", {"people": [BUDI.pegawai_id]})
    assert status == 201, body
    slip = body["codes"][0]
    phone = world.phone()
    opened = {"login": slip["login"], "code": slip["code"]}

    status, whose, _ = phone.call("POST", "/activation/check", opened)
    activation = opened | {
        "password": "rumah kayu di tepi laut",
        "notice_version": 1,
        "device": {"public_key": phone.public_key, "label": "HP Budi"},
    }
    done, me, _ = phone.call("POST", "/activation", activation)
    twice, refused, _ = phone.call("POST", "/activation", activation)

    assert (status, whose["name"]) == (200, "Budi Hartono"), whose
    assert (done, me["device"]["state"]) == (200, "BOUND"), me
    assert (twice, refused["type"]) == (422, "/masalah/kode-tidak-sah")


def test_codes_are_issued_to_all_or_to_nobody(world: World) -> None:
    """The slip of the first would be shown to nobody, and the code in their hand be dead."""
    (rizal,) = signed_in(world, RIZAL)
    path = f"/opds/{KOMINFO}/codes"
    _, body, _ = rizal.call("POST", path, {"people": [BUDI.pegawai_id]})
    in_hand = {key: body["codes"][0][key] for key in ("login", "code")}

    refused, _, _ = rizal.call("POST", path, {"people": [BUDI.pegawai_id, NANIK.pegawai_id]})

    assert refused == 404
    assert world.phone().call("POST", "/activation/check", in_hand)[0] == 200


def test_people_are_found_as_one_types(world: World) -> None:
    (rizal,) = signed_in(world, RIZAL)

    status, page, _ = rizal.call("GET", f"/opds/{KOMINFO}/people?q=budi")

    assert status == 200, page
    assert [p["name"] for p in page["people"]] == ["Budi Hartono"]
    assert page["people"][0]["account"] == "NONE"


CANCELLATION = f"/activities/{ulid(700)}/cancellation"


def titles_of(phone: Phone) -> list[str]:
    _, today, _ = phone.call("GET", "/me/today")
    return [each["title"] for each in today["activities"] if not each["cancelled"]]


def test_an_activity_is_made_and_cancelled(world: World) -> None:
    siti, rizal = signed_in(world, SITI, RIZAL)
    made = NEW_MEETING | {"units": [1]}

    status, body, _ = rizal.call("POST", f"/opds/{KOMINFO}/activities", made)
    before = titles_of(siti)
    elsewhere, _, _ = rizal.call("POST", f"/opds/{DINKES}/activities", made | {"id": ulid(701)})
    cancelled, _, _ = rizal.call("POST", f"/opds/{KOMINFO}{CANCELLATION}", {"reason": "Ditunda"})

    assert status == 201, body
    assert before == ["Apel pagi", "Rapat koordinasi"]
    assert elsewhere == 404
    assert cancelled == 204
    _, after, _ = siti.call("GET", "/me/today")
    assert after["activities"][1]["cancelled"]
    assert after["activities"][1]["ticket"] is None


@pytest.mark.parametrize(
    ("chosen", "seen_by_budi"),
    [({}, True), ({"opds": [DINKES]}, False), ({"opds": [DINKES, KOMINFO, DINKES]}, True)],
)
def test_bkpsda_makes_and_cancels_an_activity_of_the_regency_or_of_chosen_opds(
    world: World, chosen: dict[str, object], *, seen_by_budi: bool
) -> None:
    nanik, budi, endah = signed_in(world, NANIK, BUDI, ENDAH)

    status, body, _ = endah.call("POST", "/activities", NEW_MEETING | chosen)
    repeated, _, _ = endah.call("POST", "/activities", NEW_MEETING | chosen)
    made = titles_of(nanik), titles_of(budi)
    theirs = f"/opds/{DINKES}{CANCELLATION}"
    refused, problem, _ = nanik.call("POST", theirs, {"reason": "Tidak perlu"})
    cancelled, _, _ = endah.call("POST", CANCELLATION, {"reason": "Ditunda"})

    both = ["Apel pagi", "Rapat koordinasi"]
    assert (status, repeated) == (201, 201), body
    assert made == (both, both if seen_by_budi else both[:1])
    assert (refused, problem["type"]) == (403, "/masalah/tidak-berwenang")
    assert cancelled == 204
    assert titles_of(nanik) == titles_of(budi) == ["Apel pagi"]


def test_bkpsda_does_not_cancel_what_an_opd_organises(world: World) -> None:
    rizal, endah = signed_in(world, RIZAL, ENDAH)
    rizal.call("POST", f"/opds/{KOMINFO}/activities", NEW_MEETING)

    status, problem, _ = endah.call("POST", CANCELLATION, {"reason": "Tidak perlu"})

    assert (status, problem["type"]) == (403, "/masalah/tidak-berwenang")
    assert "Rapat koordinasi" in titles_of(rizal)


def test_an_activity_for_an_opd_that_is_not_there_is_not_made(world: World) -> None:
    (endah,) = signed_in(world, ENDAH)

    status, _, _ = endah.call("POST", "/activities", NEW_MEETING | {"opds": [KOMINFO, ulid(9)]})

    assert status == 404
    assert titles_of(endah) == ["Apel pagi"]


def test_the_id_of_another_activity_overwrites_nothing(world: World) -> None:
    """Its id is known to everybody in it; an admin must not move the whole regency's apel by it."""
    rizal, siti = signed_in(world, RIZAL, SITI)

    status, problem, _ = rizal.call(
        "POST", f"/opds/{KOMINFO}/activities", NEW_MEETING | {"id": APEL.activity_id}
    )

    assert (status, problem["type"]) == (422, "/masalah/beda-isi")
    assert titles_of(siti) == ["Apel pagi"]
    assert world.wired.schedule.of_days([APEL.held_on]) == (APEL,)


@pytest.mark.parametrize(
    ("edge", "moved"),
    [
        ("closes", "2099-12-31T23:59:59Z"),
        ("closes", "2026-11-24T17:30:00Z"),  # 00.30 on the next day here
        ("opens", "2026-11-23T16:30:00Z"),
    ],
)
def test_a_window_lies_within_its_day(world: World, edge: str, moved: str) -> None:
    """Reminders and recaps are due by the day; what ran for years would be due for ever."""
    (rizal,) = signed_in(world, RIZAL)
    window = {**NEW_MEETING["window"], edge: moved}

    made = rizal.call("POST", f"/opds/{KOMINFO}/activities", NEW_MEETING | {"window": window})

    assert (made[0], made[1].get("pointer")) == (422, "/window")
    assert titles_of(rizal) == ["Apel pagi"]


def test_an_admin_of_one_unit_cancels_no_activity_of_the_whole_opd(world: World) -> None:
    rizal, budi = signed_in(world, RIZAL, BUDI)
    rizal.call("POST", f"/opds/{KOMINFO}/activities", NEW_MEETING)
    of_unit = replace(ROLES[RIZAL.pegawai_id], unit_no=BUDI.unit_no)
    account = world.wired.accounts.get(BUDI.pegawai_id)
    assert account
    world.wired.accounts.save(replace(account, appointments=(of_unit,)).next_rev())

    status, _, _ = budi.call("POST", f"/opds/{KOMINFO}{CANCELLATION}", {"reason": "Ditunda"})

    assert status == 403
    assert "Rapat koordinasi" in titles_of(budi)
