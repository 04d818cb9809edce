"""The contract of ports.Renderer: the fake of tests/fakes.py and the real files."""

import pytest

from chalicelib.adapters.documents.renderer import FileRenderer
from chalicelib.domain.sheets import FileKind
from chalicelib.services.ports.recaps import Renderer
from tests.adapters.test_documents import document, sheet
from tests.fakes import FakeRenderer


@pytest.fixture(params=["fake", "files"])
def renderer(request: pytest.FixtureRequest) -> Renderer:
    return FakeRenderer() if request.param == "fake" else FileRenderer()


@pytest.mark.parametrize("kind", FileKind)
def test_the_same_document_gives_the_same_bytes_and_another_gives_others(
    renderer: Renderer, kind: FileKind
) -> None:
    first = renderer.render(kind, document())

    assert renderer.render(kind, document()) == first
    assert renderer.render(kind, document(sheet(is_final=False))) != first


def test_each_kind_is_a_file_of_its_own(renderer: Renderer) -> None:
    assert len({renderer.render(kind, document()) for kind in FileKind}) == len(FileKind)


def test_a_table_is_its_rows(renderer: Renderer) -> None:
    rows: list[tuple[int | str, ...]] = [("BARIS", "ALASAN"), (2, "Kosong.")]

    assert renderer.table(iter(rows)) == renderer.table(rows)
    assert renderer.table(rows) != renderer.table(rows[:1])
