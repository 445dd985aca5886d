"""An Oxigraph server that asks our endpoint for what stands inside SERVICE."""

import httpx2 as httpx
from pyoxigraph import QueryResultsFormat, QuerySolutions, RdfFormat, parse, parse_query_results

from tests.clients.terms import Row, Triples

_JSON = "application/sparql-results+json"


class Federated:
    """A client of that server, whose questions are all for us.

    Parameters
    ----------
    server : str
        The endpoint of the Oxigraph server.
    address : str
        Ours.
    """

    def __init__(self, server: str, address: str) -> None:
        self._server = server
        self._address = address

    def _content(self, query: str, accept: str) -> bytes:
        headers = {"Content-Type": "application/sparql-query", "Accept": accept}
        answer = httpx.post(self._server, content=query, headers=headers, timeout=60)
        return answer.raise_for_status().content

    def _ours(self, query: str) -> str:
        """Return a query with its pattern put inside SERVICE."""
        before, _, pattern = query.partition("{") if "WHERE" not in query else _where(query)
        return f"{before}{{ SERVICE <{self._address}> {{{pattern.rpartition('}')[0]}}} }}"

    def select(self, query: str) -> list[Row]:
        found = parse_query_results(
            self._content(self._ours(query), _JSON), QueryResultsFormat.JSON
        )
        assert isinstance(found, QuerySolutions)
        names = [variable.value for variable in found.variables]
        return [{name: str(row[name]) for name in names if row[name] is not None} for row in found]

    def ask(self, query: str) -> bool:
        content = self._content(self._ours(query), _JSON)
        return bool(parse_query_results(content, QueryResultsFormat.JSON))

    def construct(self, query: str) -> Triples:
        content = self._content(self._ours(query), "application/n-triples")
        found = (quad.triple for quad in parse(content, RdfFormat.N_TRIPLES))
        return {(str(one.subject), str(one.predicate), str(one.object)) for one in found}


def _where(query: str) -> tuple[str, str, str]:
    before, where, rest = query.partition("WHERE")
    return before + where, "{", rest.partition("{")[2]
