"""What the embedded AWS adds to ministack."""

from pathlib import Path

from infra.local.tuning import move_queues


def test_saved_queues_are_found_at_another_port(tmp_path: Path) -> None:
    """Photos would wait for verification for good, with nothing said."""
    saved = '{"url": "http://localhost:4601/000000000000/apel-lokal-photos", "n": 4601}'
    for service in ("sqs", "lambda"):
        (tmp_path / f"{service}.json").write_text(saved)

    move_queues(tmp_path, 4711)

    expected = '{"url": "http://localhost:4711/000000000000/apel-lokal-photos", "n": 4601}'
    assert {path.read_text() for path in tmp_path.iterdir()} == {expected}
