"""What a checked file would write, line by line, as it lies in the bucket until it is applied."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import asdict, dataclass, replace
from typing import Any

from chalicelib.domain.imports import Answer, Import
from chalicelib.domain.people import (
    WHOLE_OPD,
    Employment,
    Opd,
    OpdId,
    Person,
    Unit,
    UnitNo,
)
from chalicelib.domain.simpeg import Difference

Line = Mapping[Answer, Sequence[Person]]  # whom a line writes, by what a person says of it


def lines_of(found: Difference) -> list[Line]:
    """A line's place is its number: people first, then the doubts that can be decided."""
    people: list[Line] = [{Answer.YES: (person,)} for person in found.people]
    doubts: list[Line] = [
        {Answer.SAME: (each.same,), Answer.TWO: (each.new, each.gone)}
        for each in found.in_doubt
        if each.same and each.new and each.gone
    ]
    return people + doubts


def written(of: Import, first: int, lines: Iterable[Line]) -> Iterator[Person]:
    """Whom these lines write, the first of them being number `first`."""
    for number, line in enumerate(lines, start=first):
        answer = of.answer(number)
        yield from line.get(answer, ()) if answer else ()


def line_json(line: Line) -> dict[str, Any]:
    """A line as a part's file holds it."""
    return {
        answer: [{name: getattr(person, name) for name in Person.__slots__} for person in people]
        for answer, people in line.items()
    }


def line_from(values: Mapping[str, Any]) -> Line:
    """Read what `line_json` wrote."""
    return {
        Answer(answer): [
            Person(**{**each, "employment": Employment(each["employment"])}) for each in people
        ]
        for answer, people in values.items()
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """OPDs and units to write first, and whose lists to rewrite last."""

    opds: tuple[Opd, ...]
    touched: tuple[OpdId, ...]
    new: tuple[OpdId, ...]  # of them, those that were not there
    comers: Mapping[str, Sequence[int]]  # lines that come to each OPD or unit that is new

    @classmethod
    def of(
        cls, found: Difference, lines: Sequence[Line], known: Iterable[Person], opds: Sequence[Opd]
    ) -> "Plan":
        """For a difference from these people and OPDs."""
        stored = {opd.opd_id for opd in opds}
        old = {_place(opd.opd_id, no) for opd in opds for no in opd.subtree(WHOLE_OPD)}
        comers: dict[str, list[int]] = {}
        for number, line in enumerate(lines):
            people = [person for each in line.values() for person in each]
            for place in {_place(person.opd_id, person.unit_no) for person in people} - old:
                comers.setdefault(place, []).append(number)
        return cls(
            opds=found.opds,
            touched=tuple(found.touched(known)),
            new=tuple(opd.opd_id for opd in found.opds if opd.opd_id not in stored),
            comers=comers,
        )

    def applied(self, of: Import) -> "Plan":
        """Without the new OPDs and units that nobody comes to, since their lines are left out."""
        empty = {
            place
            for place, numbers in self.comers.items()
            if not any(of.answer(number) for number in numbers)
        }
        needed = {place.partition("#")[0] for place in self.comers.keys() - empty}
        left = {opd_id for opd_id in self.new if opd_id not in needed}
        return replace(
            self,
            opds=tuple(_without(opd, empty) for opd in self.opds if opd.opd_id not in left),
            touched=tuple(opd_id for opd_id in self.touched if opd_id not in left),
        )

    def to_json(self) -> dict[str, Any]:
        """JSON values."""
        opds = [asdict(opd) | {"trial_ended_on": None} for opd in self.opds]
        return asdict(self) | {"opds": opds}

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> "Plan":
        """Read what `to_json` wrote."""
        return cls(
            opds=tuple(_opd(each) for each in values["opds"]),
            touched=tuple(values["touched"]),
            new=tuple(values["new"]),
            comers=values["comers"],
        )


def _place(opd_id: OpdId, no: UnitNo) -> str:
    return f"{opd_id}#{no}"


def _without(opd: Opd, empty: AbstractSet[str]) -> Opd:
    units = (unit for unit in opd.units if _place(opd.opd_id, unit.no) not in empty)
    return replace(opd, units=tuple(units))


def _opd(values: Mapping[str, Any]) -> Opd:
    units = (
        Unit(no=UnitNo(u["no"]), name=u["name"], parent=UnitNo(u["parent"]))
        for u in values["units"]
    )
    return Opd(**{**values, "units": tuple(units)})
