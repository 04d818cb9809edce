"""I12: what a request or message costs is bounded, whatever fails meanwhile."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, Final

from chalicelib.adapters.dynamo.items import CONFLICT_TRIES
from tests.budget.meter import written_units
from tests.fault.phones import Effort, Scene

# Trips to all neighbours; three of each may be keys and settings that a container has to read anew.
MOST_TRIPS: Final = {
    "GET /me/today": 6,
    "POST /check-ins": 5,
    "verify": 12,
    "POST /activation": 13,
    "publish-weekly": 20,
    "tick": 24,  # each night that it looks back over is two of them
}
OTHER_TRIPS: Final = 16
CHECK_IN_UNITS: Final = 2  # architecture.md §3
# Partitions, or ranges of them, that are read without a Limit, and what bounds them.
BOUNDED: Final = {
    r"REGENCY(#\w+)?": "the regency's OPDs and settings; some weeks of its figures",
    r"DUE#\d+": "one day",
    r"USER#\w+": "one person's permits, or places",
    r"OPD#\w+#DAYS": "between two dates",
    r"OPD#\w+#\d+#\w+": "one OPD at one activity, thin",
    r"OPD#\w+#(CASES|NAMES|ROLES|ROSTER|RECAPS)": "one OPD's; cases leave when they are decided",
}


def cost_is_bounded(scene: Scene) -> None:
    """I12: few trips, none of them repeated without an end, and nothing read without a bound."""
    for effort in scene.efforts:
        most = MOST_TRIPS.get(effort.what, OTHER_TRIPS)
        assert len(effort.calls) <= most, f"{effort.what} takes {len(effort.calls)} trips"
        again = Counter(_same(*request) for request in effort.requests)
        for what, count in again.items():
            assert count <= CONFLICT_TRIES, f"{effort.what} asks {count} times for {what[:120]}"
        for operation, params in effort.requests:
            assert operation != "Scan", effort.what
            is_limited = operation != "Query" or "Limit" in params or _is_bounded(params)
            assert is_limited, f"{effort.what} reads all of {params}"
        if effort.what == "POST /check-ins":
            assert sum(map(written_units, _put(effort))) <= CHECK_IN_UNITS, "a dear check-in"


def _same(operation: str, params: Mapping[str, Any]) -> str:
    """What makes two calls the same one, sent again; photos are named by their keys."""
    return f"{operation} { {name: value for name, value in params.items() if name != 'Body'} }"


def _is_bounded(query: Mapping[str, Any]) -> bool:
    partition = query["ExpressionAttributeValues"][":0"]["S"]
    return any(re.fullmatch(pattern, partition) for pattern in BOUNDED)


def _put(effort: Effort) -> Iterator[Mapping[str, Any]]:
    """Items of the first write of each; a repeat is counted above."""
    seen = set()
    for operation, params in effort.requests:
        if operation == "PutItem" and (text := _same(operation, params)) not in seen:
            seen.add(text)
            yield params["Item"]
