"""That the simulated morning would tell of a record too many or too few."""

from chalicelib.adapters.dynamo.items import CheckInItem
from infra.bench.handlers import Morning
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
