"""Items of the two tables: one PynamoDB class per type under one discriminator.

All classes share one connection (one client a container: each costs 50–100 ms). What PynamoDB 6.1
hides is asked for here: the old item of a failed condition, and why a transaction was cancelled.
"""

import contextlib
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final, cast

from botocore.exceptions import ClientError
from pynamodb.attributes import (
    Attribute,
    BinaryAttribute,
    BooleanAttribute,
    DiscriminatorAttribute,
    JSONAttribute,
    NumberAttribute,
    UnicodeAttribute,
    UnicodeSetAttribute,
)
from pynamodb.connection.base import Connection
from pynamodb.connection.table import TableConnection
from pynamodb.exceptions import TransactWriteError
from pynamodb.expressions.condition import Condition
from pynamodb.indexes import GlobalSecondaryIndex, IncludeProjection, LocalSecondaryIndex
from pynamodb.models import Model
from pynamodb.transactions import TransactWrite

CONDITION_FAILED: Final = "ConditionalCheckFailedException"
CONFLICT_TRIES: Final = 4
_tables: dict[str, TableConnection] = {}


class OldItem(Exception):
    """The condition of a put failed; `item` is what stands there."""

    def __init__(self, item: Any) -> None:
        super().__init__()
        self.item = item


class Cancelled(Exception):
    """A transaction's conditions failed at these operations (in the order they were added)."""

    def __init__(self, failed: tuple[int, ...]) -> None:
        super().__init__(failed)
        self.failed = failed


class _Shared(Model):
    """One connection for every model of every table."""

    @classmethod
    def _get_connection(cls) -> TableConnection:  # type: ignore[explicit-override]  # 3.11 has no typing.override
        name = cls.Meta.table_name
        if name not in _tables:
            cls._connection = None  # PynamoDB's own cache, perhaps of a former binding
            table = super()._get_connection()  # its client would be made on first use
            for first in list(_tables.values())[:1]:
                first.connection.add_meta_table(table.get_meta_table())
                table.connection = first.connection
            _tables[name] = table
        return _tables[name]

    @classmethod
    def connection(cls) -> Connection:
        """The shared connection, for transactions and batches."""
        return cls._get_connection().connection


class Timing:
    """Bounds of a call: botocore's own retries would burn 4.5 s (architecture.md §4)."""

    connect_timeout_seconds = 1
    read_timeout_seconds = 2
    max_retry_attempts = 2
    max_pool_connections = 10


class ByTime(LocalSecondaryIndex["Item"]):  # type: ignore[no-untyped-call]  # PynamoDB's own
    """Thin and consistently readable: what changed since, and a whole activity's states."""

    class Meta:
        index_name = "by_t"
        projection = IncludeProjection(["st", "kind"])

    pk = UnicodeAttribute(hash_key=True)
    t = UnicodeAttribute(range_key=True)


class Item(_Shared):
    """What every item of the data table has."""

    class Meta(Timing):
        table_name = "data"

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True)
    kind = DiscriminatorAttribute()
    t = UnicodeAttribute(null=True)
    st = UnicodeAttribute(null=True)
    ttl = NumberAttribute(null=True)  # epoch seconds; DynamoDB deletes up to 48 h late
    by_t = ByTime()

    @classmethod
    def rows(cls, *args: Any, **kwargs: Any) -> Iterator[Any]:
        """Query, each item as its own type: what a partition holds is known where it is asked."""
        return iter(cls.query(*args, **kwargs))

    def put(self, condition: Condition | None = None) -> None:
        """Put this item; raises OldItem where the condition fails (read from the same reply)."""
        request = self.get_save_kwargs_from_instance(
            condition=condition, return_values_on_condition_failure="ALL_OLD"
        )
        try:
            self.connection().dispatch("PutItem", request)
        except ClientError as error:  # PynamoDB's own error drops the item, its cause has it
            if error.response["Error"]["Code"] != CONDITION_FAILED:
                raise
            cause = cast("ClientError", error.__cause__ or error)
            raise OldItem(Item.from_raw_data(cast("Any", cause.response)["Item"])) from error

    def put_new(self) -> None:
        """Put this item where nothing stands; raises OldItem otherwise."""
        self.put(type(self).pk.does_not_exist())


def over(stored: Attribute[Any], version: int) -> Condition:
    """That the version before is stored, or for the first one that nothing stands there."""
    return stored == version - 1 if version > 1 else Item.pk.does_not_exist()


class ByPerson(GlobalSecondaryIndex["AuditEvent"]):  # type: ignore[no-untyped-call]  # PynamoDB's own
    """Thin, some seconds behind: what was done to one person, by time."""

    class Meta:
        index_name = "by_person"
        projection = IncludeProjection(["at", "actor", "action"])

    person = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True)


class AuditEvent(_Shared):
    """One audit event: who did what to what; put once, never changed."""

    class Meta(Timing):
        table_name = "audit"

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True)
    at = UnicodeAttribute()
    actor = UnicodeAttribute()
    action = UnicodeAttribute()
    subject = UnicodeAttribute()
    detail = JSONAttribute(null=True)
    lintas_opd = BooleanAttribute(null=True)
    person = UnicodeAttribute(null=True)  # to whom it was done
    by_person = ByPerson()

    def put_new(self) -> None:
        """Put this event where nothing stands."""
        self.save(condition=AuditEvent.pk.does_not_exist())


def bind(data_table: str, audit_table: str) -> None:
    """Name the tables, before the first request of a container; the same names again keep clients.

    Raises RuntimeError for other names once a client was made: its models would mix two stacks.
    """
    if (Item.Meta.table_name, AuditEvent.Meta.table_name) == (data_table, audit_table):
        return
    if _tables:
        message = "the tables are in use under other names"
        raise RuntimeError(message)
    Item.Meta.table_name = data_table
    AuditEvent.Meta.table_name = audit_table


class _Ordered(TransactWrite):
    """Knows in which order its operations were added: PynamoDB sends puts before updates."""

    _SENT: Final = ("condition_check", "delete", "save", "update")

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._added: list[str] = []

    def condition_check(self, *args: Any, **kwargs: Any) -> None:  # type: ignore[explicit-override]
        self._added.append("condition_check")
        super().condition_check(*args, **kwargs)

    def save(self, *args: Any, **kwargs: Any) -> None:  # type: ignore[explicit-override]
        self._added.append("save")
        super().save(*args, **kwargs)

    def update(self, *args: Any, **kwargs: Any) -> None:  # type: ignore[explicit-override]
        self._added.append("update")
        super().update(*args, **kwargs)

    def as_added(self, sent: Sequence[int]) -> tuple[int, ...]:
        """Positions in the request → positions in the order of adding."""
        order = sorted(range(len(self._added)), key=lambda n: (self._SENT.index(self._added[n]), n))
        return tuple(sorted(order[at] for at in sent))


def transact(fill: Callable[[TransactWrite], None], *, token: str | None = None) -> None:
    """Run one transaction; conflicts with other writers are tried again, bounded.

    Raises Cancelled where a condition failed; anything else as it comes.
    """
    for attempt in range(CONFLICT_TRIES):
        batch = _Ordered(connection=Item.connection(), client_request_token=token)
        try:
            with batch:
                fill(batch)
        except TransactWriteError as error:
            codes = [reason.code if reason else None for reason in error.cancellation_reasons]
            failed = [n for n, code in enumerate(codes) if code == "ConditionalCheckFailed"]
            if failed:
                raise Cancelled(batch.as_added(failed)) from error
            if "TransactionConflict" not in codes or attempt == CONFLICT_TRIES - 1:
                raise
        else:
            return


KEYS_PER_TRIP: Final = 100  # DynamoDB's own limit of a BatchGetItem


def batch_get(keys: Sequence[tuple[str, str]], *, consistent: bool = True) -> Iterator[Any]:
    """Read ≤ 100 items by key in one trip; what was left unprocessed is asked again, bounded."""
    asked = [{"pk": {"S": pk}, "sk": {"S": sk}} for pk, sk in dict.fromkeys(keys)]
    table = Item.Meta.table_name
    for _ in range(CONFLICT_TRIES):
        if not asked:
            return
        reply = Item.connection().dispatch(
            "BatchGetItem",
            {"RequestItems": {table: {"Keys": asked, "ConsistentRead": consistent}}},
        )
        for raw in reply["Responses"].get(table, []):
            yield Item.from_raw_data(raw)
        asked = reply.get("UnprocessedKeys", {}).get(table, {}).get("Keys", [])
    if asked:
        message = "BatchGetItem left keys unprocessed"
        raise TimeoutError(message)


@contextlib.contextmanager
def named(**answers: type[Exception]) -> Iterator[None]:
    """Turn a cancelled transaction into the domain's word for its failed operation.

    `named(op0=StateChanged, op2=DevicesFull)`; an operation without a word re-raises.
    """
    try:
        yield
    except Cancelled as error:
        word = answers.get(f"op{error.failed[0]}")
        if word is None:
            raise
        raise word from error


class ByAccount(GlobalSecondaryIndex["Item"]):  # type: ignore[no-untyped-call]  # PynamoDB's own
    """Thin, some seconds behind: how far each account of an OPD is.

    And what the regency asks of all OPDs at once: their offices (`keys.office_key`) and the permits
    that wait (`keys.waiting_key`) stand there under a word where an account has its OPD.
    """

    class Meta:
        index_name = "by_account"
        projection = IncludeProjection(["kind", "phones"])

    opd = UnicodeAttribute(hash_key=True)
    account_state = UnicodeAttribute(range_key=True)


class SessionItem(Item, discriminator="u"):
    """The one item that a sign-in check reads: < 4 KB (security.md S2)."""

    rev = NumberAttribute()  # optimistic lock of this item
    active = BooleanAttribute()
    name = UnicodeAttribute()
    call_name = UnicodeAttribute()
    opd = UnicodeAttribute()
    unit = NumberAttribute()
    since = UnicodeAttribute(null=True)
    move = JSONAttribute(null=True)  # a coming transfer: {on, opd, unit}
    sessions = JSONAttribute()
    devices = JSONAttribute()
    roles = JSONAttribute()
    totp = BooleanAttribute(default=False)
    account_state = UnicodeAttribute(default="NONE")
    phones = NumberAttribute(null=True)  # bound ones; an item that is older does not say
    by_account = ByAccount()


class SecretItem(Item, discriminator="s"):
    """Password, issue number of the activation code, TOTP secret."""

    rev = NumberAttribute()
    password = UnicodeAttribute(null=True)
    issue = NumberAttribute(default=0)
    code_until = UnicodeAttribute(null=True)
    code_roles = UnicodeSetAttribute(null=True)
    recovery = BooleanAttribute(default=False)
    totp_secret = UnicodeAttribute(null=True)
    totp_pending = UnicodeAttribute(null=True)
    totp_step = NumberAttribute(default=0)
    username = UnicodeAttribute(null=True)
    notice_version = NumberAttribute(default=0)


class ProfileItem(Item, discriminator="p"):
    """The person as SIMPEG knows them, and the mail that they entered."""

    nip = UnicodeAttribute()
    name = UnicodeAttribute()
    front_title = UnicodeAttribute(default="")
    back_title = UnicodeAttribute(default="")
    employment = UnicodeAttribute()
    rank = UnicodeAttribute(default="")
    position = UnicodeAttribute(default="")
    opd = UnicodeAttribute()
    unit = NumberAttribute()
    active = BooleanAttribute()
    mail = UnicodeAttribute(null=True)


class FeedItem(Item, discriminator="F"):
    """The link of an own calendar; without a digest it has ended."""

    digest = UnicodeAttribute(null=True)
    since = UnicodeAttribute()


class SignatureImageItem(Item, discriminator="G"):
    """The image of a head's signature; without a hash it was withdrawn."""

    sha = UnicodeAttribute(null=True)
    since = UnicodeAttribute()


class OriginItem(Item, discriminator="o"):
    """Where a person belonged since a day."""

    opd = UnicodeAttribute()
    unit = NumberAttribute()


class PointerItem(Item, discriminator="n"):
    """A unique name (login, NIP, letter number, photo hash) and whose it is."""

    owner = UnicodeAttribute()
    note = JSONAttribute(null=True)


class FailuresItem(Item, discriminator="f"):
    """Failed tries in a row (security.md A6)."""

    tries = NumberAttribute(default=0)
    until = NumberAttribute(default=0)  # epoch seconds


class PaceItem(Item, discriminator="h"):
    """How often somebody did something in one minute."""

    tries = NumberAttribute(default=0)


class RegencyItem(Item, discriminator="g"):
    """An OPD with its units, the settings, a year's holiday overrides, the tick mark."""

    data = JSONAttribute()


class ImportItem(Item, discriminator="I"):
    """An import of SIMPEG's file: where it stands; its rows and difference lie in S3."""

    rev = NumberAttribute()
    data = JSONAttribute()


class RosterItem(Item, discriminator="r"):
    """≤ 1,000 people: 16 bytes of ULID and 2 of unit each."""

    people = BinaryAttribute(legacy_encoding=False)


class NamesItem(Item, discriminator="m"):
    """≤ 1,000 people: id, name with titles, unit, NIP, employment, position."""

    data = BinaryAttribute(legacy_encoding=False)  # zlib of JSON


class RoleItem(Item, discriminator="l"):
    """An appointment, listed under its OPD."""

    pegawai = UnicodeAttribute()
    data = JSONAttribute()
    opd = UnicodeAttribute(null=True)  # with `account_state`: of by_account
    account_state = UnicodeAttribute(null=True)
    by_account = ByAccount()


class ProposalItem(Item, discriminator="O"):
    """A role of the regency that one person proposes; `st` says whether it waits."""

    id = UnicodeAttribute()
    last_day = UnicodeAttribute()  # on which it may be confirmed
    data = JSONAttribute()


class NoticeItem(Item, discriminator="x"):
    """A notice in the app; TTL 90 days."""

    at = UnicodeAttribute()
    what = UnicodeAttribute()
    data = JSONAttribute()
    read = BooleanAttribute(default=False)


class ReportItem(Item, discriminator="b"):
    """A report of the app; TTL a year."""

    at = UnicodeAttribute()
    data = JSONAttribute()


class SentItem(Item, discriminator="y"):
    """A mail or reminder went out; TTL 90 days."""

    at = UnicodeAttribute()


class ActivityItem(Item, discriminator="a"):
    """An activity, and the thin copy of it in each OPD's days."""

    data = JSONAttribute()
    final = NumberAttribute(null=True)  # version of the newest FINAL of this OPD
    reopened = JSONAttribute(null=True)
    cancelled = UnicodeAttribute(null=True)
    answer = JSONAttribute(null=True)  # whom an invited OPD sends


class DueItem(Item, discriminator="q"):
    """One job that tick has to start."""

    data = JSONAttribute()


class CheckInItem(Item, discriminator="c"):
    """A check-in: facts never touched again, judgement in st, t and the judged_* attributes."""

    id = UnicodeAttribute()
    lo = NumberAttribute()  # epoch milliseconds
    hi = NumberAttribute()
    win = UnicodeAttribute()  # opens/starts/late/closes as epoch seconds in base 36
    sha = UnicodeAttribute()
    size = NumberAttribute()
    at_phone = UnicodeAttribute()
    offset = NumberAttribute(null=True)
    live = BooleanAttribute()
    offline = BooleanAttribute()
    dev = UnicodeAttribute(null=True)
    sig = UnicodeAttribute(null=True)
    pos = UnicodeAttribute(null=True)  # removed by verification: it lives in the evidence (R2)
    marks = UnicodeAttribute()
    digest = UnicodeAttribute()  # of the claim: same id, other content (T5)
    kept = UnicodeAttribute(null=True)  # SHA-256 of the kept photo
    photo = UnicodeAttribute(null=True)  # SHA-256 of the photo that counts, where it was replaced
    reasons = UnicodeAttribute(null=True)
    judged = JSONAttribute(null=True)  # {by, name, at, reason, until}


class DecisionItem(Item, discriminator="d"):
    """A person's decision on somebody without a record of their own."""

    data = JSONAttribute()


class RemindedItem(Item, discriminator="w"):
    """When somebody was last reminded."""


class ElsewhereItem(Item, discriminator="E"):
    """Stands where a record would: the person's lies under the OPD in `st` (security.md T7)."""


class EvidenceItem(Item, discriminator="e"):
    """What verification found; TTL 90 days."""

    data = JSONAttribute()


class PermitItem(Item, discriminator="P"):
    """A permit with its people; `rev` guards concurrent decisions."""

    rev = NumberAttribute()
    opd = UnicodeAttribute()
    data = JSONAttribute()


class PermitPointerItem(Item, discriminator="i"):
    """A person's part of a permit, for their own pages."""

    data = JSONAttribute()


class PermitMonthItem(Item, discriminator="z"):
    """A permit in one month, for compile: packed, for a month of an OPD is read in one Query."""

    what = UnicodeAttribute()  # code:first day:last day:asked at:activity or nothing
    people = BinaryAttribute(legacy_encoding=False)  # 16 bytes of ULID, a letter of the state each


class DutyItem(Item, discriminator="D"):
    """A month's duty roster: zlib of the ULIDs byte by byte, then of each person's letters."""

    version = NumberAttribute()
    people = BinaryAttribute(legacy_encoding=False)


class OfficesItem(Item, discriminator="V"):
    """Where an OPD's units are: unit → lat, lon, radius in m. 200 units are 8 KB."""

    version = NumberAttribute()
    data = JSONAttribute()


class CaseItem(Item, discriminator="C"):
    """Something that waits for a decision."""

    data = JSONAttribute()
    opd = UnicodeAttribute(null=True)  # with `account_state`: of by_account, while a permit waits
    account_state = UnicodeAttribute(null=True)
    by_account = ByAccount()


class RecapItem(Item, discriminator="R"):
    """A compiled table, current or FINAL; or a published week and where its files lie."""

    sha = UnicodeAttribute()
    data = JSONAttribute()
    content = BinaryAttribute(null=True, legacy_encoding=False)  # zlib of the canonical bytes
    as_of = NumberAttribute(null=True)  # epoch milliseconds: the edition with later facts stays
    version = NumberAttribute(default=0)  # of FINAL; 0 while SEMENTARA


class UnexplainedItem(Item, discriminator="U"):
    """Who is TK in an OPD's newest FINAL table of an activity of the regency."""

    data = JSONAttribute()


class SummaryItem(Item, discriminator="S"):
    """An OPD's figures at one activity of the regency, as compact text: thousands are read."""

    data = JSONAttribute()
