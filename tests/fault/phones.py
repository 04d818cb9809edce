"""The way of a photo under faults: phones with outboxes, the bucket's messages, and what must hold.

The invariants are those of security.md §5; each function here checks one of them over the whole
world: both tables, the bucket, the outboxes and every answer that a phone was given.
"""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cache
from hashlib import sha256
from typing import Any, Final

from moto.backends import get_backend

from chalicelib import events
from chalicelib.adapters.dynamo.items import CheckInItem, Item
from chalicelib.adapters.dynamo.keys import REGENCY
from chalicelib.domain.activities import ActivityId
from chalicelib.domain.attendance import Place, State, kept_key, read_photo_key
from chalicelib.domain.calendar import Job, Week
from chalicelib.domain.outcomes import read_record
from chalicelib.domain.overview import Summary
from chalicelib.domain.people import OpdId, Person
from chalicelib.domain.photos import Darkroom, Developed, Flaw
from chalicelib.domain.recap import recap_of
from chalicelib.domain.work import Work
from tests.fault.lab import CALL_FAULTS, Lab
from tests.fault.neighbours import PHOTOS, Files, Neighbours
from tests.scheduled import Office
from tests.world import FAKE_ACCOUNT_ID, PEOPLE, Phone, World

ERRORS: Final = frozenset(CALL_FAULTS) - {"sdk_retry"}  # after these the caller sees no answer
DATA, AUDIT = "apel-data", "apel-audit"
CURRENT: Final = "R"  # and each FINAL version, and each published week
MADE: Final = frozenset({CURRENT, "S", "U"})  # from the kinds that people's deeds are kept in
FACTS: Final = frozenset(each.kind.get_discriminator(each) for each in Item.__subclasses__()) - MADE


Request = tuple[str, Mapping[str, Any]]  # operation and parameters


class NoAnswer(Exception):
    """The server could not say yes or no: the phone asks again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Effort:
    """One request or message, and the AWS calls that it made."""

    what: str
    calls: tuple[str, ...]  # their names, as the lab's trace has them
    requests: tuple[Request, ...]  # what was sent with them

    @property
    def keys(self) -> tuple[str, ...]:
        """The partitions and objects that they touched, in their order."""
        return tuple(_touched(self.requests))


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked(Effort):
    """One request that was answered."""

    caller: Person
    phone: Phone
    sent: Any
    status: int
    answer: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Worked(Effort):
    """One message of scheduled work, done or not."""

    opd_id: OpdId | None  # None: the regency's


@dataclass
class Parcel:
    """What an outbox keeps of one check-in until the server says that it has the photo."""

    body: dict[str, Any]
    photo: bytes
    sent_instead: bytes | None = None  # by a cheat


@dataclass
class Outbox:
    """The phone's side of security.md O1, as pwa/src/core/outbox.ts does it."""

    scene: "Scene"
    owner: Person
    phone: Phone
    parcels: list[Parcel] = field(default_factory=list)
    receipts: list[dict[str, Any]] = field(default_factory=list)

    def put(self, body: dict[str, Any], photo: bytes) -> None:
        self.parcels.append(Parcel(body, photo))

    def flush(self) -> None:
        """Send everything that waits; a photo stays here when it is sent."""
        for parcel in list(self.parcels):
            self._send(parcel)

    def _send(self, parcel: Parcel) -> None:
        status, answer = self.scene.ask(self, "POST", "/check-ins", parcel.body)
        if status == 409:  # the person's other phone was first, and has its own photo
            self.parcels.remove(parcel)
        if status == 201:
            self.receipts.append(answer["receipt"])
            self.committed(parcel)
            self.scene.upload(answer["upload"], parcel.sent_instead or parcel.photo)

    def committed(self, parcel: Parcel) -> None:
        """What the phone does with its copy at the receipt: it keeps it."""

    def poll(self) -> None:
        """Let go of what is stored."""
        for receipt in self.receipts:
            _, found = self.scene.ask(self, "GET", f"/check-ins/{receipt['ref']}")
            if found["record"]["photo_state"] == "STORED":
                sent = receipt["check_in_id"]
                self.parcels = [each for each in self.parcels if each.body["id"] != sent]


class Developing:
    """Implements ports.Darkroom by the real one, once for each picture."""

    def __init__(self, darkroom: Darkroom) -> None:
        self.develop: Callable[[bytes], Developed | Flaw] = cache(darkroom.develop)


@dataclass
class Scene:
    """One run: the world as it was remembered, with a lab in it."""

    office: Office
    neighbours: Neighbours
    lab: Lab
    outboxes: list[Outbox] = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)
    verified: list[Effort] = field(default_factory=list)
    works: list[Worked] = field(default_factory=list)
    before: Counter[str] = field(default_factory=Counter)  # audit events of the building

    @property
    def world(self) -> World:
        return self.office.world

    def outbox(self, owner: Person, phone: Phone) -> Outbox:
        self.outboxes.append(Outbox(self, owner, phone))
        return self.outboxes[-1]

    def ask(
        self, who: Outbox, method: str, path: str, body: object = None
    ) -> tuple[int, dict[str, Any]]:
        """One request; raises NoAnswer where the server had none."""
        first = len(self.lab.trace)
        status, answer, _ = who.phone.call(method, path, body)
        self.asked.append(
            Asked(
                caller=who.owner,
                phone=who.phone,
                what=f"{method} {path}",
                sent=body,
                status=status,
                answer=answer,
                **self._made_since(first),
            )
        )
        if status >= 500:
            raise NoAnswer(answer)
        return status, answer

    def upload(self, form: Mapping[str, Any], photo: bytes) -> None:
        self.world.put_photo(form, photo)

    def arrived(self) -> list[dict[str, Any]]:
        """S3's notice of each raw photo in the bucket."""
        raw = [key for key in self.objects() if key.startswith("in/")]
        return [{"Records": [{"s3": {"object": {"key": key}}}]} for key in raw]

    def verify(self, records: Sequence[Mapping[str, str]]) -> Mapping[str, Any]:
        """The photo function."""
        return events.verify_photos(records, verify=self._verify)

    def _verify(self, key: str) -> object:
        first = len(self.lab.trace)
        try:
            return self.world.wired.verify_photo(key)
        finally:
            self.verified.append(Effort(what="verify", **self._made_since(first)))

    def tick(self, job: Job | None = None, week: Week | None = None) -> Mapping[str, int]:
        """The schedule's minute, or a job that an operator starts; again until it is done."""
        first = len(self.lab.trace)
        try:
            return self.world.wired.tick(job, week)
        finally:
            made = self._made_since(first)
            self.works.append(Worked(what="tick", opd_id=None, **made))

    def work(self, records: Sequence[Mapping[str, str]]) -> Mapping[str, Any]:
        """The functions of scheduled work."""
        return events.run_works(records, run=self._run)

    def _run(self, work: Work) -> object:
        first, place = len(self.lab.trace), work.place
        opd_id = place.opd_id if place else work.opd_id
        try:
            return self.world.wired.run(work)
        finally:
            made = self._made_since(first)
            self.works.append(Worked(what=work.job, opd_id=opd_id, **made))

    def _made_since(self, first: int) -> dict[str, Any]:
        calls, requests = self.lab.trace[first:], self.lab.requests[first:]
        return {"calls": tuple(calls), "requests": tuple(requests)}

    @property
    def efforts(self) -> list[Effort]:
        return [*self.asked, *self.verified, *self.works]

    def objects(self) -> dict[str, bytes]:
        return self.neighbours.files(PHOTOS)

    def stored(self) -> dict[str, list[str]]:
        return self.office.stored()

    def records(self) -> list[CheckInItem]:
        """Every check-in of every OPD."""
        raw = [each for each in self.rows(DATA) if each.get("kind") == {"S": "c"}]
        return [CheckInItem.from_raw_data(each) for each in raw]

    def actions(self) -> Counter[str]:
        """Audit events of this run by action."""
        told = Counter(raw["action"]["S"] for raw in self.rows(AUDIT)) - self.before
        return Counter({name: n for name, n in told.items() if not name.startswith("test:")})

    def rows(self, table: str) -> Iterator[dict[str, Any]]:
        """Every item, from under the fake: a scan would cost as much as the scenario."""
        for items in _tables()[table].items.values():
            for item in items.values():
                yield item.to_json()["Attributes"]


def a_scene(office: Office, neighbours: Neighbours, lab: Lab, files: Files | None = None) -> Scene:
    """The world as it was remembered, with these photos and documents."""
    office.as_at_the_start()
    neighbours.start(files)
    scene = Scene(office, neighbours, lab)
    scene.before = scene.actions()
    return scene


def _tables() -> Any:  # noqa: ANN401 - moto's own
    return get_backend("dynamodb")[FAKE_ACCOUNT_ID]["ap-southeast-3"].tables


def phone_of(world: World, person: Person) -> Phone:
    """A phone that is signed in, with its key bound."""
    return world.signed_in(person)


def copy_of(phone: Phone) -> Phone:
    """The same phone at the start of another run."""
    return Phone(phone.world, dict(phone.cookies), phone.device_id, phone.key)


# ---- what must hold ------------------------------------------------------------------------------


def answered_is_stored(scene: Scene) -> None:
    """I1: whatever a phone was told is there; whatever it was not told, it still holds."""
    stored = {str(item.id) for item in scene.records()}
    held = {each.body["id"] for outbox in scene.outboxes for each in outbox.parcels}
    sent = [each for each in scene.asked if each.what == "POST /check-ins"]
    refused = {each.sent["id"] for each in sent if each.status in (409, 422)}  # and told so
    for each in sent:
        told = each.answer.get("receipt", {}).get("check_in_id")
        assert each.status != 201 or each.sent["id"] in stored, "a receipt without a record"
        assert each.status != 409 or told in stored, "told of a record that is not there"
        assert each.status != 409 or told != each.sent["id"], "refused its own record"
        is_known = each.sent["id"] in stored | held | refused
        assert is_known, f"{each.sent['id']} is neither stored nor on the phone"


def one_record_each(scene: Scene) -> None:
    """I2: over the keys of all OPDs."""
    counts = Counter((item.pk.rpartition("#")[2], item.sk) for item in scene.records())
    assert all(count == 1 for count in counts.values()), counts


def the_photo_is_somewhere(scene: Scene) -> None:
    """I4: in an outbox, raw in the bucket or kept, with the very bytes that the record names."""
    there = scene.objects()
    held = [parcel.photo for outbox in scene.outboxes for parcel in outbox.parcels]
    sums = {sha256(data).hexdigest() for data in (*there.values(), *held)}
    for item in scene.records():
        assert (item.photo or item.sha) in sums, f"the photo of {item.id} is gone"
        if item.kept:
            assert item.kept in sums, f"the kept photo of {item.id} is another"
    for receipt in (receipt for outbox in scene.outboxes for receipt in outbox.receipts):
        in_outbox = {parcel.body["id"] for outbox in scene.outboxes for parcel in outbox.parcels}
        assert receipt["check_in_id"] in in_outbox or any(
            receipt["ref"].replace("-", "/") in name for name in there
        ), "let go before it was stored"


def no_photo_is_left_lying(scene: Scene) -> None:
    """I5: once the queues are empty, no record waits whose photo has come."""
    for name in scene.objects():
        named = read_photo_key(name)
        if named is None:
            continue
        place, who, sum_ = named
        record = scene.world.wired.check_ins.find(place, who)
        if record and record.photo_sha256 == sum_:
            assert record.state is not State.COMMITTED, f"{who} waits for ever"
            kept = kept_key(place, who, sum_)
            assert record.state is State.IN_REVIEW or kept in scene.objects(), "verified unseen"


def seen_between(lo: Mapping[str, datetime], hi: datetime) -> Callable[[Scene], None]:
    """I8: the interval comes from ticket and server; the phone's clock decides nothing.

    `lo`: by activity, the later one of the ticket's time and the opening.
    """

    def holds(scene: Scene) -> None:
        for item in scene.records():
            assert item.lo == lo[item.pk.rpartition("#")[2]].timestamp() * 1000
            assert item.hi == hi.timestamp() * 1000

    return holds


def nobody_reaches_another_opd(scene: Scene) -> None:
    """I9: each key starts with the caller's OPD, or is the person's own, or nobody's."""
    for each in scene.asked:
        caller = each.caller
        for key in each.keys:
            assert _may_touch(caller, key), f"{caller.name} at {each.what} touched {key}"
    for effort in scene.verified:
        opds = {_opd_of(key) for key in effort.keys if key.startswith("in/")}
        for key in effort.keys:
            is_shared = key.partition("#")[0] in ("HASH", "USER", "PERMIT")
            is_shared |= key == "REGENCY"  # its settings: how many photos are looked at
            assert is_shared or _opd_of(key) in opds, f"a verification touched {key}"
    for work in scene.works:
        for key in work.keys if work.opd_id else ():
            assert _may_work_on(str(work.opd_id), key), f"{work.what} touched {key}"


def _opd_of(key: str) -> str:
    """The OPD that stands in a key of the table or the bucket."""
    kinds = ("in", "kept", "thumb", "surat", "sakit", "OPD", "EVIDENCE", "AUDIT")
    return next(part for part in re.split("[#/]", key) if part not in kinds)


def _may_touch(caller: Person, key: str) -> bool:
    kind, _, rest = key.replace("/", "#").partition("#")
    whose = rest.partition("#")[0]
    match kind:
        case "OPD" | "AUDIT" | "EVIDENCE" | "LETTER" | "in" | "thumb" | "kept":
            return whose == caller.opd_id
        case "PERMIT" | "ACTIVITY" | "NAME" | "NIP" | "FAILURES" | "VIEWS":
            return True  # its OPD is compared when it is read; names and NIPs belong to no OPD
        case "USER":
            return True  # whose: see `only_own_account`
    return kind in (REGENCY, "DUE")


def _may_work_on(opd_id: str, key: str) -> bool:
    """What belongs to an OPD by its key, to one of its people, or to nobody."""
    kind, _, rest = key.replace("/", "#").partition("#")
    match kind:
        case "OPD" | "AUDIT" | "EVIDENCE" | "rekap":
            return rest.partition("#")[0] == opd_id
        case "USER":
            return any(p.pegawai_id == rest and p.opd_id == opd_id for p in PEOPLE)
    return kind in (REGENCY, "SENT", "ACTIVITY", "https:")


def only_own_account(*besides: Person) -> Callable[[Scene], None]:
    """I9: nobody reads or writes somebody else's account; `besides`: who is told something."""

    def holds(scene: Scene) -> None:
        others = {person.pegawai_id for person in besides}
        for each in scene.asked:
            for key in each.keys:
                whose = key.partition("#")[2]
                is_foreign = key.startswith("USER#") and whose != each.caller.pegawai_id
                assert not is_foreign or whose in others, f"{each.what} touched {key}"

    return holds


def no_error_lets_through(scene: Scene) -> None:
    """I10: a request that met an error was not answered with yes or no."""
    for each in scene.asked:
        met = [call for call in each.calls if call.partition("!")[2] in ERRORS]
        assert not met or each.status >= 500, f"{each.what}: {each.status} although {met}"


def events_are(**wanted: int) -> Callable[[Scene], None]:
    """I11: one event for each change; the check-in's is the record itself."""

    def holds(scene: Scene) -> None:
        found = scene.actions()
        named = {name.replace("__", "-").replace("_", ":"): count for name, count in wanted.items()}
        assert found == Counter(named), dict(found)

    return holds


def events_are_one_a_judgement(scene: Scene) -> None:
    """I11, for check-ins alone: as many verifications told as there are judged records."""
    judged = sum(read_record(str(item.st)).state is not State.COMMITTED for item in scene.records())
    assert scene.actions() == Counter({"photo:verify": judged} if judged else {}), scene.actions()


def counted_from_records(scene: Scene) -> None:
    """I3: tables and figures can be made again from what people did, to the byte; else none are."""
    wired = scene.world.wired
    for raw in scene.rows(DATA):
        kind = raw.get("kind", {}).get("S")
        assert kind in FACTS | MADE, f"no record makes {raw['pk']['S']} {raw['sk']['S']}"
        if kind == CURRENT and raw["sk"]["S"].startswith("C#"):
            _, opd_id, _ = raw["pk"]["S"].split("#")
            _, held_on, activity_id = raw["sk"]["S"].split("#")
            is_locked = raw["version"]["N"] != "0"
            place = Place(
                opd_id=OpdId(opd_id), held_on=held_on, activity_id=ActivityId(activity_id)
            )
            with scene.lab.paused():
                kept, facts = wired.recap_facts.read(
                    place,
                    chunks=wired.rosters.chunks(place.opd_id, place.day),
                    opd=wired.opds.get(place.opd_id),
                    columns=wired.opds.settings(place.day).columns,
                )
                (stored,) = wired.recaps.current([place])
                (told,) = wired.recaps.summaries(place.day, place.day)
            fresh = replace(stored, recap=recap_of(facts, locked=is_locked))
            assert fresh.recap.to_bytes() == stored.recap.to_bytes(), "counted otherwise"
            assert told == Summary.of(fresh, kept.activity), "summed up otherwise"


def again_changes_nothing(scene: Scene) -> None:
    """I7: every message once more leaves every byte."""
    before = scene.stored()
    with scene.lab.paused():
        records = [
            {"messageId": "again", "body": json.dumps(message)} for message in scene.arrived()
        ]
        assert scene.verify(records) == {"batchItemFailures": []}
    assert scene.stored() == before


# ---- which keys a call touches -------------------------------------------------------------------


def _touched(requests: Sequence[tuple[str, Mapping[str, Any]]]) -> Iterator[str]:
    """Partition keys and object keys in the order of the calls."""
    for operation, params in requests:
        match operation:
            case "PutItem":
                yield params["Item"]["pk"]["S"]
            case "GetItem" | "UpdateItem":
                yield params["Key"]["pk"]["S"]
            case "Query":
                yield params["ExpressionAttributeValues"][":0"]["S"]
            case "BatchGetItem":
                for asked in params["RequestItems"].values():
                    yield from (key["pk"]["S"] for key in asked["Keys"])
            case "TransactWriteItems":
                for each in params["TransactItems"]:
                    ((_, what),) = each.items()
                    yield (what.get("Item") or what["Key"])["pk"]["S"]
            case _:
                yield from (params[name] for name in ("Key",) if name in params)
