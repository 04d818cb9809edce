"""Bad input for every field of every operation: text, numbers, shapes, ids (security.md J1, J2).

for case in body_cases(schema, good):      # the operation's own schema, a body that it takes
    answer = send(case.body)
    case.judge(status, problem)            # the right code at the right field, never a 500
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

Json = Any

# Refused in every typed text (J2).
FORBIDDEN_TEXTS: Final = {
    "NUL": "a\x00b",
    "escape": "a\x1b[31mb",
    "delete": "a\x7fb",
    "C1 control": "a\x85b",
    "bidi override": "a\u202eb",
    "bidi isolate": "a\u2066b",
    "zero-width space": "a\u200bb",
    "zero-width joiner": "a\u200db",
    "byte order mark": "a\ufeffb",
    "soft hyphen": "a\u00adb",
    "line separator": "a\u2028b",
    "lone high surrogate": "a\ud800b",
    "lone low surrogate": "a\udc00b",
    "noncharacter": "a\uffffb",
    "noncharacter beyond the BMP": "a\U0001fffeb",
    "tag": "a\U000e0041b",
    "five marks on a letter": "a" + "\u0301" * 6,
}
# Must be taken as text or refused by the field's own rule; they hurt where text becomes code.
SHARP_TEXTS: Final = {
    "4-byte": "\U0001f44d\U00020000",
    "script": "<script>alert(1)</script>",
    "attribute": '" onload="alert(1)',
    "formula": '=HYPERLINK("https://example.org","x")',
    "formula, full width": "\uff1d1+1",
    "format string": "{0.__class__} %s %n ${x}",
    "SQL": "' OR 1=1 --",
    "expression": "attribute_exists(pk) OR #a = :b",
    "key separators": "OPD#01JD#20261123/../..",
    "path": "../../etc/passwd",
    "Turkish i": "\u0130stanbul",
    "sharp s": "\u1e9e",
    "right to left": "\u0627\u0644\u0633\u0644\u0627\u0645",
    "Javanese": "\ua9b2\ua9a4\ua9ab",
    "NFD": "Ce\u0301cile",
    "name with sign": "Nur'aini, S.Pd.",
    "number": "0",
    "null": "null",
}
BLANK_TEXTS: Final = {"empty": "", "space": " ", "spaces": "\u00a0\u3000 "}
LONG_TEXT: Final = "a" * 20_000
HEADER_TEXT: Final = "a\r\nBcc: all@example.org"

# Spelled as they are sent: JSON libraries would not write most of them.
BROKEN_NUMBERS: Final = {
    "NaN": "NaN",
    "infinity": "Infinity",
    "minus infinity": "-Infinity",
    "beyond double": "1e999",
    "4,301 digits": "9" * 4_301,
    "leading zero": "01",
    "leading plus": "+1",
    "hexadecimal": "0x10",
    "no digits behind the point": "1.",
}
HUGE_INTEGER: Final = 10**4_000
# Real days and times, and past both ends of the calendar with the next sum or time zone.
SHARP_TIMES: Final = {
    "date": ("0001-01-01", "9999-12-31", "2026-02-29", "2028-02-29"),
    "date-time": (
        "0001-01-01T00:00:00Z", "9999-12-31T23:59:59.999999Z", "0001-01-01T00:00:00+14:00",
        "9999-12-31T23:59:59-12:00", "2026-06-30T23:59:60Z", "2026-11-24T00:00:00+07:00",
    ),
}  # fmt: skip
ID_PATTERN: Final = "^(?:[0-7][0-9A-HJKMNP-TV-Z]{25})$"  # as declarations describe an id
FOREIGN_ID: Final = "7ZZZZZZZZZZZZZZZZZZZZZZZZZ"  # well-formed, and nobody's
FOREIGN_SHA256: Final = "f" * 64

BROKEN_BODIES: Final = {
    "nothing": b"",
    "spaces": b"  ",
    "cut off": b'{"a": ',
    "two values": b"{} {}",
    "single quotes": b"{'a': 1}",
    "trailing comma": b'{"a": 1,}',
    "byte order mark": b"\xef\xbb\xbf{}",
    "not UTF-8": b'{"a": "\xff"}',
    "surrogate in UTF-8": b'{"a": "\xed\xa0\x80"}',
    "UTF-16": '{"a": 1}'.encode("utf-16"),
    "raw control": b'{"a": "\x01"}',
    "duplicate keys": b'{"a": 1, "a": 2}',
    "duplicate keys, escaped": b'{"a": 1, "\\u0061": 2}',
    "21 deep": b"[" * 21 + b"]" * 21,
    "very deep": b'{"a":' * 5_000,
}
OTHER_BODIES: Final = {"list": b"[]", "number": b"1", "string": b'"{}"', "null": b"null"}

STRING_CODES: Final = frozenset(
    {"wajib", "tipe", "terlalu-panjang", "di-luar-batas", "karakter-terlarang"}
    | {"id", "sha256", "waktu", "nip-tidak-sah", "kode-tidak-sah", "tiket-tidak-sah"}
)
_WRONG: Final[Mapping[str, Sequence[Json]]] = {
    "string": (1, 1.5, True, None, [], ["a"], {}, {"a": "b"}),
    "integer": ("1", 1.0, 1.5, True, False, None, [], [1], {}),
    "number": ("1", True, None, [], {}),
    "boolean": (0, 1, "true", "", None, [], {}),
    "array": ({}, "a", 1, None, {"0": "a"}),
    "object": ([], "a", 1, True, [{}]),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One bad body, and what may be answered."""

    label: str
    body: bytes
    codes: frozenset[str]  # of the problem
    pointer: str | None = None  # of the problem; None: any, or none
    may_pass: bool = False  # strange, and perhaps welcome

    def judge(self, status: int, problem: Mapping[str, Any]) -> None:
        """Raise AssertionError where the answer is not what this case allows."""
        shown = (self.label, status, problem.get("type"), problem.get("pointer"))
        assert 200 <= status < 500, shown
        if status < 400:
            assert self.may_pass, shown
            return
        code = str(problem["type"]).removeprefix("/masalah/")
        assert code in self.codes or (code and not self.codes), shown
        assert self.pointer is None or problem.get("pointer") == self.pointer, shown


def body_cases(
    schema: Mapping[str, Any], good: Json, known_ids: Sequence[str] = ()
) -> Iterator[Case]:
    """Cases for each place of a body that the operation takes, by the schema that it declares.

    `known_ids` are somebody's or something's, and so well-formed wherever an id stands.
    """
    for label, raw in BROKEN_BODIES.items():
        yield Case(label=label, body=raw, codes=frozenset({"json-rusak"}))
    for label, raw in OTHER_BODIES.items():
        yield Case(label=label, body=raw, codes=frozenset({"tipe"}), pointer="")
    yield from _object_cases(schema, good, good, ())
    yield from _id_cases(schema, good, good, (), known_ids)


def _id_cases(
    schema: Mapping[str, Any],
    here: Json,
    good: Json,
    path: tuple[str | int, ...],
    known_ids: Sequence[str],
) -> Iterator[Case]:
    kind = _kind(schema)
    if kind.get("pattern") == ID_PATTERN:
        for each in known_ids:
            yield _case(good, path, each, frozenset(), may_pass=True)
    for name in here if kind["type"] == "object" and here else ():
        step = (*path, name)
        yield from _id_cases(kind["properties"][name], here[name], good, step, known_ids)
    for index, item in enumerate(here[:1] if kind["type"] == "array" else ()):
        yield from _id_cases(kind["items"], item, good, (*path, index), known_ids)


def unused(
    schema: Mapping[str, Any], here: Json, path: tuple[str | int, ...] = ()
) -> Iterator[str]:
    """Places that the body leaves out, and for which there are no cases."""
    kind = _kind(schema)
    if here is None or here == []:
        yield _at(path)
    elif kind["type"] == "object":
        yield from (_at((*path, name)) for name in kind["properties"] if name not in here)
        for name, each in here.items():
            yield from unused(kind["properties"][name], each, (*path, name))
    elif kind["type"] == "array":
        yield from unused(kind["items"], here[0], (*path, 0))


def _kind(schema: Mapping[str, Any]) -> Mapping[str, Any]:
    """What may stand there, apart from null."""
    found: Mapping[str, Any] = next(o for o in schema.get("anyOf", [schema]) if o["type"] != "null")
    return found


def _object_cases(
    schema: Mapping[str, Any], here: Mapping[str, Json], good: Json, path: tuple[str | int, ...]
) -> Iterator[Case]:
    for name in ("role", "opd", "state", "__proto__", "", "a/b~c", "\ud800"):
        if name not in schema["properties"]:
            changed = _replaced(good, path, {**here, name: "bkpsda"})
            unknown = frozenset({"kolom-tak-dikenal"})
            yield Case(label=f"{_at(path)} + {name!r}", body=_written(changed), codes=unknown)
    yield from _together(schema["properties"], here, good, path)
    for name, field in schema["properties"].items():
        place = (*path, name)
        is_needed = name in schema.get("required", ())
        yield Case(
            label=f"no {_at(place)}",
            body=_written(_replaced(good, path, {k: v for k, v in here.items() if k != name})),
            codes=frozenset({"wajib"} if is_needed else ()),
            pointer=_at(place) if is_needed else None,
            may_pass=not is_needed,
        )
        if name in here:
            yield from _value_cases(field, here[name], good, place)


def _together(
    fields: Mapping[str, Any], here: Mapping[str, Json], good: Json, path: tuple[str | int, ...]
) -> Iterator[Case]:
    """All days, or all times, of an object at once: one alone is refused for their order."""
    for form, texts in SHARP_TIMES.items():
        names = [name for name in here if _kind(fields[name]).get("format") == form]
        for text in texts if len(names) > 1 else ():
            changed = {**here, **dict.fromkeys(names, text)}
            yield _case(good, path, changed, frozenset(), may_pass=True)


def _value_cases(
    schema: Mapping[str, Any], here: Json, good: Json, path: tuple[str | int, ...]
) -> Iterator[Case]:
    is_nullable = {"type": "null"} in schema.get("anyOf", ())
    kind = _kind(schema)
    for wrong in _WRONG[kind["type"]]:
        may_pass = wrong is None and is_nullable
        codes = frozenset(() if may_pass else {"tipe"})
        yield _case(good, path, wrong, codes, may_pass=may_pass)
    for label, raw in BROKEN_NUMBERS.items():
        body = _written(_replaced(good, path, _MARK)).replace(_MARK_JSON, raw.encode())
        yield Case(label=f"{_at(path)} = {label}", body=body, codes=frozenset({"json-rusak"}))
    if kind["type"] == "string":
        yield from _string_cases(kind, good, path)
    elif kind["type"] in ("integer", "number"):
        for edge in (kind["minimum"], kind["maximum"]):
            yield _case(good, path, edge, frozenset(), may_pass=True)
        for wrong in (kind["minimum"] - 1, kind["maximum"] + 1, HUGE_INTEGER, -HUGE_INTEGER):
            yield _case(good, path, wrong, frozenset({"di-luar-batas"}))
    elif kind["type"] == "array":
        yield from _array_cases(kind, here, good, path)
    elif kind["type"] == "object" and here is not None:
        yield from _object_cases(kind, here, good, path)


def _string_cases(
    kind: Mapping[str, Any], good: Json, path: tuple[str | int, ...]
) -> Iterator[Case]:
    is_free = not kind.keys() & {"pattern", "format", "enum"}
    for text in (*FORBIDDEN_TEXTS.values(), *BLANK_TEXTS.values(), HEADER_TEXT):
        # A password may hold any of it; where there may be no picture, nothing stands for none.
        fits = "pattern" in kind and re.fullmatch(kind["pattern"], text) is not None
        yield _case(good, path, text, STRING_CODES, may_pass=is_free or fits)
    edges = ["\U0001f44d" * kind["maxLength"]] if is_free else kind.get("enum", ())
    times = SHARP_TIMES.get(kind.get("format", ""), ())
    for text in (*SHARP_TEXTS.values(), FOREIGN_ID, FOREIGN_SHA256, *edges, *times):
        # What a rule of the domain says about a well-formed value is judged by its own tests.
        yield _case(good, path, text, frozenset(), may_pass=True)
    yield _case(good, path, LONG_TEXT, STRING_CODES)


def _array_cases(
    kind: Mapping[str, Any], here: Sequence[Json], good: Json, path: tuple[str | int, ...]
) -> Iterator[Case]:
    out_of_bounds = frozenset({"di-luar-batas"})
    if here and kind["maxItems"] < 1_000:
        yield _case(good, path, [here[0]] * (kind["maxItems"] + 1), out_of_bounds)
    yield _case(good, path, [], out_of_bounds, may_pass=not kind["minItems"])
    if here:
        yield _case(good, path, [here[0]] * 2, out_of_bounds, may_pass=True)
    for index, item in enumerate(here[:1]):
        yield from _value_cases(kind["items"], item, good, (*path, index))


def _case(
    good: Json,
    path: tuple[str | int, ...],
    value: Json,
    codes: frozenset[str],
    *,
    may_pass: bool = False,
) -> Case:
    shown = repr(value)
    return Case(
        label=f"{_at(path)} = {shown[:60]}",
        body=_written(_replaced(good, path, value)),
        codes=codes,
        pointer=_at(path) if codes and not may_pass else None,
        may_pass=may_pass,
    )


_MARK: Final = "\x01here\x01"
_MARK_JSON: Final = json.dumps(_MARK).encode()


def _written(value: Json) -> bytes:
    return json.dumps(value).encode()


def _at(path: tuple[str | int, ...]) -> str:
    return "".join(f"/{step}" for step in path)


def _replaced(whole: Json, path: tuple[str | int, ...], value: Json) -> Json:
    """The whole with another value at that place."""
    if not path:
        return value
    step, *rest = path
    if isinstance(whole, Mapping):
        return {**whole, step: _replaced(whole[str(step)], tuple(rest), value)}
    items = list(whole)
    items[int(step)] = _replaced(items[int(step)], tuple(rest), value)
    return items
