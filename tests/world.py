"""A small regency behind moto: the product's own code over fake AWS, with a clock that obeys."""

import base64
import io
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256, shake_256
from typing import Any, Final

import boto3
import pytest
from argon2 import PasswordHasher
from chalice.test import Client
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from moto import mock_aws
from moto.core.config import DefaultConfig
from moto.dynamodb.models import dynamodb_backends
from PIL import Image

from chalicelib import wiring
from chalicelib.adapters.argon import Argon
from chalicelib.adapters.dynamo import keys
from chalicelib.adapters.dynamo.items import FailuresItem, Item, PaceItem, PointerItem
from chalicelib.adapters.dynamo.repositories.accounts import account_item, secret_item
from chalicelib.adapters.dynamo.repositories.people import names_items, opd_item, profile_item
from chalicelib.domain.activities import Activity, ActivityId, Kind, Venue, Window
from chalicelib.domain.audit import Event
from chalicelib.domain.people import (
    Appointment,
    Duty,
    Nip,
    Opd,
    OpdId,
    PegawaiId,
    Person,
    Role,
    Unit,
    UnitNo,
)
from chalicelib.domain.sessions import Account, Device, DeviceState, Session, token_sha256
from chalicelib.services.ports.accounts import Secret
from chalicelib.wiring.whole import Wired

WIB: Final = timedelta(hours=7)
MONDAY: Final = date(2026, 11, 23)
ORIGIN: Final = "https://apel.example.go.id"
PASSWORD: Final = "gajah lompat pagar bambu"
# The real parameters cost 80 ms a sign-in; tests/ports holds them.
QUICK: Final = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
KOMINFO: Final = OpdId("01KAKAMNF00000000000000001")
DINKES: Final = OpdId("01KADNKES00000000000000002")
ENVIRONMENT: Final = {
    "AWS_DEFAULT_REGION": "ap-southeast-3",
    "AWS_ACCESS_KEY_ID": "testing",
    "AWS_SECRET_ACCESS_KEY": "testing",
    "STAGE": "lokal",
    "VERSION": "1.0.0",
    "DATA_TABLE": "apel-data",
    "AUDIT_TABLE": "apel-audit",
    "PHOTO_BUCKET": "apel-photos",
    "DOCUMENT_BUCKET": "apel-documents",
    "KEY_SECRET": "apel-keys",
    "ORIGIN_SECRET": "apel-origin",
    "SITE_ORIGIN": ORIGIN,
    "MAIL_FROM": "apel@example.go.id",
    "REQUIRE_SECOND_FACTOR": "tidak",
    "BIND_DEVICE_FREELY": "ya",
}


def wib(text: str, day: date = MONDAY) -> datetime:
    """07.14 on the clock of the region, as aware UTC."""
    hour, minute = text.split(".")
    local = datetime(day.year, day.month, day.day, int(hour), int(minute), tzinfo=UTC)
    return local - WIB


@dataclass
class FakeClock:
    """Stands still until it is set."""

    at: datetime

    def now(self) -> datetime:
        return self.at


def ulid(n: int) -> str:
    """A fixed, valid ULID."""
    return f"01K{n:023d}"


def a_person(n: int, name: str, *, opd: OpdId = KOMINFO, unit: int = 1) -> Person:
    return Person(
        pegawai_id=PegawaiId(ulid(n)),
        nip=Nip(f"19800101200501100{n % 10}"[:15] + f"{900 + n % 100}"),
        name=name,
        opd_id=opd,
        unit_no=UnitNo(unit),
    )


SITI: Final = a_person(1, "Siti Aminah")
RIZAL: Final = a_person(2, "Ach. Rizal Firdaus")  # admin of Kominfo
JOKO: Final = a_person(3, "Joko Santosa", unit=0)  # head of Kominfo
ENDAH: Final = a_person(4, "Endah Kusumawati", unit=0)  # BKPSDA
HADI: Final = a_person(5, "Hadi Purnomo", unit=0)  # auditor
BUDI: Final = a_person(6, "Budi Hartono", unit=2)
WATI: Final = a_person(7, "Wati Ningsih", opd=DINKES)
NANIK: Final = a_person(8, "Nanik Suryani", opd=DINKES)  # admin of Dinkes
PEOPLE: Final = (SITI, RIZAL, JOKO, ENDAH, HADI, BUDI, WATI, NANIK)
ROLES: Final[Mapping[PegawaiId, Appointment]] = {
    RIZAL.pegawai_id: Appointment(
        role=Role.OPD_ADMIN, since=date(2026, 1, 1), opd_id=KOMINFO, duties=frozenset(Duty)
    ),
    JOKO.pegawai_id: Appointment(role=Role.OPD_HEAD, since=date(2026, 1, 1), opd_id=KOMINFO),
    ENDAH.pegawai_id: Appointment(role=Role.BKPSDA, since=date(2026, 1, 1)),
    HADI.pegawai_id: Appointment(role=Role.AUDITOR, since=date(2026, 1, 1)),
    NANIK.pegawai_id: Appointment(role=Role.OPD_ADMIN, since=date(2026, 1, 1), opd_id=DINKES),
}
OPDS: Final = (
    Opd(
        opd_id=KOMINFO,
        name="Dinas Komunikasi dan Informatika",
        units=(
            Unit(no=UnitNo(1), name="Sekretariat"),
            Unit(no=UnitNo(2), name="Aplikasi Informatika"),
        ),
        trial_ended_on=date(2026, 1, 1),
    ),
    Opd(
        opd_id=DINKES,
        name="Dinas Kesehatan",
        units=(Unit(no=UnitNo(1), name="Puskesmas Socah"),),
        trial_ended_on=date(2026, 1, 1),
    ),
)


NEW_MEETING: Final[dict[str, Any]] = {
    "id": ulid(700),
    "kind": "RAPAT",
    "title": "Rapat koordinasi",
    "date": "2026-11-24",
    "window": {
        "opens": "2026-11-24T01:45:00Z",
        "starts": "2026-11-24T02:00:00Z",
        "late_after": "2026-11-24T02:15:00Z",
        "closes": "2026-11-24T03:00:00Z",
    },
    "venue": {"name": "Aula"},
}  # a body that makes one on Tuesday


def an_apel(n: int = 100, day: date = MONDAY) -> Activity:
    """Monday's apel with the default window."""
    return Activity(
        activity_id=ActivityId(ulid(n)),
        kind=Kind.MORNING_APEL,
        title="Apel pagi",
        held_on=day,
        window=Window(
            opens=wib("06.45", day),
            starts=wib("07.00", day),
            late_after=wib("07.15", day),
            closes=wib("07.30", day),
        ),
        venue=Venue(name="Halaman Pemkab"),
    )


APEL: Final = an_apel()


def a_photo(seed: int = 0, size: tuple[int, int] = (640, 480)) -> bytes:
    """A small picture that no other seed gives, and this seed always: its size is in budgets.md."""
    noise = shake_256(str(seed).encode()).digest(size[0] * size[1])
    picture = Image.frombytes("L", size, noise).point(lambda light: 80 + light // 3).convert("RGB")
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=72)
    return out.getvalue()


@dataclass
class Phone:
    """A browser: cookies, a device key, and what the app would send."""

    world: "World"
    cookies: dict[str, str] = field(default_factory=dict)
    device_id: str | None = None
    key: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )

    @property
    def public_key(self) -> str:
        spki = self.key.public_key().public_bytes(
            serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
        )
        return base64.b64encode(spki).decode()

    def call(
        self, method: str, path: str, body: object = None, **headers: str
    ) -> tuple[int, Any, Mapping[str, Any]]:
        sent = {
            "x-apel-origin": "origin-token",
            "x-apel-ip": "203.0.113.9",
            "sec-fetch-site": "same-origin",
            "x-apel": "1",
            "cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items()),
        }
        raw = b""
        if body is not None:
            sent["content-type"] = "application/json"
            raw = body if isinstance(body, bytes) else json.dumps(body).encode()
        sent |= {name.replace("_", "-"): value for name, value in headers.items()}
        answer = self.world.client.http.request(
            method, path, headers={k: v for k, v in sent.items() if v}, body=raw
        )
        cookies: Any = answer.headers.get("Set-Cookie", [])
        for cookie in cookies if isinstance(cookies, list) else [cookies]:
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        is_text = str(answer.headers.get("Content-Type", "")).startswith("text/")
        found = answer.body.decode() if is_text else json.loads(answer.body or b"null")
        return answer.status_code, found, answer.headers

    def sign_in(self, person: Person, *, bind: bool = True) -> "Phone":
        status, body, _ = self.call("POST", "/session", {"login": person.nip, "password": PASSWORD})
        assert status == 200, body
        if bind:
            status, body, _ = self.call(
                "POST", "/me/devices", {"public_key": self.public_key, "label": "HP uji"}
            )
            assert status == 201, body
            self.device_id = body["device"]["id"]
        return self

    def claim(self, n: int, photo: bytes, ticket: str, **changes: object) -> dict[str, Any]:
        digest = sha256(photo).hexdigest()
        captured = "2026-11-23T00:04:00Z"
        body: dict[str, Any] = {
            "id": ulid(1_000 + n),
            "activity_id": APEL.activity_id,
            "ticket": ticket,
            "photo": {"sha256": digest, "size": len(photo)},
            "captured_at": captured,
            "source": "CAMERA",
            "offline": False,
        } | changes
        if self.device_id:
            text = "\n".join(
                (
                    "apel-check-in.v1",
                    body["id"],
                    body["activity_id"],
                    digest,
                    str(len(photo)),
                    captured,
                )
            )
            r, s = decode_dss_signature(self.key.sign(text.encode(), ec.ECDSA(hashes.SHA256())))
            raw = r.to_bytes(32, "big") + s.to_bytes(32, "big")
            signature = base64.b64encode(raw).decode()
            body["device"] = {"id": self.device_id, "signature": signature}
        return body

    def ticket(self) -> str:
        status, today, _ = self.call("GET", "/me/today")
        assert status == 200, today
        found: str = today["activities"][0]["ticket"]
        return found


@dataclass
class World:
    """Fake AWS with the regency in it."""

    clock: FakeClock
    wired: Wired
    client: Client
    s3: Any

    def phone(self) -> Phone:
        return Phone(self)

    def put_photo(self, upload: Mapping[str, Any], photo: bytes) -> str:
        """What the bucket does with a good form."""
        key: str = upload["fields"]["key"]
        self.s3.put_object(Bucket="apel-photos", Key=key, Body=photo, ContentType="image/jpeg")
        return key

    def add_account(self, person: Person) -> None:
        """An activated account."""
        role = ROLES.get(person.pegawai_id)
        account = replace(Account.of(person), appointments=(role,) if role else ())
        account_item(account).save()
        profile_item(person).save()
        digest = self.wired.seals.name_digests(person.nip)[0]
        for key in (keys.name_key(digest), keys.nip_key(person.nip)):
            PointerItem(pk=key.pk, sk=key.sk, owner=person.pegawai_id).save()

    def set_password(self, person: Person) -> None:
        secret = Secret(
            pegawai_id=person.pegawai_id, rev=1, password=self.wired.passwords.hash(PASSWORD)
        )
        secret_item(secret).save()

    def signed_in(self, person: Person) -> Phone:
        """A phone with a session and a bound key, put there: signing in takes moto a while."""
        phone, now, token = self.phone(), self.clock.now(), self.wired.ids.token()
        phone.device_id = self.wired.ids.ulid()
        device = Device(
            device_id=phone.device_id,
            public_key=phone.public_key,
            label="HP uji",
            state=DeviceState.BOUND,
            since=now,
        )
        session = Session(
            token_sha256=token_sha256(token),
            created_at=now,
            seen_at=now,
            device_id=phone.device_id,
            elevated_at=now,
        )
        account = self.wired.accounts.get(person.pegawai_id)
        assert account
        self.wired.accounts.save(account.with_device(device).with_session(session).next_rev())
        phone.cookies["__Host-sesi"] = f"{person.pegawai_id}.{token}"
        return phone

    def stored(self) -> dict[tuple[str, str, str], Any]:
        """Every item of both tables, apart from those that count tries."""
        fake: Any = dynamodb_backends[FAKE_ACCOUNT_ID][ENVIRONMENT["AWS_DEFAULT_REGION"]]
        return {
            (name, pk.value, sk.value): item.to_json()
            for name, table in fake.tables.items()
            for pk, sorted_items in table.items.items()
            for sk, item in sorted_items.items()
            if "kind" not in item.attrs or item.attrs["kind"].value not in COUNTERS
        }

    def event(self, action: str) -> Event:
        return Event(
            event_id=self.wired.ids.ulid(),
            at=self.clock.now(),
            actor="test",
            action=action,
            subject="-",
        )


def make_tables() -> None:
    """The two tables as the template makes them (tests/infra holds them to it)."""
    dynamodb = boto3.client("dynamodb")
    names = ("pk", "sk", "t", "opd", "account_state", "person")
    attributes = {name: {"AttributeName": name, "AttributeType": "S"} for name in names}
    schema = [
        {"AttributeName": "pk", "KeyType": "HASH"},
        {"AttributeName": "sk", "KeyType": "RANGE"},
    ]
    by_t = [schema[0], {"AttributeName": "t", "KeyType": "RANGE"}]
    by_account = [
        {"AttributeName": "opd", "KeyType": "HASH"},
        {"AttributeName": "account_state", "KeyType": "RANGE"},
    ]
    by_person = [{"AttributeName": "person", "KeyType": "HASH"}, schema[1]]
    dynamodb.create_table(
        TableName=ENVIRONMENT["DATA_TABLE"],
        AttributeDefinitions=[attributes[name] for name in names[:5]],
        KeySchema=schema,
        LocalSecondaryIndexes=[
            {
                "IndexName": "by_t",
                "KeySchema": by_t,
                "Projection": {"ProjectionType": "INCLUDE", "NonKeyAttributes": ["st", "kind"]},
            }
        ],
        GlobalSecondaryIndexes=[
            {
                "IndexName": "by_account",
                "KeySchema": by_account,
                "Projection": {"ProjectionType": "INCLUDE", "NonKeyAttributes": ["kind", "phones"]},
            }
        ],
        BillingMode="PAY_PER_REQUEST",
    )
    dynamodb.create_table(
        TableName=ENVIRONMENT["AUDIT_TABLE"],
        AttributeDefinitions=[attributes[name] for name in ("pk", "sk", "person")],
        KeySchema=schema,
        GlobalSecondaryIndexes=[
            {
                "IndexName": "by_person",
                "KeySchema": by_person,
                "Projection": {
                    "ProjectionType": "INCLUDE",
                    "NonKeyAttributes": ["at", "actor", "action"],
                },
            }
        ],
        BillingMode="PAY_PER_REQUEST",
    )


COUNTERS: Final = frozenset(Item.kind.get_discriminator(each) for each in (FailuresItem, PaceItem))
FAKE_ACCOUNT_ID: Final = "123456789012"  # moto's
KEEP_SESSION: Final[DefaultConfig] = {
    "core": {"reset_boto3_session": False}
}  # it parses AWS's models once
_tables: Any = None  # of the regency as it was loaded first; copying is faster than loading


def forget_wiring() -> None:
    """The next one reads the environment anew, as a new container does."""
    wiring.wired.cache_clear()
    wiring.phone.cache_clear()


@contextmanager
def a_world(**changes: str) -> Iterator[World]:
    """Fake AWS, the regency loaded, the clock at 06.50 on Monday."""
    with pytest.MonkeyPatch.context() as patch, mock_aws(config=KEEP_SESSION):
        for name, value in (ENVIRONMENT | changes).items():
            patch.setenv(name, value)
        s3 = boto3.client("s3")
        place = {"LocationConstraint": ENVIRONMENT["AWS_DEFAULT_REGION"]}
        for bucket in ("apel-photos", "apel-documents"):
            s3.create_bucket(Bucket=bucket, CreateBucketConfiguration=place)
        vault = boto3.client("secretsmanager")
        vault.create_secret(Name="apel-keys", SecretString='{"kid":"1","1":"' + "k" * 64 + '"}')
        vault.create_secret(Name="apel-origin", SecretString='{"token":"origin-token"}')
        forget_wiring()
        clock = FakeClock(wib("06.50"))
        wired = wiring.wired()
        wired.clock = clock
        wired.passwords = Argon(wired.seals, hasher=QUICK, nobody=QUICK.hash(""))
        from app import app  # noqa: PLC0415 - reads no environment, but needs no import before moto

        with Client(app) as client:
            world = World(clock, wired, client, s3)
            load_regency(world)
            yield world
        forget_wiring()


def load_regency(world: World) -> None:
    """Tables, people and the apel."""
    global _tables  # noqa: PLW0603 - of this process
    region = ENVIRONMENT["AWS_DEFAULT_REGION"]
    fake: Any = dynamodb_backends[FAKE_ACCOUNT_ID][region]
    if _tables is None:
        make_tables()
        for opd in OPDS:
            opd_item(opd).save()
            for item in names_items(opd.opd_id, [p for p in PEOPLE if p.opd_id == opd.opd_id]):
                item.save()
        for person in PEOPLE:
            world.add_account(person)
        world.wired.activities.add(APEL, [opd.opd_id for opd in OPDS], world.event("test:apel"))
        _tables = deepcopy(fake.tables)
    fake.tables = deepcopy(_tables)
