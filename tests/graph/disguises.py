"""Queries that would open connections, in disguise; ones that only look so; and a listener."""

import socket
import threading

DISGUISES = {
    "plain": "SELECT * {{ SERVICE <{u}> {{ ?s ?p ?o }} }}",
    "silent": "SELECT * {{ SERVICE SILENT <{u}> {{ ?s ?p ?o }} }}",
    "case": "SELECT * {{ sErViCe sIlEnT <{u}> {{ ?s ?p ?o }} }}",
    "no spaces": "SELECT*{{SERVICE<{u}>{{?s?p?o}}}}",
    "comment between": "SELECT * {{ SERVICE # 'x\n # <http://e/>\n<{u}> {{ ?s ?p ?o }} }}",
    "carriage return ends a comment": "# it's\rSELECT * {{ SERVICE <{u}> {{ ?s ?p ?o }} }} #'",
    "quote in a comment": "# it's\nSELECT * {{ SERVICE <{u}> {{ ?s ?p ?o }} }} #'",
    "escaped": "SELECT * {{ \\u0053ERVICE <{u}> {{ ?s ?p ?o }} }}",
    "escaped at length": "SELECT * {{ \\U00000053ERV\\u0049CE <{u}> {{ ?s ?p ?o }} }}",
    "escaped space": "PREFIX e: <http://e/> SELECT * {{ ?a ?b e:\\u0020. SERVICE <{u}> {{}} }}",
    "after a number": "SELECT * {{ ?a ?b 1SERVICE <{u}> {{ ?s ?p ?o }} }}",
    "after a string": "SELECT * {{ OPTIONAL {{ ?a ?b 'x' }}SERVICE <{u}> {{ ?s ?p ?o }} }}",
    "after a boolean": "SELECT * {{ OPTIONAL {{?a ?b true.SERVICE <{u}> {{ ?s ?p ?o }} }} }}",
    "after a bare prefix": "PREFIX e: <http://e/> SELECT * {{ ?a ?b e:.SERVICE <{u}> {{}} }}",
    "after an odd name": "PREFIX e: <http://e/> SELECT * {{ OPTIONAL {{ ?a ?b e:x·\\' }} "
    "SERVICE <{u}> {{ ?s ?p ?o }} #'\n }}",
    "name as an address": "PREFIX : <{u}> SELECT * {{ SERVICE:x {{ ?s ?p ?o }} }}",
    "silent name as an address": "PREFIX : <{u}> SELECT * {{ SERVICESILENT:x {{ ?s ?p ?o }} }}",
    "prefix as an address": "PREFIX e: <{u}> SELECT * {{ SERVICEe:x {{ ?s ?p ?o }} }}",
    "a prefix called so": "PREFIX : <{u}> PREFIX service: <http://e/> "
    "SELECT * {{ SERVICE:x # y\n {{ ?s ?p ?o }} }}",
    "variable as an address": "SELECT * {{ VALUES ?x {{ <{u}> }} SERVICE ?x {{ ?s ?p ?o }} }}",
    "less-than before a comment": "SELECT * {{ BIND(2 AS ?b) "
    "FILTER(1<?b#>'''\n)SERVICE<{u}>{{?s?p?o}}#'''\n}}",
    "less-than before a name": "PREFIX : <{u}> SELECT * {{ BIND(2 AS ?b) "
    "FILTER(1<?b)SERVICE:x#>\n{{ ?s ?p ?o }} }}",
    "less-than before a quote": "SELECT * {{ BIND('x' AS ?a) "
    "FILTER(?a<'y>')SERVICE<{u}>{{?s?p?o}}#'\n}}",
    "less-than after a call": "SELECT * {{ BIND(NOW() AS ?b) "
    "FILTER(NOW()<?b#>'''\n||true)SERVICE<{u}>{{?s?p?o}}#'''\n}}",
    "less-than after a pattern": "SELECT * {{ BIND(2 AS ?b) "
    "FILTER(EXISTS{{?a?c?d}} <?b#>'''\n)SERVICE<{u}>{{?s?p?o}}#'''\n}}",
    "less-than in a projection": "SELECT (1<?b#>'''\n AS ?z) {{ SERVICE <{u}> {{?s ?p ?o}} }} #'''",
    "less-than after a triple term": "SELECT * {{ BIND(2 AS ?b) FILTER(<<(<http://e/s> "
    "<http://e/p> 1)>> <?b#>'''\n||true)SERVICE<{u}>{{?s?p?o}}#'''\n}}",
    "quote in a triple term": "PREFIX e: <http://e/> SELECT * {{ "
    "OPTIONAL {{ ?o e:p <<(?s?p'>')>> }} SERVICE <{u}> {{ ?s ?p ?o }} #'\n }}",
    "four double quotes": 'SELECT * {{ VALUES ?v {{ """a""""b" }} SERVICE <{u}> {{}} #"\n }}',
    "four single quotes": "SELECT * {{ VALUES ?v {{ '''a''''b' }} SERVICE <{u}> {{}} #'\n }}",
    "nested": "ASK {{ {{ SELECT * {{ OPTIONAL {{ SERVICE <{u}> {{ ?s ?p ?o }} }} }} }} }}",
    "in a filter": "ASK {{ ?a ?b ?c FILTER NOT EXISTS {{ SERVICE <{u}> {{ ?s ?p ?o }} }} }}",
    "describe": "DESCRIBE ?s {{ SERVICE <{u}> {{ ?s ?p ?o }} }}",
    "construct": "CONSTRUCT {{ ?s ?p ?o }} {{ SERVICE <{u}> {{ ?s ?p ?o }} }}",
    "lateral": "SELECT * {{ LATERAL {{ SERVICE <{u}> {{ ?s ?p ?o }} }} }}",
    "load": "LOAD <{u}>",
    "load in disguise": "CLEAR ALL;#\nlOaD#\n<{u}>INTO GRAPH<http://e/g>",
    "load escaped": "\\u004COAD SILENT <{u}>",
}

HARMLESS = [
    "SELECT ?service ?load { ?service ?load $LOAD }",
    "PREFIX ex: <http://e/> SELECT * { ?s ex:service ex:load . ex:my-service.x ex:a ex:a\\-load }",
    "PREFIX service: <http://e/> SELECT * { ?s service:x service: }",
    "PREFIX service: <http://e/> SELECT * FROM service:g { GRAPH service:x { ?s ?p ?o } }",
    "PREFIX self-service: <http://e/> SELECT * { ?s self-service:x 1 }",
    "PREFIX : <http://e/> SELECT * { ?s :SERVICE :LOAD }",
    "SELECT * { ?s ?p 'SERVICE <http://e/> { }' } # SERVICE, LOAD",
    "SELECT * { ?s ?p \"it's SERVICE\" ; ?q '''a ' SERVICE '' b''' , \"\"\"LOAD \\\"\"\"\" }",
    "SELECT * { ?s ?p <http://e/SERVICE?load=1#service> }",
    "SELECT * { ?s <http://e/#\\u0041> ?o . ?o ?p 'SERVICE' }",
    "BASE <http://e/> SELECT * { ?s <service> <load> FILTER(?s = <service>) }",
    "SELECT * { ?s ?p 'x'@service , 'y'@load-SERVICE }",
    "SELECT * { _:service ?p _:load.x }",
    "SELECT * { ?s ?p ?o FILTER(?o < 3 && ?o > 1 || ?o<?s&&?s>?p) } # SERVICE",
    "SELECT * { ?s <http://e/p>?o FILTER(?o IN (<http://e/service>, <http://e/load>)) }",
    "SELECT * { VALUES (?a ?b) { (<http://e/x> <http://e/service>) } }",
    "SELECT (REPLACE(STR(?o), 'SERVICE', 'LOAD') AS ?x) { ?s ?p ?o }",
]


class Ear:
    """A socket that counts who knocks."""

    def __init__(self) -> None:
        self.knocks = 0
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self._socket.getsockname()[1]}/"
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._thread.start()

    def _listen(self) -> None:
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            connection.recv(1)
            self.knocks += 1
            connection.close()

    def close(self) -> None:
        self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        self._thread.join(10)
