"""How long engines take to hold a table against the shapes, side by side.

Run it by hand: ``python tests/bench/bench_shapes.py --facts 65000``. A table of 65,000 tenures
comes to about a million triples. Each engine runs in a process of its own, from an N-Triples file
to its verdict, and is ended after ``--limit`` seconds; engines that are not installed are left out.
A tenure without its holder is put in, which each must find.
"""

import argparse
import multiprocessing
import tempfile
import time
from collections.abc import Callable, Iterator
from multiprocessing.queues import Queue
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple, parse, serialize

from ontology import DCT, ID, LEG, OA, RDF, RDFS, XSD, resource, text

DATASET = "https://w3id.org/legation/dataset/synthetic"


def tenures(facts: int) -> Iterator[Triple]:
    """Yield a table of tenures with their evidence, persons and offices, one of them broken."""
    persons, offices = facts * 4 // 7 + 1, facts // 5 + 1
    source = NamedNode(DATASET)
    yield _typed(source, LEG.Dataset)
    for name in ("title", "license", "source"):
        yield Triple(source, NamedNode(DCT.term(name)), Literal("synthetic"))
    for kind, count in (("Person", persons), ("Office", offices), ("Organization", 1)):
        for number in range(count):
            entity = NamedNode(f"{ID!s}{kind.lower()}-{number}")
            yield _typed(entity, LEG.term(kind))
            label = Literal(f"{kind} {number}", language="en")
            yield Triple(entity, NamedNode(RDFS.label), label)
    for number in range(facts):
        yield from _tenure(number, persons, offices)


def _typed(node: NamedNode, kind: str) -> Triple:
    return Triple(node, NamedNode(RDF.type), NamedNode(kind))


def _tenure(number: int, persons: int, offices: int) -> Iterator[Triple]:
    fact = NamedNode(f"{DATASET}#{number}")
    evidence = NamedNode(f"{DATASET}#{number}.evidence")
    year = 1900 + number % 120
    start = Literal(f"{year}-02-03", datatype=NamedNode(XSD.date))
    end = Literal(f"{year + 2}-02-03", datatype=NamedNode(XSD.date))
    yield _typed(fact, LEG.Tenure)
    roles: dict[str, NamedNode | Literal] = {
        "holder": NamedNode(f"{ID!s}person-{number % persons}"),
        "office": NamedNode(f"{ID!s}office-{number % offices}"),
        "startEarliest": start,
        "startLatest": start,
        "endEarliest": end,
        "endLatest": end,
        "dateText": Literal(f"{year} to {year + 2}"),
        "datePrecision": NamedNode(LEG.day),
        "dateBasis": NamedNode(LEG.stated),
        "reportedBy": NamedNode(f"{ID!s}organization-0"),
        "evidence": evidence,
    }
    if number == 0:
        del roles["holder"]
    for name, value in roles.items():
        yield Triple(fact, NamedNode(LEG.term(name)), value)
    yield _typed(evidence, LEG.Evidence)
    yield Triple(evidence, NamedNode(OA.hasSource), NamedNode(DATASET))
    yield Triple(evidence, NamedNode(LEG.record), Literal(str(number)))


def legation(data: Path) -> str:
    """Ours: each constraint one SPARQL query, answered by Oxigraph."""
    from graph.shapes import check_shapes

    graph = NamedNode(DATASET)
    quads = [
        Quad(quad.subject, quad.predicate, quad.object, graph)
        for quad in parse(path=str(data), format=RdfFormat.N_TRIPLES)
    ]
    started = time.perf_counter()
    faults = check_shapes(quads)
    return f"{len(faults)} faults; the check alone {time.perf_counter() - started:.1f} s"


def pyshacl(data: Path) -> str:
    """The reference in Python, over rdflib."""
    import pyshacl as engine
    from rdflib import Graph

    graph = Graph().parse(data, format="nt")
    terms = Graph().parse(data=text("legation.ttl"), format="turtle")
    shapes = Graph().parse(data=text("shapes.ttl"), format="turtle")
    _, report, _ = engine.validate(graph, shacl_graph=shapes, ont_graph=terms)
    return _results(report)


def pyshacl_turbo(data: Path) -> str:
    """pySHACL's interface over an engine in Rust."""
    import pyshacl_turbo as engine

    _, report, _ = engine.validate(
        str(data),
        shacl_graph=str(resource("shapes.ttl")),
        ont_graph=str(resource("legation.ttl")),
        data_graph_format="nt",
    )
    return _results(report)


def pyshifty(data: Path) -> str:
    """Shifty, in Rust."""
    import shifty as engine

    result = engine.validate_algebra(
        [data, Path(str(resource("legation.ttl")))],
        Path(str(resource("shapes.ttl"))),
        infer=False,
        graph_mode="data",
        on_unsupported="error",
    )
    return f"{len(result.violations)} violations"


def pyrudof(data: Path) -> str:
    """Rudof, in Rust."""
    import pyrudof as engine

    rudof = engine.Rudof(engine.RudofConfig())
    rudof.read_data(str(data), format=engine.RDFFormat.NTriples)
    rudof.read_data(text("legation.ttl"), format=engine.RDFFormat.Turtle, merge=True)
    rudof.read_shacl(text("shapes.ttl"), format=engine.ShaclFormat.Turtle)
    return f"{len(rudof.validate_shacl())} violations"


def _results(report: object) -> str:
    from rdflib import RDF as TYPES
    from rdflib import Graph
    from rdflib.namespace import SH

    assert isinstance(report, Graph)
    return f"{len(list(report.subjects(TYPES.type, SH.ValidationResult)))} violations"


ENGINES: dict[str, Callable[[Path], str]] = {
    "legation": legation,
    "pyshacl": pyshacl,
    "pyshacl-turbo": pyshacl_turbo,
    "pyshifty": pyshifty,
    "pyrudof": pyrudof,
}


def _run(name: str, data: Path, answers: "Queue[str]") -> None:
    started = time.perf_counter()
    try:
        verdict = ENGINES[name](data)
    except ModuleNotFoundError as fault:
        answers.put(f"left out: {fault}")
        return
    except Exception as fault:  # noqa: BLE001 - a failing engine is a result
        answers.put(f"failed: {type(fault).__name__}: {str(fault)[:200]}")
        return
    answers.put(f"{time.perf_counter() - started:8.1f} s  {verdict}")


def measure(name: str, data: Path, limit: float) -> str:
    """Return an engine's time and verdict, or why there is none."""
    context = multiprocessing.get_context("spawn")
    answers: Queue[str] = context.Queue()
    process = context.Process(target=_run, args=(name, data, answers))
    process.start()
    process.join(limit)
    if process.is_alive():
        process.terminate()
        process.join()
        return f"not done after {limit:.0f} s"
    return answers.get(timeout=5) if process.exitcode == 0 else f"crashed: {process.exitcode}"


def main() -> None:
    """Measure each engine and print a line for it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--facts", type=int, default=65_000)
    parser.add_argument("--limit", type=float, default=300.0)
    parser.add_argument("--engine", choices=ENGINES, action="append")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "table.nt"
        triples = list(tenures(options.facts))
        serialize(triples, str(data), RdfFormat.N_TRIPLES)
        print(f"{options.facts} facts, {len(triples)} triples")
        for name in options.engine or ENGINES:
            print(f"{name:15} {measure(name, data, options.limit)}", flush=True)


if __name__ == "__main__":
    main()
