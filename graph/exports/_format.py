"""What a format is."""

from collections.abc import Callable
from dataclasses import dataclass

from graph.subgraph import Subgraph


@dataclass(frozen=True)
class Format:
    """A way to write a subgraph.

    Parameters
    ----------
    name : str
        As callers ask for it.
    media_type, extension : str
        What the file is called on the wire and on a disk.
    title : str
        What it is good for, for people.
    write : callable
        Makes the file's bytes. It reads nothing but the subgraph, no clock either.
    """

    name: str
    media_type: str
    extension: str
    title: str
    write: Callable[[Subgraph], bytes]
