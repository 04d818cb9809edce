"""Five new people and one transfer, from the uploaded file to the rosters."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from chalicelib import events
from chalicelib.adapters.dynamo.items import AuditEvent
from chalicelib.adapters.dynamo.repositories.imports import DynamoImports
from chalicelib.domain.imports import ImportId, ImportState
from chalicelib.services import import_file
from chalicelib.wiring.whole import Wired
from tests.fakes import FakeDocuments, FakeQueue
from tests.fault.lab import Lab, explore_all
from tests.scheduled import Office, an_office
from tests.stack.ways.test_import_command import EVERYBODY, HEADER, line, roster
from tests.world import DINKES, ENDAH, KOMINFO, PEOPLE, SITI

NEW = [
    f"19900101202401101{n};Pegawai Baru {n};Sekretariat;Dinas Komunikasi dan Informatika;PPPK"
    for n in range(5)
]
NIPS = [text.partition(";")[0] for text in NEW]
MOVED = line(SITI, unit="Puskesmas Socah", opd="Dinas Kesehatan")
FILE = "\n".join((HEADER, *(line(p) for p in PEOPLE if p is not SITI), MOVED, *NEW)).encode()


@dataclass
class Seen:
    """What is there at the end."""

    state: ImportState
    ids: list[str | None]
    rosters: dict[str, dict[Any, int]]
    names: dict[str, set[str]]
    events: dict[str, int]
    left: int  # what another file of the same would change


@pytest.fixture(scope="module")
def office() -> Iterator[Office]:
    with an_office() as office:
        yield office


class Way:
    """BKPSDA at the page, who asks again after a failure, and the queue behind."""

    def __init__(self, office: Office) -> None:
        self.office, self.wired = office.as_at_the_start(), office.world.wired
        self.queue = FakeQueue()
        self.wired.import_queue, self.wired.documents = self.queue, FakeDocuments()
        self.wired.imports = DynamoImports()
        self.import_id = ImportId("")

    def asks(self, lab: Lab, verb: Any, **said: Any) -> None:  # noqa: ANN401 - of the wiring
        def again() -> object:
            rev = self.wired.imports.get(self.import_id).rev
            return verb(import_id=self.import_id, rev=rev, by=ENDAH.pegawai_id, **said)

        lab.call(again)
        self.drain(lab)

    def drain(self, lab: Lab) -> None:
        while self.queue.waiting:
            messages = [json.loads(each["body"]) for each in self.queue.take()]
            lab.deliver(lambda ms: events.run_imports(ms, run=self.wired.run_import), messages)

    def seen(self) -> Seen:
        wired = self.wired
        rows = [str(event.action) for event in AuditEvent.scan()]
        state = wired.imports.get(self.import_id).state
        return Seen(
            state=state,
            ids=[wired.accounts.by_nip(nip) for nip in NIPS],
            rosters={opd: roster(self.office, opd) for opd in (KOMINFO, DINKES)},
            names={opd: {p.nip for p in wired.people.of_opd(opd)} for opd in (KOMINFO, DINKES)},
            events={action: rows.count(action) for action in set(rows) if "test" not in action},
            left=left_to_change(wired),
        )


def left_to_change(wired: Wired) -> int:
    wired.documents.put("import/again.csv", FILE)
    found = wired.import_people(key="import/again.csv", confirm="")
    return sum(count for name, count in found.items() if name != "lines")


def import_all(office: Office) -> Any:  # noqa: ANN401 - a scenario
    def run(lab: Lab) -> Seen:
        with lab.paused():
            way = Way(office)
            new, _ = way.wired.create_import(
                file_name="asn.csv", by=ENDAH.pegawai_id, by_name=ENDAH.full_name
            )
            way.import_id = new.import_id
            way.wired.documents.put(new.file_key, FILE)
        way.asks(lab, way.wired.ask_import_check, columns={})
        way.asks(lab, way.wired.ask_import_apply, leavers=None, answers={}, since=None)
        with lab.paused():
            way.wired.opds.forget()
            way.wired.people.forget()
            return way.seen()

    return run


def it_is_done(seen: Seen) -> None:
    assert seen.state is ImportState.DONE
    assert seen.left == 0


def everybody_is_somewhere_once(seen: Seen) -> None:
    assert None not in seen.ids
    assert {*seen.ids} <= {*seen.rosters[KOMINFO]}
    assert {*NIPS} <= seen.names[KOMINFO]
    for found in (seen.rosters, seen.names):
        assert not {*found[KOMINFO]} & {*found[DINKES]}
    assert SITI.pegawai_id in seen.rosters[DINKES]
    assert SITI.nip in seen.names[DINKES]
    assert len(seen.rosters[KOMINFO]) + len(seen.rosters[DINKES]) == len(EVERYBODY) + len(NEW)


def each_person_is_told_once(seen: Seen) -> None:
    """I11."""
    assert seen.events["person:import"] == len(NEW) + 1
    for once in ("import:apply", "import:done"):
        assert seen.events[once] == 1


def test_every_single_fault_of_an_import(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_file, "LINES_A_PART", 3)

    result = explore_all(
        import_all(office),
        {"done": it_is_done, "I2": everybody_is_somewhere_once, "I11": each_person_is_told_once},
    )

    assert not result.violations, result.told()
