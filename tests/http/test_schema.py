import json
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import assert_type

import pytest

from chalicelib.domain.activities import ActivityId
from chalicelib.domain.errors import (
    ApelError,
    BadId,
    BadParameter,
    BadSha256,
    BadTime,
    BadType,
    BrokenJson,
    ForbiddenCharacter,
    Missing,
    NotFound,
    OutOfBounds,
    TooLong,
    UnknownField,
)
from chalicelib.domain.text import LONGEST_REASON, reason
from chalicelib.http.wire.accounts import MAIL
from chalicelib.http.wire.kinds import (
    BOOLEAN,
    DATE,
    SHA256,
    TIME,
    ident,
    integer,
    member_of,
    number,
    one_of,
    text,
    verbatim,
)
from chalicelib.http.wire.schema import (
    Kind,
    list_of,
    nullable,
    optional,
    parameters,
    read_body,
    read_path,
    read_query,
    record,
    required,
)

ULID = "01JD5Q8Z0000000000000000AB"


class Source(StrEnum):
    CAMERA = "CAMERA"
    FILE = "FILE"
    OTHER = "OTHER"


LAT = required("lat", number(-90, 90))
ID = required("id", ident(ActivityId))
SIZE = required("size", integer(1, 10))
PLACE = required("place", nullable(record(LAT)))
NOTE = optional("note", text(reason, LONGEST_REASON))
PHOTOS = optional("photos", list_of(SHA256, least=1, most=2))
BODY = record(ID, SIZE, PLACE, NOTE, PHOTOS)

GOOD: Mapping[str, object] = {"id": ULID, "size": 3, "place": {"lat": 7}}


def sent(**changes: object) -> bytes:
    return json.dumps({**GOOD, **changes}).encode()


def test_a_body_is_read_into_typed_values() -> None:
    values = read_body(BODY, sent(note=" sakit ", photos=["0" * 64]))

    assert_type(values[ID], ActivityId)
    assert_type(values[NOTE], str | None)
    assert values[ID] == ULID
    assert values[SIZE] == 3
    place = values[PLACE]
    assert place is not None
    assert place[LAT] == 7.0
    assert values[NOTE] == "sakit"
    assert values[PHOTOS] == ("0" * 64,)


def test_what_is_left_out_is_none() -> None:
    values = read_body(BODY, sent(place=None))

    assert values[PLACE] is None
    assert values[NOTE] is None


@pytest.mark.parametrize(
    ("changes", "refusal", "pointer"),
    [
        ({"size": True}, BadType, "/size"),
        ({"size": "1"}, BadType, "/size"),
        ({"size": 1.0}, BadType, "/size"),
        ({"size": None}, BadType, "/size"),
        ({"size": 0}, OutOfBounds, "/size"),
        ({"size": 10**4_000}, OutOfBounds, "/size"),
        ({"id": ULID.lower()}, BadId, "/id"),
        ({"id": ULID + "\n"}, BadId, "/id"),
        ({"id": "8" + ULID[1:]}, BadId, "/id"),
        ({"id": "\u0660" + ULID[1:]}, BadId, "/id"),
        ({"id": 1}, BadType, "/id"),
        ({"id": [ULID]}, BadType, "/id"),
        ({"place": {"lat": True}}, BadType, "/place/lat"),
        ({"place": {"lat": "7"}}, BadType, "/place/lat"),
        ({"place": {"lat": 90.001}}, OutOfBounds, "/place/lat"),
        ({"place": {"lat": -(10**400)}}, OutOfBounds, "/place/lat"),
        ({"place": {}}, Missing, "/place/lat"),
        ({"place": []}, BadType, "/place"),
        ({"place": {"lat": 1, "alt": 2}}, UnknownField, "/place/alt"),
        ({"note": None}, BadType, "/note"),
        ({"note": ""}, Missing, "/note"),
        ({"note": "a\u202eb"}, ForbiddenCharacter, "/note"),
        ({"note": "\ud800"}, ForbiddenCharacter, "/note"),
        ({"note": "x" * 1_001}, TooLong, "/note"),
        ({"photos": []}, OutOfBounds, "/photos"),
        ({"photos": ["0" * 64] * 3}, OutOfBounds, "/photos"),
        ({"photos": ["0" * 64, "A" * 64]}, BadSha256, "/photos/1"),
        ({"photos": {"0": "0" * 64}}, BadType, "/photos"),
        ({"role": "bkpsda"}, UnknownField, "/role"),
        ({"\ud800/~\u202e": 1}, UnknownField, "/?"),
    ],
)
def test_each_refusal_points_to_its_field(
    changes: Mapping[str, object], refusal: type[ApelError], pointer: str
) -> None:
    with pytest.raises(refusal) as caught:
        read_body(BODY, sent(**changes))

    assert type(caught.value) is refusal
    assert caught.value.pointer == pointer


def test_a_required_field_that_is_not_there_is_named() -> None:
    with pytest.raises(Missing) as caught:
        read_body(BODY, b"{}")
    assert caught.value.pointer == "/id"


@pytest.mark.parametrize("raw", [b"[]", b"1", b"null", b'"{}"', b"true"])
def test_a_body_that_is_no_object_is_refused_as_a_whole(raw: bytes) -> None:
    with pytest.raises(BadType) as caught:
        read_body(BODY, raw)
    assert caught.value.pointer == ""


def test_broken_json_has_no_field_to_point_to() -> None:
    with pytest.raises(BrokenJson) as caught:
        read_body(BODY, b"{")
    assert caught.value.pointer is None


@pytest.mark.parametrize(
    ("raw", "read"),
    [
        ("2026-11-23T00:15:00Z", datetime(2026, 11, 23, 0, 15, tzinfo=UTC)),
        ("2026-11-23T07:15:00+07:00", datetime(2026, 11, 23, 0, 15, tzinfo=UTC)),
        ("2026-11-23T00:15:00.5Z", datetime(2026, 11, 23, 0, 15, 0, 500_000, tzinfo=UTC)),
    ],
)
def test_times_become_utc(raw: str, read: datetime) -> None:
    assert TIME.read(raw) == read
    assert TIME.read(raw).utcoffset() == timedelta(0)


@pytest.mark.parametrize(
    "raw",
    [
        "2026-11-23T00:15:00",
        "2026-11-23 00:15:00Z",
        "2026-11-23T24:00:00Z",
        "2026-11-23T00:15:60Z",
        "2026-02-30T00:15:00Z",
        "2026-11-23T00:15Z",
        "2026-W48-1T00:15:00Z",
        "0001-01-01T00:00:00+07:00",
        "9999-12-31T23:59:59-07:00",
        "1999-12-31T23:59:59Z",
        "2100-01-01T00:00:00Z",
        "2026-11-23T00:15:00+99:00",
        "\uff12\uff10\uff12\uff16-11-23T00:15:00Z",
        "2026-11-23T00:15:00Z\n",
        "",
    ],
)
def test_other_times_are_refused(raw: str) -> None:
    with pytest.raises(BadTime):
        TIME.read(raw)


def test_dates_are_days_of_the_calendar() -> None:
    assert DATE.read("2028-02-29") == date(2028, 2, 29)
    for raw in (
        "2026-02-29",
        "20261123",
        "2026-11-23T00:00:00Z",
        "0000-01-01",
        "9999-12-31",
        "2026-1-2",
    ):
        with pytest.raises(BadTime):
            DATE.read(raw)


def test_an_enum_takes_its_stored_values_only() -> None:
    assert member_of(Source).read("FILE") is Source.FILE
    for raw in ("file", "", "FILE ", "OTHER"):
        with pytest.raises(OutOfBounds):
            one_of(Source.CAMERA, Source.FILE).read(raw)
    with pytest.raises(BadType):
        member_of(Source).read(None)


def test_a_password_is_kept_byte_for_byte() -> None:
    """Spaces, case and an NFD spelling are the person's own (A2)."""
    password = verbatim(128)
    for raw in ("  e\u0301  ", "\t\x00\u200b", "\U0001f44d" * 128):
        assert password.read(raw) == raw
    with pytest.raises(TooLong):
        password.read("x" * 129)
    with pytest.raises(Missing):
        password.read("")
    with pytest.raises(ForbiddenCharacter):
        password.read("secret\udfff")


QUERY = (required("from", DATE), optional("n", integer(0, 50)), optional("all", BOOLEAN))


def test_query_parameters_are_read_from_text() -> None:
    values = read_query(QUERY, {"from": ["2026-11-23"], "n": ["7"], "all": ["1"]})

    assert values[QUERY[0]] == date(2026, 11, 23)
    assert values[QUERY[1]] == 7
    assert values[QUERY[2]] is True


@pytest.mark.parametrize(
    ("query", "refusal", "pointer"),
    [
        ({"from": ["2026-11-23", "2026-11-23"]}, BadParameter, "/from"),
        ({"from": []}, BadParameter, "/from"),
        ({"from": ["2026-11-23"], "x": ["1"]}, BadParameter, "/x"),
        ({}, Missing, "/from"),
        ({"from": ["yesterday"]}, BadTime, "/from"),
        ({"from": ["2026-11-23"], "n": ["1.0"]}, BadType, "/n"),
        ({"from": ["2026-11-23"], "n": ["\u0661"]}, BadType, "/n"),
        ({"from": ["2026-11-23"], "n": ["9" * 5_000]}, BadType, "/n"),
        ({"from": ["2026-11-23"], "n": ["51"]}, OutOfBounds, "/n"),
        ({"from": ["2026-11-23"], "all": ["yes"]}, BadType, "/all"),
    ],
)
def test_other_query_parameters_are_refused(
    query: Mapping[str, Sequence[str]], refusal: type[ApelError], pointer: str
) -> None:
    with pytest.raises(refusal) as caught:
        read_query(QUERY, query)
    assert caught.value.pointer == pointer


def test_a_path_part_of_another_form_names_nothing() -> None:
    """The same answer as for an unknown id, so that its form tells nothing either."""
    kind = ident(ActivityId)

    assert read_path(kind, ULID) == ULID
    assert read_path(integer(202_001, 209_912), "202611") == 202_611
    for part in (ULID.lower(), "", "..", "%00", ULID + "/x"):
        with pytest.raises(NotFound):
            read_path(kind, part)


def test_the_declaration_describes_itself_for_openapi() -> None:
    assert BODY.schema == {
        "type": "object",
        "additionalProperties": False,
        "required": ["id", "size", "place"],
        "properties": {
            "id": {"type": "string", "pattern": "^(?:[0-7][0-9A-HJKMNP-TV-Z]{25})$"},
            "size": {"type": "integer", "minimum": 1, "maximum": 10},
            "place": {
                "anyOf": [
                    {
                        "type": "object",
                        "additionalProperties": False,
                        "required": ["lat"],
                        "properties": {"lat": {"type": "number", "minimum": -90, "maximum": 90}},
                    },
                    {"type": "null"},
                ]
            },
            "note": {"type": "string", "minLength": 1, "maxLength": 1_000},
            "photos": {
                "type": "array",
                "items": {"type": "string", "pattern": "^(?:[0-9a-f]{64})$"},
                "minItems": 1,
                "maxItems": 2,
            },
        },
    }
    assert parameters(QUERY)[1] == {
        "name": "n",
        "in": "query",
        "required": False,
        "schema": {"type": "integer", "minimum": 0, "maximum": 50},
    }


def test_kinds_render_as_json() -> None:
    kinds: tuple[Kind[object], ...] = (BODY, DATE, TIME, SHA256, BOOLEAN, member_of(Source))

    for kind in kinds:
        assert json.loads(json.dumps(kind.schema)) == kind.schema


@pytest.mark.parametrize(
    "address",
    ["siti@example.id", "siti.aminah+apel@kominfo.bangkalankab.go.id", "a" * 64 + "@example.id"],
)
def test_mail_addresses_are_taken_as_they_are(address: str) -> None:
    assert MAIL.kind.read(address) == address


@pytest.mark.parametrize(
    "address",
    [
        "siti",
        "siti@example",
        "siti@-example.id",
        "siti@example..id",
        "siti..aminah@example.id",
        "siti@example.id\r\nBcc: budi@example.id",
        "siti\0@example.id",
        "s\u00edti@example.id",
        "a" * 65 + "@example.id",
        "siti@" + "a" * 64 + ".id",
    ],
)
def test_what_no_mail_server_would_take_is_no_address(address: str) -> None:
    with pytest.raises(BadType):
        MAIL.kind.read(address)
