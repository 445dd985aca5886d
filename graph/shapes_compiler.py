"""SHACL read into rules, each with the SPARQL query that finds what breaks it.

Only what ``shapes.ttl`` uses of SHACL is known here. Anything else is refused when the file is
read, so that no rule is skipped in silence.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse

from graph.schema import subclasses
from ontology import RDF, XSD, Namespace, expand, prefix_declarations

SH = Namespace("http://www.w3.org/ns/shacl#")
Term = NamedNode | BlankNode | Literal | Triple

_ANNOTATIONS = {
    RDF.type, SH.path, SH.message, SH.targetClass, SH.targetSubjectsOf, SH.property, SH.sparql
}  # fmt: skip
_WRITTEN = {
    SH.datatype: lambda kind: (
        f"isLiteral(?value) && datatype(?value) = <{kind}> && {_well_formed(kind)}"
    ),
    SH.pattern: lambda regex: f"!isBlank(?value) && REGEX(STR(?value), {_quoted(regex)})",
    SH.maxLength: lambda most: f"STRLEN(STR(?value)) <= {most}",
    SH.minLength: lambda least: f"STRLEN(STR(?value)) >= {least}",
    SH.minInclusive: lambda least: f"?value >= {least}",
    SH.nodeKind: lambda kind: {SH.IRI: "isIRI(?value)", SH.Literal: "isLiteral(?value)"}[kind],
}
_COMPARED = {SH.lessThan: "<", SH.lessThanOrEquals: "<="}
_COUNTED = {SH.minCount: "<", SH.maxCount: ">"}


@dataclass(frozen=True)
class Target:
    """Which nodes of a graph a shape is about: those of some classes, and bearers of properties."""

    classes: frozenset[str]
    properties: frozenset[str]

    def pattern(self, used: frozenset[str]) -> str:
        """Return the SPARQL that binds ``?this``, of the terms in use; empty where none is."""
        kinds = [f"{{ ?this a <{kind}> }}" for kind in sorted(self.classes & used)]
        bearers = [f"{{ ?this <{name}> ?_any }}" for name in sorted(self.properties & used)]
        return " UNION ".join(kinds + bearers)


@dataclass(frozen=True)
class Rule:
    """One constraint of one shape.

    Parameters
    ----------
    target : Target
        What it is about.
    path : str
        The property it is about; empty for the node itself.
    message : str
        The reason, a semicolon, and the mend.
    body : str
        SPARQL that binds ``?this`` to what breaks it, and ``?value`` where a value is at fault.
        In it ``{target}`` stands for the pattern of the targets, and ``{only_targets}`` for a
        filter that lets only targets pass.
    needs_path : bool
        Whether nothing can break it in a graph without that property.
    needs : frozenset of str
        Classes without which nothing can break it.
    """

    target: Target
    path: str
    message: str
    body: str
    needs_path: bool
    needs: frozenset[str] = frozenset()

    def query(self, used: frozenset[str]) -> str | None:
        """Return the query, or None where a graph that uses these terms cannot break the rule.

        Parameters
        ----------
        used : frozenset of str
            The classes and properties that occur in the graph.
        """
        if (self.needs_path and self.path not in used) or not self.needs <= used:
            return None
        pattern = self.target.pattern(used)
        if not pattern:
            return None
        implied = self.needs_path and self.path in self.target.properties
        only = "" if implied else f"FILTER EXISTS {{ {pattern} }}"
        body = self.body.replace("{target}", pattern).replace("{only_targets}", only)
        return prefix_declarations() + body


class Shapes:
    """A file of shapes, read into rules.

    Parameters
    ----------
    turtle : str
        The shapes.

    Raises
    ------
    ValueError
        If they use a part of SHACL that is not known here, or lack a message.
    """

    def __init__(self, turtle: str) -> None:
        self._objects: dict[tuple[str, str], list[Term]] = {}
        shapes = []
        for quad in parse(turtle, RdfFormat.TURTLE):
            if quad.object == NamedNode(SH.NodeShape):
                shapes.append(quad.subject)
            key = (str(quad.subject), quad.predicate.value)
            self._objects.setdefault(key, []).append(quad.object)
        self.rules = tuple(rule for shape in shapes for rule in self._shape(shape))

    def _all(self, node: Term, name: str) -> list[Term]:
        return self._objects.get((str(node), name), [])

    def _one(self, node: Term, name: str) -> str:
        found = self._all(node, name)
        if len(found) != 1:
            raise ValueError(f"{node} has {len(found)} values of <{name}>, not one")
        return _text(found[0])

    def _shape(self, shape: Term) -> Iterator[Rule]:
        named = {_text(kind) for kind in self._all(shape, SH.targetClass)}
        target = Target(
            frozenset[str]().union(*(subclasses(kind) for kind in named)),
            frozenset(_text(name) for name in self._all(shape, SH.targetSubjectsOf)),
        )
        yield from self._constraints(shape, target, "")
        for constrained in self._all(shape, SH.property):
            yield from self._constraints(constrained, target, self._one(constrained, SH.path))
        for constraint in self._all(shape, SH.sparql):
            yield self._own_query(constraint, target)

    def _constraints(self, node: Term, target: Target, path: str) -> Iterator[Rule]:
        for subject, name in self._objects:
            if subject != str(node) or name in _ANNOTATIONS:
                continue
            for given in self._all(node, name):
                message = self._one(node, SH.message)
                if name in _COUNTED and path:
                    body = _counting(path, _COUNTED[name], int(_text(given)))
                    yield Rule(target, path, message, body, name == SH.maxCount)
                elif name in _COMPARED and path:
                    body = _comparing(path, _COMPARED[name], _text(given))
                    yield Rule(target, path, message, body, needs_path=True)
                elif name == SH.uniqueLang and path:
                    yield Rule(target, path, message, _languages(path), needs_path=True)
                else:
                    condition = self._condition(name, given)
                    about_type = RDF.type if "EXISTS" in condition else ""
                    kinds = frozenset[str]() if path else self._kinds(name, given)
                    body = _lacking(kinds) if kinds else _judging(path, f"FILTER(!{condition})")
                    yield Rule(target, path or about_type, message, body, bool(path))

    def _kinds(self, name: str, given: Term) -> frozenset[str]:
        """Return the classes of which a node must be one; none where more than that is asked."""
        if name == SH.term("class"):
            return subclasses(_text(given))
        if name != SH.term("or"):
            return frozenset()
        kinds = []
        for choice in self._list(given):
            asked = [key for key in self._objects if key[0] == str(choice)]
            if asked != [(str(choice), SH.term("class"))]:
                return frozenset()
            kinds.append(subclasses(self._one(choice, SH.term("class"))))
        return frozenset[str]().union(*kinds)

    def _condition(self, name: str, given: Term) -> str:
        """Return the SPARQL expression that is true of each ``?value`` that keeps a constraint."""
        if name == SH.term("class"):
            return _is_instance(_text(given))
        if name == SH.term("or"):
            return f"({' || '.join(self._conditions(choice) for choice in self._list(given))})"
        if name == SH.term("not"):
            return f"(!{self._conditions(given)})"
        if name == SH.term("in"):
            return f"(?value IN ({', '.join(str(item) for item in self._list(given))}))"
        write: Callable[[str], str] | None = _WRITTEN.get(name)
        if write is None:
            raise ValueError(f"<{name}> is a part of SHACL that the fast engine does not know")
        return f"COALESCE({write(_text(given))}, false)"

    def _conditions(self, node: Term) -> str:
        """Return the expression for a shape within ``sh:or`` or ``sh:not``."""
        kept = [
            self._condition(name, given)
            for (subject, name), values in self._objects.items()
            if subject == str(node)
            for given in values
        ]
        return f"({' && '.join(kept)})"

    def _list(self, head: Term) -> Iterator[Term]:
        while _text(head) != RDF.nil:
            yield self._all(head, RDF.first)[0]
            head = self._all(head, RDF.rest)[0]

    def _own_query(self, constraint: Term, target: Target) -> Rule:
        select = self._one(constraint, SH.select).replace("$this", "?this").strip()
        head, brace, rest = select.partition("{")
        body = f"{head.replace('SELECT', 'SELECT DISTINCT', 1)}{brace} {{target}} {rest}"
        return Rule(
            target, "", self._one(constraint, SH.message), body, False, _classes_needed(select)
        )


def _classes_needed(select: str) -> frozenset[str]:
    """Return the classes that must occur for a query to find anything: those of its first joins."""
    first = re.split(r"FILTER|OPTIONAL|UNION|MINUS|BIND|VALUES", select, maxsplit=1)[0]
    return frozenset(expand(name) for name in re.findall(r"rdf:type ([a-z]+:\w+)", first))


def _text(term: Term) -> str:
    return term.value if isinstance(term, NamedNode | BlankNode | Literal) else str(term)


def _quoted(words: str) -> str:
    return str(Literal(words))


def _well_formed(datatype: str) -> str:
    """Return a test that a literal is one of its datatype: ``"2024-13-01"^^xsd:date`` is none."""
    if not datatype.startswith(XSD) or datatype == XSD.string:
        return "true"
    return f"BOUND(?value) && COALESCE(<{datatype}>(STR(?value)) = ?value, false)"


def _is_instance(kind: str) -> str:
    """Return a test for values of a class or of one below it, by the graph or by the context."""
    kinds = ", ".join(f"<{name}>" for name in sorted(subclasses(kind)))
    return f"EXISTS {{ GRAPH ?_graph {{ ?value a ?_kind }} FILTER(?_kind IN ({kinds})) }}"


def _judging(path: str, filters: str) -> str:
    if not path:
        mended = filters.replace("?value", "?this")
        return (
            f"SELECT ?this WHERE {{ {{ SELECT DISTINCT ?this WHERE {{ {{target}} }} }} {mended} }}"
        )
    return _bearers("?this ?value", f"?this <{path}> ?value . {filters}")


def _lacking(kinds: frozenset[str]) -> str:
    """Return the query for targets of none of these classes, by the graph or by the context.

    Taking the instances away as a set is twice as quick as asking of each target what it is.
    """
    instances = " UNION ".join(f"{{ GRAPH ?_ {{ ?this a <{kind}> }} }}" for kind in sorted(kinds))
    return f"SELECT DISTINCT ?this WHERE {{ {{target}} MINUS {{ {instances} }} }}"


def _bearers(found: str, breaking: str) -> str:
    """Return the query for what breaks a rule, if it is a target.

    Whether it is a target is asked last: what breaks a rule is rare, and targets are many.
    """
    return f"SELECT DISTINCT {found} WHERE {{ {breaking} {{only_targets}} }}"


def _counting(path: str, wrong: str, bound: int) -> str:
    if wrong == ">" and bound == 0:
        return _bearers("?this", f"?this <{path}> ?value .")
    if wrong == ">" and bound == 1:
        # comparing pairs takes half as long as counting groups
        return _bearers("?this", f"?this <{path}> ?one , ?two . FILTER(!sameTerm(?one, ?two))")
    if wrong == "<" and bound == 1:
        return (
            f"SELECT DISTINCT ?this WHERE "
            f"{{ {{target}} FILTER NOT EXISTS {{ ?this <{path}> ?value }} }}"
        )
    found = f"?this <{path}> ?found"
    values = f"OPTIONAL {{ {found} }}" if wrong == "<" else f"{found} ."
    return (
        f"SELECT ?this (COUNT(DISTINCT ?found) AS ?count) WHERE {{ {{target}} {values} }} "
        f"GROUP BY ?this HAVING (COUNT(DISTINCT ?found) {wrong} {bound})"
    )


def _comparing(path: str, holds: str, other: str) -> str:
    breaking = f"FILTER(!COALESCE(?value {holds} ?bound, false))"
    return _bearers("?this ?value", f"?this <{path}> ?value ; <{other}> ?bound . {breaking}")


def _languages(path: str) -> str:
    same = 'LANG(?one) != "" && LCASE(LANG(?one)) = LCASE(LANG(?other)) && STR(?one) < STR(?other)'
    return _bearers("?this", f"?this <{path}> ?one , ?other . FILTER({same})")
