"""The regency's settings on the wire."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final

from chalicelib.domain import text
from chalicelib.domain.errors import BadSha256, OutOfBounds
from chalicelib.domain.settings_book import (
    COLUMNS_OF,
    DEFAULTS,
    RULES,
    Form,
    Held,
    Raw,
    Rule,
    Setting,
    SettingsBook,
    earliest,
)
from chalicelib.domain.settings_data import Column, Reminder
from chalicelib.http.wire.kinds import DATE, SHA256_PATTERN, integer, matching, member_of
from chalicelib.http.wire.kinds import text as text_kind
from chalicelib.http.wire.reading import body
from chalicelib.http.wire.schema import Field, Kind, Values, list_of, optional, record, required
from chalicelib.http.wire.strict_json import Json

PICKED_UP_S: Final = 60  # until every container has read it (ports.Regency)
IMAGE_PATTERN: Final = f"(?:{SHA256_PATTERN})?"
CLOCK_PATTERN: Final = "(?:[01][0-9]|2[0-3]):[0-5][0-9]"
PARTS_OF_TIMES: Final = ("opens", "starts", "late_after", "closes")


def _clock(rule: Rule) -> Kind[str]:
    least, most = str(rule.least), str(rule.most)
    plain = matching(CLOCK_PATTERN, str)

    def read(value: Json) -> str:
        found = plain.read(value)
        if not least <= found <= most:
            raise OutOfBounds(least=least, most=most)
        return found

    return Kind(read, plain.schema)


def _object(kinds: Mapping[str, Kind[Any]]) -> Kind[dict[str, str]]:
    """Describe an object of exactly these texts, and leave it one."""
    parts = [required(name, kind) for name, kind in kinds.items()]
    read = record(*parts)

    def plain(values: Values) -> dict[str, str]:
        return {part.name: str(values[part]) for part in parts}

    return Kind(lambda value: plain(read.read(value)), read.schema)


def _line(rule: Rule) -> Kind[str]:
    kind = text_kind(text.line, int(rule.most or 0))
    if rule.least:
        return kind
    described = {**kind.schema, "minLength": 0}
    return Kind(lambda value: "" if value == "" else kind.read(value), described)


def _lines(rule: Rule) -> Kind[list[str]]:
    least, most = int(rule.least or 0), int(rule.most or 0)
    kind = list_of(text_kind(text.line, text.LONGEST_NAME), least=least, most=most)
    return Kind(lambda value: list(kind.read(value)), kind.schema)


def _number(rule: Rule) -> Kind[int]:
    return integer(int(rule.least or 0), int(rule.most or 0))


def _switches() -> Kind[list[str]]:
    """Those that are on, in the order of the day however they were sent."""
    kind = list_of(member_of(Reminder), most=len(Reminder))
    return Kind(
        lambda value: [str(one) for one in Reminder if one in set(kind.read(value))], kind.schema
    )


_KINDS: Final[Mapping[Form, Callable[[Rule], Kind[Raw]]]] = {
    Form.TIMES: lambda rule: _object(dict.fromkeys(PARTS_OF_TIMES, _clock(rule))),
    Form.TIME: _clock,
    Form.COLUMNS: lambda _: _object({str(code): member_of(Column) for code in COLUMNS_OF}),
    Form.LINES: _lines,
    Form.SWITCHES: lambda _: _switches(),
    Form.LINE: _line,
    Form.WEEKDAY: _number,
    Form.IMAGE: lambda _: matching(IMAGE_PATTERN, str, refused=BadSha256),
    Form.NUMBER: _number,
}
VERSION = required("version", integer(0, 1_000_000))
SINCE = required("since", DATE)
SETTINGS: Final[Mapping[Setting, Field[Raw | None]]] = {
    setting: optional(str(setting), _KINDS[rule.form](rule)) for setting, rule in RULES.items()
}
CHANGE = body(VERSION, SINCE, *SETTINGS.values())


def read_values(sent: Values) -> dict[Setting, Raw]:
    """Read the settings that were sent."""
    found = {setting: sent[field] for setting, field in SETTINGS.items()}
    return {setting: value for setting, value in found.items() if value is not None}


def settings(book: SettingsBook, today: date) -> dict[str, Any]:
    """Every setting with what it may be, what holds today and what is to come."""
    return {
        "version": book.version,
        "picked_up_s": PICKED_UP_S,
        "settings": [_setting(book, setting, rule, today) for setting, rule in RULES.items()],
        "columns": {str(code): sorted(columns) for code, columns in COLUMNS_OF.items()},
    }


def _setting(book: SettingsBook, setting: Setting, rule: Rule, today: date) -> dict[str, Any]:
    held = book.of(setting, today)
    return {
        "name": setting,
        "form": rule.form,
        "least": rule.least,
        "most": rule.most,
        "unit": rule.unit,
        "default": DEFAULTS[setting],
        "value": book.value(setting, today),
        "changed": _held(held) if held else None,
        "start": rule.start,
        "earliest": earliest(setting, today).isoformat(),
        "coming": [_held(one) for one in book.after(setting, today)],
    }


def _held(of: Held) -> dict[str, Any]:
    return {
        "value": of.value,
        "since": of.since.isoformat(),
        "by": of.by_name,
        "at": of.at.isoformat(),
    }
