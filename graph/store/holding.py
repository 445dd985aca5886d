"""Directories that are not removed while anybody reads them, in whichever process.

A reader keeps a shared lock on the directory itself. The kernel lets go of it when the reader's
process ends, however it ends, and no lock file is there to be left over.
"""

import fcntl
import os
import shutil
import weakref
from pathlib import Path


class Hold:
    """A shared lock on a directory, for as long as this object lives.

    Parameters
    ----------
    directory : Path
        What not to remove.

    Raises
    ------
    FileNotFoundError
        If it is not there, or was removed while we waited for the lock.
    """

    def __init__(self, directory: Path) -> None:
        handle = os.open(directory, os.O_RDONLY | os.O_DIRECTORY)
        weakref.finalize(self, os.close, handle)
        fcntl.flock(handle, fcntl.LOCK_SH)
        if not os.path.samestat(os.fstat(handle), directory.stat()):
            raise FileNotFoundError(f"{directory} was replaced while it was opened")


def remove_unless_held(directory: Path, aside: Path) -> bool:
    """Remove a directory and return true, or return false where somebody holds it.

    Parameters
    ----------
    directory : Path
        What to remove.
    aside : Path
        A name on the same file system that it is moved to first, so that nobody ever finds it
        half removed.
    """
    handle = os.open(directory, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        directory.rename(aside)
    except BlockingIOError:
        return False
    finally:
        os.close(handle)
    shutil.rmtree(aside)
    return True


def make_names_durable(directory: Path) -> None:
    """Wait until the names in a directory are on the disk, so that a power cut keeps them."""
    handle = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
