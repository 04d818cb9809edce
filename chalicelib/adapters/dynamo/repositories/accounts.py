"""Accounts, secrets, login names and failed tries."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final

from pynamodb.exceptions import UpdateError
from pynamodb.expressions.operand import Path
from pynamodb.transactions import TransactWrite

from chalicelib.adapters.dynamo import items, keys
from chalicelib.adapters.dynamo.items import (
    CaseItem,
    FailuresItem,
    PaceItem,
    PermitPointerItem,
    PointerItem,
    SecretItem,
    SessionItem,
)
from chalicelib.adapters.dynamo.repositories.activities import read_copy
from chalicelib.adapters.dynamo.repositories.audit import tell
from chalicelib.adapters.dynamo.repositories.permits import in_order, pointed_permit
from chalicelib.domain.attendance import Place
from chalicelib.domain.audit import Event
from chalicelib.domain.errors import NameTaken, VersionConflict
from chalicelib.domain.people import (
    ActingTitle,
    Appointment,
    Duty,
    OpdId,
    PegawaiId,
    Role,
    UnitNo,
)
from chalicelib.domain.permits import Permit
from chalicelib.domain.sessions import (
    CODE_CLIENT,
    Account,
    AccountState,
    Device,
    DeviceState,
    Move,
    Session,
    Standing,
    Tries,
)
from chalicelib.services.ports.accounts import Secret
from chalicelib.services.ports.activities import OpdActivity

DEVICE_CASE: Final = "DEVICE"
FREE_TRIES: Final = 5  # security.md A6
FIRST_WAIT: Final = timedelta(seconds=30)
LONGEST_WAIT: Final = timedelta(minutes=15)
REFUSED_FROM: Final = 100  # in a row
REFUSED_FOR: Final = timedelta(days=3_650)  # until it is reset in person
FORGOTTEN_AFTER: Final = timedelta(days=1)
PACE_KEPT_S: Final = 3_600


class DynamoAccounts:
    """Implements ports.Accounts."""

    def get(self, pegawai_id: PegawaiId) -> Account | None:
        """One consistent read."""
        found = next(items.batch_get([keys.session_key(pegawai_id)]), None)
        return _account(found) if found else None

    def many(self, pegawai_ids: Sequence[PegawaiId]) -> dict[str, Account]:
        """≤ 100 accounts, one trip."""
        found = items.batch_get([keys.session_key(p) for p in pegawai_ids])
        accounts = (_account(item) for item in found)
        return {account.pegawai_id: account for account in accounts}

    def standings(self, opd_id: OpdId) -> Mapping[PegawaiId, Standing]:
        """Thin: 6,214 people are 700 KB."""
        found: Any = SessionItem.by_account.query(opd_id)
        return {
            _owner_of(item): Standing(
                state=AccountState(item.account_state),
                phones=None if item.phones is None else int(item.phones),
            )
            for item in found
        }

    def waiting_devices(self, opd_id: OpdId) -> tuple[PegawaiId, ...]:
        """Open cases carry a `t`, so the thin index holds them alone."""
        prefix = keys.case_key(opd_id, DEVICE_CASE, "").sk
        found = items.Item.by_t.query(keys.cases_pk(opd_id), consistent_read=True)
        return tuple(
            PegawaiId(item.sk.removeprefix(prefix)) for item in found if item.sk.startswith(prefix)
        )

    def with_permits(
        self, pegawai_id: PegawaiId, *, since: date
    ) -> tuple[Account | None, tuple[Permit, ...]]:
        """The account and the own permits, by one consistent Query."""
        last = keys.last_pointer_key(pegawai_id, since)
        found = items.Item.rows(
            last.pk, items.Item.sk.between(keys.BEFORE_SESSION, last.sk), consistent_read=True
        )
        account, permits = None, []
        for item in found:
            if isinstance(item, SessionItem):
                account = _account(item)
            elif isinstance(item, PermitPointerItem):
                permits.append(pointed_permit(item))
        return account, in_order(permits)

    def with_activity(
        self, pegawai_id: PegawaiId, place: Place
    ) -> tuple[Account | None, OpdActivity | None]:
        """One consistent BatchGet."""
        account, activity = None, None
        for item in items.batch_get([keys.session_key(pegawai_id), keys.copy_key(place)]):
            if isinstance(item, SessionItem):
                account = _account(item)
            else:
                activity = read_copy(item)
        return account, activity

    def save(self, account: Account, event: Event | None = None) -> None:
        """Write over the former revision."""

        def fill(batch: TransactWrite) -> None:
            save_account(batch, account)
            if event:
                tell(batch, event)
                if event.action.startswith("device:"):
                    batch.save(_device_case(account, event.at))

        with items.named(op0=VersionConflict):
            items.transact(fill)

    def secret(self, pegawai_id: PegawaiId) -> Secret | None:
        """One consistent read."""
        found: Any = next(items.batch_get([keys.secret_key(pegawai_id)]), None)
        return _secret(found) if found else None

    def secrets(self, pegawai_ids: Sequence[PegawaiId]) -> dict[str, Secret]:
        """≤ 100 secrets, one trip."""
        found = items.batch_get([keys.secret_key(p) for p in pegawai_ids])
        return {secret.pegawai_id: secret for secret in map(_secret, found)}

    def save_both(
        self,
        account: Account,
        secret: Secret,
        event: Event,
        *,
        new_name: str | None = None,
        old_name: str | None = None,
    ) -> None:
        """Write both, the event and the name in one transaction."""

        def fill(batch: TransactWrite) -> None:
            save_account(batch, account)
            batch.save(secret_item(secret), condition=items.over(SecretItem.rev, secret.rev))
            tell(batch, event)
            if new_name:
                key = keys.name_key(new_name)
                batch.save(
                    PointerItem(pk=key.pk, sk=key.sk, owner=account.pegawai_id),
                    condition=PointerItem.pk.does_not_exist()
                    | (PointerItem.owner == account.pegawai_id),
                )
            if old_name:
                key = keys.name_key(old_name)
                batch.save(PointerItem(pk=key.pk, sk=key.sk, owner="-"))

        with items.named(op0=VersionConflict, op1=VersionConflict, op3=NameTaken):
            items.transact(fill)

    def find(self, name: str, digests: Sequence[str]) -> PegawaiId | None:
        """Whose login name has one of these digests, or whose NIP it is; one trip."""
        wanted = [keys.name_key(digest) for digest in digests]
        return self._owner([*wanted, keys.nip_key(name)])

    def by_nip(self, nip: str) -> PegawaiId | None:
        """Whose NIP it is."""
        return self._owner([keys.nip_key(nip)])

    def _owner(self, wanted: Sequence[keys.Key]) -> PegawaiId | None:
        found: Any = next(items.batch_get(wanted), None)
        return PegawaiId(found.owner) if found and found.owner != "-" else None


class DynamoFailures:
    """Implements ports.Failures."""

    def remembered(self, digest: str, client: str, *, now: datetime) -> Tries | None:
        """What has expired counts no more, though the table may still hold it."""
        found: Any = next(items.batch_get([keys.failures_key(digest, client)]), None)
        if not found or found.ttl <= now.timestamp():
            return None
        return Tries(datetime.fromtimestamp(found.until, UTC))

    def add(self, digest: str, client: str, *, now: datetime) -> None:
        """One write where it is the first; the wait doubles from the sixth on."""
        key = keys.failures_key(digest, client)
        item = FailuresItem(pk=key.pk, sk=key.sk)
        ttl = int((now + FORGOTTEN_AFTER).timestamp())
        # DynamoDB deletes up to 48 h late: what has expired counts no more.
        is_live = FailuresItem.ttl.does_not_exist() | (FailuresItem.ttl > int(now.timestamp()))
        counted: list[Any] = [
            FailuresItem.tries.add(1),
            FailuresItem.ttl.set(ttl),
            Path(["kind"]).set("f"),
        ]
        try:
            item.update(actions=counted, condition=is_live)
        except UpdateError as error:
            if error.cause_response_code != items.CONDITION_FAILED:
                raise
            FailuresItem(pk=key.pk, sk=key.sk, tries=1, until=0, ttl=ttl).save()
            return
        over = int(item.tries) - FREE_TRIES
        if over <= 0:
            return
        wait = min(FIRST_WAIT * 2 ** min(over - 1, 10), LONGEST_WAIT)
        if item.tries >= REFUSED_FROM and client != CODE_CLIENT:  # codes are never killed (A4)
            wait = REFUSED_FOR
            ttl = int((now + wait).timestamp())
        until = int((now + wait).timestamp())
        item.update(actions=[FailuresItem.until.set(until), FailuresItem.ttl.set(ttl)])

    def clear(self, digest: str, client: str) -> None:
        """Forget after a success; no write where there was no failure."""
        key = keys.failures_key(digest, client)
        if next(items.batch_get([key]), None):
            FailuresItem(pk=key.pk, sk=key.sk, tries=0, until=0, ttl=0).save()


class DynamoPace:
    """Implements ports.Pace."""

    def take(self, what: str, who: PegawaiId, *, most: int, now: datetime) -> bool:
        """One conditional write."""
        key = keys.pace_key(what, who, now)
        actions: list[Any] = [
            PaceItem.tries.add(1),
            PaceItem.ttl.set(int(now.timestamp()) + PACE_KEPT_S),
            Path(["kind"]).set("h"),
        ]
        is_free = PaceItem.pk.does_not_exist() | (PaceItem.tries < most)
        try:
            PaceItem(pk=key.pk, sk=key.sk).update(actions=actions, condition=is_free)
        except UpdateError as error:
            if error.cause_response_code != items.CONDITION_FAILED:
                raise
            return False
        return True


def save_account(batch: TransactWrite, account: Account) -> None:
    """Add an account to a transaction, over its former revision."""
    batch.save(account_item(account), condition=items.over(SessionItem.rev, account.rev))


def _device_case(account: Account, at: datetime) -> CaseItem:
    """What makes a waiting device show up in the queue of the OPD, or takes it out again."""
    key = keys.case_key(account.opd_id, DEVICE_CASE, account.pegawai_id)
    waits = any(d.state is DeviceState.PENDING for d in account.devices)
    t = keys.changed_at(at) if waits else None
    return CaseItem(pk=key.pk, sk=key.sk, t=t, data={"open": waits})


def _iso(at: datetime | None) -> str | None:
    """Whole seconds: ten sessions and two devices have to fit into 4 KB (security.md S2)."""
    return at.isoformat(timespec="seconds") if at else None


def _when(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def account_item(account: Account) -> SessionItem:
    """The item of an account, for those who write many in one go."""
    key = keys.session_key(account.pegawai_id)
    move = account.move
    return SessionItem(
        pk=key.pk,
        sk=key.sk,
        rev=account.rev,
        active=account.is_active,
        name=account.name,
        call_name=account.call_name,
        opd=account.opd_id,
        unit=account.unit_no,
        since=account.since.isoformat() if account.since else None,
        move={"on": move.on.isoformat(), "opd": move.opd_id, "unit": move.unit_no}
        if move
        else None,
        sessions=[
            {
                "h": s.token_sha256,
                "c": _iso(s.created_at),
                "s": _iso(s.seen_at),
                "d": s.device_id,
                "e": _iso(s.elevated_at),
                "f": _iso(s.elevated_seen_at),
            }
            for s in account.sessions
        ],
        devices=[
            {
                "id": d.device_id,
                "k": d.public_key,
                "l": d.label,
                "st": d.state,
                "at": _iso(d.since),
                "u": d.used,
                "r": [_iso(r) for r in d.rebinds],
            }
            for d in account.devices
        ],
        roles=[appointment_data(a) for a in account.appointments],
        totp=account.has_totp,
        account_state=account.state,
        phones=sum(d.state is DeviceState.BOUND for d in account.devices),
    )


def appointment_data(appointment: Appointment) -> dict[str, Any]:
    """An appointment as it is stored."""
    return {
        "role": appointment.role,
        "since": appointment.since.isoformat(),
        "until": appointment.until.isoformat() if appointment.until else None,
        "opd": appointment.opd_id,
        "unit": appointment.unit_no,
        "duties": sorted(appointment.duties),
        "title": appointment.title,
    }


def read_appointment(data: dict[str, Any]) -> Appointment:
    """An appointment from what is stored."""
    return Appointment(
        role=Role(data["role"]),
        since=date.fromisoformat(data["since"]),
        until=date.fromisoformat(data["until"]) if data["until"] else None,
        opd_id=OpdId(data["opd"]) if data["opd"] else None,
        unit_no=UnitNo(data["unit"]),
        duties=frozenset(Duty(d) for d in data["duties"]),
        title=ActingTitle(data["title"]),
    )


def _owner_of(item: Any) -> PegawaiId:
    return PegawaiId(item.pk.removeprefix(keys.user_pk(PegawaiId(""))))


def _account(item: Any) -> Account:
    move = item.move
    return Account(
        pegawai_id=_owner_of(item),
        rev=int(item.rev),
        is_active=item.active,
        name=item.name,
        call_name=item.call_name,
        opd_id=OpdId(item.opd),
        unit_no=UnitNo(int(item.unit)),
        since=date.fromisoformat(item.since) if item.since else None,
        move=Move(
            on=date.fromisoformat(move["on"]),
            opd_id=OpdId(move["opd"]),
            unit_no=UnitNo(int(move["unit"])),
        )
        if move
        else None,
        sessions=tuple(
            Session(
                token_sha256=s["h"],
                created_at=datetime.fromisoformat(s["c"]),
                seen_at=datetime.fromisoformat(s["s"]),
                device_id=s["d"],
                elevated_at=_when(s["e"]),
                elevated_seen_at=_when(s["f"]),
            )
            for s in item.sessions
        ),
        devices=tuple(
            Device(
                device_id=d["id"],
                public_key=d["k"],
                label=d["l"],
                state=DeviceState(d["st"]),
                since=datetime.fromisoformat(d["at"]),
                used=d["u"],
                rebinds=tuple(datetime.fromisoformat(r) for r in d["r"]),
            )
            for d in item.devices
        ),
        appointments=tuple(read_appointment(a) for a in item.roles),
        has_totp=bool(item.totp),
        state=AccountState(item.account_state),
    )


def _secret(item: Any) -> Secret:
    return Secret(
        pegawai_id=_owner_of(item),
        rev=int(item.rev),
        password=item.password,
        issue=int(item.issue),
        code_until=_when(item.code_until),
        code_roles=frozenset(Role(name) for name in item.code_roles or ()),
        is_recovery=item.recovery,
        totp_secret=item.totp_secret,
        totp_pending=item.totp_pending,
        totp_step=int(item.totp_step),
        username=item.username,
        notice_version=int(item.notice_version),
    )


def secret_item(secret: Secret) -> SecretItem:
    """The item of what only signing in reads."""
    key = keys.secret_key(secret.pegawai_id)
    return SecretItem(
        pk=key.pk,
        sk=key.sk,
        rev=secret.rev,
        password=secret.password,
        issue=secret.issue,
        code_until=_iso(secret.code_until),
        code_roles={role.value for role in secret.code_roles} or None,
        recovery=secret.is_recovery,
        totp_secret=secret.totp_secret,
        totp_pending=secret.totp_pending,
        totp_step=secret.totp_step,
        username=secret.username,
        notice_version=secret.notice_version,
    )
