"""The manifests of the W3C's suites: which tests there are, and what each one says."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from pyoxigraph import BlankNode, Dataset, Literal, NamedNode, Triple, parse

from ontology import RDF
from tests.conftest import SHARED

SUITES = SHARED / "conformance" / "sparql11"
BASE = "http://www.w3.org/2009/sparql/docs/tests/data-sparql11/"
PREFIXES = {
    "cnt": "http://www.w3.org/2011/content#",
    "ht": "http://www.w3.org/2011/http#",
    "mf": "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#",
    "qt": "http://www.w3.org/2001/sw/DataAccess/tests/test-query#",
    "rdf": str(RDF),
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "rs": "http://www.w3.org/2001/sw/DataAccess/tests/result-set#",
    "ut": "http://www.w3.org/2009/sparql/tests/test-update#",
}


@dataclass(frozen=True)
class Node:
    """A node of a manifest, from which one walks on by prefixed names."""

    graph: Dataset = field(repr=False, compare=False)
    term: NamedNode | BlankNode | Literal | Triple

    @property
    def value(self) -> str:
        """The IRI, or the text of the literal."""
        assert not isinstance(self.term, Triple)
        return self.term.value

    @property
    def local_name(self) -> str:
        """What follows the last slash or hash of the IRI."""
        return self.value.replace("#", "/").rpartition("/")[2]

    @property
    def file(self) -> Path:
        """The file that the IRI names."""
        return SUITES / self.value.removeprefix(BASE)

    def all(self, name: str) -> list["Node"]:
        """Return what a property says of this node."""
        assert isinstance(self.term, NamedNode | BlankNode)
        prefix, _, local = name.partition(":")
        wanted = NamedNode(PREFIXES[prefix] + local)
        quads = self.graph.quads_for_subject(self.term)
        return [Node(self.graph, quad.object) for quad in quads if quad.predicate == wanted]

    def find(self, name: str) -> "Node | None":
        """Return the one thing that a property says of this node, if it says any."""
        found = self.all(name)
        assert len(found) < 2, f"{self.term} has more than one {name}"
        return found[0] if found else None

    def one(self, name: str) -> "Node":
        """Return the one thing that a property says of this node."""
        found = self.find(name)
        assert found is not None, f"{self.term} has no {name}"
        return found

    def items(self, name: str) -> Iterator["Node"]:
        """Return the members of the list that a property names, if there is one."""
        rest = self.find(name)
        while rest is not None and rest.value != RDF.nil:
            yield rest.one("rdf:first")
            rest = rest.one("rdf:rest")


@dataclass(frozen=True)
class Entry:
    """One test: its IRI, its kind, the folder it is in, and where the manifest tells the rest."""

    iri: str
    kind: str
    folder: str
    node: Node

    @property
    def name(self) -> str:
        return f"{self.folder}/{self.node.local_name}"


@cache
def entries() -> tuple[Entry, ...]:
    """Return all tests of all suites, in the order of their manifests."""
    return tuple(entry for path in sorted(SUITES.glob("*/manifest*.ttl")) for entry in _of(path))


def _of(path: Path) -> Iterator[Entry]:
    address = BASE + path.relative_to(SUITES).as_posix()
    graph = Dataset(parse(path=str(path), base_iri=address))
    for node in Node(graph, NamedNode(address)).items("mf:entries"):
        yield Entry(node.value, node.one("rdf:type").local_name, path.parent.name, node)
