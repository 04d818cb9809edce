"""That the bench would tell of what is lost, refused or grown."""

from dataclasses import dataclass

import pytest
import urllib3

from chalicelib.adapters.dynamo.items import CheckInItem
from infra.bench import __main__ as bench
from infra.bench import growth, stack
from infra.bench.measure import Cost, Figures
from infra.bench.morning import Morning
from tests.scheduled import an_office


def test_a_morning_counts_the_records_of_each_person() -> None:
    with an_office() as regency:
        morning = Morning(regency, 4, 2, 60_000)
        morning.run()
        everybody = [p.pegawai_id for office in morning.offices for p in office.people]
        assert morning.records() == dict.fromkeys(everybody, 1)

        first, *_, last = CheckInItem.scan()
        first.pk = last.pk  # once more, in another OPD
        first.save()
        last.delete()

        assert morning.errors == 0
        assert sorted(morning.records()[who] for who in everybody) == [0, 1, 1, 2]


@pytest.mark.parametrize(
    "larger", [Cost(1, 3, 1, 2), Cost(1, 2, 1.5, 2), Cost(1, 2, 1, 3)], ids=["calls", "RCU", "WCU"]
)
def test_what_grows_that_must_not_is_a_fault(larger: Cost) -> None:
    figures = Figures()

    growth.compare(figures, "check-in", Cost(1, 2, 1, 2), larger)

    assert len(figures.faults) == 1


def test_where_each_person_has_a_line_units_grow_with_them_and_calls_do_not() -> None:
    figures, before = Figures(), Cost(1, 4, 13, 6)

    growth.compare(figures, "compile", before, Cost(12, 4, 130, 60), factor=10)
    assert not figures.faults

    growth.compare(figures, "compile", before, Cost(12, 5, 13, 6), factor=10)
    growth.compare(figures, "compile", before, Cost(12, 4, 131, 6), factor=10)
    assert len(figures.faults) == 2


@dataclass
class Site:
    """Answers every request like that; 0: not at all."""

    status: int

    def request(self, *_: object, **__: object) -> "Site":
        if not self.status:
            raise urllib3.exceptions.ProtocolError
        return self


@pytest.mark.parametrize(("status", "errors"), [(201, 0), (503, 12), (0, 12)])
def test_a_refused_check_in_is_a_fault(
    monkeypatch: pytest.MonkeyPatch, status: int, errors: int
) -> None:
    monkeypatch.setattr(stack, "REQUESTS", 8)
    monkeypatch.setattr(stack, "WARM_UP", 2)
    monkeypatch.setattr(urllib3, "PoolManager", lambda **_: Site(status))
    figures = Figures()

    stack.bench_clients(figures, "", 2, [("", {})] * 20)

    assert figures.data["whole stack, 2 clients: errors"] == errors
    assert bool(figures.faults) == bool(errors)


@pytest.mark.parametrize(("fault", "status"), [("", 0), ("check-in grew", 1)])
def test_a_fault_ends_the_bench_with_an_error_after_every_figure(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], fault: str, status: int
) -> None:
    def measure(figures: Figures) -> None:
        figures.add("something", 1, "ms")
        if fault:
            figures.fault(fault)

    for name in ("bench_imports", "bench_stack", "bench_handlers"):
        monkeypatch.setattr(bench, name, measure)

    assert bench.main() == status
    assert '"something": 1' in capsys.readouterr().out.splitlines()[-1]
