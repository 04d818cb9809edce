"""What every request passes before its view: origin, sender, session, right, body."""

import json
from collections.abc import Iterator, Mapping
from typing import Any, Final

import pytest

import app  # noqa: F401 - declares the operations
from chalicelib.http.access import OPERATIONS, SAFE, Operation
from tests.corpus import BROKEN_BODIES
from tests.world import KOMINFO, SITI, Phone, World, a_world, ulid

UNKNOWN_OPD: Final = ulid(99)


@pytest.fixture(scope="module")
def world() -> Iterator[World]:
    with a_world() as loaded:
        yield loaded


@pytest.fixture(scope="module")
def siti(world: World) -> Phone:
    return world.signed_in(SITI)


def path_of(operation: Operation, **parts: str) -> str:
    """The path with an id in each place."""
    path = operation.path
    for name in ("opd", *(part.strip("{}") for part in path.split("/") if part.startswith("{"))):
        path = path.replace(f"{{{name}}}", parts.get(name, ulid(7)))
    return path


def asked(operation: Operation, phone: Phone, **headers: str) -> tuple[int, str, Mapping[str, Any]]:
    body: object = None if operation.method in SAFE else {}
    status, answer, sent = phone.call(operation.method, path_of(operation), body, **headers)
    code = str((answer or {}).get("type", "")).removeprefix("/masalah/")
    return status, code, sent


UNSAFE: Final = [operation for operation in OPERATIONS if operation.method not in SAFE]
GUARDED: Final = [operation for operation in OPERATIONS if not operation.is_public]
# Signing out would end the session that the others use; its own test is with sign-in.
LASTING: Final = [o for o in OPERATIONS if (o.method, o.path) != ("DELETE", "/session")]


def named(operation: Operation) -> str:
    return f"{operation.method} {operation.path}"


@pytest.mark.parametrize("token", ["", "wrong", "origin-token2"])
def test_only_cloudfront_may_ask(world: World, token: str) -> None:
    """E2: whoever comes past it evades the firewall and can name any address."""
    for operation in OPERATIONS:
        status, code, _ = asked(operation, world.phone(), x_apel_origin=token)

        assert (status, code) == (403, "asal-salah"), named(operation)


@pytest.mark.parametrize(
    "headers",
    [
        {"sec_fetch_site": "cross-site"},
        {"sec_fetch_site": "same-site"},
        {"sec_fetch_site": "none"},
        {"sec_fetch_site": ""},
        {"sec_fetch_site": "", "origin": "https://evil.example"},
        {"sec_fetch_site": "", "origin": "null"},
        {"sec_fetch_site": "cross-site", "origin": "https://apel.example.go.id"},
        {"x_apel": ""},
        {"x_apel": "0"},
    ],
)
def test_other_sites_can_change_nothing(siti: Phone, headers: dict[str, str]) -> None:
    """C1, C2 on each unsafe route, the open ones too."""
    for operation in UNSAFE:
        assert asked(operation, siti, **headers)[:2] == (403, "lintas-situs"), named(operation)


def test_an_old_safari_is_known_by_its_origin(siti: Phone) -> None:
    """Before 16.4 it sends no Sec-Fetch-Site (C1)."""
    origin = "https://apel.example.go.id"

    status, _, _ = siti.call("POST", "/checks", {"token": "x"}, sec_fetch_site="", origin=origin)

    assert status == 200


@pytest.mark.parametrize("opd", [KOMINFO, UNKNOWN_OPD])
def test_without_a_session_nothing_is_told(world: World, opd: str) -> None:
    """The same answer whether the resource exists or not."""
    for operation in GUARDED:
        body: object = None if operation.method in SAFE else {}
        path = path_of(operation, opd=opd)

        status, answer, _ = world.phone().call(operation.method, path, body)

        assert (status, answer["type"]) == (401, "/masalah/belum-masuk"), named(operation)


@pytest.mark.parametrize(
    "cookie",
    [
        "",
        "x",
        f"{ulid(1)}.wrong",
        f"{ulid(98)}.x",
        "\u00e9.\u00e9",
        pytest.param("." * 4_000, id="long"),
    ],
)
def test_a_cookie_that_is_no_session_opens_nothing(world: World, cookie: str) -> None:
    for operation in GUARDED:
        phone = world.phone()
        phone.cookies = {"__Host-sesi": cookie}

        status, code, _ = asked(operation, phone)

        refused = (401, "sesi-berakhir" if cookie else "belum-masuk")
        assert (status, code) == refused, named(operation)


@pytest.mark.parametrize(
    "content_type",
    ["", "text/plain", "application/x-www-form-urlencoded", "application/json; charset=utf-16"],
)
def test_only_json_is_read(siti: Phone, content_type: str) -> None:
    for operation in UNSAFE:
        if operation.body:
            path = path_of(operation)
            status, answer, _ = siti.call(operation.method, path, b"{}", content_type=content_type)
            refused = (415, "/masalah/tipe-isi")
            hidden = (403, 404)  # the right is asked before the body
            assert (status, answer["type"]) == refused or status in hidden, named(operation)


def test_compressed_bodies_are_not_read(world: World) -> None:
    status, answer, _ = world.phone().call("POST", "/checks", b"{}", content_encoding="gzip")

    assert (status, answer["type"]) == (415, "/masalah/tipe-isi")


@pytest.mark.parametrize("label", BROKEN_BODIES)
def test_broken_json_is_one_answer(world: World, label: str) -> None:
    status, answer, _ = world.phone().call("POST", "/session", BROKEN_BODIES[label])

    assert (status, answer["type"]) == (400, "/masalah/json-rusak")


def test_a_large_body_is_not_read(world: World) -> None:
    large = json.dumps({"token": "x" * 33_000}).encode()

    status, answer, _ = world.phone().call("POST", "/checks", large)

    assert (status, answer["type"]) == (413, "/masalah/terlalu-besar")


def test_no_answer_is_kept_and_none_is_for_other_origins(siti: Phone) -> None:
    for operation in LASTING:
        _, _, headers = asked(operation, siti)

        media = str(headers["Content-Type"]).split(";")[0]
        foreign = [name for name in headers if name.lower().startswith("access-control-")]
        assert headers["Cache-Control"] == "no-store", named(operation)
        assert media in ("application/json", "application/problem+json"), named(operation)
        assert not foreign, named(operation)


def test_a_problem_says_enough_in_the_callers_language(world: World) -> None:
    for language, said in (("id", "Masuk dulu"), ("en-GB,en;q=0.8", "Sign in")):
        status, answer, headers = world.phone().call("GET", "/me", accept_language=language)

        assert headers["Content-Type"] == "application/problem+json"
        assert answer["status"] == status == 401
        assert said in answer["detail"]
        assert set(answer) == {"type", "title", "status", "detail", "ref"}
