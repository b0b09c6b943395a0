"""One event is one line, so that a log can be read with grep; secrets of personal links are left out."""

import logging
import re

SECRET = re.compile(r"(/consultation/)[\w-]{20,}")


class OneLine(logging.Formatter):
    """Time, level, source and message; the lines of a traceback are joined by bars."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        """Return the record as one line."""
        line = " | ".join(line.strip() for line in super().format(record).splitlines() if line.strip())
        return SECRET.sub(r"\1…", line)
