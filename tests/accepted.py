"""Requests that the small regency takes as they stand, one for each operation with a body.

Each field is there and is used, so that what is put into one of them goes all the way.
"""

from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any, Final

import pyotp

from chalicelib.domain.activities import Kind
from chalicelib.domain.attendance import Code, Mark, ReviewReason, State
from chalicelib.domain.duty import DutyMonth
from chalicelib.domain.imports import ChangeKind, Import, ImportId, ImportState
from chalicelib.domain.people import Person, Role
from chalicelib.domain.permits import Letter, Part, Permit, PermitId
from chalicelib.domain.photos import PrintedImage
from chalicelib.domain.proposals import Officer, Proposal, ProposalId
from chalicelib.domain.settings_data import DEFAULT_COLUMNS
from chalicelib.http.access import Operation
from chalicelib.services.ports.check_ins import Judged
from chalicelib.services.ports.people import Held
from tests.fakes import (
    FakeAccounts,
    FakeActivities,
    FakeAppointments,
    FakeAuditLog,
    FakeCheckIns,
    FakeDuties,
    FakeFailures,
    FakeHolidays,
    FakeImports,
    FakeNotices,
    FakeOfficeBook,
    FakePeople,
    FakePermits,
    FakeQueue,
    FakeRecaps,
    FakeRegency,
    FakeReports,
    FakeRosters,
    FakeSchedule,
    FakeSettingsBooks,
    FakeSignatureImages,
)
from tests.scheduled import PLACE, WEEK, a_check_in
from tests.world import (
    APEL,
    BUDI,
    DINKES,
    ENDAH,
    HADI,
    JOKO,
    KOMINFO,
    MONDAY,
    NANIK,
    OPDS,
    PASSWORD,
    PEOPLE,
    RIZAL,
    ROLES,
    SITI,
    WATI,
    Phone,
    World,
    an_apel,
    ulid,
    wib,
)

Json = dict[str, Any]


def an_import(n: int) -> Import:
    """A file of BKPSDA that was uploaded."""
    at = wib("06.00")
    return Import(
        import_id=ImportId(ulid(n)), file_name="asn.csv", by=ENDAH.pegawai_id,
        by_name=ENDAH.full_name, at=at, changed_at=at,
    )  # fmt: skip


TUESDAY: Final = MONDAY + timedelta(days=1)
NEW_ID: Final = ulid(800)
SHA256: Final = "a" * 64
PHOTO: Final = {"sha256": SHA256, "size": 100_000}
TOTP_SECRET: Final = "JBSWY3DPEHPK3PXP"
NEW_PASSWORD: Final = "rumah kayu di tepi laut"
MEETING: Final = replace(
    an_apel(600, TUESDAY), kind=Kind.MEETING, organiser=KOMINFO, opds=(KOMINFO,)
)
INVITED: Final = replace(
    an_apel(603, TUESDAY), kind=Kind.MEETING, organiser=DINKES, opds=(DINKES, KOMINFO)
)
FLAG_DAY: Final = replace(an_apel(602, TUESDAY), kind=Kind.CEREMONY)
LAST_APEL: Final = an_apel(601, MONDAY - timedelta(days=7))
ROSTER: Final = DutyMonth(
    opd_id=KOMINFO, first_day=MONDAY.replace(day=1), version=1, rows={SITI.pegawai_id: "2" * 30}
)
ELSEWHERE: Final = PermitId(ulid(7_002))  # a permit of the other OPD
UPLOADED: Final = an_import(801)
LOOKED_AT: Final = replace(
    an_import(802), state=ImportState.PREVIEW, counts={ChangeKind.GONE: 9}, known=20
)
EVERY_SETTING: Final = {
    "version": 0, "since": f"{MONDAY + timedelta(days=21)}",
    "apel_times": {"opens": "06:30", "starts": "06:45", "late_after": "07:00", "closes": "07:15"},
    "ceremony_times": {
        "opens": "06:30", "starts": "07:00", "late_after": "07:15", "closes": "07:45",
    },
    "apel_weekday": 1, "apel_title": "Apel Selasa", "apel_venue": "Alun-alun",
    "challenges": ["Tampak tiang bendera", "Tampak papan nama", "Tampak langit"],
    "columns": {str(code): column for code, column in DEFAULT_COLUMNS.items()}
    | {"PK": "DI LUAR JUMLAH"},
    "lock_after_working_days": 4, "relock_after_working_days": 2,
    "reminders": ["malam", "hampir-tutup"],
    "evening_reminder_at": "18:30", "reminder_before_closing": 5, "heads_told_at": "08:30",
    "publish_weekday": 3, "publish_at": "15:00", "attention_below_percent": 85,
    "unexplained_in_a_row": 4, "sampled_percent": 3, "seat": "Kamal", "publisher": "BKPSDA",
    "letterhead_address": "Jl. Soekarno-Hatta 35", "government": "Pemkab Bangkalan",
    "letterhead_image": "",
}  # fmt: skip
PROPOSED: Final = Proposal(
    proposal_id=ProposalId(ulid(803)), pegawai_id=WATI.pegawai_id, name=WATI.full_name,
    role=Role.BKPSDA, since=TUESDAY, until=None, reason="Perlu orang kedua",
    by=Officer(pegawai_id=BUDI.pegawai_id, name=BUDI.full_name), at=wib("06.00"),
)  # fmt: skip
# Ids that are somebody's: of another OPD or kind, or used already.
KNOWN_IDS: Final = (WATI.pegawai_id, RIZAL.pegawai_id, DINKES, MEETING.activity_id, ELSEWHERE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted:
    """Who sends what where; parts of the path other than {opd} by name."""

    who: Person | None
    body: Json
    parts: Mapping[str, str] = field(default_factory=dict)


class Morning:
    """Monday, 08.00, in memory: records, a letter and a code are there, and all can be undone."""

    def __init__(self, world: World) -> None:
        self.world, wired = world, world.wired
        self.accounts = FakeAccounts.holding(wired.accounts, PEOPLE)
        self.schedule, self.queue, self.audit_log = FakeSchedule(), FakeQueue(), FakeAuditLog()
        self.imports = FakeImports({each.import_id: each for each in (UPLOADED, LOOKED_AT)})
        permits = FakePermits()
        duties, offices = FakeDuties(permits), FakeOfficeBook()
        self.fakes: dict[str, Any] = {
            "accounts": self.accounts, "activities": FakeActivities(self.schedule),
            "appointments": FakeAppointments(self.accounts), "audit_log": self.audit_log,
            "check_ins": FakeCheckIns(rosters=duties.kept, offices=offices.kept),
            "duties": duties, "offices": offices,
            "imports": self.imports, "import_queue": self.queue, "failures": FakeFailures(),
            "notice_queue": self.queue, "recap_queue": self.queue, "holidays": FakeHolidays(),
            "notices": FakeNotices(), "opds": FakeRegency(list(OPDS)),
            "recaps": FakeRecaps(self.schedule), "reports": FakeReports(),
            "signature_images": FakeSignatureImages(),
            "rosters": FakeRosters(),
            "schedule": self.schedule, "settings_books": FakeSettingsBooks(),
            "people": FakePeople({p.pegawai_id: p for p in PEOPLE}), "permits": permits,
        }  # fmt: skip
        for name, fake in self.fakes.items():
            setattr(wired, name, fake)
        self._set_secrets()
        self._hold_desks()
        self._hold_apel()
        self.phones = {person: world.signed_in(person) for person in PEOPLE}
        self.ticket = self.phones[SITI].ticket()  # before closing
        self.letter = self._ask_letters()
        signature = PrintedImage.signature(JOKO.pegawai_id, SHA256)
        wired.photos.keep(signature.kept_key, b"jpeg", days=None)
        world.clock.at = wib("08.00")
        self.requests = self._requests()
        self._start, self._stored = self._in_memory(), world.stored()

    def send(self, operation: Operation, body: object) -> tuple[int, Any, Mapping[str, Any]]:
        """As who may send it, from a browser that keeps nothing of it."""
        request = self.requests[f"{operation.method} {operation.path}"]
        phone = self.world.phone()
        phone.cookies = dict(self.phones[request.who].cookies) if request.who else {}
        path = operation.path.format(opd=KOMINFO, **request.parts)
        return phone.call(operation.method, path, body)

    def changed(self) -> list[str]:
        """Names of the ports that hold something else than at 08.00; tries are to be counted."""
        found = [n for n, held in self._in_memory().items() if held != self._start[n]]
        return [name for name in found if name != "failures"]

    def undo(self) -> None:
        """Everything as it was at 08.00; it was all in memory."""
        assert self.world.stored() == self._stored
        for name, held in self._start.items():
            vars(self.fakes[name]).update(_copied(held))

    def _in_memory(self) -> dict[str, Any]:
        return {
            name: {n: _copied(v) for n, v in vars(fake).items() if isinstance(v, (dict, list))}
            for name, fake in self.fakes.items()
        }

    def _set_secrets(self) -> None:
        secrets, digest = self.accounts.kept_secrets, self.world.wired.passwords.hash(PASSWORD)
        for person, changes in (
            (JOKO, {"password": digest}),
            (HADI, {"totp_secret": TOTP_SECRET}),
            (NANIK, {"totp_pending": TOTP_SECRET}),
        ):
            secret = secrets[person.pegawai_id]
            secrets[person.pegawai_id] = replace(secret, **changes)  # type: ignore[arg-type]

    def _hold_desks(self) -> None:
        self.fakes["appointments"].propose(PROPOSED, self.world.event("test:propose"))
        held = self.fakes["appointments"].held
        for person in PEOPLE:
            if role := ROLES.get(person.pegawai_id):
                held.append(
                    Held(pegawai_id=person.pegawai_id, name=person.full_name, appointment=role)
                )

    def _hold_apel(self) -> None:
        """Budi's photo is verified, Joko's before a reviewer; last week's apel is FINAL."""
        wired, event = self.world.wired, self.world.event("test:apel")
        wired.activities.add(MEETING, [KOMINFO], event)
        wired.activities.add(INVITED, [DINKES, KOMINFO], event)
        for apel in (LAST_APEL, APEL, FLAG_DAY):
            wired.activities.add(apel, [opd.opd_id for opd in OPDS], event)
        for person, state in ((BUDI, State.VERIFIED), (JOKO, State.IN_REVIEW)):
            wired.check_ins.judge(
                wired.check_ins.add_once(a_check_in(person, wib("07.01"))), state, now=wib("07.20"),
                kept_sha256=SHA256 if person == BUDI else None, judgement=None, event=event,
                reasons=frozenset({ReviewReason.SAMPLE}), marks=frozenset({Mark.LIVE}),
            )  # fmt: skip
        wired.duties.change(ROSTER, event)
        kept = wired.activities.get(DINKES, LAST_APEL.held_on, LAST_APEL.activity_id)
        self.schedule.kept[kept.place] = replace(kept, final_version=1)

    def _record(self, person: Person) -> Judged:
        found = self.world.wired.check_ins.find(PLACE, person.pegawai_id)
        assert found
        return found

    def _ask_letters(self) -> PermitId:
        """A surat tugas for Siti and Budi that waits; in Dinkes a sick note of Wati."""
        permits, event = self.world.wired.permits, self.world.event("test:permit")
        permits.add(_permit(ELSEWHERE, Code.ILL, WATI), event)
        return permits.add(
            _permit(PermitId(ulid(7_001)), Code.DUTY_ELSEWHERE, SITI, BUDI), event
        ).permit_id

    def _requests(self) -> dict[str, Accepted]:
        return self._of_people() | self._of_the_desk() | self._of_bkpsda() | self._of_anybody()

    def _of_people(self) -> dict[str, Accepted]:
        siti = self.phones[SITI]
        page = siti.claim(1, b"x" * 1_000, self.ticket)
        place = {"lat": -7.0, "lon": 112.0, "accuracy_m": 5.0, "age_s": 1}
        totp = {"code": pyotp.TOTP(TOTP_SECRET).at(self.world.clock.now())}
        return {
            "POST /check-ins": Accepted(
                who=SITI, body=page | {"clock_offset_ms": 0, "place": place}
            ),
            "POST /check-ins/{ref}/photo": Accepted(
                who=JOKO, parts={"ref": PLACE.ref},
                body={
                    "photo": PHOTO | {"sha256": "b" * 64}, "source": "CAMERA", "captured_at": "-"
                },
            ),
            "PATCH /me": Accepted(who=SITI, body={"mail": "siti@example.org"}),
            "POST /me/devices": Accepted(
                who=SITI, body={"public_key": Phone(self.world).public_key, "label": "HP kedua"}
            ),
            "POST /permits": Accepted(
                who=SITI,
                body=_days(TUESDAY) | {
                    "id": NEW_ID, "kind": "DL", "activity_id": MEETING.activity_id,
                    "reason": "Rapat", "people": [BUDI.pegawai_id],
                    "letter": {"number": "800/2", "purpose": "Rapat", "photos": [PHOTO]},
                },
            ),
            "POST /permits/{permit}/uploads": Accepted(
                who=SITI, parts={"permit": self.letter}, body={"photos": [PHOTO]}
            ),
            "PUT /session/elevation": Accepted(who=HADI, body=totp),
            "PUT /totp": Accepted(who=NANIK, body=totp),
        }  # fmt: skip

    def _of_the_desk(self) -> dict[str, Accepted]:
        kept = {"date": f"{MONDAY}", "activity": APEL.activity_id}
        letter, reason = {"permit": self.letter}, {"reason": "Perlu dilihat"}
        of_rizal = {
            "activities": _an_activity() | {"units": [1], "leader": SITI.pegawai_id},
            "activity-series": _a_series() | {"units": [1], "leader": SITI.pegawai_id},
            "reminders": kept | {"people": [SITI.pegawai_id]},
            "photo-views": kept | reason | {"people": [BUDI.pegawai_id], "size": "FULL"},
            "reviews": kept | reason | {
                "pegawai_id": JOKO.pegawai_id, "decision": "DITERIMA",
                "t": self._record(JOKO).changed_at,
            },
            "decisions": kept | reason | {"pegawai_id": SITI.pegawai_id, "code": "TK"},
            "permits": _days(TUESDAY) | reason | {
                "id": NEW_ID, "kind": "C", "people": [SITI.pegawai_id], "number": "850/1"
            },
            "codes": {"people": [SITI.pegawai_id]},
            "code-sheets": {"unit": 0, "after": RIZAL.pegawai_id},
        }  # fmt: skip
        return {
            f"POST /opds/{{opd}}/{name}": Accepted(who=RIZAL, body=body)
            for name, body in of_rizal.items()
        } | {
            "POST /opds/{opd}/activities/{activity}/cancellation": Accepted(
                who=RIZAL, parts={"activity": MEETING.activity_id},
                body=reason | {"following": False},
            ),
            "PUT /opds/{opd}/activities/{activity}": Accepted(
                who=RIZAL, parts={"activity": MEETING.activity_id},
                body=_a_change() | {"units": [1], "leader": SITI.pegawai_id},
            ),
            "POST /opds/{opd}/activities/{activity}/moves": Accepted(
                who=RIZAL, parts={"activity": MEETING.activity_id}, body={"date": "2026-11-30"}
            ),
            "POST /opds/{opd}/activities/{activity}/invitations": Accepted(
                who=RIZAL, parts={"activity": MEETING.activity_id}, body={"opds": [DINKES]}
            ),
            "PUT /opds/{opd}/invitations/{activity}": Accepted(
                who=RIZAL, parts={"activity": INVITED.activity_id},
                body={
                    "version": 0, "everybody": False, "units": [1], "people": [SITI.pegawai_id]
                },
            ),
            "POST /opds/{opd}/permits/{permit}/decision": Accepted(
                who=RIZAL, parts=letter,
                body=reason | {"approve": [SITI.pegawai_id], "reject": [BUDI.pegawai_id]},
            ),
            "PUT /opds/{opd}/duty": Accepted(
                who=RIZAL,
                body=reason | {
                    "month": "202612", "version": 0,
                    "rows": [{"pegawai_id": SITI.pegawai_id, "row": "1" * 31}],
                },
            ),
            "POST /opds/{opd}/duty/swaps": Accepted(
                who=RIZAL,
                body=reason | {
                    "date": f"{TUESDAY}", "version": 1, "pegawai_id": SITI.pegawai_id,
                    "with": BUDI.pegawai_id,
                },
            ),
            "PUT /opds/{opd}/offices/{unit}": Accepted(
                who=RIZAL, parts={"unit": "1"},
                body={"version": 0, "office": {"lat": -7.0, "lon": 112.0, "radius_m": 100}},
            ),
            "POST /opds/{opd}/duty/matches": Accepted(who=RIZAL, body={"names": ["Siti A."]}),
            "POST /opds/{opd}/permits/{permit}/photo-views": Accepted(
                who=RIZAL, parts=letter, body=reason
            ),
            "POST /opds/{opd}/signature-images": Accepted(who=JOKO, body=dict(PHOTO)),
            "PUT /opds/{opd}/signature-image": Accepted(who=JOKO, body={"sha256": SHA256}),
        }  # fmt: skip

    def _of_bkpsda(self) -> dict[str, Accepted]:
        return {
            "POST /activities": Accepted(who=ENDAH, body=_an_activity() | {"opds": [KOMINFO]}),
            "POST /activities/{activity}/cancellation": Accepted(
                who=ENDAH, parts={"activity": APEL.activity_id},
                body={"reason": "Hujan", "following": True},
            ),
            "POST /activities/{activity}/moves": Accepted(
                who=ENDAH, parts={"activity": FLAG_DAY.activity_id}, body={"date": "2026-11-30"}
            ),
            "POST /activity-series": Accepted(who=ENDAH, body=_a_series() | {"opds": [KOMINFO]}),
            "PUT /activities/{activity}": Accepted(
                who=ENDAH, parts={"activity": FLAG_DAY.activity_id}, body=_a_change()
            ),
            "POST /opds/{opd}/admins": Accepted(
                who=ENDAH, body=_an_appointment(BUDI) | {"duties": ["izin", "akun"]}
            ),
            "POST /opds/{opd}/heads": Accepted(
                who=ENDAH,
                body=_an_appointment(BUDI) | {"title": "Plt.", "until": "2026-12-31"},
            ),
            "POST /opds/{opd}/admins/endings": Accepted(who=ENDAH, body=_an_ending(RIZAL)),
            "POST /opds/{opd}/heads/endings": Accepted(who=ENDAH, body=_an_ending(JOKO)),
            "POST /appointments/proposals": Accepted(
                who=ENDAH,
                body={
                    "pegawai_id": BUDI.pegawai_id, "role": "auditor", "since": f"{TUESDAY}",
                    "until": "2026-12-31", "reason": "Menggantikan yang pensiun",
                    "mail": "budi@contoh.go.id",
                },
            ),
            "POST /appointments/proposals/{proposal}/refusal": Accepted(
                who=ENDAH, parts={"proposal": PROPOSED.proposal_id},
                body={"reason": "Sudah cukup"},
            ),
            "POST /appointments/regency/endings": Accepted(
                who=ENDAH, body=_an_ending(HADI) | {"role": "auditor"}
            ),
            "POST /imports": Accepted(who=ENDAH, body={"file_name": "asn.csv", "size": 1_000}),
            "POST /imports/{import_id}/checks": Accepted(
                who=ENDAH, parts={"import_id": UPLOADED.import_id},
                body={"rev": 1, "columns": [{"header": "Nomor Induk", "field": "NIP BARU"}]},
            ),
            "POST /imports/{import_id}/applications": Accepted(
                who=ENDAH, parts={"import_id": LOOKED_AT.import_id},
                body={
                    "rev": 1, "leavers": 7, "since": f"{MONDAY}",
                    "answers": [{"number": 0, "says": "TIDAK"}, {"number": 8, "says": "TIDAK"}],
                },
            ),
            "PUT /opds/{opd}/trial-end": Accepted(who=ENDAH, body={"on": f"{TUESDAY}"}),
            "PUT /calendar/days": Accepted(
                who=ENDAH,
                body=_by_letter() | {
                    "date": f"{TUESDAY}", "kind": "LIBUR", "name": "Pilkada", "working": [KOMINFO]
                },
            ),
            "PUT /calendar/ceremonies": Accepted(
                who=ENDAH, body=_by_letter() | {"date": "2026-11-29", "to": "2026-11-30"}
            ),
            "POST /me/reports": Accepted(
                who=SITI,
                body={
                    "id": NEW_ID, "part": "KAMERA", "text": "Layar hitam", "version": "1.4.0",
                    "unsent": 1,
                },
            ),
            "POST /settings/letterhead-images": Accepted(who=ENDAH, body=dict(PHOTO)),
            "PUT /settings": Accepted(who=ENDAH, body=EVERY_SETTING),
            "POST /recaps/{week}/reopenings": Accepted(
                who=ENDAH, parts={"week": WEEK.shifted(-1).text},
                body={
                    "opd": DINKES, "date": f"{LAST_APEL.held_on}",
                    "activity": LAST_APEL.activity_id, "reason": "Surat terlambat",
                },
            ),
        }  # fmt: skip

    def _of_anybody(self) -> dict[str, Accepted]:
        wired = self.world.wired
        receipt = wired.read_check_in(place=PLACE, who=BUDI.pegawai_id).receipt
        status, answer, _ = self.phones[RIZAL].call(
            "POST", f"/opds/{KOMINFO}/codes", {"people": [BUDI.pegawai_id]}
        )
        assert status == 201, answer
        code = {name: answer["codes"][0][name] for name in ("login", "code")}
        key = {"public_key": Phone(self.world).public_key, "label": "HP"}
        return {
            "POST /checks": Accepted(who=None, body={"token": receipt}),
            "POST /session": Accepted(who=None, body={"login": JOKO.nip, "password": PASSWORD}),
            "POST /activation/check": Accepted(who=None, body=code),
            "POST /activation": Accepted(
                who=None,
                body=code | {
                    "username": "budi.h", "password": NEW_PASSWORD, "notice_version": 1,
                    "device": key,
                },
            ),
        }  # fmt: skip


def _copied(held: Any) -> Any:  # noqa: ANN401 - whatever a fake holds
    """Copies of dicts and lists all the way down; what is in them never changes."""
    found = copy(held)
    if isinstance(held, dict):
        for name, each in held.items():
            found[name] = _copied(each)
    return found


def _permit(permit_id: PermitId, code: Code, *people: Person) -> Permit:
    return Permit(
        permit_id=permit_id, opd_id=people[0].opd_id, code=code, first_day=MONDAY,
        last_day=MONDAY, reason="Perlu", asked_by=people[0].pegawai_id, asked_at=wib("06.00"),
        letter=Letter(number="800/1", photo_sha256s=(SHA256,)),
        parts=tuple(
            Part(pegawai_id=p.pegawai_id, name=p.full_name, opd_id=p.opd_id, unit_no=p.unit_no)
            for p in people
        ),
    )  # fmt: skip


def _an_appointment(person: Person) -> Json:
    """For a unit that has no head yet."""
    return {
        "pegawai_id": person.pegawai_id, "since": f"{TUESDAY}", "until": "2026-12-31", "unit": 2,
        "decree": "800/1190/2026", "mail": "budi@contoh.go.id",
    }  # fmt: skip


def _by_letter() -> Json:
    return {"decree": "SE Bupati 800/1177/2026", "version": 0}


def _an_ending(person: Person) -> Json:
    since = ROLES[person.pegawai_id].since
    return {"pegawai_id": person.pegawai_id, "since": f"{since}", "last_day": f"{MONDAY}"}


def _days(day: object) -> Json:
    return {"from": f"{day}", "to": f"{day}"}


def _a_series() -> Json:
    return _an_activity() | {"repeat": {"weekdays": [TUESDAY.weekday()], "until": "2026-12-01"}}


def _a_change() -> Json:
    return {n: v for n, v in _an_activity().items() if n not in ("id", "date")} | {
        "version": 0, "following": False
    }  # fmt: skip


def _an_activity() -> Json:
    opens, starts, late_after, closes = (f"{TUESDAY}T0{n}:00:00Z" for n in range(1, 5))
    return {
        "id": NEW_ID,
        "kind": "RAPAT",
        "title": "Rapat koordinasi",
        "date": f"{TUESDAY}",
        "window": {
            "opens": opens, "starts": starts, "late_after": late_after, "closes": closes
        },
        "venue": {"name": "Aula", "own_office": False, "lat": -7.0, "lon": 112.0, "radius_m": 100},
        "challenge": "Dua jari",
    }  # fmt: skip
