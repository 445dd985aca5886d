"""VoID: what it counts is what there is, and it is counted once a revision."""

import asyncio
import time
from collections import Counter, defaultdict
from pathlib import Path

import httpx2 as httpx
import pytest
from pyoxigraph import Dataset, Literal, NamedNode, Quad, RdfFormat, Triple, parse
from starlette.testclient import TestClient

import api.statistics
from api.statistics import CurrentStatistics
from graph.errors import DeadlineExceeded
from graph.lookups.statistics import Statistics
from ontology import ID, RDF
from tests.serving import running_with_operator

VOID = "http://rdfs.org/ns/void#"
SD = "http://www.w3.org/ns/sparql-service-description#"
_TYPE = NamedNode(RDF.type)


class Description:
    """A description as it came, to be asked for values."""

    def __init__(self, content: bytes) -> None:
        self.graph = Dataset(parse(content, RdfFormat.TURTLE))
        [default] = self.subjects("Dataset", of=f"{VOID}uriSpace")
        self.default = default

    def subjects(self, kind: str, of: str) -> list[object]:
        found = {quad.subject for quad in self.graph if quad.predicate.value == of}
        typed = {quad.subject for quad in self.graph if quad.object == NamedNode(VOID + kind)}
        return [*(found & typed)]

    def values(self, subject: object, name: str) -> list[object]:
        return [
            quad.object
            for quad in self.graph
            if quad.subject == subject and quad.predicate.value == VOID + name
        ]

    def number(self, subject: object, name: str) -> int:
        [value] = self.values(subject, name)
        assert isinstance(value, Literal)
        return int(value.value)

    def parts(self, kind: str, by: str) -> dict[object, object]:
        """Return the partitions of a kind, by what they are about."""
        found = self.values(self.default, kind)
        parts = {self.values(part, by)[0]: part for part in found}
        assert len(parts) == len(found)
        return parts


def described(client: TestClient | httpx.Client) -> Description:
    """Ask until everything is counted."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        answer = client.get("/sparql", headers={"accept": "text/turtle"})
        assert answer.status_code == 200
        if b"void:triples" in answer.content:
            return Description(answer.content)
    raise AssertionError("nothing has been counted in a minute")


@pytest.fixture(scope="module")
def quads(client: TestClient) -> set[Quad]:
    return set(parse(client.get("/dump.nq").content, RdfFormat.N_QUADS))


@pytest.fixture(scope="module")
def triples(quads: set[Quad]) -> set[Triple]:
    return {quad.triple for quad in quads}


@pytest.fixture(scope="module")
def description(client: TestClient) -> Description:
    return described(client)


def test_the_totals_are_those_of_the_dump(description: Description, triples: set[Triple]) -> None:
    classes = {triple.object for triple in triples if triple.predicate == _TYPE}
    ours = {triple.subject for triple in triples if triple.predicate == _TYPE}
    expected = {
        "triples": len(triples),
        "distinctSubjects": len({triple.subject for triple in triples}),
        "distinctObjects": len({triple.object for triple in triples}),
        "properties": len({triple.predicate for triple in triples}),
        "classes": len(classes),
        "entities": sum(str(subject).startswith(f"<{ID!s}") for subject in ours),
    }
    assert {name: description.number(description.default, name) for name in expected} == expected
    assert expected["entities"] > 100


def test_the_classes_are_those_of_the_dump(description: Description, triples: set[Triple]) -> None:
    expected = Counter(triple.object for triple in triples if triple.predicate == _TYPE)
    parts = description.parts("classPartition", "class")
    assert {kind: description.number(part, "entities") for kind, part in parts.items()} == expected


def test_the_properties_are_those_of_the_dump(
    description: Description, triples: set[Triple]
) -> None:
    uses: dict[NamedNode, list[Triple]] = defaultdict(list)
    for triple in triples:
        uses[triple.predicate].append(triple)
    names = ("triples", "distinctSubjects", "distinctObjects")
    parts = description.parts("propertyPartition", "property")
    found = {
        name: tuple(description.number(part, each) for each in names)
        for name, part in parts.items()
    }
    assert found == {
        name: (
            len(told),
            len({triple.subject for triple in told}),
            len({triple.object for triple in told}),
        )
        for name, told in uses.items()
    }


def test_each_graph_is_counted(description: Description, quads: set[Quad]) -> None:
    graph = description.graph
    names = {quad.subject: quad.object for quad in graph if quad.predicate.value == f"{SD}name"}
    bodies = {quad.subject: quad.object for quad in graph if quad.predicate.value == f"{SD}graph"}
    found = {names[named]: description.number(body, "triples") for named, body in bodies.items()}
    assert found == Counter(quad.graph_name for quad in quads)


def test_it_says_where_the_dumps_are(client: TestClient, description: Description) -> None:
    dumps = description.values(description.default, "dataDump")
    assert len(dumps) == 2
    for dump in dumps:
        assert isinstance(dump, NamedNode)
        assert client.get(dump.value).status_code == 200


def test_it_is_where_the_convention_looks_for_it(client: TestClient) -> None:
    answer = client.get("/.well-known/void", follow_redirects=True)
    assert [past.status_code for past in answer.history] == [303]
    assert answer.status_code == 200
    assert SD.encode() in answer.content


def test_a_tag_does_not_stand_for_both_with_and_without_numbers(client: TestClient) -> None:
    described(client)
    counted = client.get("/sparql").headers["etag"]
    again = client.get("/sparql", headers={"if-none-match": counted})
    assert again.status_code == 304


def test_a_new_revision_is_counted_anew(tmp_path: Path) -> None:
    with running_with_operator(tmp_path) as client:
        before = described(client)
        graph = {"graph": "urn:mine"}
        body, kind = "<urn:a> a <urn:Kind> .", {"content-type": "text/turtle"}
        client.put("/graphs", params=graph, content=body, headers=kind).raise_for_status()
        after = described(client)
        kinds = after.parts("classPartition", "class")
        assert after.number(kinds[NamedNode("urn:Kind")], "entities") == 1
        grown = after.number(after.default, "triples") - before.number(before.default, "triples")
        assert grown > 1  # the record of the revision too


def empty(revision: int) -> Statistics:
    return Statistics(
        revision=revision, triples=0, subjects=0, objects=0, entities=0,
        classes={}, properties={}, graphs={},
    )  # fmt: skip


class Counting:
    """A revision that moves on, and a count of how often everything was counted."""

    def __init__(self) -> None:
        self.revision = 1
        self.times = 0
        self.seconds = 0.0
        self.fails = False

    async def count(self) -> Statistics:
        self.times += 1
        revision = self.revision
        await asyncio.sleep(self.seconds)
        if self.fails:
            raise DeadlineExceeded("too slow")
        return empty(revision)


def test_however_many_ask_it_is_counted_once_a_revision() -> None:
    async def asked() -> None:
        counting = Counting()
        kept = CurrentStatistics(lambda: counting.revision, counting.count)
        for revision in (1, 2):
            counting.revision = revision
            found = await asyncio.gather(*(kept.soon() for _ in range(20)))
            assert found == [empty(revision)] * 20
            assert counting.times == revision

    asyncio.run(asked())


def test_what_is_slow_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    async def asked() -> None:
        monkeypatch.setattr(api.statistics, "_PATIENCE", 0.01)
        counting = Counting()
        counting.seconds = 0.3
        kept = CurrentStatistics(lambda: counting.revision, counting.count)
        assert await kept.soon() is None
        await asyncio.sleep(0.5)
        assert await kept.soon() == empty(1)
        assert counting.times == 1

    asyncio.run(asked())


def test_what_cannot_be_counted_is_not_tried_again_for_the_same_revision() -> None:
    async def asked() -> None:
        counting = Counting()
        counting.fails = True
        kept = CurrentStatistics(lambda: counting.revision, counting.count)
        assert [await kept.soon() for _ in range(3)] == [None] * 3
        assert counting.times == 1
        counting.fails, counting.revision = False, 2
        assert await kept.soon() == empty(2)

    asyncio.run(asked())
