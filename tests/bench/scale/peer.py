"""rdflib-endpoint over one file, as its documentation has it: run by its own interpreter."""

import sys


def main(file: str, port: int) -> None:
    """Load, and serve."""
    # Only the environment of the peer has these.
    import uvicorn
    from rdflib import Dataset
    from rdflib_endpoint import SparqlEndpoint

    graph = Dataset(default_union=True)
    graph.parse(file, format="nquads")
    uvicorn.run(SparqlEndpoint(graph=graph, path="/"), port=port, log_level="error")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
