"""What the user guides say is there."""

import json
import re
from pathlib import Path
from typing import Final

import pytest

from infra.packaging import ROOT

GUIDES: Final = ROOT / "docs" / "panduan"
SOURCES: Final = ROOT / "pwa" / "src"
TEXTS: Final = (*(SOURCES / "core" / "i18n").glob("*.ts"), SOURCES / "dashboard" / "i18n.ts")
# What a role's menu does not have (pwa/src/core/desk.ts).
WITHOUT: Final = {
    "admin-opd": {"penugasan", "impor", "laporan", "pengaturan", "ikhtisar"},
    "kepala-opd": {"impor", "laporan", "pengaturan", "ikhtisar"},
    "bkpsda": set[str](),
}


def shown() -> set[str]:
    """Every text of the app, and what stands before its first blank to be filled."""
    code = "\n".join(path.read_text() for path in TEXTS)
    found = {
        match.replace("\\'", "'")
        for match in re.findall(r"(?<=[\s\[])'((?:[^'\\\n]|\\.)+)'(?=[,\]\s])", code)
    }
    return found | {text.partition(" {")[0] for text in found}


@pytest.mark.parametrize("guide", sorted(GUIDES.glob("*.md")), ids=lambda path: path.stem)
def test_what_a_guide_calls_a_text_of_the_screen_is_one(guide: Path) -> None:
    named = {" ".join(words.split()) for words in re.findall(r"\*\*(.+?)\*\*", guide.read_text())}

    assert named - shown() - {"tebal", "kegiatannya"} == set()


@pytest.mark.parametrize("role", WITHOUT)
def test_help_opens_at_each_page_of_the_menu(role: str) -> None:
    paths = set(json.loads((SOURCES / "core" / "dashboard-paths.json").read_text()))
    anchors = re.findall(r'<a id="([^"]+)"></a>', (GUIDES / f"{role}.md").read_text())

    assert paths - WITHOUT[role] - set(anchors) == set()
    assert len(anchors) == len(set(anchors))


def test_every_picture_is_drawn_by_make_shots_and_shown() -> None:
    text = "".join(path.read_text() for path in GUIDES.glob("*.md"))
    named = set(re.findall(r"\(gambar/([\w-]+\.png)\)", text))

    assert named == {path.name for path in (GUIDES / "gambar").iterdir()}
