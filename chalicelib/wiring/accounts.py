"""Who asks, signing in, devices and the own account."""

from collections.abc import Sequence

from chalicelib.adapters import faults
from chalicelib.domain.access import Actor
from chalicelib.domain.attendance import Place
from chalicelib.domain.calendar import WIB
from chalicelib.domain.people import OpdId, PegawaiId, UnitNo
from chalicelib.domain.sessions import Account, Device, Session
from chalicelib.services.activate import Activated, DeviceOffer, activate, open_code
from chalicelib.services.authenticate import (
    Known,
    account_of_opd,
    actor_of,
    authenticate,
    keep_seen,
)
from chalicelib.services.bind_device import approve_device, bind_device, remove_device
from chalicelib.services.issue_codes import Desk, Sheet, Slip, issue_codes, issue_sheet
from chalicelib.services.ports.accounts import Secret
from chalicelib.services.read_me import Me, read_me
from chalicelib.services.set_mail import set_mail
from chalicelib.services.set_second_factor import confirm_second_factor, offer_second_factor
from chalicelib.services.sign_in import SignedIn, elevate, sign_in, sign_out
from chalicelib.wiring.world import World


class AccountVerbs(World):
    """Who asks, signing in, devices and the own account."""

    def is_from_cloudfront(self, token: str) -> bool:
        """Whether CloudFront alone can have sent this (security.md E2)."""
        return self._origin_tokens.holds(token)

    def is_busy(self, error: Exception) -> bool:
        """Whether a neighbour is at fault, and passes by itself."""
        return faults.is_busy(error)

    def authenticate(
        self, pegawai_id: PegawaiId, token: str, *, with_permits: bool, beside: Place | None
    ) -> Known:
        return authenticate(
            pegawai_id=pegawai_id, token=token, with_permits=with_permits, beside=beside,
            accounts=self.accounts, clock=self.clock, zone=WIB,
        )  # fmt: skip

    def keep_seen(self, account: Account, session: Session) -> None:
        keep_seen(account=account, session=session, accounts=self.accounts, clock=self.clock)

    def actor(self, account: Account, session: Session) -> Actor:
        return actor_of(
            account=account, session=session, clock=self.clock,
            needs_second_factor=self.settings.require_second_factor,
        )  # fmt: skip

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
        return issue_codes(desk=self._code_desk(actor, opd_id), people_ids=people_ids)

    def issue_sheet(
        self, *, actor: Actor, opd_id: OpdId, unit: UnitNo, units: frozenset[UnitNo] | None,
        after: PegawaiId | None,
    ) -> Sheet:  # fmt: skip
        return issue_sheet(desk=self._code_desk(actor, opd_id), unit=unit, units=units, after=after)

    def _code_desk(self, actor: Actor, opd_id: OpdId) -> Desk:
        return Desk(
            actor=actor, opd_id=opd_id, accounts=self.accounts, people=self.people,
            opds=self.opds, seals=self.seals, notices=self.notices,
            notice_queue=self.notice_queue, audit_log=self.audit_log, ids=self.ids,
            clock=self.clock,
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

    def approve_device(
        self, *, account: Account, device_id: str, by: PegawaiId, crosses_opd: bool = False
    ) -> None:
        approve_device(
            account=account, device_id=device_id, by=by, crosses_opd=crosses_opd,
            accounts=self.accounts, ids=self.ids, clock=self.clock,
        )  # fmt: skip

    def remove_device(
        self, *, account: Account, device_id: str, by: PegawaiId, crosses_opd: bool = False
    ) -> None:
        remove_device(
            account=account, device_id=device_id, by=by, crosses_opd=crosses_opd,
            accounts=self.accounts, ids=self.ids, clock=self.clock,
        )  # fmt: skip

    def read_me(self, *, account: Account, session: Session) -> Me:
        return read_me(
            account=account, session=session, stage=self.settings.stage,
            needs_second_factor=self.settings.require_second_factor, accounts=self.accounts,
            appointments=self.appointments, people=self.people, opds=self.opds,
            notices=self.notices, clock=self.clock, zone=WIB,
        )  # fmt: skip

    def set_mail(self, *, account: Account, mail: str | None) -> None:
        set_mail(account=account, mail=mail, people=self.people, ids=self.ids, clock=self.clock)

    def account_of_opd(
        self, opd_id: OpdId, pegawai_id: PegawaiId, units: frozenset[UnitNo] | None
    ) -> Account:
        return account_of_opd(
            opd_id=opd_id, pegawai_id=pegawai_id, units=units, accounts=self.accounts,
            clock=self.clock,
        )  # fmt: skip
