"""Visits, travels and appointments, as the U.S. Office of the Historian publishes them.

https://github.com/HistoryAtState, CC0: ``visits`` (foreign leaders who came to the United States),
``travels`` (Presidents and Secretaries of State abroad) and ``pocom`` (principal officers and
chiefs of mission). Read from checkouts, archives of them, or folders that hold either.
"""

from collections import defaultdict
from functools import cached_property
from pathlib import Path
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from graph.errors import InvalidInput
from graph.imports._appointments import appointments
from graph.imports._files import is_archive, version_of, xml_files
from graph.imports._presidents import Presidents
from graph.imports._source import Edition, ImportSource
from graph.imports._table import Table
from graph.imports._travels import travels
from graph.imports._visits import visits
from graph.progress import Progress

Files = dict[str, bytes]
_MARKS = {  # how the files of each begin, so that no name of a file or folder matters
    "visits": (b"<visits>",),
    "travels": (b"<trips", b"<presidents>"),
    "pocom": (
        b"<country-mission>", b"<org-mission>", b"<principal-position>", b"<person>", b"<role>",
    ),
}  # fmt: skip
_HEAD = 400


def _find(folder: Path) -> list[Path]:
    every = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    archives = [path for path in every if path.suffix != ".xml" and _holds_ours(path)]
    if archives:
        return archives
    return [folder] if any(_kind(_head(path)) for path in every if path.suffix == ".xml") else []


def _holds_ours(path: Path) -> bool:
    if not is_archive(path):
        return False
    try:
        return any(_kind(content) for _, content in xml_files([path]))
    except InvalidInput:
        return False


def _head(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(_HEAD)
    except OSError:
        return b""


def _kind(content: bytes) -> str | None:
    head = content[:_HEAD]
    found = (kind for kind, marks in _MARKS.items() if any(mark in head for mark in marks))
    return next(found, None)


class _Records:
    """The files of the three collections, parsed when they are asked for."""

    def __init__(self, paths: list[Path]) -> None:
        self.files: dict[str, Files] = defaultdict(dict)
        for name, content in xml_files(paths):
            if kind := _kind(content):
                self.files[kind][name] = content
        if not self.files:
            raise InvalidInput(
                f"{', '.join(map(str, paths))}: no visits, travels or appointments in there; give "
                "the publisher's archive or checkout"
            )

    def version(self, *kinds: str) -> str:
        """Return the version of one collection, or of several together."""
        return version_of(
            content for kind in kinds for _, content in sorted(self.files[kind].items())
        )

    def parsed(self, kind: str) -> dict[str, Element]:
        """Return the documents of a collection by path."""
        return {name: _parse(name, content) for name, content in sorted(self.files[kind].items())}

    @cached_property
    def travels(self) -> dict[str, Element]:
        """The documents of the travels, which say who was president too."""
        return self.parsed("travels")

    @cached_property
    def presidents(self) -> Presidents:
        """The presidents; none where the travels were not given."""
        return Presidents.read(self.travels.values())

    def read_visits(self, progress: Progress) -> Table:
        """Read the visits."""
        task = progress.start("Reading visits", None)
        documents = self.parsed("visits").values()
        table = visits(documents, self.presidents, self.version("visits", "travels"))
        task.done()
        return table

    def read_travels(self, progress: Progress) -> Table:
        """Read the travels."""
        task = progress.start("Reading travels", None)
        table = travels(self.travels.values(), self.presidents, self.version("travels"))
        task.done()
        return table

    def read_appointments(self, progress: Progress) -> Table:
        """Read the appointments."""
        task = progress.start("Reading appointments", None)
        table = appointments(self.parsed("pocom"), self.version("pocom"))
        task.done()
        return table


def _parse(name: str, content: bytes) -> Element:
    try:
        return fromstring(content)
    except (ParseError, DefusedXmlException) as fault:
        raise InvalidInput(f"{name} is not the XML it should be: {fault}") from None


def _open(paths: list[Path]) -> list[Edition]:
    records = _Records(paths)
    # The meetings of a visit are told by who was president, which the travels say.
    found = {
        "visits": Edition(
            "state-department-visits", records.version("visits", "travels"), records.read_visits
        ),
        "travels": Edition(
            "state-department-travels", records.version("travels"), records.read_travels
        ),
        "pocom": Edition(
            "state-department-appointments", records.version("pocom"), records.read_appointments
        ),
    }
    return [edition for kind, edition in found.items() if records.files.get(kind)]


SOURCE = ImportSource(
    name="state-department",
    title="Visits, travels and appointments, by the U.S. Office of the Historian",
    help="the publisher's XML: archives or checkouts of HistoryAtState visits, travels and pocom",
    find=_find,
    open=_open,
)
