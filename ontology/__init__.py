"""The ontology's names, and the files that define it, found by name.

Everything a reader can query is named here once; the Turtle files beside this module say what
each name means.

>>> LEG.Person
'https://w3id.org/legation/ns#Person'
"""

from ontology.namespaces import (
    ARTICLE,
    DATASET,
    DCT,
    DEFAULT_GRAPH,
    DERIVED_GRAPH,
    ENTITIES_GRAPH,
    ID,
    IDENTITY_GRAPH,
    INFERENCES_GRAPH,
    LEG,
    OA,
    ONTOLOGY_GRAPH,
    OWL,
    PREFIXES,
    PROV,
    RDF,
    RDFS,
    REVISIONS_GRAPH,
    SKOS,
    XSD,
    Namespace,
    expand,
)
from ontology.resources import derivations, prefix_declarations, resource, text

__all__ = [
    "ARTICLE",
    "DATASET",
    "DCT",
    "DEFAULT_GRAPH",
    "DERIVED_GRAPH",
    "ENTITIES_GRAPH",
    "ID",
    "IDENTITY_GRAPH",
    "INFERENCES_GRAPH",
    "LEG",
    "OA",
    "ONTOLOGY_GRAPH",
    "OWL",
    "PREFIXES",
    "PROV",
    "RDF",
    "RDFS",
    "REVISIONS_GRAPH",
    "SKOS",
    "XSD",
    "Namespace",
    "derivations",
    "expand",
    "prefix_declarations",
    "resource",
    "text",
]
