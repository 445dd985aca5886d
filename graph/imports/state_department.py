"""Visits, travels and appointments, as the U.S. Office of the Historian publishes them.

https://github.com/HistoryAtState, CC0: ``visits`` (foreign leaders who came to the United States),
``travels`` (Presidents and Secretaries of State abroad) and ``pocom`` (principal officers and
chiefs of mission). Read from checkouts, archives of them, or folders that hold either.
"""

import tarfile
import zipfile
from pathlib import Path
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from graph.errors import InvalidInput
from graph.imports._appointments import appointments
from graph.imports._files import is_archive, version_of, xml_files
from graph.imports._presidents import Presidents
from graph.imports._source import ImportSource
from graph.imports._table import Table
from graph.imports._travels import travels
from graph.imports._visits import visits
from graph.progress import Progress

Files = dict[str, Element]
_MARKS = {  # a path that only one of the three has
    "visits": ("data/", "0.xml"),
    "travels": ("president-travels/", ".xml"),
    "pocom": ("missions-countries/", ".xml"),
}


def _find(folder: Path) -> list[Path]:
    found = [path for path in sorted(folder.rglob("*")) if path.is_file() and is_archive(path)]
    archives = [path for path in found if _holds_ours(path)]
    plain = any(
        mark in f"{path.parent.name}/" and path.suffix == ".xml"
        for path in folder.rglob("*.xml")
        for mark, _ in list(_MARKS.values())[1:]
    )
    return archives or ([folder] if plain else [])


def _holds_ours(path: Path) -> bool:
    try:
        if path.suffix == ".zip":
            with zipfile.ZipFile(path) as zipped:
                names = zipped.namelist()
        else:
            with tarfile.open(path) as archive:
                names = archive.getnames()
    except (OSError, EOFError, tarfile.TarError, zipfile.BadZipFile):
        return False
    return any(
        start in name and name.endswith(end) for name in names for start, end in _MARKS.values()
    )


def _read(paths: list[Path], progress: Progress) -> list[Table]:
    contents: dict[str, list[tuple[str, bytes]]] = {"visits": [], "travels": [], "pocom": []}
    task = progress.start("Reading the State Department's records", None)
    for name, content in xml_files(paths):
        if kind := _kind(name, content):
            contents[kind].append((name, content))
        task.advance()
    task.done()
    if not any(contents.values()):
        raise InvalidInput(
            f"{', '.join(map(str, paths))}: no visits, travels or appointments in there; give the "
            "publisher's archive or checkout"
        )
    parsed = {kind: _parse(files) for kind, files in contents.items()}
    versions = {
        kind: version_of([content for _, content in sorted(files)])
        for kind, files in contents.items()
    }
    presidents = Presidents.read(parsed["travels"].values())
    tables = []
    if parsed["visits"]:
        # The meetings of a visit are told apart by who was president, which travels says.
        version = version_of([versions["visits"].encode(), versions["travels"].encode()])
        tables.append(visits(parsed["visits"].values(), presidents, version))
    if parsed["travels"]:
        tables.append(travels(parsed["travels"].values(), presidents, versions["travels"]))
    if parsed["pocom"]:
        tables.append(appointments(parsed["pocom"], versions["pocom"]))
    return tables


def _kind(name: str, content: bytes) -> str | None:
    head = content[:400]
    if b"<visits>" in head:
        return "visits"
    if b"<trips" in head or b"<presidents>" in head:
        return "travels"
    pocom = ("people", "missions", "positions", "roles")
    return "pocom" if any(part in name for part in pocom) else None


def _parse(files: list[tuple[str, bytes]]) -> Files:
    parsed: Files = {}
    for name, content in sorted(files):
        try:
            parsed[name] = fromstring(content)
        except (ParseError, DefusedXmlException) as fault:
            raise InvalidInput(f"{name} is not the XML it should be: {fault}") from None
    return parsed


SOURCE = ImportSource(
    name="state-department",
    title="Visits, travels and appointments, by the U.S. Office of the Historian",
    help="the publisher's XML: archives or checkouts of HistoryAtState visits, travels and pocom",
    find=_find,
    read=_read,
)
