"""The process that reader processes are forked from: everything loaded, nothing opened.

All that a question may name has to be loaded there: each process would otherwise load it anew, for
half a second.
"""

import multiprocessing
from multiprocessing import forkserver

CONTEXT = multiprocessing.get_context("forkserver")
CONTEXT.set_forkserver_preload(["__main__", "api.app"])


def begin() -> None:
    """Have it load now, beside what the caller does next, so that the first answer waits less."""
    forkserver.ensure_running()
