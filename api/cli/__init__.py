"""The command line: ``legation``."""

import os
import sys
from collections.abc import Sequence

from typer import TyperException

from graph.errors import Ambiguous, LegationError, LoadRefused

FAULT, MISTAKE, UNEXPECTED, INTERRUPTED = 1, 2, 70, 130
_MISTAKES = (400, 404, 409, 422)


def main() -> None:
    """Run the command line; faults become a line and an exit code, never a traceback."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # closed by whoever started us
            setattr(sys, name, os.fdopen(os.open(os.devnull, os.O_WRONLY), "w"))
    words = sys.argv[1:]
    try:
        code = _run([word for word in words if word != "--debug"])
        sys.stdout.flush()
    except Exception as fault:
        if "--debug" in words or os.environ.get("LEGATION_DEBUG"):
            raise
        code = _tell(fault)
        if isinstance(fault, OSError):
            # Standard output may be what failed, and would fail again on the way out.
            os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    except KeyboardInterrupt:
        code = INTERRUPTED
    sys.exit(code)


def _run(words: Sequence[str]) -> int:
    from api.cli.commands import app  # noqa: PLC0415 - an interrupt meanwhile is told of as well

    code = app(args=list(words), prog_name="legation", standalone_mode=False)
    return code if isinstance(code, int) else 0


def _tell(fault: Exception) -> int:
    """Tell of a fault, and return the exit code it means."""
    match fault:
        case BrokenPipeError():
            return FAULT  # whoever reads has seen enough
        case LoadRefused():
            _complain(*(str(one) for one in fault.faults), "nothing was written")
            return FAULT
        case Ambiguous():
            _complain("the name fits several actors; give one of these ids:")
            for identifier, label in fault.candidates:
                sys.stderr.write(f"  {identifier}\t{label}\n")
            return MISTAKE
        case LegationError():
            _complain(fault.detail)
            return MISTAKE if fault.status in _MISTAKES else FAULT
        case TyperException():
            command = getattr(getattr(fault, "ctx", None), "command_path", "legation")
            _complain(f"{fault.format_message().rstrip('.')}; see {command} --help")
            return fault.exit_code
        case OSError():
            place = f"{fault.filename}: " if fault.filename else ""
            _complain(f"{place}{fault.strerror or fault}")
            return FAULT
    _complain(f"{type(fault).__name__}: {fault}; --debug shows where")
    return UNEXPECTED


def _complain(*lines: str) -> None:
    for line in lines:
        sys.stderr.write(f"legation: {' '.join(line.split())}\n")
