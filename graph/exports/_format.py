"""What a format is."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from graph.errors import InvalidParameter
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
    profiles : mapping of str to callable
        Other ways to write the same format, by name.
    """

    name: str
    media_type: str
    extension: str
    title: str
    write: Callable[[Subgraph], bytes]
    profiles: Mapping[str, Callable[[Subgraph], bytes]] = field(default_factory=dict)

    def writer(self, profile: str | None = None) -> Callable[[Subgraph], bytes]:
        """Return what makes the file's bytes, plain or by a profile.

        Raises
        ------
        InvalidParameter
            If the format has no such profile.
        """
        if profile is None:
            return self.write
        if profile not in self.profiles:
            known = f"only {', '.join(self.profiles)}" if self.profiles else "none"
            raise InvalidParameter(
                "profile", f"the format {self.name} has no profile {profile!r}; there is {known}"
            )
        return self.profiles[profile]
