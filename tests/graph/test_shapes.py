"""Every rule of the shapes is caught, by the fast engine and by pySHACL alike."""

import warnings
from functools import cache

import pytest
import rdflib
from pyoxigraph import NamedNode, Quad, RdfFormat, parse
from rdflib.collection import Collection
from rdflib.namespace import RDF, SH
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.sparql import Query

from graph.errors import Fault
from graph.schema import roles
from graph.shapes import check_shapes
from graph.shapes_compiler import Shapes
from ontology import LEG, text
from ontology import RDF as RDF_NAMES
from tests.graph.shape_examples import BROKEN, Broken
from tests.graph.shape_valid import ARTICLE, ID, VALID

RDF_TYPE = RDF_NAMES.type

each_broken = pytest.mark.parametrize("broken", BROKEN, ids=lambda broken: broken.name)


def quads_of(turtle: str, graph: str = ARTICLE) -> list[Quad]:
    named = NamedNode(graph)
    return [
        Quad(quad.subject, quad.predicate, quad.object, named)
        for quad in parse(turtle, RdfFormat.TURTLE)
    ]


def places(faults: list[Fault]) -> set[tuple[str, str]]:
    return {(_no_label(fault.node), fault.path) for fault in faults}


def _no_label(node: str) -> str:
    return "_:b" if node.startswith("_:") else node


def test_a_graph_that_obeys_every_rule_passes() -> None:
    assert check_shapes(quads_of(VALID)) == []


@each_broken
def test_each_rule_names_node_path_reason_and_mend(broken: Broken) -> None:
    faults = check_shapes(quads_of(broken.turtle))
    fitting = [
        fault
        for fault in faults
        if (_no_label(fault.node), fault.path) == (broken.node, broken.path)
        and broken.mend in fault.mend
    ]
    assert fitting, faults
    assert any(f"(found {broken.value})" in fault.reason for fault in fitting) or not broken.value


@cache
def _prepared(query: str) -> Query:
    return prepareQuery(query)


@pytest.fixture(autouse=True)
def _rdflib_as_is_but_quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep rdflib from mending literals, and from parsing one query anew for each node."""
    monkeypatch.setattr(rdflib, "NORMALIZE_LITERALS", False)
    query = rdflib.Graph.query
    monkeypatch.setattr(
        rdflib.Graph, "query", lambda self, text, *more: query(self, _prepared(text), *more)
    )


@pytest.fixture(scope="module")
def shapes() -> rdflib.Graph:
    return rdflib.Graph().parse(data=text("shapes.ttl"), format="turtle")


@pytest.fixture(scope="module")
def terms() -> rdflib.Graph:
    return rdflib.Graph().parse(data=text("legation.ttl"), format="turtle")


def _node(term: rdflib.Node | None) -> str:
    return f"_:{term}" if isinstance(term, rdflib.BNode) else str(term)


def by_pyshacl(turtle: str, shapes: rdflib.Graph, terms: rdflib.Graph) -> set[tuple[str, str]]:
    """Return the nodes and messages of pySHACL's report."""
    import pyshacl

    with warnings.catch_warnings():
        # rdflib warns of every literal that is ill-typed on purpose here
        warnings.simplefilter("ignore")
        data = rdflib.Graph().parse(data=turtle, format="turtle")
        _, report, _ = pyshacl.validate(data, shacl_graph=shapes, ont_graph=terms)
    assert isinstance(report, rdflib.Graph)
    return {
        (
            _no_label(_node(report.value(result, SH.focusNode))),
            str(report.value(result, SH.resultMessage)),
        )
        for result in report.subjects(RDF.type, SH.ValidationResult)
    }


def by_us(turtle: str) -> set[tuple[str, str]]:
    return {
        (_no_label(fault.node), f"{fault.reason.split(' (found ')[0]}; {fault.mend}")
        for fault in check_shapes(quads_of(turtle))
    }


@each_broken
def test_pyshacl_finds_the_same(broken: Broken, shapes: rdflib.Graph, terms: rdflib.Graph) -> None:
    found = by_pyshacl(broken.turtle, shapes, terms)
    ours = by_us(broken.turtle)
    assert found
    assert {node for node, _ in found} == {node for node, _ in ours}
    # By SHACL a bound that cannot be compared is out of order; rdflib orders whatever it is given.
    incomparable = broken.name.endswith("-no-date") or broken.name == "impossible-day"
    apart = {item for item in found ^ ours if not incomparable or "earliest" not in item[1]}
    assert apart == set()


def test_pyshacl_passes_the_same(shapes: rdflib.Graph, terms: rdflib.Graph) -> None:
    assert by_pyshacl(VALID, shapes, terms) == set()


# ---------------------------------------------------------------- what stands around the graph


TYPES = """
@prefix leg: <https://w3id.org/legation/ns#> .
@prefix id: <https://w3id.org/legation/id/> .
id:cy a leg:Person . id:hill a leg:Place . id:a-visit a leg:Visit .
"""
MEETING = """
@prefix leg: <https://w3id.org/legation/ns#> .
@prefix id: <https://w3id.org/legation/id/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""


def with_attendee(attendee: str) -> list[Quad]:
    return quads_of(
        VALID.replace("leg:attendee id:ann , id:bo", f"leg:attendee id:ann , id:{attendee}")
    )


def test_what_is_described_elsewhere_counts_by_its_type() -> None:
    assert check_shapes(with_attendee("cy"))
    assert check_shapes(with_attendee("cy"), quads_of(TYPES, ID + "elsewhere")) == []
    faults = check_shapes(with_attendee("hill"), quads_of(TYPES, ID + "elsewhere"))
    assert [(fault.node, fault.path) for fault in faults] == [(ID + "a-meeting", LEG.attendee)]


def test_context_is_not_checked_itself() -> None:
    bare = quads_of("<https://w3id.org/legation/id/Bad> a <https://w3id.org/legation/ns#Tenure> .")
    assert check_shapes(quads_of(VALID), bare) == []


def test_a_fact_described_elsewhere_may_be_given_another_bound_but_needs_evidence() -> None:
    more = MEETING + 'id:a-visit leg:endLatest "2020-01-01"^^xsd:date .'
    dated = more + "id:a-visit leg:evidence <https://w3id.org/legation/article/a-test#body> ."
    context = quads_of(TYPES)
    evidence = quads_of(f"<{ARTICLE}#body> a <{LEG.Evidence}> .")
    assert check_shapes(quads_of(dated), [*context, *evidence]) == []
    unknown = check_shapes(quads_of(more))
    assert [(fault.node, fault.path) for fault in unknown] == [(ID + "a-visit", RDF_TYPE)]


def test_each_graph_is_held_against_the_shapes_by_itself() -> None:
    later = VALID.replace("2021-05-31", "2021-06-30")
    both = [*quads_of(VALID), *quads_of(later, f"{ARTICLE}-2")]
    assert check_shapes(both) == []
    together = check_shapes([*quads_of(VALID), *quads_of(later)])
    assert {fault.path for fault in together} == {LEG.endLatest}


def test_quads_outside_any_graph_are_checked_too() -> None:
    assert check_shapes(parse(VALID, RdfFormat.TURTLE)) == []
    broken = BROKEN[0]
    assert places(check_shapes(parse(broken.turtle, RdfFormat.TURTLE))) == {
        (broken.node, broken.path)
    }


def test_a_misspelt_term_is_named_with_the_nearest() -> None:
    faults = check_shapes(quads_of(VALID.replace("leg:dateText", "leg:dateTxt")))
    assert [fault.path for fault in faults] == [LEG.dateTxt]
    assert "leg:dateText" in faults[0].mend
    faults = check_shapes(
        quads_of(VALID.replace("id:wide a leg:Proposition", "id:wide a leg:Propo"))
    )
    assert LEG.Propo in {fault.path for fault in faults}


# ---------------------------------------------------------------- the file of shapes itself


def test_every_message_gives_a_reason_and_a_mend(shapes: rdflib.Graph) -> None:
    messages = [str(message) for message in shapes.objects(None, SH.message)]
    assert messages
    assert [message for message in messages if message.count("; ") != 1] == []


def test_every_rule_has_an_example_that_breaks_it() -> None:
    given = {f"{fault.reason.split(' (found ')[0]}; {fault.mend}"
             for broken in BROKEN for fault in check_shapes(quads_of(broken.turtle))}  # fmt: skip
    assert {rule.message for rule in Shapes(text("shapes.ttl")).rules} <= given


def test_every_role_has_a_rule_for_its_values(shapes: rdflib.Graph) -> None:
    judged = {
        str(path)
        for constraint, path in shapes.subject_objects(SH.path)
        if shapes.value(constraint, SH["class"]) is not None
    }
    every = {role for kind in ("participant", "location", "claimRole") for role in roles(kind)}
    assert every <= judged


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("datePrecision", "DatePrecision"),
        ("dateBasis", "DateBasis"),
        ("quoteType", "QuoteType"),
    ],
)
def test_closed_lists_are_those_of_the_ontology(
    path: str, kind: str, shapes: rdflib.Graph, terms: rdflib.Graph
) -> None:
    lists = [
        set(Collection(shapes, listed))
        for constraint in shapes.subjects(SH.path, rdflib.URIRef(LEG.term(path)))
        for listed in shapes.objects(constraint, SH["in"])
    ]
    assert lists == [set(terms.subjects(RDF.type, rdflib.URIRef(LEG.term(kind))))]


@pytest.mark.parametrize(
    "unknown",
    ["sh:hasValue leg:x", "sh:equals leg:place", "sh:or ( [ sh:minCount 1 ] )"],
)
def test_a_rule_that_the_fast_engine_does_not_know_is_refused(unknown: str) -> None:
    shape = f"""
        @prefix leg: <https://w3id.org/legation/ns#> .
        @prefix sh: <http://www.w3.org/ns/shacl#> .
        leg:Shape a sh:NodeShape ; sh:targetClass leg:Visit ;
            sh:property [ sh:path leg:host ; {unknown} ; sh:message "a; b" ] .
    """
    with pytest.raises(ValueError, match="does not know"):
        Shapes(shape)


def test_a_rule_without_a_message_is_refused() -> None:
    with pytest.raises(ValueError, match="message"):
        Shapes(
            "<urn:s> a <http://www.w3.org/ns/shacl#NodeShape> ; "
            "<http://www.w3.org/ns/shacl#nodeKind> <http://www.w3.org/ns/shacl#IRI> ."
        )
