"""The demo regency's cast, and which of its sizes a stack holds."""

import re

import pytest

from chalicelib.adapters.dynamo import items
from chalicelib.domain.people import OpdId
from infra.demo.regency import PASSWORD, SIZES, NoDemoError, demo_people, make, size_of
from infra.demo.world import PATIENCE_S, be_patient
from infra.packaging import ROOT
from tests.world import KOMINFO


@pytest.mark.parametrize("name", SIZES)
def test_an_imported_opd_does_not_hide_the_demo(name: str) -> None:
    """`make run` opens an activity at each start, also after `make import`."""
    opds = [opd.opd_id for opd in make(SIZES[name]).opds]

    assert size_of([*opds, KOMINFO]) is SIZES[name]


@pytest.mark.parametrize("stored", [[], [KOMINFO]])
def test_without_a_demo_it_says_so(stored: list[OpdId]) -> None:
    with pytest.raises(NoDemoError):
        size_of(stored)


def test_the_demo_waits_for_a_busy_emulator(monkeypatch: pytest.MonkeyPatch) -> None:
    """An office of a thousand people takes it more than the product's two seconds."""
    monkeypatch.setattr(items.Timing, "read_timeout_seconds", 2)

    be_patient()

    assert items.Item.Meta.read_timeout_seconds == PATIENCE_S


def test_the_readme_lists_the_people_who_can_sign_in() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")

    listed = re.findall(r"^\| ([0-9]{18}) \|", readme, re.MULTILINE)

    assert listed == [person.nip for person, _ in demo_people(make(SIZES["kecil"]))]
    assert f"`{PASSWORD}`" in readme
