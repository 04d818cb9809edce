"""What people do with the system while calls fail, and what must hold afterwards.

A photo online, offline, twice at once, spoilt, with its message lost, with its phone taken away;
a letter asked for and decided; a photo looked at; an account activated.
"""

import json
from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Final

from chalicelib.adapters.dynamo.items import CheckInItem
from chalicelib.domain.activities import Window
from chalicelib.domain.calendar import Job
from chalicelib.domain.outcomes import read_record
from chalicelib.domain.permits import PermitId, PermitState
from chalicelib.domain.work import Work
from tests.fault.costs import cost_is_bounded
from tests.fault.lab import ATTEMPTS, Crash, Lab, Stuck
from tests.fault.neighbours import Neighbours
from tests.fault.phones import (
    AUDIT,
    Outbox,
    Scene,
    a_scene,
    again_changes_nothing,
    answered_is_stored,
    copy_of,
    counted_from_records,
    events_are,
    events_are_one_a_judgement,
    no_error_lets_through,
    no_photo_is_left_lying,
    nobody_reaches_another_opd,
    one_record_each,
    only_own_account,
    phone_of,
    seen_between,
    the_photo_is_somewhere,
)
from tests.scheduled import Office
from tests.world import APEL, BUDI, KOMINFO, MONDAY, RIZAL, SITI, Phone, a_photo, an_apel, ulid, wib

EVENING: Final = replace(
    an_apel(101),
    window=Window(
        opens=wib("15.30"), starts=wib("15.45"), late_after=wib("15.50"), closes=wib("16.00")
    ),
)
PHOTO, OTHER = a_photo(1), a_photo(2)
LETTER: Final = PermitId(ulid(500))
NEW_PASSWORD: Final = "kuda terbang biru laut"
NOT_BEFORE: Final[Mapping[str, datetime]] = {
    APEL.activity_id: wib("06.50"),
    EVENING.activity_id: EVENING.window.opens,
}
IN_2036, IN_2016 = "2036-11-23T00:04:00Z", "2016-11-23T00:04:00Z"

Checks = Mapping[str, Callable[[Scene], None]]


@dataclass(frozen=True, slots=True)
class Regency:
    """The small regency, with phones that were signed in and their tickets taken at 06.50."""

    office: Office
    neighbours: Neighbours
    siti: Phone
    siti_too: Phone  # the same person's second phone
    rizal: Phone
    new: Phone  # Budi's, before his account is activated
    code: str  # that he was handed
    tickets: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Way:
    """A scenario with what must hold after it."""

    name: str
    act: Callable[[Lab, Regency], Scene]
    checks: Checks


def parcel(scene: Scene, regency: Regency, phone: Phone, n: int = 1, **changes: object) -> Outbox:
    """A phone that holds one photo, taken with the ticket of 06.50."""
    outbox = scene.outbox(SITI, copy_of(phone))
    photo = a_photo(n)
    activity = changes.get("activity_id", APEL.activity_id)
    outbox.put(phone.claim(n, photo, regency.tickets[str(activity)], **changes), photo)
    return outbox


def online(lab: Lab, regency: Regency) -> Scene:
    """Today's page, the photo, its verification, and the phone that asks until it is stored."""
    with lab.paused():
        scene = a_scene(regency.office, regency.neighbours, lab)
        outbox = scene.outbox(SITI, copy_of(regency.siti))
    _, today = lab.call(scene.ask, outbox, "GET", "/me/today")
    ticket = next(a["ticket"] for a in today["activities"] if a["id"] == APEL.activity_id)
    regency.office.at("07.04")
    outbox.put(regency.siti.claim(1, PHOTO, ticket), PHOTO)
    lab.call(outbox.flush)
    lab.deliver(scene.verify, scene.arrived())
    lab.call(outbox.poll)
    return scene


def offline(lab: Lab, regency: Regency) -> Scene:
    """Two activities without a network, on a phone whose clock is ten years off either way."""
    with lab.paused():
        scene = a_scene(regency.office, regency.neighbours, lab)
    regency.office.at("20.00")
    outbox = parcel(scene, regency, regency.siti, 1, captured_at=IN_2036, offline=True)
    photo = a_photo(2)
    claim = regency.siti.claim(
        2, photo, regency.tickets[EVENING.activity_id], activity_id=EVENING.activity_id,
        captured_at=IN_2016, clock_offset_ms=-315_360_000_000, offline=True,
    )  # fmt: skip
    outbox.put(claim, photo)
    lab.call(outbox.flush)
    lab.deliver(scene.verify, scene.arrived())
    lab.call(outbox.poll)
    return scene


def twice_at_once(lab: Lab, regency: Regency) -> Scene:
    """Two phones of one person: whoever does not get an answer asks again after the other."""
    with lab.paused():
        scene = a_scene(regency.office, regency.neighbours, lab)
    regency.office.at("07.04")
    waiting = [parcel(scene, regency, regency.siti, 1), parcel(scene, regency, regency.siti_too, 2)]
    for _ in range(ATTEMPTS):
        for outbox in list(waiting):
            with suppress(Exception, Crash):
                outbox.flush()
                waiting.remove(outbox)
    if waiting:
        raise Stuck(waiting)
    lab.deliver(scene.verify, scene.arrived())
    for outbox in scene.outboxes:
        lab.call(outbox.poll)
    return scene


def other_bytes(lab: Lab, regency: Regency) -> Scene:
    """What arrives is not what was promised (the form alone would have refused it)."""
    with lab.paused():
        scene = a_scene(regency.office, regency.neighbours, lab)
    regency.office.at("07.04")
    outbox = parcel(scene, regency, regency.siti)
    outbox.parcels[0].sent_instead = OTHER
    lab.call(outbox.flush)
    lab.deliver(scene.verify, scene.arrived())
    return scene


def message_lost(lab: Lab, regency: Regency) -> Scene:
    """The bucket's notice never comes; a quarter of an hour later the sweeper looks."""
    with lab.paused():
        scene = a_scene(regency.office, regency.neighbours, lab)
    regency.office.at("07.04")
    outbox = parcel(scene, regency, regency.siti)
    lab.call(outbox.flush)
    regency.office.at("07.25")
    lab.deliver(scene.work, [Work(job=Job.SWEEP).to_message()])
    lab.deliver(scene.verify, regency.neighbours.take("photo"))
    lab.call(outbox.poll)
    return scene


def revoked_meanwhile(lab: Lab, regency: Regency) -> Scene:
    """The admin takes the phone away while its photo waits; its owner signs in and sends it."""
    with lab.paused():
        scene = a_scene(regency.office, regency.neighbours, lab)
        outbox = parcel(scene, regency, regency.siti)
        rizal = scene.outbox(RIZAL, copy_of(regency.rizal))
    path = f"/opds/{KOMINFO}/people/{SITI.pegawai_id}/devices/{regency.siti.device_id}"
    lab.call(gone, scene, rizal, path)
    lab.call(outbox.flush)
    assert outbox.parcels, "the photo went with the session"
    with lab.paused():
        regency.office.at("07.04")
        outbox.phone = phone_of(scene.world, SITI)
    lab.call(outbox.flush)
    lab.deliver(scene.verify, scene.arrived())
    return scene


def gone(scene: Scene, who: Outbox, path: str) -> None:
    """Remove a device; that it is not there any more is as good."""
    status, _ = scene.ask(who, "DELETE", path)
    assert status in (204, 404)


def strangers(lab: Lab, regency: Regency) -> Scene:
    """An old session, a guessed one, and another activity's ticket."""
    with lab.paused():
        scene = a_scene(regency.office, regency.neighbours, lab)
        thief = scene.outbox(SITI, copy_of(regency.siti))
        old = scene.outbox(SITI, copy_of(regency.siti))
        cheat = scene.outbox(SITI, copy_of(regency.siti))
    name, cookie = "__Host-sesi", regency.siti.cookies["__Host-sesi"]
    thief.phone.cookies[name] = cookie[:-8] + "AAAAAAAA"
    lab.call(scene.ask, thief, "GET", "/me/today")
    regency.office.at("15.40")
    ticket = regency.tickets[APEL.activity_id]
    claim = regency.siti.claim(1, PHOTO, ticket, activity_id=EVENING.activity_id)
    cheat.put(claim, PHOTO)
    lab.call(cheat.flush)
    regency.office.world.clock.at += timedelta(days=121)
    lab.call(scene.ask, old, "GET", "/me/today")
    return scene


def letter_for_two(lab: Lab, regency: Regency) -> Scene:
    """A surat tugas with its page; the admin approves one and refuses the other."""
    with lab.paused():
        scene = a_scene(regency.office, regency.neighbours, lab)
        siti = scene.outbox(SITI, copy_of(regency.siti))
        rizal = scene.outbox(RIZAL, copy_of(regency.rizal))
    sum_ = sha256(PHOTO).hexdigest()
    asked = {
        "id": LETTER, "kind": "DL", "from": "2026-11-23", "to": "2026-11-25",
        "letter": {"number": "800/1", "photos": [{"sha256": sum_, "size": len(PHOTO)}]},
        "people": [BUDI.pegawai_id],
    }  # fmt: skip
    _, answer = lab.call(scene.ask, siti, "POST", "/permits", asked)
    lab.call(scene.upload, answer["uploads"][0], PHOTO)
    lab.deliver(scene.verify, scene.arrived())
    path = f"/opds/{KOMINFO}/permits/{LETTER}/decision"
    decision = {"approve": [SITI.pegawai_id], "reject": [BUDI.pegawai_id], "reason": "Salah nama."}
    lab.call(scene.ask, rizal, "POST", path, decision)
    return scene


def photo_refused(lab: Lab, regency: Regency) -> Scene:
    """A photo from a file goes before the admin, who refuses it."""
    with lab.paused():
        scene = a_scene(regency.office, regency.neighbours, lab)
        rizal = scene.outbox(RIZAL, copy_of(regency.rizal))
        parcel(scene, regency, regency.siti, source="FILE").flush()
        for notice in scene.arrived():
            scene.verify([{"messageId": "m", "body": json.dumps(notice)}])
        (record,) = scene.records()
        scene.asked.clear()
    decision = {
        "date": f"{MONDAY}", "activity": APEL.activity_id, "pegawai_id": SITI.pegawai_id,
        "decision": "DITOLAK", "reason": "Bukan di lapangan.", "t": record.t,
    }  # fmt: skip
    lab.call(scene.ask, rizal, "POST", f"/opds/{KOMINFO}/reviews", decision)
    return scene


def photo_viewed(lab: Lab, regency: Regency) -> Scene:
    """The admin opens somebody's photo."""
    with lab.paused():
        scene = a_scene(regency.office, regency.neighbours, lab)
        rizal = scene.outbox(RIZAL, copy_of(regency.rizal))
        parcel(scene, regency, regency.siti).flush()
        for notice in scene.arrived():
            scene.verify([{"messageId": "m", "body": json.dumps(notice)}])
        scene.asked.clear()
    view = {"date": f"{MONDAY}", "activity": APEL.activity_id, "people": [SITI.pegawai_id]}
    lab.call(scene.ask, rizal, "POST", f"/opds/{KOMINFO}/photo-views", view)
    return scene


def activation(lab: Lab, regency: Regency) -> Scene:
    """A code becomes a password; whoever lost the answer signs in with it."""
    with lab.paused():
        scene = a_scene(regency.office, regency.neighbours, lab)
        budi = scene.outbox(BUDI, copy_of(regency.new))
    opened = {"login": BUDI.nip, "code": regency.code}
    lab.call(scene.ask, budi, "POST", "/activation/check", opened)
    device = {"public_key": regency.new.public_key, "label": "HP Budi"}
    body = {**opened, "password": NEW_PASSWORD, "notice_version": 1, "device": device}
    status, _ = lab.call(scene.ask, budi, "POST", "/activation", body)
    if status != 200:
        signed = {"login": BUDI.nip, "password": NEW_PASSWORD}
        lab.call(scene.ask, budi, "POST", "/session", signed)
    lab.call(scene.ask, budi, "GET", "/me")
    with lab.paused():
        other = scene.outbox(BUDI, copy_of(regency.new))
        scene.ask(other, "POST", "/activation", body)
    return scene


# ---- what must hold besides ----------------------------------------------------------------------


def only_record(scene: Scene) -> CheckInItem:
    (record,) = scene.records()
    return record


def in_review_because(reason: str) -> Callable[[Scene], None]:
    def holds(scene: Scene) -> None:
        record = only_record(scene)
        assert read_record(str(record.st)).state == "TELAAH"
        assert reason in str(record.reasons).split(), record.reasons

    return holds


def let_go(scene: Scene) -> None:
    """The phone has nothing left to send."""
    assert not [parcel for outbox in scene.outboxes for parcel in outbox.parcels]


def one_receipt_each(scene: Scene) -> None:
    """Of two phones one is told that the other was first; both hold the same number."""
    numbers = {
        each.answer["receipt"]["no"]
        for each in scene.asked
        if each.what == "POST /check-ins" and each.status in (201, 409)
    }
    statuses = {each.status for each in scene.asked if each.status in (201, 409)}
    assert len(numbers) == 1
    assert statuses == {201, 409}


def revoked_is_out(scene: Scene) -> None:
    """I13: from the answer on, the phone that was taken away is nobody."""
    first = next(n for n, each in enumerate(scene.asked) if each.status in (204, 404))
    old = scene.asked[first + 1].phone
    for each in scene.asked[first + 1 :]:
        if each.phone is old:
            assert each.status in (401, 503), f"{each.what}: {each.status}"


def words(scene: Scene, what: str) -> list[str]:
    """How this was answered, each time that it was."""
    asked = [each for each in scene.asked if each.what == what and each.status < 500]
    return [each.answer.get("type", "let in") for each in asked]


def old_sessions_are_out(scene: Scene) -> None:
    """I13: a session that ended, and one that was guessed."""
    assert words(scene, "GET /me/today") == ["/masalah/sesi-berakhir"] * 2


def a_ticket_proves_one_activity(scene: Scene) -> None:
    """I8: no lower bound is taken from the ticket of another activity, and nothing is recorded."""
    assert words(scene, "POST /check-ins") == ["/masalah/tiket-tidak-sah"]
    assert not scene.records(), "recorded with another activity's ticket"


def the_copies_agree(scene: Scene) -> None:
    """Permit, pointers, the OPD's month and its queue say the same of each person."""
    permits = scene.world.wired.permits
    permit = permits.get(PermitId(LETTER))
    states = {part.pegawai_id: part.state for part in permit.parts}
    assert states == {
        SITI.pegawai_id: PermitState.APPROVED,
        BUDI.pegawai_id: PermitState.REJECTED,
    }
    for who, state in states.items():
        (own,) = permits.of_person(who, since=MONDAY)
        assert [(part.pegawai_id, part.state) for part in own.parts] == [(who, state)]
    _, (month,) = scene.world.wired.duties.around(KOMINFO, MONDAY)
    assert {part.pegawai_id: part.state for part in month.parts} == states
    assert permits.open_cases(KOMINFO) == ()


def refused_and_told_once(scene: Scene) -> None:
    """I14: by a person, who is named; the other one reads why."""
    (record,) = scene.records()
    assert read_record(str(record.st)).state == "DITOLAK"
    assert record.judged["by"] == RIZAL.pegawai_id
    notices = scene.world.wired.notices.newest(SITI.pegawai_id)
    assert [notice.what for notice in notices] == ["photo-rejected"]


def everybody_was_told_once(scene: Scene) -> None:
    told = {
        who: sorted(n.what for n in scene.world.wired.notices.newest(who.pegawai_id))
        for who in (SITI, BUDI)
    }
    assert told == {SITI: ["permit-decided"], BUDI: ["permit-decided", "permit-named"]}


def answered_well(*statuses: int) -> Callable[[Scene], None]:
    """The last answer to each thing asked, however often it was asked."""

    def holds(scene: Scene) -> None:
        last = {each.what: each.status for each in scene.asked}
        assert list(last.values()) == list(statuses), last

    return holds


def no_photo_without_its_view(scene: Scene) -> None:
    """I10: each link that was given is told to the OPD and to the owner of the photo."""
    given = sum(
        photo["url"] is not None
        for each in scene.asked
        if each.status == 200
        for photo in each.answer["photos"]
    )
    told = Counter(raw["pk"]["S"].partition("#")[0] for raw in scene.rows(AUDIT) if "photo:view" in
                   raw["action"]["S"])  # fmt: skip
    assert given == 1
    assert told["AUDIT"] == told["VIEWS"] >= given, told


def the_code_is_used_up(scene: Scene) -> None:
    """I2, A4: it made one password; whoever comes after gets the answer for wrong codes."""
    assert scene.asked[-1].status == 422
    assert scene.asked[-2].status == 200, "not signed in"
    assert scene.actions()["account:activate"] == 1
    secret = scene.world.wired.accounts.secret(BUDI.pegawai_id)
    assert secret
    assert secret.code_until is None
    assert scene.world.wired.passwords.verify(NEW_PASSWORD, secret.password)


ALWAYS: Final[Checks] = {
    "I1": answered_is_stored,
    "I2": one_record_each,
    "I3": counted_from_records,
    "I4": the_photo_is_somewhere,
    "I5": no_photo_is_left_lying,
    "I9": nobody_reaches_another_opd,
    "I10": no_error_lets_through,
    "I12": cost_is_bounded,
}
PHOTOS: Final[Checks] = {
    **ALWAYS,
    "I9 own": only_own_account(),
    "I11": events_are_one_a_judgement,
    "I7": again_changes_nothing,
}
ONLINE: Final[Checks] = {**PHOTOS, "I8": seen_between(NOT_BEFORE, wib("07.04")), "O1": let_go}
OFFLINE: Final[Checks] = {**PHOTOS, "I8": seen_between(NOT_BEFORE, wib("20.00")), "O1": let_go}
AT_ONCE: Final[Checks] = {**PHOTOS, "T5": one_receipt_each, "O1": let_go}
SPOILT: Final[Checks] = {**PHOTOS, "P8": in_review_because("isi-berubah")}
LOST: Final[Checks] = {**PHOTOS, "O1": let_go}
REVOKED: Final[Checks] = {
    **ALWAYS,
    "I11": events_are(device_revoke=1, photo_verify=1),
    "I13": revoked_is_out,
    "D1": in_review_because("tanpa-perangkat"),
}
STRANGERS: Final[Checks] = {
    **ALWAYS,
    "I8": a_ticket_proves_one_activity,
    "I13": old_sessions_are_out,
    "I11": events_are(),
}
LETTERS: Final[Checks] = {
    **ALWAYS,
    "I9 own": only_own_account(SITI, BUDI),
    "I1 letter": answered_well(201, 200),
    "I11": events_are(permit_create=1, permit_decide=1),
    "copies": the_copies_agree,
    "told": everybody_was_told_once,
}
REFUSED: Final[Checks] = {
    **{name: ALWAYS[name] for name in ("I3", "I9", "I10", "I12")},
    "I1 review": answered_well(200),
    "I11": events_are(photo_verify=1, review_decide=1),
    "I14": refused_and_told_once,
}
VIEWED: Final[Checks] = {
    **{name: ALWAYS[name] for name in ("I3", "I9", "I10", "I12")},
    "I9 own": only_own_account(SITI),
    "I10 view": no_photo_without_its_view,
}
ACTIVATED: Final[Checks] = {
    **ALWAYS,
    "I9 own": only_own_account(),
    "I11": the_code_is_used_up,
}
WAYS: Final = [
    Way("check-in online", online, ONLINE),
    Way("offline flush of 2", offline, OFFLINE),
    Way("two phones at once", twice_at_once, AT_ONCE),
    Way("photo mismatch", other_bytes, SPOILT),
    Way("message lost, swept", message_lost, LOST),
    Way("device revoked during check-in", revoked_meanwhile, REVOKED),
    Way("old and forged sessions", strangers, STRANGERS),
    Way("permit and approval", letter_for_two, LETTERS),
    Way("photo refused", photo_refused, REFUSED),
    Way("photo viewed", photo_viewed, VIEWED),
    Way("activation", activation, ACTIVATED),
]
