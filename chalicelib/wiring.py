"""The only place where verbs meet adapters; built once a container.

Heavy adapters are imported where they are built, so that a check-in pays for none of them.
"""

import os
import secrets
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from functools import cache, cached_property
from typing import Any

from chalicelib.adapters import faults, logs
from chalicelib.adapters.clock import SystemClock
from chalicelib.adapters.document_bucket import S3Documents
from chalicelib.adapters.documents.renderer import FileRenderer
from chalicelib.adapters.dynamo import items
from chalicelib.adapters.dynamo.repositories.accounts import DynamoAccounts, DynamoFailures
from chalicelib.adapters.dynamo.repositories.activities import DynamoActivities
from chalicelib.adapters.dynamo.repositories.appointments import DynamoAppointments
from chalicelib.adapters.dynamo.repositories.audit import DynamoAuditLog
from chalicelib.adapters.dynamo.repositories.check_ins import DynamoCheckIns
from chalicelib.adapters.dynamo.repositories.holidays import DynamoHolidays
from chalicelib.adapters.dynamo.repositories.mailing import DynamoAddresses, DynamoSent
from chalicelib.adapters.dynamo.repositories.notices import DynamoEvidence, DynamoNotices
from chalicelib.adapters.dynamo.repositories.people import DynamoPeople, DynamoRegency
from chalicelib.adapters.dynamo.repositories.permits import DynamoPermits
from chalicelib.adapters.dynamo.repositories.recaps import DynamoRecapFacts, DynamoRecaps
from chalicelib.adapters.dynamo.repositories.registry import DynamoRegistry
from chalicelib.adapters.dynamo.repositories.rosters import DynamoRosters
from chalicelib.adapters.dynamo.repositories.schedule import DynamoSchedule
from chalicelib.adapters.holidays_id import IndonesianHolidays
from chalicelib.adapters.ids import SystemIds
from chalicelib.adapters.keyring import Keyring
from chalicelib.adapters.s3 import S3Photos
from chalicelib.adapters.secrets import Vault
from chalicelib.adapters.ses import SesMails
from chalicelib.adapters.spreadsheets import read_rows
from chalicelib.adapters.sqs import SqsQueue
from chalicelib.domain.access import Actor, Allow, Permission, Resource, decide
from chalicelib.domain.activities import Activity, ActivityId
from chalicelib.domain.attendance import Claim, Place, State
from chalicelib.domain.calendar import WIB, Job, Week, day_of
from chalicelib.domain.people import (
    Appointment,
    Opd,
    OpdId,
    PegawaiId,
    Person,
    Role,
    UnitNo,
    nip_of,
)
from chalicelib.domain.permits import Permit, PermitId, PermitState
from chalicelib.domain.photos import Darkroom
from chalicelib.domain.sessions import Account, Device, Session
from chalicelib.domain.sheets import Edition, FileKind, Reopening
from chalicelib.domain.work import Work
from chalicelib.services.activate import Activated, DeviceOffer, activate, open_code
from chalicelib.services.announce_week import announce_week
from chalicelib.services.appoint import appoint, end_trial, name_first_admins
from chalicelib.services.ask_permit import (
    LetterPhoto,
    Request,
    ask_permit,
    join_permit,
    letter_forms,
    withdraw_permit,
)
from chalicelib.services.authenticate import account_of_opd, actor_of, authenticate, keep_seen
from chalicelib.services.bind_device import approve_device, bind_device, remove_device
from chalicelib.services.check_in import Committed, Found, check_in, read_check_in
from chalicelib.services.check_token import CheckedRecap, CheckedReceipt, check_token
from chalicelib.services.compile_recap import compile_recap
from chalicelib.services.decide_permit import (
    Entry,
    decide_permit,
    enter_permit,
    list_permits,
    view_letter,
)
from chalicelib.services.find_people import PeoplePage, find_colleagues, list_people
from chalicelib.services.import_people import import_people, lines_of
from chalicelib.services.issue_codes import Slip, issue_codes
from chalicelib.services.lock import lock
from chalicelib.services.make_activity import cancel_activity, create_activity
from chalicelib.services.plan_activities import plan_activities
from chalicelib.services.ports.accounts import Secret
from chalicelib.services.ports.activities import OpdActivity
from chalicelib.services.ports.notices import Mails
from chalicelib.services.ports.photos import Upload
from chalicelib.services.ports.secrets import OneTimeCodes, Passwords, Signatures
from chalicelib.services.ports.system import Clock, Queue
from chalicelib.services.publish_week import Press, publish_week
from chalicelib.services.read_board import Board, read_board
from chalicelib.services.read_me import Me, read_me
from chalicelib.services.read_month import Month, read_month
from chalicelib.services.read_recap import FileLink, WeekPage, link_recap_file, read_recap
from chalicelib.services.read_today import Today, read_today
from chalicelib.services.remind import remind
from chalicelib.services.remind_unseen import remind_unseen
from chalicelib.services.reopen_recap import reopen_recap
from chalicelib.services.replace_photo import replace_photo
from chalicelib.services.review import (
    PhotoLink,
    Verdict,
    decide_absence,
    decide_review,
    read_reviews,
    view_photos,
)
from chalicelib.services.review import Queue as ReviewQueue
from chalicelib.services.set_mail import set_mail
from chalicelib.services.set_second_factor import confirm_second_factor, offer_second_factor
from chalicelib.services.sign_in import SignedIn, elevate, sign_in, sign_out
from chalicelib.services.sweep_photos import sweep_photos
from chalicelib.services.tell_unseen import tell_unseen
from chalicelib.services.tick import tick
from chalicelib.services.verify_photo import verify_photo
from chalicelib.settings import Settings


class Wired:
    """One short method a verb."""

    def __init__(self, settings: Settings, *, clock: Clock | None = None) -> None:
        """Name the tables; nothing is opened before it is used."""
        self.settings = settings
        self.clock: Clock = clock or SystemClock()
        items.bind(settings.data_table, settings.audit_table)
        logs.set_up()

    # ---- adapters ----

    @cached_property
    def vault(self) -> Vault:
        return Vault()

    @cached_property
    def seals(self) -> Keyring:
        name = self.settings.key_secret
        return Keyring(lambda: self.vault.text(name), audience=self.settings.stage)

    @cached_property
    def _origin_tokens(self) -> tuple[str, ...]:
        return self.vault.tokens(self.settings.origin_secret)

    @cached_property
    def ids(self) -> SystemIds:
        return SystemIds(self.clock)

    @cached_property
    def accounts(self) -> DynamoAccounts:
        return DynamoAccounts()

    @cached_property
    def failures(self) -> DynamoFailures:
        return DynamoFailures()

    @cached_property
    def appointments(self) -> DynamoAppointments:
        return DynamoAppointments()

    @cached_property
    def people(self) -> DynamoPeople:
        return DynamoPeople()

    @cached_property
    def opds(self) -> DynamoRegency:
        return DynamoRegency()

    @cached_property
    def activities(self) -> DynamoActivities:
        return DynamoActivities()

    @cached_property
    def check_ins(self) -> DynamoCheckIns:
        return DynamoCheckIns()

    @cached_property
    def permits(self) -> DynamoPermits:
        return DynamoPermits()

    @cached_property
    def notices(self) -> DynamoNotices:
        return DynamoNotices()

    @cached_property
    def evidence(self) -> DynamoEvidence:
        return DynamoEvidence()

    @cached_property
    def audit_log(self) -> DynamoAuditLog:
        return DynamoAuditLog()

    @cached_property
    def photos(self) -> S3Photos:
        return S3Photos(self.settings.photo_bucket, endpoint=self.settings.upload_endpoint)

    @cached_property
    def passwords(self) -> Passwords:
        from chalicelib.adapters.argon import Argon

        return Argon(self.seals)

    @cached_property
    def one_time_codes(self) -> OneTimeCodes:
        from chalicelib.adapters.totp import Totp

        return Totp()

    @cached_property
    def darkroom(self) -> Darkroom:
        from chalicelib.adapters.pillow import PillowDarkroom

        return PillowDarkroom()

    @cached_property
    def signatures(self) -> Signatures:
        from chalicelib.adapters.signatures import P256Signatures

        return P256Signatures()

    # ---- the door ----

    def origin_tokens(self) -> tuple[str, ...]:
        """What CloudFront may send (security.md E2)."""
        return self._origin_tokens

    def is_busy(self, error: Exception) -> bool:
        """Whether a neighbour is at fault, and passes by itself."""
        return faults.is_busy(error)

    def authenticate(
        self, pegawai_id: PegawaiId, token: str, *, with_permits: bool
    ) -> tuple[Account, Session, tuple[Permit, ...]]:
        return authenticate(
            pegawai_id=pegawai_id, token=token, with_permits=with_permits,
            accounts=self.accounts, clock=self.clock, zone=WIB,
        )  # fmt: skip

    def keep_seen(self, account: Account, session: Session) -> None:
        keep_seen(account=account, session=session, accounts=self.accounts, clock=self.clock)

    def actor(self, account: Account, session: Session) -> Actor:
        return actor_of(
            account=account, session=session, clock=self.clock,
            needs_second_factor=self.settings.require_second_factor,
        )  # fmt: skip

    # ---- accounts ----

    def sign_in(self, *, login: str, password: str, device_cookie: str) -> SignedIn:
        return sign_in(
            login=login, password=password, device_cookie=device_cookie, accounts=self.accounts,
            failures=self.failures, passwords=self.passwords, seals=self.seals, ids=self.ids,
            clock=self.clock, is_elevated=not self.settings.require_second_factor,
        )  # fmt: skip

    def sign_out(self, *, account: Account, session: Session) -> None:
        sign_out(
            account=account, session=session, accounts=self.accounts, ids=self.ids, clock=self.clock
        )

    def elevate(self, *, account: Account, session: Session, code: str) -> tuple[Account, Session]:
        return elevate(
            account=account, session=session, code=code, accounts=self.accounts,
            failures=self.failures, codes=self.one_time_codes, ids=self.ids, clock=self.clock,
        )  # fmt: skip

    def open_code(self, *, login: str, code: str) -> tuple[Account, Secret]:
        return open_code(
            login=login, code=code, accounts=self.accounts, failures=self.failures,
            seals=self.seals, clock=self.clock,
        )  # fmt: skip

    def activate(
        self, *, account: Account, secret: Secret, username: str | None, password: str,
        notice_version: int, device: DeviceOffer | None,
    ) -> Activated:  # fmt: skip
        return activate(
            account=account, secret=secret, username=username, password=password,
            notice_version=notice_version, device=device,
            is_elevated=not self.settings.require_second_factor, accounts=self.accounts,
            failures=self.failures, people=self.people, opds=self.opds, passwords=self.passwords,
            seals=self.seals, ids=self.ids, clock=self.clock,
        )  # fmt: skip

    def issue_codes(
        self, *, actor: Actor, opd_id: OpdId, people_ids: Sequence[PegawaiId]
    ) -> tuple[Slip, ...]:
        return issue_codes(
            actor=actor, opd_id=opd_id, people_ids=people_ids, accounts=self.accounts,
            people=self.people, opds=self.opds, seals=self.seals, ids=self.ids, clock=self.clock,
        )  # fmt: skip

    def offer_second_factor(self, *, account: Account) -> tuple[str, str]:
        return offer_second_factor(
            account=account, accounts=self.accounts, codes=self.one_time_codes, ids=self.ids,
            clock=self.clock,
        )  # fmt: skip

    def confirm_second_factor(
        self, *, account: Account, session: Session, code: str
    ) -> tuple[Account, Session]:
        return confirm_second_factor(
            account=account, session=session, code=code, accounts=self.accounts,
            codes=self.one_time_codes, ids=self.ids, clock=self.clock,
        )  # fmt: skip

    def bind_device(
        self, *, account: Account, session: Session, public_key: str, label: str, device_cookie: str
    ) -> tuple[Device, str]:
        return bind_device(
            account=account, session=session, public_key=public_key, label=label,
            device_cookie=device_cookie, is_free=self.settings.bind_device_freely,
            accounts=self.accounts, seals=self.seals, ids=self.ids, clock=self.clock,
        )  # fmt: skip

    def approve_device(self, *, account: Account, device_id: str, by: PegawaiId) -> None:
        approve_device(
            account=account, device_id=device_id, by=by, accounts=self.accounts, ids=self.ids,
            clock=self.clock,
        )  # fmt: skip

    def remove_device(self, *, account: Account, device_id: str, by: PegawaiId) -> None:
        remove_device(
            account=account, device_id=device_id, by=by, accounts=self.accounts, ids=self.ids,
            clock=self.clock,
        )  # fmt: skip

    def read_me(self, *, account: Account, session: Session) -> Me:
        return read_me(
            account=account, session=session, stage=self.settings.stage,
            needs_second_factor=self.settings.require_second_factor, accounts=self.accounts,
            appointments=self.appointments, people=self.people, opds=self.opds,
            notices=self.notices, clock=self.clock, zone=WIB,
        )  # fmt: skip

    # ---- check-ins ----

    def read_today(self, *, account: Account, own_permits: tuple[Permit, ...]) -> Today:
        return read_today(
            account=account, own_permits=own_permits, activities=self.activities,
            check_ins=self.check_ins, seals=self.seals, ids=self.ids, regency=self.opds,
            clock=self.clock,
        )  # fmt: skip

    def read_month(
        self, *, account: Account, own_permits: tuple[Permit, ...], first_day: date
    ) -> Month:
        return read_month(
            account=account, own_permits=own_permits, first_day=first_day,
            opds=self.opds, activities=self.activities, check_ins=self.check_ins,
        )  # fmt: skip

    def read_check_in(self, *, place: Place, who: PegawaiId) -> Found:
        return read_check_in(place=place, who=who, check_ins=self.check_ins, seals=self.seals)

    def replace_photo(self, *, place: Place, who: PegawaiId, sha256: str, size: int) -> Upload:
        return replace_photo(
            place=place, who=who, sha256=sha256, size=size, check_ins=self.check_ins,
            photos=self.photos, ids=self.ids, clock=self.clock,
        )  # fmt: skip

    def set_mail(self, *, account: Account, mail: str | None) -> None:
        set_mail(account=account, mail=mail, people=self.people, ids=self.ids, clock=self.clock)

    def check_token(self, *, token: str) -> CheckedReceipt | CheckedRecap | None:
        return check_token(
            token=token, seals=self.seals, check_ins=self.check_ins, people=self.people,
            activities=self.activities, opds=self.opds, recaps=self.recaps,
        )  # fmt: skip

    def verify_photo(self, key: str) -> State | None:
        return verify_photo(
            key=key, photos=self.photos, check_ins=self.check_ins, accounts=self.accounts,
            permits=self.permits, evidence=self.evidence, darkroom=self.darkroom,
            signatures=self.signatures,
            ids=self.ids, clock=self.clock,
        )  # fmt: skip

    def check_in(self, *, who: PegawaiId, claim: Claim, ticket: str) -> Committed:
        return check_in(
            who=who, claim=claim, ticket=ticket, seals=self.seals, check_ins=self.check_ins,
            photos=self.photos, clock=self.clock,
        )  # fmt: skip

    # ---- scheduled work and recaps ----

    @cached_property
    def schedule(self) -> DynamoSchedule:
        return DynamoSchedule()

    @cached_property
    def registry(self) -> DynamoRegistry:
        return DynamoRegistry()

    @cached_property
    def rosters(self) -> DynamoRosters:
        return DynamoRosters()

    @cached_property
    def recaps(self) -> DynamoRecaps:
        return DynamoRecaps()

    @cached_property
    def documents(self) -> S3Documents:
        bucket, endpoint = self.settings.document_bucket, self.settings.upload_endpoint
        return S3Documents(bucket, endpoint=endpoint)

    @cached_property
    def mails(self) -> Mails:
        return SesMails(self.settings.mail_from)

    @cached_property
    def photo_queue(self) -> Queue:
        return SqsQueue(self.settings.photo_queue_url)

    @cached_property
    def recap_queue(self) -> Queue:
        return SqsQueue(self.settings.recap_queue_url)

    @cached_property
    def notice_queue(self) -> Queue:
        return SqsQueue(self.settings.notice_queue_url)

    @cached_property
    def upkeep_queue(self) -> Queue:
        return SqsQueue(self.settings.upkeep_queue_url)

    @cached_property
    def press(self) -> Press:
        return Press(
            activities=self.activities, schedule=self.schedule, recaps=self.recaps,
            opds=self.opds, regency=self.opds, people=self.people,
            appointments=self.appointments, seals=self.seals, renderer=FileRenderer(),
            documents=self.documents, ids=self.ids, site_origin=self.settings.site_origin,
        )  # fmt: skip

    def tick(self, job: Job | None = None, week: Week | None = None) -> dict[str, int]:
        return tick(
            schedule=self.schedule, rosters=self.rosters, opds=self.opds, regency=self.opds,
            recap_queue=self.recap_queue, notice_queue=self.notice_queue,
            upkeep_queue=self.upkeep_queue, clock=self.clock, job=job, week=week,
        )  # fmt: skip

    def run(self, work: Work) -> object:
        """Do what a message of scheduled work asks for."""
        verbs: dict[Job, Callable[[Work], object]] = {
            Job.COMPILE: self._compile_recap,
            Job.LOCK: self._lock,
            Job.PUBLISH_WEEKLY: self._publish_week,
            Job.REMIND: self._remind,
            Job.TELL: self._tell_unseen,
            Job.ANNOUNCE: self._announce_week,
            Job.PLAN: self._plan_activities,
            Job.SWEEP: self._sweep_photos,
        }
        return verbs[work.job](work)

    def _compile_recap(self, work: Work) -> Edition | None:
        return compile_recap(
            place=work.at, chunks=work.chunks, facts=DynamoRecapFacts(), recaps=self.recaps,
            opds=self.opds, regency=self.opds, clock=self.clock,
        )  # fmt: skip

    def _lock(self, work: Work) -> Edition | None:
        return lock(
            place=work.at, chunks=work.chunks, facts=DynamoRecapFacts(), recaps=self.recaps,
            opds=self.opds, regency=self.opds, recap_queue=self.recap_queue, ids=self.ids,
            clock=self.clock,
        )  # fmt: skip

    def _publish_week(self, work: Work) -> object:
        return publish_week(
            owner=work.opd_id, week=work.in_week, press=self.press,
            recap_queue=self.recap_queue, notice_queue=self.notice_queue, clock=self.clock,
        )  # fmt: skip

    def _remind(self, work: Work) -> int:
        return remind(
            place=work.at, moment=work.when, chunks=work.chunks, people=work.people,
            facts=DynamoRecapFacts(), opds=self.opds, regency=self.opds, notices=self.notices,
            addresses=DynamoAddresses(), sent=DynamoSent(), mails=self.mails,
            notice_queue=self.notice_queue, site_origin=self.settings.site_origin,
            clock=self.clock,
        )  # fmt: skip

    def _tell_unseen(self, work: Work) -> int:
        return tell_unseen(
            place=work.at, moment=work.when, schedule=self.schedule, recaps=self.recaps,
            appointments=self.appointments, regency=self.opds, notices=self.notices,
            addresses=DynamoAddresses(), sent=DynamoSent(), mails=self.mails,
            site_origin=self.settings.site_origin, clock=self.clock,
        )  # fmt: skip

    def _announce_week(self, work: Work) -> int:
        return announce_week(
            owner=work.opd_id, week=work.in_week, recaps=self.recaps,
            appointments=self.appointments, regency=self.opds, notices=self.notices,
            addresses=DynamoAddresses(), sent=DynamoSent(), mails=self.mails,
            site_origin=self.settings.site_origin, clock=self.clock,
        )  # fmt: skip

    def _plan_activities(self, _: Work) -> dict[str, int]:
        counts = plan_activities(
            activities=self.activities, schedule=self.schedule, opds=self.opds,
            regency=self.opds, holidays=DynamoHolidays(), public_holidays=IndonesianHolidays(),
            draw=secrets.choice, ids=self.ids, clock=self.clock,
        )  # fmt: skip
        self.opds.forget()  # the days off may be others now
        return counts

    def _sweep_photos(self, _: Work) -> dict[str, int]:
        return sweep_photos(
            schedule=self.schedule, opds=self.opds, regency=self.opds, check_ins=self.check_ins,
            photos=self.photos, notices=self.notices, photo_queue=self.photo_queue,
            clock=self.clock,
        )  # fmt: skip

    def import_people(self, *, key: str, confirm: str) -> dict[str, Any]:
        """What the operator's command prints: lines for people, and the figures."""
        self.opds.forget()
        self.people.forget()
        found = import_people(
            key=key, confirm=confirm, by="operator", read_rows=read_rows,
            documents=self.documents, people=self.people, opds=self.opds, regency=self.opds,
            registry=self.registry, rosters=self.rosters, ids=self.ids, clock=self.clock,
        )  # fmt: skip
        self.opds.forget()
        self.people.forget()
        return {"lines": list(lines_of(found)), **found.difference.counts}

    def read_recap(self, *, owner: OpdId | None, week: Week, naming: Allow | None) -> WeekPage:
        return read_recap(
            owner=owner, week=week, naming=naming, recaps=self.recaps,
            schedule=self.schedule, opds=self.opds, people=self.people, regency=self.opds,
            site_origin=self.settings.site_origin,
        )  # fmt: skip

    def link_recap_file(
        self, *, owner: OpdId | None, week: Week, kind: FileKind, version: int | None
    ) -> FileLink:
        return link_recap_file(
            owner=owner, week=week, kind=kind, version=version, recaps=self.recaps,
            documents=self.documents,
        )  # fmt: skip

    def reopen_recap(self, *, place: Place, reason: str, account: Account) -> Reopening:
        return reopen_recap(
            place=place, reason=reason, by=account.pegawai_id, by_name=account.name,
            schedule=self.schedule, recaps=self.recaps, regency=self.opds, ids=self.ids,
            clock=self.clock,
        )  # fmt: skip

    @property
    def commands(self) -> Mapping[str, Callable[[Mapping[str, str]], dict[str, Any]]]:
        """What an operator may start by hand, by the name of the command."""

        def by_job(job: Job) -> Callable[[Mapping[str, str]], dict[str, Any]]:
            def start(given: Mapping[str, str]) -> dict[str, Any]:
                week = Week.read(given["week"]) if given.get("week") else None
                counts = self.tick(job, week)
                lines = [f"{name}: {count} messages" for name, count in sorted(counts.items())]
                return {"lines": lines or ["nothing to do"], **counts}

            return start

        jobs = (Job.PLAN, Job.REMIND, Job.CLOSE, Job.COMPILE, Job.PUBLISH_WEEKLY, Job.LOCK)
        return {
            **{job.value: by_job(job) for job in (*jobs, Job.SWEEP)},
            "appoint": self.appoint,
            "trial-end": self.end_trial,
            "first-admin": self.name_first_admins,
            "import": lambda given: self.import_people(
                key=given["key"], confirm=given.get("confirm", "")
            ),
        }

    def appoint(self, given: Mapping[str, str]) -> dict[str, Any]:
        """Appoint by `make appoint`: NIP, ROLE, OPD (id or name), FROM, UNTIL."""
        opd = self._named_opd(given["opd"]) if given.get("opd") else None
        held = appoint(
            nip=nip_of(given["nip"]),
            appointment=Appointment(
                role=Role(given["role"]), since=date.fromisoformat(given["from"]),
                until=date.fromisoformat(given["until"]) if given.get("until") else None,
                opd_id=opd.opd_id if opd else None,
            ),
            accounts=self.accounts, appointments=self.appointments, people=self.people,
            opds=self.opds, ids=self.ids, clock=self.clock,
        )  # fmt: skip
        where = f", {opd.name}" if opd else ""
        return {"lines": [f"{held.name}: {held.appointment.role}{where}"], "appointed": 1}

    def end_trial(self, given: Mapping[str, str]) -> dict[str, Any]:
        """End an OPD's trial by `make trial-end`: OPD (id or name), DATE."""
        opd, on = self._named_opd(given["opd"]), date.fromisoformat(given["date"])
        end_trial(
            opd_id=opd.opd_id, on=on, opds=self.opds, registry=self.registry, ids=self.ids,
            clock=self.clock,
        )  # fmt: skip
        return {"lines": [f"{opd.name} counts from {on.isoformat()} on"], "ended": 1}

    def name_first_admins(self, given: Mapping[str, str]) -> dict[str, Any]:
        """Start a stage by `make first-admin`: NIPS=one,two."""
        named = name_first_admins(
            nips=[nip_of(nip) for nip in given["nips"].split(",")],
            since=day_of(self.clock.now()), accounts=self.accounts,
            appointments=self.appointments, people=self.people, opds=self.opds,
            seals=self.seals, ids=self.ids, clock=self.clock,
        )  # fmt: skip
        lines = [
            f"{held.name}: {code} (30 days, once; hand it over in person)" for held, code in named
        ]
        return {"lines": lines, "appointed": len(named)}

    def _named_opd(self, name: str) -> Opd:
        return next((opd for opd in self.opds.all() if name in (opd.opd_id, opd.name)), None) or (
            self.opds.get(OpdId(name))
        )

    # ---- permits and an OPD's desk ----

    def ask_permit(self, *, actor: Actor, request: Request) -> tuple[Permit, tuple[Upload, ...]]:
        return ask_permit(
            actor=actor, request=request, permits=self.permits, people=self.people,
            photos=self.photos, notices=self.notices, regency=self.opds, ids=self.ids,
            clock=self.clock,
        )  # fmt: skip

    def join_permit(self, *, actor: Actor, permit_id: PermitId) -> Permit:
        return join_permit(
            actor=actor, permit_id=permit_id, permits=self.permits, people=self.people,
            ids=self.ids, clock=self.clock,
        )  # fmt: skip

    def withdraw_permit(self, *, actor: Actor, permit_id: PermitId) -> Permit:
        return withdraw_permit(
            actor=actor, permit_id=permit_id, permits=self.permits, ids=self.ids, clock=self.clock
        )

    def letter_forms(
        self, *, actor: Actor, permit_id: PermitId, letter_photos: Sequence[LetterPhoto]
    ) -> tuple[Upload, ...]:
        return letter_forms(
            actor=actor, permit_id=permit_id, letter_photos=letter_photos, permits=self.permits,
            photos=self.photos, clock=self.clock,
        )  # fmt: skip

    def decide_permit(
        self, *, actor: Actor, decider_name: str, opd_id: OpdId, permit_id: PermitId,
        approve: Sequence[PegawaiId], reject: Sequence[PegawaiId], reason: str,
    ) -> Permit:  # fmt: skip
        return decide_permit(
            actor=actor, decider_name=decider_name, opd_id=opd_id, permit_id=permit_id,
            approve=approve, reject=reject, reason=reason, permits=self.permits,
            activities=self.activities, opds=self.opds, notices=self.notices, ids=self.ids,
            clock=self.clock,
        )  # fmt: skip

    def enter_permit(
        self, *, actor: Actor, decider_name: str, opd_id: OpdId, entry: Entry
    ) -> Permit:
        return enter_permit(
            actor=actor, decider_name=decider_name, opd_id=opd_id, entry=entry,
            permits=self.permits, people=self.people, opds=self.opds, notices=self.notices,
            ids=self.ids, clock=self.clock,
        )  # fmt: skip

    def list_permits(
        self, *, opd_id: OpdId, state: PermitState, units: frozenset[UnitNo] | None
    ) -> tuple[Permit, ...]:
        return list_permits(opd_id=opd_id, state=state, units=units, permits=self.permits)

    def view_letter(self, *, actor: Actor, opd_id: OpdId, permit_id: PermitId) -> tuple[str, ...]:
        return view_letter(
            actor=actor, opd_id=opd_id, permit_id=permit_id, permits=self.permits, opds=self.opds,
            photos=self.photos, audit_log=self.audit_log, ids=self.ids, clock=self.clock,
        )  # fmt: skip

    def desks(self, *, actor: Actor) -> tuple[Opd, ...]:
        return tuple(
            opd
            for opd in self.opds.all()
            if isinstance(decide(actor, Permission.OPD_READ, Resource(opd=opd)), Allow)
        )

    def account_of_opd(
        self, opd_id: OpdId, pegawai_id: PegawaiId, units: frozenset[UnitNo] | None
    ) -> Account:
        return account_of_opd(
            opd_id=opd_id, pegawai_id=pegawai_id, units=units, accounts=self.accounts,
            clock=self.clock,
        )  # fmt: skip

    def read_board(
        self, *, kept: OpdActivity, units: frozenset[UnitNo] | None, cursor: str | None
    ) -> Board:
        return read_board(
            kept=kept, units=units, cursor=cursor, check_ins=self.check_ins,
            permits=self.permits, people=self.people, opds=self.opds, clock=self.clock,
        )  # fmt: skip

    def remind_unseen(
        self, *, actor: Actor, kept: OpdActivity, chosen: Sequence[PegawaiId] | None,
        allowed: Allow,
    ) -> tuple[int, datetime]:  # fmt: skip
        return remind_unseen(
            actor=actor, kept=kept, chosen=chosen, units=allowed.units,
            crosses_opd=allowed.is_across, check_ins=self.check_ins, people=self.people,
            notices=self.notices, rosters=self.rosters, notice_queue=self.notice_queue,
            ids=self.ids, clock=self.clock,
        )  # fmt: skip

    def view_photos(
        self, *, actor: Actor, kept: OpdActivity, who: Sequence[PegawaiId], is_full: bool,
        reason: str,
    ) -> tuple[PhotoLink, ...]:  # fmt: skip
        return view_photos(
            actor=actor, kept=kept, who=who, is_full=is_full, reason=reason,
            check_ins=self.check_ins, people=self.people, opds=self.opds, photos=self.photos,
            audit_log=self.audit_log, clock=self.clock,
        )  # fmt: skip

    def read_reviews(
        self, *, kept: OpdActivity, units: frozenset[UnitNo] | None, shows_all: bool
    ) -> ReviewQueue:
        return read_reviews(
            kept=kept, units=units, shows_all=shows_all, check_ins=self.check_ins,
            people=self.people,
        )  # fmt: skip

    def decide_review(
        self, *, actor: Actor, decider_name: str, kept: OpdActivity, who: PegawaiId,
        decision: Verdict, reason: str, seen: str,
    ) -> State:  # fmt: skip
        return decide_review(
            actor=actor, decider_name=decider_name, kept=kept, who=who, decision=decision,
            reason=reason, seen=seen, check_ins=self.check_ins, people=self.people,
            opds=self.opds, notices=self.notices, ids=self.ids, clock=self.clock,
        )  # fmt: skip

    def decide_absence(
        self, *, actor: Actor, decider_name: str, kept: OpdActivity, who: PegawaiId, reason: str
    ) -> None:
        decide_absence(
            actor=actor, decider_name=decider_name, kept=kept, who=who, reason=reason,
            check_ins=self.check_ins, people=self.people, opds=self.opds, ids=self.ids,
            clock=self.clock,
        )  # fmt: skip

    def list_people(
        self, *, opd_id: OpdId, units: frozenset[UnitNo] | None, query: str,
        unit: UnitNo | None, start: int,
    ) -> PeoplePage:  # fmt: skip
        return list_people(
            opd_id=opd_id, units=units, query=query, unit=unit, start=start,
            accounts=self.accounts, people=self.people, opds=self.opds,
        )  # fmt: skip

    def find_colleagues(self, *, actor: Actor, query: str) -> tuple[tuple[Person, Opd], ...]:
        return find_colleagues(actor=actor, query=query, people=self.people, opds=self.opds)

    def create_activity(
        self, *, actor: Actor, activity: Activity, units: frozenset[UnitNo] | None
    ) -> Activity:
        return create_activity(
            actor=actor, activity=activity, units=units, activities=self.activities,
            opds=self.opds, people=self.people, ids=self.ids, clock=self.clock,
        )  # fmt: skip

    def cancel_activity(
        self, *, actor: Actor, organiser: OpdId | None, units: frozenset[UnitNo] | None,
        activity_id: ActivityId, reason: str,
    ) -> None:  # fmt: skip
        cancel_activity(
            actor=actor, organiser=organiser, units=units, activity_id=activity_id,
            reason=reason, activities=self.activities, opds=self.opds, ids=self.ids,
            clock=self.clock,
        )  # fmt: skip


@cache
def wired() -> Wired:
    """The container's own, from its environment."""
    return Wired(Settings.from_env(os.environ))
