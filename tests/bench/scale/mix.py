"""The mix of worked queries: those shipped in ``data/queries``, asked of many actors and days."""

import random
import re
from collections.abc import Iterator
from datetime import date, timedelta
from importlib.resources import files

from graph.view import View
from ontology import ID

_LONGEST = 200  # rows: a page for people, where the query itself has no end
_ACTOR = {
    "network-of-an-actor": "id:vladimir-putin",
    "whom-somebody-met": "id:kim-jong-un",
    "offices-of-a-person": "id:sergei-shoigu",
}
_AS_THEY_STAND = (
    "names-of-a-state",
    "statements-by-carrier",
    "warnings",
    "members-of-an-organization",
)


def worked(name: str) -> str:
    """Return a worked query."""
    return files("data").joinpath("queries").joinpath(f"{name}.rq").read_text(encoding="utf-8")


def mix(view: View, count: int) -> list[str]:
    """Return so many times ten queries, each time of others, always the same ones."""
    chance = random.Random(1)
    index = view.index
    mentions = sorted(index.mentions().items())
    actors = [iri for iri, facts in mentions if iri.startswith(ID) and facts > 1]
    return [
        query
        for _ in range(count)
        for query in _ten(
            chance, chance.choice(actors), index.facts[chance.randrange(len(index.facts))]
        )
    ]


def _ten(chance: random.Random, actor: str, fact: str) -> Iterator[str]:
    for name, example in _ACTOR.items():
        yield _of(worked(name), example, actor)
    yield _of(worked("evidence-for-a-fact"), "id:shoigu-visit-to-pyongyang-2024-09-13", fact)
    yield _of(worked("holders-of-an-office"), "id:minister-of-defense-of-russia", actor)
    day = date(2018, 1, 1) + timedelta(days=chance.randrange(300))
    between = re.sub(r"2024-06-01|2024-06-30", day.isoformat(), worked("events-between-two-days"))
    yield f"{between}\nLIMIT {_LONGEST}"
    for name in _AS_THEY_STAND:
        yield f"{worked(name)}\nLIMIT {_LONGEST}"


def _of(query: str, example: str, iri: str) -> str:
    if example not in query:
        raise ValueError(f"the worked query does not ask about {example}")
    return f"{query.replace(example, f'<{iri}>')}\nLIMIT {_LONGEST}"
