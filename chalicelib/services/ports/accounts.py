"""Accounts with what signing in needs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Protocol, Self

from chalicelib.domain.attendance import Place
from chalicelib.domain.audit import Event
from chalicelib.domain.calendar import day_of
from chalicelib.domain.people import OpdId, PegawaiId, Role
from chalicelib.domain.permits import Permit
from chalicelib.domain.sessions import CODE_LIFETIME, Account, Standing, Tries
from chalicelib.services.ports.activities import OpdActivity


@dataclass(frozen=True, slots=True, kw_only=True)
class Secret:
    """What signing in compares with; read only there."""

    pegawai_id: PegawaiId
    rev: int
    password: str | None = None  # kid$phc
    issue: int = 0  # number of the last activation code
    code_until: datetime | None = None  # None: no code is out
    code_roles: frozenset[Role] = frozenset()  # what its issuer knew the person to hold
    is_recovery: bool = False
    totp_secret: str | None = None
    totp_pending: str | None = None
    totp_step: int = 0
    username: str | None = None
    notice_version: int = 0

    def with_code(self, account: Account, now: datetime) -> Self:
        """With the next code, good for 30 days and for the roles that are known now (A4, A9)."""
        return replace(
            self,
            rev=self.rev + 1,
            issue=self.issue + 1,
            code_until=now + CODE_LIFETIME,
            code_roles=account.roles_from(day_of(now)),
        )


class Pace(Protocol):
    """How often somebody does what costs us or tells of others."""

    def take(self, what: str, who: PegawaiId, *, most: int, now: datetime) -> bool:
        """Count once more in this minute; False, and not counted, where it was `most` times."""
        ...


class Accounts(Protocol):
    """Accounts and their secrets; every change carries its audit event."""

    def get(self, pegawai_id: PegawaiId) -> Account | None:
        """One consistent read."""
        ...

    def many(self, pegawai_ids: Sequence[PegawaiId]) -> dict[str, Account]:
        """≤ 100 accounts, one trip; those that are not there are left out."""
        ...

    def standings(self, opd_id: OpdId) -> Mapping[PegawaiId, Standing]:
        """How far everybody's account of an OPD is; one Query, some seconds behind."""
        ...

    def waiting_devices(self, opd_id: OpdId) -> tuple[PegawaiId, ...]:
        """Whose second device waits for approval in that OPD."""
        ...

    def with_permits(
        self, pegawai_id: PegawaiId, *, since: date
    ) -> tuple[Account | None, tuple[Permit, ...]]:
        """The account and own permits that end on that day or later; one consistent Query."""
        ...

    def with_activity(
        self, pegawai_id: PegawaiId, place: Place
    ) -> tuple[Account | None, OpdActivity | None]:
        """The account and an OPD's activity, each where it is there; one consistent trip."""
        ...

    def save(self, account: Account, event: Event | None = None) -> None:
        """Write over revision `account.rev - 1`; raises VersionConflict if somebody was faster."""
        ...

    def secret(self, pegawai_id: PegawaiId) -> Secret | None:
        """One consistent read."""
        ...

    def secrets(self, pegawai_ids: Sequence[PegawaiId]) -> dict[str, Secret]:
        """≤ 100 secrets, one consistent trip; those that are not there are left out."""
        ...

    def save_both(
        self,
        account: Account,
        secret: Secret,
        event: Event,
        *,
        new_name: str | None = None,
        old_name: str | None = None,
    ) -> None:
        """Write both and the event in one transaction, each over its former revision.

        `new_name` and `old_name` are digests of login names to take and to give back. Raises
        VersionConflict, or NameTaken where the name is another's.
        """
        ...

    def find(self, name: str, digests: Sequence[str]) -> PegawaiId | None:
        """Whose login name has one of these digests, or whose NIP this name is; one trip."""
        ...

    def by_nip(self, nip: str) -> PegawaiId | None:
        """Whose NIP it is."""
        ...


class Failures(Protocol):
    """Failed tries in a row, per name and kind of client (security.md A6)."""

    def remembered(self, digest: str, client: str, *, now: datetime) -> Tries | None:
        """None: there is none. One consistent read."""
        ...

    def add(self, digest: str, client: str, *, now: datetime) -> None:
        """One write: counts, and locks from the sixth on."""
        ...

    def clear(self, digest: str, client: str) -> None:
        """Forget after a success; no write where there was no failure."""
        ...
