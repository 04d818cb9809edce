"""Declared bodies and query parameters, as the door takes them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from chalicelib.http.wire.schema import (
    Field,
    Kind,
    Schema,
    Values,
    parameters,
    read_body,
    read_query,
    record,
)


@dataclass(frozen=True, slots=True)
class Body:
    """A JSON body of exactly these fields."""

    kind: Kind[Values]

    def read(self, raw: bytes) -> Values:
        """Read it strictly; raises BrokenJson and Refused errors with a pointer."""
        return read_body(self.kind, raw)

    @property
    def schema(self) -> Schema:
        """For the API description."""
        return self.kind.schema


@dataclass(frozen=True, slots=True)
class Query:
    """Query parameters."""

    fields: tuple[Field[Any], ...]

    def read(self, sent: Mapping[str, Sequence[str]]) -> Values:
        """Read them strictly; raises BadParameter and Refused errors."""
        return read_query(self.fields, sent)

    @property
    def schema(self) -> list[Schema]:
        """For the API description."""
        return parameters(self.fields)


def body(*fields: Field[Any]) -> Body:
    """Declare a body."""
    return Body(record(*fields))


def query(*fields: Field[Any]) -> Query:
    """Declare query parameters."""
    return Query(fields)


NOTHING = body()
