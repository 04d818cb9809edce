"""The same answers from moto's DynamoDB in two thirds of the time.

moto sorts the whole table for each Query, copies every value of it for each item of a transaction,
and asks ten names of each attribute value. What is replaced here is private: look again at an
upgrade.
"""

import copy
import functools
from collections import defaultdict
from collections.abc import Mapping
from typing import Any, Final

from botocore import useragent
from moto.core import responses
from moto.core.serialize import ResponseSerializer
from moto.dynamodb.models import DynamoDBBackend
from moto.dynamodb.models.dynamo_type import DynamoType
from moto.dynamodb.models.table import Table

INDEX_NAME: Final = 6  # its place behind the hash key
SCALARS: Final = frozenset(("S", "N", "BOOL"))

_query = Table.query
_update = DynamoDBBackend.update_item
_copy = DynamoType.__deepcopy__
_structure = ResponseSerializer._serialize_type_structure  # noqa: SLF001 - no public way


def query(self: Table, hash_key: Any, *args: Any, **options: Any) -> Any:  # noqa: ANN401 - moto's
    """moto's own Query, over a table of one partition where the index is not a global one.

    The items of a local index are what it holds of them: DynamoDB's pages end after a megabyte of
    that, moto's after one of whole items.
    """
    index = args[INDEX_NAME]
    if any(index == each.name for each in self.global_indexes):
        return _query(self, hash_key, *args, **options)
    rows = self.items.get(hash_key, {})
    if index:
        rows = {place: self.get_index(index).project(item) for place, item in rows.items()}
    partition = copy.copy(self)
    partition.items = defaultdict(dict, {hash_key: rows})
    return _query(partition, hash_key, *args, **options)


def as_it_stands(self: Table, _memo: object) -> Table:
    """Its rows, so that a transaction can be undone; nothing changes the items in them."""
    copied = copy.copy(self)
    rows = {key: dict(found) if self.has_range_key else found for key, found in self.items.items()}
    copied.items = defaultdict(dict, rows)
    return copied


def update(self: DynamoDBBackend, table_name: str, key: Any, *args: Any, **options: Any) -> Any:  # noqa: ANN401 - moto's
    """moto's own UpdateItem, on an item of its own: moto changes the one that stands."""
    table = self.get_table(table_name)
    rows: dict[Any, Any] = table.items
    place = DynamoType(key[table.hash_key_attr])
    if table.has_range_key:
        rows, place = rows.get(place, {}), DynamoType(key[table.range_key_attr])
    if place in rows:
        rows[place] = copy.deepcopy(rows[place])
    return _update(self, table_name, key, *args, **options)


def deepcopy(self: DynamoType, memo: dict[int, Any]) -> DynamoType:
    """Nothing in moto changes a scalar in place."""
    return self if self.type in SCALARS else _copy(self, memo)


def serialize(self: Any, serialized: Any, value: Any, shape: Any, key: str) -> None:  # noqa: ANN401
    """A string or number is stored as it travels; moto itself encodes the others."""
    if shape.name == "AttributeValue" and isinstance(value, Mapping) and SCALARS & value.keys():
        self._default_serialize(serialized, value, shape, key)
    else:
        _structure(self, serialized, value, shape, key)


def no_request_id(_headers: object) -> str:
    """Without a random choice for each of its letters."""
    return "0" * 52


def hasten() -> None:
    """Replace what is slow; once a process."""
    for owner, name, quick in (
        (Table, "query", query),
        (Table, "__deepcopy__", as_it_stands),
        (DynamoDBBackend, "update_item", update),
        (DynamoType, "__deepcopy__", deepcopy),
        (ResponseSerializer, "_serialize_type_structure", serialize),
        (responses, "gen_amzn_requestid_long", no_request_id),
        *(
            (module, name, functools.cache(getattr(module, name)))
            for module, name in (
                (responses, "method_names_from_class"),
                (useragent, "sanitize_user_agent_string_component"),
            )
        ),
    ):
        setattr(owner, name, quick)
