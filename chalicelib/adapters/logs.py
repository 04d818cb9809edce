"""Log lines as JSON: a constant sentence and fields; no NIP, name, photo key or token."""

import json
import logging
import sys


class JsonLines(logging.Formatter):
    """One JSON object a line."""

    def format(  # type: ignore[explicit-override]  # 3.11 has no typing.override
        self, record: logging.LogRecord
    ) -> str:
        """The record with its fields; an exception as one text."""
        line = {
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
            **getattr(record, "fields", {}),
        }
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False, default=str)


def set_up() -> None:
    """Send our own lines to stderr, where Lambda picks them up."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
    ours = logging.getLogger("apel")
    ours.handlers = [handler]
    ours.propagate = False
    ours.setLevel(logging.INFO)
