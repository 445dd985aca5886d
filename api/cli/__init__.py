"""The command line: ``legation``."""

import os
import sys

from graph.errors import Ambiguous, LegationError, LoadRefused


def main() -> None:
    """Run the command line; faults become one line and an exit code, never a traceback."""
    from api.cli.commands import app  # noqa: PLC0415 - `--help` need not wait for the engine

    try:
        app(standalone_mode=True)
    except LoadRefused as fault:
        _complain(*(str(one) for one in fault.faults), "nothing was written")
        sys.exit(1)
    except Ambiguous as fault:
        candidates = (f"  {identifier}\t{label}" for identifier, label in fault.candidates)
        _complain("the name fits several actors; give one of these ids:")
        sys.stderr.writelines(f"{line}\n" for line in candidates)
        sys.exit(2)
    except LegationError as fault:
        _complain(fault.detail)
        sys.exit(2 if fault.status in (404, 409, 422) else 1)
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:
        # Whoever reads has closed: nothing more can be said, not even on the way out.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(141)
    except Exception as fault:
        if "--debug" in sys.argv or os.environ.get("LEGATION_DEBUG"):
            raise
        _complain(f"{type(fault).__name__}: {fault}; LEGATION_DEBUG=1 shows where")
        sys.exit(70)


def _complain(*lines: str) -> None:
    for line in lines:
        sys.stderr.write(f"legation: {' '.join(line.split())}\n")
