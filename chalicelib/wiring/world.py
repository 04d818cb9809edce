"""The adapters, each built at first use.

What check-in and today need is imported with this module; the rest where it is built, so that a
check-in pays for none of it.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from chalicelib.adapters import logs
from chalicelib.adapters.clock import SystemClock
from chalicelib.adapters.dynamo import items
from chalicelib.adapters.dynamo.repositories.accounts import (
    DynamoAccounts,
    DynamoFailures,
    DynamoPace,
)
from chalicelib.adapters.dynamo.repositories.activities import DynamoActivities
from chalicelib.adapters.dynamo.repositories.check_ins import DynamoCheckIns
from chalicelib.adapters.dynamo.repositories.people import DynamoPeople, DynamoRegency
from chalicelib.adapters.dynamo.repositories.permits import DynamoPermits
from chalicelib.adapters.ids import SystemIds
from chalicelib.adapters.keyring import Keyring, signing_keys
from chalicelib.adapters.s3 import S3Photos
from chalicelib.adapters.secrets import Kept, Tokens, Vault

if TYPE_CHECKING:  # what is built later is named here alone
    from chalicelib.domain.photos import Darkroom
    from chalicelib.services.ports.activities import Schedule
    from chalicelib.services.ports.duties import Duties
    from chalicelib.services.ports.feeds import Feeds
    from chalicelib.services.ports.imports import Imports
    from chalicelib.services.ports.notices import Mails, Notices
    from chalicelib.services.ports.offices import OfficeBook
    from chalicelib.services.ports.people import Appointments, Registry, Rosters
    from chalicelib.services.ports.photos import Evidence
    from chalicelib.services.ports.recaps import Documents, RecapFacts, Recaps
    from chalicelib.services.ports.regency import Holidays, SettingsBooks
    from chalicelib.services.ports.reports import Reports
    from chalicelib.services.ports.secrets import OneTimeCodes, Passwords, Signatures
    from chalicelib.services.ports.signature_images import SignatureImages
    from chalicelib.services.ports.system import AuditLog, Clock, Queue
    from chalicelib.services.ports.tables import Tables
    from chalicelib.settings import Settings


class World:
    """The adapters, each built at first use."""

    def __init__(self, settings: Settings, *, clock: Clock | None = None) -> None:
        """Name the tables; nothing is opened before it is used."""
        self.settings = settings
        self.clock: Clock = clock or SystemClock()
        items.bind(settings.data_table, settings.audit_table)
        logs.set_up()

    @cached_property
    def vault(self) -> Vault:
        return Vault()

    @cached_property
    def seals(self) -> Keyring:
        name = self.settings.key_secret
        secret = Kept(lambda: signing_keys(self.vault.text(name)), self.clock.now)
        return Keyring(secret, audience=self.settings.stage, now=self.clock.now)

    @cached_property
    def _origin_tokens(self) -> Tokens:
        name = self.settings.origin_secret
        return Tokens(Kept(lambda: self.vault.tokens(name), self.clock.now))

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
    def pace(self) -> DynamoPace:
        return DynamoPace()

    @cached_property
    def appointments(self) -> Appointments:
        from chalicelib.adapters.dynamo.repositories.appointments import DynamoAppointments

        return DynamoAppointments()

    @cached_property
    def people(self) -> DynamoPeople:
        return DynamoPeople()

    @cached_property
    def opds(self) -> DynamoRegency:
        return DynamoRegency()

    @cached_property
    def holidays(self) -> Holidays:
        from chalicelib.adapters.dynamo.repositories.holidays import DynamoHolidays

        return DynamoHolidays()

    @cached_property
    def settings_books(self) -> SettingsBooks:
        from chalicelib.adapters.dynamo.repositories.settings import DynamoSettingsBooks

        return DynamoSettingsBooks()

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
    def duties(self) -> Duties:
        from chalicelib.adapters.dynamo.repositories.duties import DynamoDuties

        return DynamoDuties()

    @cached_property
    def offices(self) -> OfficeBook:
        from chalicelib.adapters.dynamo.repositories.offices import DynamoOfficeBook

        return DynamoOfficeBook()

    @cached_property
    def notices(self) -> Notices:
        from chalicelib.adapters.dynamo.repositories.notices import DynamoNotices

        return DynamoNotices()

    @cached_property
    def evidence(self) -> Evidence:
        from chalicelib.adapters.dynamo.repositories.notices import DynamoEvidence

        return DynamoEvidence()

    @cached_property
    def audit_log(self) -> AuditLog:
        from chalicelib.adapters.dynamo.repositories.audit import DynamoAuditLog

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

    @cached_property
    def schedule(self) -> Schedule:
        from chalicelib.adapters.dynamo.repositories.schedule import DynamoSchedule

        return DynamoSchedule()

    @cached_property
    def registry(self) -> Registry:
        from chalicelib.adapters.dynamo.repositories.registry import DynamoRegistry

        return DynamoRegistry()

    @cached_property
    def imports(self) -> Imports:
        from chalicelib.adapters.dynamo.repositories.imports import DynamoImports

        return DynamoImports()

    @cached_property
    def feeds(self) -> Feeds:
        from chalicelib.adapters.dynamo.repositories.feeds import DynamoFeeds

        return DynamoFeeds()

    @cached_property
    def signature_images(self) -> SignatureImages:
        from chalicelib.adapters.dynamo.repositories.signature_images import DynamoSignatureImages

        return DynamoSignatureImages()

    @cached_property
    def reports(self) -> Reports:
        from chalicelib.adapters.dynamo.repositories.reports import DynamoReports

        return DynamoReports()

    @cached_property
    def rosters(self) -> Rosters:
        from chalicelib.adapters.dynamo.repositories.rosters import DynamoRosters

        return DynamoRosters()

    @cached_property
    def recaps(self) -> Recaps:
        from chalicelib.adapters.dynamo.repositories.recaps import DynamoRecaps

        return DynamoRecaps()

    @cached_property
    def recap_facts(self) -> RecapFacts:
        from chalicelib.adapters.dynamo.repositories.recaps import DynamoRecapFacts

        return DynamoRecapFacts()

    @cached_property
    def documents(self) -> Documents:
        from chalicelib.adapters.document_bucket import S3Documents

        bucket, endpoint = self.settings.document_bucket, self.settings.upload_endpoint
        return S3Documents(bucket, endpoint=endpoint)

    @cached_property
    def mails(self) -> Mails:
        from chalicelib.adapters.ses import SesMails

        return SesMails(self.settings.mail_from)

    @cached_property
    def photo_queue(self) -> Queue:
        return _queue(self.settings.photo_queue_url)

    @cached_property
    def recap_queue(self) -> Queue:
        return _queue(self.settings.recap_queue_url)

    @property
    def tables(self) -> Tables:
        from chalicelib.services.ports.tables import Tables

        return Tables(
            activities=self.activities, regency=self.opds, recap_queue=self.recap_queue,
            clock=self.clock,
        )  # fmt: skip

    @cached_property
    def notice_queue(self) -> Queue:
        return _queue(self.settings.notice_queue_url)

    @cached_property
    def upkeep_queue(self) -> Queue:
        return _queue(self.settings.upkeep_queue_url)

    @cached_property
    def import_queue(self) -> Queue:
        return _queue(self.settings.import_queue_url)


def _queue(url: str) -> Queue:
    from chalicelib.adapters.sqs import SqsQueue

    return SqsQueue(url)
