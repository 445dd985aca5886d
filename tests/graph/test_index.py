"""The index of a revision lies beside it, and says what the graph says."""

import random
import shutil
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse

from graph.answers import Certainty
from graph.facts import load_facts
from graph.index import FILE, STANDINGS, FactIndex
from graph.index.build import build
from graph.index.columns import Numbers, load, save
from graph.lookups import articles, connections, events, get_article, statements, tenures
from graph.lookups.timeline import holds, newest_first
from graph.queries import stock
from graph.schema import fact_classes
from graph.seed import seed
from graph.store import Snapshot, Store, open_store
from graph.view import KnowledgeGraph, View
from ontology import prefix_declarations


@pytest.fixture
def store(tmp_path: Path) -> Store:
    made = open_store(str(tmp_path / "store"))
    seed(made)
    return made


def index_file(view: View) -> Path:
    assert view.snapshot.beside is not None
    return view.snapshot.beside / FILE


def test_it_is_there_before_anybody_reads_the_revision(store: Store) -> None:
    view = KnowledgeGraph(store).view()
    written = index_file(view).stat()
    built = view.index
    assert index_file(view).stat().st_mtime_ns == written.st_mtime_ns
    assert not list(index_file(view).parent.glob("*.lock"))
    again = KnowledgeGraph(open_store(store.url)).view()
    assert list(again.index.facts) == list(built.facts)
    assert index_file(again).stat().st_mtime_ns == written.st_mtime_ns
    assert {name: one.tolist() for name, one in again.index.columns.items()} == {
        name: one.tolist() for name, one in built.columns.items()
    }


@pytest.mark.parametrize("content", [b"", b"rubbish", b"Legation columns\n" + bytes(20)])
def test_a_file_that_cannot_be_used_is_made_anew(store: Store, content: bytes) -> None:
    view = KnowledgeGraph(store).view()
    facts = list(view.index.facts)
    index_file(view).write_bytes(content)
    again = KnowledgeGraph(open_store(store.url)).view()
    assert list(again.index.facts) == facts
    assert load(index_file(again)) is not None


def test_the_index_of_another_ontology_is_not_used(store: Store) -> None:
    view = KnowledgeGraph(store).view()
    count = len(view.index.facts)
    columns = {**view.index.columns, "fact_ends": view.index.columns["fact_ends"][:1]}
    save(index_file(view), columns, {"made_for": "another"})
    assert len(FactIndex.of(KnowledgeGraph(open_store(store.url)).view()).facts) == count


def test_several_who_miss_it_build_it_once(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    index_file(KnowledgeGraph(store).view()).unlink()
    built: list[View] = []

    def watched(view: View) -> dict[str, Numbers]:
        built.append(view)
        return build(view)

    monkeypatch.setattr("graph.index.build", watched)
    views = [KnowledgeGraph(open_store(store.url)).view() for _ in range(4)]
    with ThreadPoolExecutor() as threads:
        indexes = list(threads.map(FactIndex.of, views))
    assert len(built) == 1
    assert len({len(index.facts) for index in indexes}) == 1


def test_a_cut_file_is_not_used(store: Store) -> None:
    view = KnowledgeGraph(store).view()
    facts = list(view.index.facts)
    whole = index_file(view).read_bytes()
    index_file(view).unlink()
    index_file(view).write_bytes(whole[: len(whole) // 2])
    assert list(KnowledgeGraph(open_store(store.url)).view().index.facts) == facts


class Remote:
    """The same revision, as if it were at an endpoint."""

    is_remote = True
    beside = None

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot

    def __getattr__(self, name: str) -> object:
        return getattr(self._snapshot, name)


def test_the_index_and_the_store_itself_give_the_same_answers(seeded: View) -> None:
    remote = View(Remote(seeded.snapshot))  # type: ignore[arg-type]
    chance = random.Random(13)
    actors = sorted({seeded.index.entities[n] for n in range(len(seeded.index.entities))})
    for actor in actors:
        day = date(2024, 1, 1) + timedelta(days=chance.randint(0, 400))
        options = {
            "as_of": chance.choice([None, day]),
            "claims": chance.choice([True, False]),
            "standing": chance.choice([(), ["reported"], ["disputed", "attributed"]]),
            "kinds": chance.choice([(), ["Event"], ["Tenure", "Statement"]]),
            "with_": chance.choice([None, None, "russia"]),
            "limit": chance.choice([1, 2, 50]),
        }
        if options["as_of"]:
            options["certainty"] = chance.choice([None, Certainty.certain])
        assert connections(seeded, actor, **options) == connections(remote, actor, **options)  # type: ignore[arg-type]
        assert tenures(seeded, actor) == tenures(remote, actor)
        assert events(seeded, participant=actor, to=day) == events(
            remote, participant=actor, to=day
        )
        assert statements(seeded, asserter=actor) == statements(remote, asserter=actor)
    assert events(seeded) == events(remote)
    assert events(seeded, from_=date(2024, 9, 1), place="pyongyang") == events(
        remote, from_=date(2024, 9, 1), place="pyongyang"
    )
    for disputed in (True, False, None):
        assert statements(seeded, disputed=disputed) == statements(remote, disputed=disputed)


def test_a_source_states_the_same_by_the_index_and_by_the_store() -> None:
    first, second = "https://w3id.org/legation/article/one", "https://w3id.org/legation/article/two"
    met = f"{first}#met"
    quads = parse(
        f"""{prefix_declarations()}
        <{first}> {{ <{first}> a leg:Article ; dct:title "One" .
            <{met}> a leg:Meeting ; leg:attendee id:a, id:b ;
                leg:startEarliest "2024-01-05"^^xsd:date ; rdfs:label "They met"@en .
            <{first}#seen> a leg:Event ; leg:participant id:a ; rdfs:label "Seen"@en . }}
        <{second}> {{ <{second}> a leg:Article ; dct:title "Two" .
            <{met}> a leg:Event ; leg:participant id:c ; leg:startEarliest "2024-03-05"^^xsd:date .
            <{second}#later> a leg:Event ; leg:participant id:a ;
                leg:startEarliest "2024-02-01"^^xsd:date ; rdfs:label "Later"@en . }}
        id:a a leg:Person . id:b a leg:Person . id:c a leg:Person .""",
        RdfFormat.TRIG,
    )
    store = open_store("memory:")
    with store.draft("tester", "two articles") as draft:
        draft.add(list(quads))
    view = KnowledgeGraph(store).view()
    remote = View(Remote(view.snapshot))  # type: ignore[arg-type]
    assert articles(view) == articles(remote)
    assert [one.counts for one in articles(view).items] == [
        {"Event": 1, "Meeting": 1},
        {"Event": 2},
    ]
    for slug in ("one", "two"):
        whole = get_article(view, slug)
        assert whole == get_article(remote, slug)
        assert len(whole.facts) == 2
        page = get_article(view, slug, limit=1)
        assert [*page.facts, *get_article(view, slug, cursor=page.next).facts] == whole.facts


def test_every_fact_is_there_with_its_standing_and_days(seeded: View) -> None:
    index = seeded.index
    rows = seeded.snapshot.select(stock("fact_types", type=sorted(fact_classes())))
    assert set(index.facts) == {row["fact"].value for row in rows}
    for fact in load_facts(seeded, list(index.facts)):
        number = index.fact(fact.iri)
        assert number is not None
        assert STANDINGS[index.standing[number]] is fact.standing
        bounds = index.bounds(number)
        assert bounds == type(bounds)(**{name: getattr(fact.when, name) for name in vars(bounds)})


def test_days_are_judged_as_one_by_one(seeded: View) -> None:
    index = seeded.index
    everything = index.columns["fact_order"]
    for day in (date(2024, 5, 1), date(2024, 5, 20), date(2024, 9, 13), date(1990, 1, 1)):
        for certain in (None, Certainty.certain, Certainty.possible):
            expected = [holds(index.bounds(n), day, certain) for n in everything.tolist()]
            assert index.holding(everything, day, certain).tolist() == expected


def test_facts_are_numbered_newest_first(seeded: View) -> None:
    from graph.lookups.finding import found_in

    index = seeded.index
    found = [found_in(index, number) for number in range(len(index.facts))]
    assert newest_first(reversed(found)) == found


def test_a_store_that_may_only_be_read_is_read(store: Store, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(store.url, tmp_path / "copy"))
    view = KnowledgeGraph(open_store(str(copy))).view()
    index_file(view).unlink()
    index_file(view).mkdir()  # nobody can write a file there, not even the superuser
    assert len(view.index.facts) > 10
