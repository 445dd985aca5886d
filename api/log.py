"""The log: one JSON object a line on standard error, whoever writes to it."""

import logging
import sys

import structlog

from api.concealing import Concealing
from api.readers.relayed import whereabouts

_log = structlog.get_logger("legation")


def configure_log(level: str, conceal: Concealing) -> None:
    """Have everything that is logged written as JSON, what libraries log included.

    Parameters
    ----------
    level : str
        The least that is written.
    conceal : Concealing
        Keeps the operator's own out of it.
    """
    number = logging.getLevelNamesMapping().get(level.upper(), logging.INFO)
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            conceal,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(number),
        logger_factory=structlog.WriteLoggerFactory(file=sys.stderr),
    )
    root = logging.getLogger()
    if not any(isinstance(handler, Libraries) for handler in root.handlers):
        root.addHandler(Libraries(logging.WARNING))
    logging.captureWarnings(capture=True)


class Libraries(logging.Handler):
    """Takes what libraries log by the standard library's means, from warnings up.

    Their words may go on with a traceback, or with what a fault says of a stranger's request: only
    a line of them is told, and what is longer with the level ``debug``.
    """

    def emit(self, record: logging.LogRecord) -> None:
        """Write a record as an event."""
        try:
            self._write(record)
        except Exception:  # noqa: BLE001 - whoever logs is not to fail by it
            self.handleError(record)

    def _write(self, record: logging.LogRecord) -> None:
        whole = record.getMessage()
        write = _log.error if record.levelno >= logging.ERROR else _log.warning
        fault = record.exc_info[1] if record.exc_info else None
        of_fault = {"kind": type(fault).__name__, "where": whereabouts(fault)} if fault else {}
        told = telling_line(whole)
        if record.name == "py.warnings":  # a file and a line of it come first
            told = told.partition(": ")[2]
        write(told, logger=record.name, **of_fault)
        if fault is not None or told != whole.strip():
            _log.debug("at length", logger=record.name, words=whole, exc_info=fault)


def telling_line(text: str) -> str:
    r"""Return the line of a message that says most: the first, and of a traceback the last.

    >>> telling_line("Task exception was never retrieved\nfuture: <Task finished>")
    'Task exception was never retrieved'
    >>> telling_line("Traceback (most recent call last):\n  ...\nValueError: no such store\n")
    'ValueError: no such store'
    """
    lines = text.strip().splitlines() or [""]
    return lines[-1] if lines[0].startswith("Traceback ") else lines[0]
