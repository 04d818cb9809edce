"""`make demo-accounts`: who can sign in to the demo; the last line is JSON."""

import json
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

from infra.local import demo

COLUMNS: Final = ("username", "password", "role", "name", "opd")


def table(accounts: Iterable[Mapping[str, str]]) -> str:
    """The accounts in columns."""
    rows = [COLUMNS, *(tuple(account[column] for column in COLUMNS) for account in accounts)]
    widths = [max(len(row[i]) for row in rows) for i in range(len(COLUMNS))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    )


def main() -> None:
    """Print the table and the JSON list."""
    accounts = demo.accounts(Path(os.environ["DATA_DIR"]))
    print(table(accounts))
    print(json.dumps(accounts, ensure_ascii=False))


if __name__ == "__main__":
    main()
