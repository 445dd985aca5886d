"""Namespaces and graph names, spelt once for the whole project."""

from typing import Final


class Namespace(str):
    """A namespace IRI whose attributes are the IRIs of its terms.

    Plain strings, because they are read by two libraries with term classes of their own
    (rdflib and pyoxigraph) and by SPARQL text.

    >>> Namespace("http://example.org/#").knows
    'http://example.org/#knows'
    """

    __slots__ = ()

    def __getattr__(self, name: str) -> str:
        """Return the IRI of the term called ``name``."""
        if name.startswith("__"):
            raise AttributeError(name)
        return f"{self!s}{name}"

    def term(self, name: str) -> str:
        """Return the IRI of a term whose name a ``str`` method shadows, such as ``title``.

        >>> DCT.term("title")
        'http://purl.org/dc/terms/title'
        """
        return f"{self!s}{name}"


LEG: Final = Namespace("https://w3id.org/legation/ns#")
ID: Final = Namespace("https://w3id.org/legation/id/")
ARTICLE: Final = Namespace("https://w3id.org/legation/article/")
DATASET: Final = Namespace("https://w3id.org/legation/dataset/")
DCT: Final = Namespace("http://purl.org/dc/terms/")
OA: Final = Namespace("http://www.w3.org/ns/oa#")
OWL: Final = Namespace("http://www.w3.org/2002/07/owl#")
PROV: Final = Namespace("http://www.w3.org/ns/prov#")
RDF: Final = Namespace("http://www.w3.org/1999/02/22-rdf-syntax-ns#")
RDFS: Final = Namespace("http://www.w3.org/2000/01/rdf-schema#")
SKOS: Final = Namespace("http://www.w3.org/2004/02/skos/core#")
XSD: Final = Namespace("http://www.w3.org/2001/XMLSchema#")

ENTITIES_GRAPH: Final = "https://w3id.org/legation/graph/entities"
IDENTITY_GRAPH: Final = "https://w3id.org/legation/graph/identity"
DERIVED_GRAPH: Final = "https://w3id.org/legation/graph/derived"
INFERENCES_GRAPH: Final = "https://w3id.org/legation/graph/inferences"
ONTOLOGY_GRAPH: Final = "https://w3id.org/legation/ns"
REVISIONS_GRAPH: Final = "https://w3id.org/legation/graph/revisions"
# RDF gives the default graph no name; under this one it is read, replaced and recorded.
DEFAULT_GRAPH: Final = "https://w3id.org/legation/graph/default"

PREFIXES: Final[dict[str, str]] = {
    "leg": LEG,
    "id": ID,
    "article": ARTICLE,
    "dataset": DATASET,
    "dct": DCT,
    "oa": OA,
    "owl": OWL,
    "prov": PROV,
    "rdf": RDF,
    "rdfs": RDFS,
    "skos": SKOS,
    "xsd": XSD,
    "wd": "http://www.wikidata.org/entity/",
}


def expand(curie: str) -> str:
    """Return the whole IRI of a prefixed name.

    Parameters
    ----------
    curie : str
        A name such as ``leg:Visit``, its prefix one of `PREFIXES`.

    Raises
    ------
    KeyError
        If the prefix is not one of ours.

    Examples
    --------
    >>> expand("id:russia")
    'https://w3id.org/legation/id/russia'
    """
    prefix, _, name = curie.partition(":")
    return f"{PREFIXES[prefix]!s}{name}"
