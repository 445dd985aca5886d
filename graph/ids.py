"""Short ids, as the service and the command line use them, and the IRIs they stand for."""

import re

from anyascii import anyascii

from ontology import ARTICLE, DATASET, ID

_SOURCES = (str(ARTICLE), str(DATASET))


def short_id(iri: str) -> str:
    """Return the id of an IRI: its slug, or ``<source slug>:<name>``; others stay whole.

    >>> short_id("https://w3id.org/legation/id/russia")
    'russia'
    >>> short_id("https://w3id.org/legation/article/an-article#us-allegation")
    'an-article:us-allegation'
    """
    if iri.startswith(ID):
        return iri.removeprefix(ID)
    for source in _SOURCES:
        if iri.startswith(source):
            return iri.removeprefix(source).replace("#", ":", 1)
    return iri


def candidate_iris(identifier: str) -> list[str]:
    """Return the IRIs that an id may mean, the likeliest first.

    >>> candidate_iris("russia")[0]
    'https://w3id.org/legation/id/russia'
    >>> candidate_iris("an-article:us-allegation")[0]
    'https://w3id.org/legation/article/an-article#us-allegation'
    """
    if identifier.startswith(("http://", "https://")):
        return [identifier]
    source, colon, name = identifier.partition(":")
    if colon:
        return [f"{prefix}{source}#{name}" for prefix in _SOURCES]
    return [f"{prefix}{identifier}" for prefix in (str(ID), *_SOURCES)]


def local_name(iri: str) -> str:
    """Return what follows the last ``#`` or ``/`` of an IRI.

    >>> local_name("https://w3id.org/legation/ns#Visit")
    'Visit'
    """
    return re.split(r"[#/]", iri)[-1]


def slugify(text: str) -> str:
    """Return a text as a slug: lower-case ASCII letters and digits with hyphens between.

    >>> slugify("Côte d’Ivoire"), slugify("Шойгу")
    ('cote-divoire', 'shoygu')
    """
    plain = anyascii(text).lower().replace("'", "")
    return "-".join(re.findall(r"[a-z0-9]+", plain))
