"""`make import`: the way of the page of imports, walked by one command."""

from collections.abc import Iterator, Mapping, Sequence
from copy import copy
from typing import Any, Final

from chalicelib.domain.errors import (
    ApelError,
    BadNip,
    Missing,
    NotFound,
    NumericNip,
    OwnCase,
    TooLarge,
    WrongType,
)
from chalicelib.domain.imports import ChangeKind, Import, ImportState, Step, Task
from chalicelib.domain.people import PegawaiId
from chalicelib.domain.simpeg import free_leavers
from chalicelib.wiring.imports import ImportVerbs

OPERATOR: Final = PegawaiId("operator")
YES: Final = "yes"
LINES_SHOWN: Final = 20  # of each kind
RECENT: Final = 10
OPEN: Final = frozenset({ImportState.CHECKING, ImportState.COLUMNS, ImportState.PREVIEW})
PROBLEMS: Final[Mapping[str, type[ApelError]]] = {
    error.code: error for error in (WrongType, TooLarge, NotFound, OwnCase)
}
FIGURES: Final = {
    ChangeKind.NEW: "new",
    ChangeKind.MOVED: "moved",
    ChangeKind.CHANGED: "changed",
    ChangeKind.GONE: "gone",
    ChangeKind.IN_DOUBT: "in_doubt",
    ChangeKind.REFUSED: "refused",
}
# What to do about a refused cell; the other codes say it themselves.
REMEDIES: Final = {
    BadNip.code: "a NIP has 18 digits; mend it in the file",
    Missing.code: "is empty; fill it in",
    NumericNip.code: "the spreadsheet made it a number and lost digits; format the column as text, "
    "paste the NIPs anew and save again",
}


class Here:
    """Implements ports.Queue: its own command works it off."""

    def __init__(self) -> None:
        self.waiting: list[Mapping[str, Any]] = []

    def send(
        self, messages: Sequence[Mapping[str, Any]], *, delays_s: Sequence[int] | None = None
    ) -> None:
        """At once, in their order."""
        del delays_s
        self.waiting.extend(messages)


def import_by_hand(wired: ImportVerbs, *, key: str, confirm: str) -> dict[str, Any]:
    """Say how the file differs; with `confirm` apply it: lines for people, and the figures.

    `confirm` is "yes", or where many leave their number (security.md J6). What was broken off goes
    on first. Raises as the verbs do, and what the file is refused for.
    """
    wired, here = copy(wired), Here()
    wired.import_queue = here
    if confirm:
        _go_on(wired, here)
    one = _checked(wired, here, key)
    lines = list(_lines(wired, one))
    if confirm:
        wired.ask_import_apply(
            import_id=one.import_id, rev=one.rev, answers={}, since=None, by=OPERATOR,
            leavers=int(confirm) if confirm.isdecimal() else None,
        )  # fmt: skip
        _work(wired, here)
    else:
        asks = one.leavers > free_leavers(one.known)
        lines.append(f"Nothing was changed. Confirm with CONFIRM={one.leavers if asks else YES}")
    return {"lines": lines, **{word: one.counts.get(kind, 0) for kind, word in FIGURES.items()}}


def _go_on(wired: ImportVerbs, here: Here) -> None:
    broken = wired.imports.under_way()
    if broken and broken.by == OPERATOR and broken.state is ImportState.APPLYING:
        here.send([Task(import_id=broken.import_id, step=Step.START).to_message()])
        _work(wired, here)


def _checked(wired: ImportVerbs, here: Here, key: str) -> Import:
    """The import of this file, a former look at it taken up again."""
    name = key.rpartition("/")[2]
    mine = (
        each
        for each in wired.imports.recent(RECENT)
        if (each.by, each.file_name) == (OPERATOR, name) and each.state in OPEN
    )
    one = next(mine, None)
    if one is None:
        one, _ = wired.create_import(file_name=name, by=OPERATOR, by_name="make import")
    wired.documents.put(one.file_key, wired.documents.get(key))
    wired.ask_import_check(import_id=one.import_id, rev=one.rev, columns={}, by=OPERATOR)
    _work(wired, here)
    one = wired.imports.get(one.import_id)
    if one.state is ImportState.COLUMNS:
        raise Missing(columns=[*one.missing], headers=[*one.headers])
    if one.state is ImportState.REFUSED:
        raise PROBLEMS[one.problem]
    return one


def _work(wired: ImportVerbs, here: Here) -> None:
    while here.waiting:
        wired.run_import(Task.from_message(here.waiting.pop(0)))


def _lines(wired: ImportVerbs, one: Import) -> Iterator[str]:
    """The difference for people to read; names, but no numbers of theirs."""
    for kind, word in FIGURES.items():
        found = wired.read_import_changes(import_id=one.import_id, kind=kind, page=0)
        if kind in (ChangeKind.IN_DOUBT, ChangeKind.REFUSED):
            yield from (_place(word, line) for line in found[:LINES_SHOWN])
            continue
        yield f"{word}: {one.counts.get(kind, 0)}"
        yield from (f"  {line['name']}" for line in found[:LINES_SHOWN])


def _place(word: str, line: Mapping[str, Any]) -> str:
    if line["code"]:
        remedy = REMEDIES.get(line["code"], line["code"])
        return f"{word}: row {line['row']}, {line['column']}: {remedy}"
    return f"in doubt: row {line['row']}, perhaps known by another number: decide it in the app"
