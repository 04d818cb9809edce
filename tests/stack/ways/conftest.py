from collections.abc import Iterator

import pytest

from tests.scheduled import Office, an_office


@pytest.fixture(scope="module")
def base() -> Iterator[Office]:
    """An office for all tests of a module; each begins with what it was at the start."""
    with an_office() as office:
        yield office


@pytest.fixture
def office(base: Office) -> Office:
    return base.as_at_the_start()
