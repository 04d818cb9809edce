"""One contract for imports of SIMPEG's file: the fake and DynamoDB's."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from chalicelib.adapters.dynamo.repositories.imports import DynamoImports
from chalicelib.domain.errors import NotFound, StateChanged, VersionConflict
from chalicelib.domain.imports import Answer, ChangeKind, Import, ImportId, ImportState
from chalicelib.domain.people import PegawaiId
from chalicelib.domain.simpeg import Field
from chalicelib.services.ports.imports import Imports
from tests.accepted import an_import
from tests.fakes import FakeImports
from tests.world import MONDAY, World, a_world, ulid

FIRST, SECOND = an_import(1), an_import(2)
WHOLE = replace(
    FIRST, state=ImportState.COLUMNS, columns={"Nomor": Field.NIP}, headers=("Nomor", "Nama"),
    missing=(Field.UNIT,), rows=3, counts={ChangeKind.NEW: 2}, known=40, open_doubts=2,
    answers={0: Answer.NO, 3: Answer.TWO},
    base=SECOND.import_id, applied_on=MONDAY, parts=1, problem="tipe-isi",
)  # fmt: skip


@pytest.fixture
def world() -> Iterator[World]:
    with a_world() as world:
        yield world


@pytest.fixture(params=["in memory", "DynamoDB"])
def imports(request: pytest.FixtureRequest, world: World) -> Imports:
    made: Imports = FakeImports() if request.param == "in memory" else DynamoImports()
    for each in (FIRST, SECOND):
        made.add(each, world.event("import:create"))
    return made


def applied(imports: Imports, world: World, one: Import) -> Import:
    begun = imports.begin(replace(one, base=imports.applied()), world.event("import:apply"))
    return imports.end(replace(begun, state=ImportState.DONE), world.event("import:done"))


def test_everything_of_an_import_comes_back(imports: Imports) -> None:
    saved = imports.save(WHOLE)

    assert saved == replace(WHOLE, rev=2) == imports.get(FIRST.import_id)


def test_the_newest_come_first(imports: Imports, world: World) -> None:
    applied(imports, world, FIRST)  # its mark is no import

    assert [each.import_id for each in imports.recent(5)] == [SECOND.import_id, FIRST.import_id]
    assert [each.import_id for each in imports.recent(1)] == [SECOND.import_id]


def test_an_id_is_used_once(imports: Imports, world: World) -> None:
    with pytest.raises(StateChanged):
        imports.add(FIRST, world.event("import:create"))


def test_what_is_not_there_is_not_found(imports: Imports) -> None:
    with pytest.raises(NotFound):
        imports.get(ImportId(ulid(9)))


def test_nobody_writes_over_a_newer_state(imports: Imports, world: World) -> None:
    imports.save(FIRST)

    for write in (imports.save, lambda one: applied(imports, world, one)):
        with pytest.raises(VersionConflict):
            write(FIRST)
    assert imports.applied() is None


def test_one_at_a_time_is_applied(imports: Imports, world: World) -> None:
    imports.begin(FIRST, world.event("import:apply"))

    with pytest.raises(StateChanged):
        imports.begin(SECOND, world.event("import:apply"))


def test_what_was_checked_before_another_was_applied_counts_no_more(
    imports: Imports, world: World
) -> None:
    applied(imports, world, FIRST)

    assert imports.applied() == FIRST.import_id
    with pytest.raises(StateChanged):
        imports.begin(SECOND, world.event("import:apply"))
    assert applied(imports, world, SECOND).state is ImportState.DONE


def test_what_was_called_off_lets_others_begin(imports: Imports, world: World) -> None:
    begun = imports.begin(FIRST, world.event("import:schedule"))
    assert imports.under_way() == begun
    imports.release(begun, world.event("import:check"))

    assert imports.under_way() is None
    assert applied(imports, world, SECOND).state is ImportState.DONE
    with pytest.raises(VersionConflict):
        imports.release(begun, world.event("import:check"))


def test_parts_are_counted_once_with_the_ids_that_became_others(imports: Imports) -> None:
    became = {PegawaiId(ulid(5)): PegawaiId(ulid(6))}
    for part, kept in ((0, {}), (1, became), (1, became)):
        imports.part_done(FIRST.import_id, part, kept)

    assert imports.parts_done(FIRST.import_id) == {0: {}, 1: became}
    assert imports.parts_done(SECOND.import_id) == {}
