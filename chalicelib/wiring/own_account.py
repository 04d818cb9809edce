"""Activation, the second factor and devices of an account."""

from chalicelib.domain.people import OpdId, PegawaiId, UnitNo
from chalicelib.domain.sessions import Account, Device, Session
from chalicelib.services.activate import Activated, DeviceOffer, activate, open_code
from chalicelib.services.authenticate import account_of_opd
from chalicelib.services.bind_device import approve_device, bind_device, remove_device
from chalicelib.services.ports.accounts import Secret
from chalicelib.services.set_second_factor import confirm_second_factor, offer_second_factor
from chalicelib.wiring.world import World


class OwnAccountVerbs(World):
    """Activation, the second factor and devices of an account."""

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

    def account_of_opd(
        self, opd_id: OpdId, pegawai_id: PegawaiId, units: frozenset[UnitNo] | None
    ) -> Account:
        return account_of_opd(
            opd_id=opd_id, pegawai_id=pegawai_id, units=units, accounts=self.accounts,
            clock=self.clock,
        )  # fmt: skip
