"""OpenAPI 3.1 from the declarations that route and validate: it cannot drift."""

import re
from collections.abc import Iterable, Sequence
from typing import Any, Final, Protocol

from chalicelib.http.wire.fields import answer_of
from chalicelib.http.wire.schema import Schema

PREFIX: Final = "/api"
PROBLEM: Final = {
    "type": "object",
    "required": ["type", "title", "status", "detail", "ref"],
    "properties": {
        "type": {"type": "string", "pattern": "^/masalah/[a-z-]+$"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "ref": {"type": "string"},
        "pointer": {"type": "string"},
        "retry_after": {"type": "integer"},
    },
}


class Described(Protocol):
    """A declared body or query: it knows its schema."""

    @property
    def schema(self) -> Any: ...  # noqa: ANN401, D102 - JSON


class Declared(Protocol):
    """What is read of an operation."""

    @property
    def method(self) -> str: ...  # noqa: D102
    @property
    def path(self) -> str: ...  # noqa: D102
    @property
    def summary(self) -> str: ...  # noqa: D102
    @property
    def is_public(self) -> bool: ...  # noqa: D102
    @property
    def body(self) -> Any: ...  # noqa: ANN401, D102
    @property
    def query(self) -> Any: ...  # noqa: ANN401, D102
    @property
    def status(self) -> int: ...  # noqa: D102
    @property
    def answers(self) -> Sequence[str]: ...  # noqa: D102
    @property
    def media(self) -> str: ...  # noqa: D102


def document(operations: Iterable[Declared], *, version: str) -> dict[str, Any]:
    """The whole description."""
    paths: dict[str, dict[str, Any]] = {}
    for operation in operations:
        described = _operation(operation)
        paths.setdefault(PREFIX + operation.path, {})[operation.method.lower()] = described
    return {
        "openapi": "3.1.0",
        "info": {"title": "Apel Digital", "version": version or "0"},
        "paths": paths,
        "components": {
            "schemas": {"Problem": PROBLEM},
            "securitySchemes": {
                "session": {"type": "apiKey", "in": "cookie", "name": "__Host-sesi"}
            },
        },
    }


def _operation(operation: Declared) -> dict[str, Any]:
    names = re.findall(r"{(\w+)}", operation.path)
    described: dict[str, Any] = {
        "summary": operation.summary,
        "operationId": _identifier(operation),
        "parameters": [*(_path_parameter(name) for name in names), *_query(operation)],
        "responses": {
            str(operation.status): _good(operation),
            "default": {
                "description": "Problem",
                "content": {
                    "application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}
                },
            },
        },
    }
    if not operation.is_public:
        described["security"] = [{"session": []}]
    if operation.body:
        described["requestBody"] = {
            "required": True,
            "content": {"application/json": {"schema": operation.body.schema}},
        }
    return described


def _identifier(operation: Declared) -> str:
    words = re.sub(r"[^a-z0-9]+", "_", operation.path.lower()).strip("_")
    return f"{operation.method.lower()}_{words}"


def _path_parameter(name: str) -> Schema:
    return {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}


def _query(operation: Declared) -> list[Schema]:
    return list(operation.query.schema) if operation.query else []


def _good(operation: Declared) -> dict[str, Any]:
    if operation.media != "application/json":
        content = {operation.media: {"schema": {"type": "string"}}}
        return {"description": "Done", "content": content}
    if not operation.answers:
        return {"description": "Done"}
    schema = answer_of(tuple(operation.answers))
    return {"description": "Done", "content": {"application/json": {"schema": schema}}}
