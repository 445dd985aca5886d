"""A folder for all temporary files of a service, which goes with it however the service ends."""

import os
import shutil
import stat
import tempfile
from multiprocessing.util import Finalize
from pathlib import Path

from graph.store.holding import Hold, remove_unless_held

_PREFIX = "legation-serve-"
# A socket's name has some 100 bytes; those of our processes take 31 of them, our folder 24.
_LONGEST_BASE = 45
_LAST = -200  # after multiprocessing has removed its own files, which is at -100


def take_temporary_folder() -> None:
    """Have all temporary files of this process and of those it starts in one folder.

    The folder is removed at the end. What a service left behind that was killed is removed by the
    next one to begin: whoever is still alive holds a lock on its own. Where the name of the
    system's own folder is long, sockets leave no room for another, and all stays as it is.
    """
    base = Path(tempfile.gettempdir())
    if len(os.fsencode(base)) > _LONGEST_BASE:
        return
    for left in base.glob(f"{_PREFIX}*"):
        try:
            if _is_ours(left):
                remove_unless_held(left, left.with_name(f"{left.name}-gone"))
        except OSError:
            continue  # another one that begins just now removes it
    while True:
        made = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=base))
        try:
            hold = Hold(made)
        except FileNotFoundError:
            continue  # taken for one that was left behind before it was locked
        break
    tempfile.tempdir = os.environ["TMPDIR"] = str(made)
    Finalize(None, _remove, (made, hold), exitpriority=_LAST)


def _remove(folder: Path, _hold: Hold) -> None:
    shutil.rmtree(folder, ignore_errors=True)


def _is_ours(path: Path) -> bool:
    found = path.lstat()
    return stat.S_ISDIR(found.st_mode) and found.st_uid == os.getuid()
