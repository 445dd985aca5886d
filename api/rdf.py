"""Actors as RDF."""

from pyoxigraph import RdfFormat, serialize

from graph.errors import LegationError
from graph.lookups import get_actor
from graph.queries import stock
from graph.view import View
from ontology import PREFIXES

SHORT_PREFIXES = {name: str(iri) for name, iri in PREFIXES.items()}


def rdf_format(media_type: str) -> RdfFormat:
    """Return the engine's format of a media type that we offer ourselves."""
    found = RdfFormat.from_media_type(media_type)
    if found is None:
        raise LegationError(f"{media_type} cannot be written")
    return found


def actor_rdf(view: View, identifier: str, media_type: str) -> bytes:
    """Return what is said of an actor itself, in an RDF format.

    Raises
    ------
    NotFound
        If no actor has that id.
    """
    cluster = view.cluster(get_actor(view, identifier).iri)
    triples = view.snapshot.construct(stock("described", entity=cluster))
    form = rdf_format(media_type)
    prefixes = SHORT_PREFIXES if form == RdfFormat.TURTLE else None
    written = serialize(sorted(triples, key=str), format=form, prefixes=prefixes)
    return written or b""
