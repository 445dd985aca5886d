"""A subgraph with everything that is hard to write, and the consumers that read exports back."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from graph.answers import ActorShort, Evidence, Fact, Proposition, Source, Standing, Statement, When
from graph.subgraph import CitedSource, Edge, Node, Subgraph
from graph.subgraph.draft import make_edge
from graph.subgraph.edges import RESPONDS_TO, Direction, between

CONSUMERS = Path(__file__).resolve().parents[2] / "consumers"
TIMEOUT = 60

Consume = Callable[[str, bytes], dict[str, Any]]
RunDot = Callable[[bytes, str], str]


@pytest.fixture(scope="session")
def consume(tmp_path_factory: pytest.TempPathFactory) -> Consume:
    """Read an export with a library of npm."""
    beside = Path(sys.executable).with_name("node")
    node = str(beside) if beside.exists() else shutil.which("node")
    if node is None or not (CONSUMERS / "node_modules").is_dir():
        pytest.fail("node and the npm consumers are needed to read exports back: run make tools")
    folder = tmp_path_factory.mktemp("consumed")

    def read(format_name: str, content: bytes) -> dict[str, Any]:
        file = folder / format_name
        file.write_bytes(content)
        command = [node, str(CONSUMERS / "read.mjs"), format_name, str(file)]
        done = subprocess.run(command, capture_output=True, timeout=TIMEOUT, check=False)
        assert done.returncode == 0, done.stderr.decode()
        found: dict[str, Any] = json.loads(done.stdout)
        return found

    return read


@pytest.fixture(scope="session")
def run_dot() -> RunDot:
    """Read DOT with Graphviz, and give it back in another of its formats."""
    dot = shutil.which("dot")
    if dot is None:
        pytest.fail("Graphviz is needed to read DOT back: run make tools")

    def run(content: bytes, output: str) -> str:
        command = [dot, f"-T{output}"]
        done = subprocess.run(
            command, input=content, capture_output=True, timeout=TIMEOUT, check=False
        )
        assert done.returncode == 0, done.stderr.decode()
        return done.stdout.decode()

    return run


def actor(identifier: str, kind: str, label: str) -> ActorShort:
    """Return an actor in short."""
    return ActorShort(
        id=identifier, iri=f"https://w3id.org/legation/id/{identifier}", type=kind, label=label
    )


ACTORS = {
    "kim-jong-un": actor("kim-jong-un", "Person", "Kim Jong Un"),
    "minister-of-defense-of-russia": actor(
        "minister-of-defense-of-russia", "Office", 'The "Minister" & <Co>'
    ),
    "north-korea": actor("north-korea", "State", "조선민주주의인민공화국"),
    "russia": actor("russia", "State", "Russia"),
    "sergei-shoigu": actor("sergei-shoigu", "Person", "Сергей Шойгу"),
    "united-states": actor("united-states", "State", "الولايات المتحدة"),
}
NAMES = {
    "kim-jong-un": ({"en": "Kim Jong Un", "ko": "김정은", "zh": "金正恩"}, ("김 정은 | 🇰🇵",)),
    "united-states": ({"ar": "الولايات المتحدة", "he": "ארצות הברית"}, ("U.S.", "US | USA")),
    "russia": ({"en": "Russia", "ru": "Россия"}, ()),
}
REUTERS = actor("reuters", "MediaOrganization", "Reuters")
ARTICLE = Source(
    iri="https://w3id.org/legation/article/an-article",
    title="Shoigu & Kim: “talks” ]]> <held>",
    publisher="Reuters",
    issued="2024-09-13",
    url="https://example.org/article?a=1&b=2",
)
TABLE = Source(iri="https://w3id.org/legation/dataset/leaders", title="Leaders")


def fact(identifier: str, kind: str, roles: dict[str, list[str]], **more: Any) -> Fact:
    """Return a fact of the sample."""
    values: dict[str, Any] = {
        "id": identifier,
        "iri": f"https://w3id.org/legation/id/{identifier}",
        "type": kind,
        "roles": {role: [ACTORS[name] for name in names] for role, names in roles.items()},
        "when": When(),
        "standing": Standing.reported,
        "reported_by": [REUTERS],
        "attributed_to": [],
        "evidence": [
            Evidence(source=ARTICLE, quote="held talks", start=10, end=20),
            Evidence(source=TABLE, record="=17"),
        ],
    }
    return Fact(**{**values, **more})


def statement(identifier: str, kind: str, asserter: str, against: list[str]) -> Statement:
    """Return a statement of the sample."""
    roles = {"asserter": [asserter], **({"against": against} if against else {})}
    disputed = Standing.disputed if kind == "Allegation" else Standing.attributed
    plain = fact(identifier, kind, roles, standing=disputed)
    supplied = Proposition(id="p", iri="https://w3id.org/legation/id/p", label="arms transfers")
    return Statement(
        **dict(plain),
        asserter=[ACTORS[asserter]],
        via=[],
        against=[ACTORS[name] for name in against],
        content=[supplied],
        condition=[],
        about=[],
        responds_to=[],
        quote_type=None,
    )


def day(year: int, month: int, number: int) -> When:
    """Return a stated day."""
    on = date(year, month, number)
    return When(
        words="on Friday", start_earliest=on, start_latest=on, end_earliest=on, end_latest=on
    )


def tied(what: Fact, one: str, other: str) -> Edge:
    """Return the edge that a fact is between two actors."""
    way = between(what, one, other)
    assert way is not None
    return make_edge(what, way)


def sample_edges() -> list[Edge]:
    """Return parallel, undated, open-ended, alleged, denying and twice-drawn edges."""
    until_may = When(
        words="until May",
        precision="month",
        start_latest=date(2024, 5, 1),
        end_earliest=date(2024, 5, 1),
        end_latest=date(2024, 5, 31),
    )
    tenure = fact(
        "tenure-until-may",
        "Tenure",
        {"holder": ["sergei-shoigu"], "office": ["minister-of-defense-of-russia"]},
        when=until_may,
    )
    meetings = [
        fact(
            f"meeting-{name}", "Meeting", {"attendee": ["sergei-shoigu", "kim-jong-un"]}, when=when
        )
        for name, when in (("1", day(2023, 7, 27)), ("2", day(2024, 9, 13)), ("undated", When()))
    ]
    allegation = statement(
        "an-article:us-allegation", "Allegation", "united-states", ["russia", "north-korea"]
    )
    denial = statement("an-article:russian-denial", "Denial", "russia", [])
    answered = Direction("russia", "united-states", "asserter", RESPONDS_TO)
    return [
        tied(tenure, "sergei-shoigu", "minister-of-defense-of-russia"),
        *(tied(meeting, "sergei-shoigu", "kim-jong-un") for meeting in meetings),
        make_edge(denial, answered),
        *(
            make_edge(
                allegation.model_copy(update={"id": f"{allegation.id}~{target}"}),
                Direction("united-states", target, "asserter", "against"),
                denied_by=("Russia", "North Korea | DPRK"),
            )
            for target in ("north-korea", "russia")
        ),
    ]


@pytest.fixture(scope="session")
def sample() -> Subgraph:
    """A subgraph with labels in many scripts, and every kind of date and doubt."""
    nodes = [
        Node(short.id, short.iri, short.type, short.label, *NAMES.get(short.id, ({}, ())))
        for short in ACTORS.values()
    ]
    return Subgraph(
        title="Connections of Сергей Шойгу \u2028 and others",
        question={"id": "sergei-shoigu", "depth": "1"},
        revision=7,
        nodes=tuple(nodes),
        edges=tuple(sorted(sample_edges(), key=lambda edge: edge.id)),
        sources=(
            CitedSource(**ARTICLE.model_dump()),
            CitedSource(**TABLE.model_dump(), license="https://example.org/licence"),
        ),
        day=date(2024, 9, 14),
        left_out="stopped at 7 edges",
        complete=False,
    )
