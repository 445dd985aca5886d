"""RDF 1.2: Turtle and TriG with triple terms, as Oxigraph reads them."""

import pytest
from pyoxigraph import (
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    QuerySolutions,
    RdfFormat,
    Store,
    Triple,
    parse,
)

from graph.errors import InvalidParameter
from graph.exports import render
from graph.subgraph import connection_subgraph
from graph.view import View
from ontology import LEG

REIFIES = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#reifies")
ID = "https://w3id.org/legation/id/"

WHO_ACCUSES = """
PREFIX leg: <https://w3id.org/legation/ns#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX oa: <http://www.w3.org/ns/oa#>
SELECT ?accuser ?quote WHERE {
  GRAPH ?article {
    ?allegation rdf:reifies <<( ?accuser leg:accused <https://w3id.org/legation/id/russia> )>> ;
      leg:evidence/oa:exact ?quote .
  }
}
"""


def read(content: bytes, form: RdfFormat) -> list[Quad]:
    return list(parse(content, format=form))


def test_an_allegation_reifies_what_it_says_and_does_not_state_it(seeded: View) -> None:
    subgraph = connection_subgraph(seeded, "russia", claims=True)
    quads = read(render(subgraph, "trig", "rdf12"), RdfFormat.TRIG)
    term = Triple(
        NamedNode(f"{ID}united-states"), NamedNode(f"{LEG}accused"), NamedNode(f"{ID}russia")
    )
    reified = [quad for quad in quads if quad.predicate == REIFIES]
    assert term in {quad.object for quad in reified}
    assert term not in {quad.triple for quad in quads}
    plain = read(render(subgraph, "trig"), RdfFormat.TRIG)
    assert set(quads) == {*plain, *reified}


def test_who_accuses_and_in_which_words_is_one_query(seeded: View) -> None:
    subgraph = connection_subgraph(seeded, "russia", claims=True)
    store = Store()
    store.load(render(subgraph, "trig", "rdf12"), RdfFormat.TRIG)
    found = store.query(WHO_ACCUSES)
    assert isinstance(found, QuerySolutions)
    rows = [(row["accuser"], row["quote"]) for row in found]
    assert {accuser for accuser, _ in rows} == {NamedNode(f"{ID}united-states")}
    assert all(isinstance(quote, Literal) and quote.value for _, quote in rows)


def test_turtle_has_the_same_terms(seeded: View) -> None:
    subgraph = connection_subgraph(seeded, "vladimir-putin", depth=2)
    turtle = read(render(subgraph, "turtle", "rdf12"), RdfFormat.TURTLE)
    terms = {quad.object for quad in turtle if quad.predicate == REIFIES}
    trig = read(render(subgraph, "trig", "rdf12"), RdfFormat.TRIG)
    assert terms == {quad.object for quad in trig if quad.predicate == REIFIES}
    shortcuts = {
        term.predicate.value.removeprefix(LEG) for term in terms if isinstance(term, Triple)
    }
    assert shortcuts == {"heldOffice", "memberOf", "met", "visited"}
    assert {quad.graph_name for quad in turtle} == {DefaultGraph()}


def test_a_profile_that_a_format_does_not_have_is_refused(seeded: View) -> None:
    subgraph = connection_subgraph(seeded, "russia")
    with pytest.raises(InvalidParameter, match="only rdf12"):
        render(subgraph, "turtle", "rdf13")
    with pytest.raises(InvalidParameter, match="none"):
        render(subgraph, "gexf", "rdf12")
