"""What a SPARQL request is, told from its words alone, before anything is evaluated.

``SERVICE`` and ``LOAD`` would make the engine open connections to wherever the text says, so they
are refused unread. The text is cut into the terminals of the SPARQL 1.1 grammar
(https://www.w3.org/TR/sparql11-query/#grammar), so that the words inside strings, IRIs, prefixed
names, variables and comments pass.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from graph.errors import BadRequest, Forbidden

_TERMINALS = re.compile(
    r"""
      (?P<string>  \"\"\" (?: \"{0,2} (?: [^"\\] | \\. ) )* \"{0,2} \"\"\"
                 | ''' (?: '{0,2} (?: [^'\\] | \\. ) )* '{0,2} '''
                 | " (?: [^"\\\n\r] | \\. )* "
                 | ' (?: [^'\\\n\r] | \\. )* ' )
    | (?P<iri>     < [^<>"{}|^`\\\x00-\x20]* > )
    | (?P<comment> \# [^\n\r]* )
    | (?P<variable>[?$] \w+ )
    | (?P<tag>     @ [A-Za-z]+ (?: - [A-Za-z0-9]+ )* )
    | (?P<name>    _: [\w.\-]+
                 | (?: [^\W\d_] [\w.\-]* )? : (?: [\w.\-:] | %[0-9A-Fa-f]{2} | \\. )* )
    | (?P<word>    [^\W\d_] [\w]* )
    | (?P<number>  (?: \d+ \. \d* | \.? \d+ ) [eE] [+\-]? \d+ | \d* \. \d+ | \d+ )
    | (?P<other>   . )
    """,
    re.VERBOSE | re.DOTALL,
)
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")

_QUERY_FORMS = {"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"}
_UPDATE_FORMS = {
    "INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH",
}  # fmt: skip
_OUTBOUND = ("SERVICE", "LOAD")


class Form(StrEnum):
    """What a request asks for."""

    select = "SELECT"
    ask = "ASK"
    construct = "CONSTRUCT"
    describe = "DESCRIBE"
    update = "update"


@dataclass(frozen=True)
class Shape:
    """A request's form, and whether it names a dataset of its own with ``FROM``."""

    form: Form
    names_dataset: bool


def decoded(text: str) -> str:
    r"""Return a text with its codepoint escapes resolved, as the grammar does first of all.

    >>> decoded(r"\u0053ERVICE")
    'SERVICE'
    """

    def character(found: re.Match[str]) -> str:
        number = int(found[1] or found[2], 16)
        return chr(number) if number <= 0x10FFFF and not 0xD800 <= number <= 0xDFFF else found[0]

    return _ESCAPE.sub(character, text)


def keywords(text: str) -> list[str]:
    """Return the bare words of a request in capitals, in order.

    >>> keywords("SELECT ?service { <http://service/> ex:service 'SERVICE' } # SERVICE")
    ['SELECT']
    """
    return [
        found["word"].upper() for found in _TERMINALS.finditer(text) if found.lastgroup == "word"
    ]


def examine(text: str) -> Shape:
    """Return what a request is, or refuse it.

    Both the text as it came and the text with its escapes resolved are looked at: whichever way
    an engine reads it, what is refused is refused.

    Parameters
    ----------
    text : str
        A SPARQL query or update.

    Raises
    ------
    Forbidden
        If it uses ``SERVICE`` or ``LOAD``.
    BadRequest
        If it is neither a query nor an update.

    Examples
    --------
    >>> examine("PREFIX ask: <http://e/> SELECT * FROM ask:x { }").form
    <Form.select: 'SELECT'>
    """
    readings = [keywords(text)]
    plain = decoded(text)
    if plain != text:
        readings.append(keywords(plain))
    for word in (word for found in readings for word in found):
        # No other keyword or function has these letters in it, and engines read a keyword that
        # is stuck to what stands before it.
        if any(outbound in word for outbound in _OUTBOUND):
            raise Forbidden(
                f"{word} is refused: this service opens no connection on a query's behalf; "
                "ask the other endpoint itself and join the answers"
            )
    words = readings[-1]
    if any(word in _UPDATE_FORMS for found in readings for word in found):
        return Shape(Form.update, names_dataset=False)
    form = next((word for word in words if word in _QUERY_FORMS), None)
    if form is None:
        raise BadRequest("this is no SPARQL query: it has no SELECT, ASK, CONSTRUCT or DESCRIBE")
    return Shape(Form(form), names_dataset="FROM" in words)
