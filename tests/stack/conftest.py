from collections.abc import Iterator

import pytest

from tests.stack.harness import Stack


@pytest.fixture(scope="session")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """One whole stack for all tests; each test makes its own people and activities."""
    with Stack(tmp_path_factory.mktemp("stack")) as running:
        yield running
