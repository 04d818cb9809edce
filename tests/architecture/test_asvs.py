"""docs/asvs.md names proofs: each is a test that exists."""

import re
from pathlib import Path
from typing import Final

import pytest

ROOT: Final = Path(__file__).parents[2]
ROWS: Final = [
    line
    for line in (ROOT / "docs" / "asvs.md").read_text(encoding="utf-8").splitlines()
    if re.match(r"\| V[0-9]", line)
]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.split("|")[1].strip())
def test_each_row_names_tests_that_exist(row: str) -> None:
    proofs = re.findall(r"`(tests/[a-z_/]+\.py)::(test_\w+)`", row)

    assert proofs
    for path, name in proofs:
        assert f"def {name}(" in (ROOT / path).read_text(encoding="utf-8"), name


def test_the_table_covers_the_chapters_that_apply() -> None:
    """V10 is OAuth and V17 is WebRTC: neither is used."""
    chapters = {int(number) for number in re.findall(r"\bV([0-9]+)\.", " ".join(ROWS))}

    assert chapters == set(range(1, 17)) - {10}
