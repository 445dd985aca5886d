"""Facts that say nothing but that they are."""

from graph.answers import Fact, Standing, When


def bare_meeting(name: str) -> Fact:
    """Return a meeting of that id which nobody attended and no source tells of."""
    return Fact(
        id=name,
        iri=f"https://w3id.org/legation/id/{name}",
        type="Meeting",
        roles={},
        when=When(),
        standing=Standing.reported,
        reported_by=[],
        attributed_to=[],
        evidence=[],
    )
