"""Who asks, and signing in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chalicelib.domain.calendar import WIB
from chalicelib.services.authenticate import Known, actor_of, authenticate, keep_seen
from chalicelib.wiring.world import World

if TYPE_CHECKING:
    from chalicelib.domain.access import Actor
    from chalicelib.domain.attendance import Place
    from chalicelib.domain.people import PegawaiId
    from chalicelib.domain.sessions import Account, Session
    from chalicelib.services.read_me import Me
    from chalicelib.services.sign_in import SignedIn


class AccountVerbs(World):
    """Who asks, and signing in."""

    def is_from_cloudfront(self, token: str) -> bool:
        """Whether CloudFront alone can have sent this (security.md E2)."""
        return self._origin_tokens.holds(token)

    def is_busy(self, error: Exception) -> bool:
        """Whether a neighbour is at fault, and passes by itself."""
        from chalicelib.adapters.faults import is_busy

        return is_busy(error)

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
        from chalicelib.services.sign_in import sign_in

        return sign_in(
            login=login, password=password, device_cookie=device_cookie, accounts=self.accounts,
            failures=self.failures, passwords=self.passwords, seals=self.seals, ids=self.ids,
            clock=self.clock, is_elevated=not self.settings.require_second_factor,
        )  # fmt: skip

    def sign_out(self, *, account: Account, session: Session) -> None:
        from chalicelib.services.sign_in import sign_out

        sign_out(
            account=account, session=session, accounts=self.accounts, ids=self.ids, clock=self.clock
        )

    def elevate(self, *, account: Account, session: Session, code: str) -> tuple[Account, Session]:
        from chalicelib.services.sign_in import elevate

        return elevate(
            account=account, session=session, code=code, accounts=self.accounts,
            failures=self.failures, codes=self.one_time_codes, ids=self.ids, clock=self.clock,
        )  # fmt: skip

    def read_me(self, *, account: Account, session: Session) -> Me:
        from chalicelib.services.read_me import read_me

        return read_me(
            account=account, session=session, stage=self.settings.stage,
            needs_second_factor=self.settings.require_second_factor, accounts=self.accounts,
            appointments=self.appointments, people=self.people, opds=self.opds,
            notices=self.notices, clock=self.clock, zone=WIB,
        )  # fmt: skip

    def set_mail(self, *, account: Account, mail: str | None) -> None:
        from chalicelib.services.set_mail import set_mail

        set_mail(account=account, mail=mail, people=self.people, ids=self.ids, clock=self.clock)
