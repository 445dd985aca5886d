r"""What a SPARQL request is, told from its words alone, before anything is evaluated.

``SERVICE`` and ``LOAD`` would make the engine open connections to wherever the text says, so they
are refused unread, but for a ``SERVICE`` whose address is written out and allowed. The text is cut
into the terminals of the SPARQL 1.1 grammar (https://www.w3.org/TR/sparql11-query/#grammar), so
that the words inside strings, IRIs, prefixed names, variables and comments pass.

Engines do not all cut alike. Oxigraph's parser knows what it expects, and so takes ``SERVICE:x {``
for ``SERVICE :x {`` and the ``<`` of ``1<?b#>`` for an operator with a comment behind it, where
the grammar has one name and one IRI. Wherever they may part, both readings are followed, and what
either would carry out is refused.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from enum import StrEnum

from graph.errors import BadRequest, Forbidden, QuerySyntaxError

# PN_CHARS_U and PN_CHARS of the grammar. A little wider here and there: what is in neither is an
# error to every engine, so it cannot hide anything.
_FIRST = (
    r"A-Za-z\u00C0-\u1FFF\u200C\u200D\u2070-\u218F\u2C00-\u2FEF\u3001-\uD7FF\uF900-\uFFFD"
    r"\U00010000-\U000EFFFF"
)
_NEXT = rf"{_FIRST}0-9_\u00B7\u203F\u2040"
_HEX = "[0-9A-Fa-f]"
TERMINALS = re.compile(
    rf"""
      (?P<blank>    [\x20\t\r\n]+ | \#[^\r\n]* )
    | (?P<string>   \"\"\" (?: \"{{0,2}} (?: [^"\\] | \\. ) )* \"\"\"
                  | ''' (?: '{{0,2}} (?: [^'\\] | \\. ) )* '''
                  | (?!\"\"\"|''') (?: " (?: [^"\\\r\n] | \\. )* " | ' (?: [^'\\\r\n] | \\. )* ' )
                  | "" | '' )
    | (?P<unended>  ["'] )
    | (?P<iri>      < (?: [^<>"{{}}|^`\\\x00-\x20] | \\u{_HEX}{{4}} | \\U{_HEX}{{8}} )* > )
    | (?P<variable> [?$] [{_NEXT}]+ )
    | (?P<tag>      @ [A-Za-z]+ (?: - [A-Za-z0-9]+ )* )
    | (?P<node>     _: [{_NEXT}.\-]+ )
    | (?P<run>      [{_FIRST}] [{_NEXT}.\-]* )
    | (?P<number>   [0-9]+ )
    | (?P<other>    . )
    """,
    re.VERBOSE | re.DOTALL,
)
_ESCAPED = rf"%{_HEX}{{2}}|\\[_~.\-!$&'()*+,;=/?\#@%]"
LOCAL = re.compile(rf"(?:(?:[{_NEXT}:]|{_ESCAPED})(?:\.*(?:[{_NEXT}:\-]|{_ESCAPED}))*)?")
_WORD = re.compile(r"[^.\-]+")
_ESCAPE = re.compile(rf"\\u({_HEX}{{4}})|\\U({_HEX}{{8}})")
# After `scheme://` no reading but that of an IRI is left: no expression has two slashes in a row.
_SURELY_IRI = re.compile(r"<[A-Za-z][A-Za-z0-9+.\-]*://")

# What has to stand behind SERVICE, to the letter, where its address may be allowed. Nothing in it
# can be cut in two ways, so that every engine reads the same address.
_ALLOWABLE = re.compile(
    r"[ \t\r\n]*(?:SILENT[ \t\r\n]*)?<(https?://[^<>\"{}|^`\\\x00-\x20]+)>[ \t\r\n]*\{",
    re.IGNORECASE,
)

_QUERY_FORMS = {"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"}
_UPDATE_FORMS = {
    "INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH",
}  # fmt: skip
_OUTBOUND = ("SERVICE", "LOAD")
_BEFORE_A_GRAPH = {"GRAPH", "FROM", "NAMED"}
_EFFORT_A_TERMINAL = 8
# No operand ends in one of these, so that what follows is none of an operator's.
_NO_OPERAND_BEFORE = {"(", ",", "=", "!", "&", "|", "+", "-", "*", "/"}


class Form(StrEnum):
    """What a request asks for."""

    select = "SELECT"
    ask = "ASK"
    construct = "CONSTRUCT"
    describe = "DESCRIBE"
    update = "update"


@dataclass(frozen=True)
class Shape:
    """A request's form, and whether it has ``FROM`` and ``SERVICE``.

    Parameters
    ----------
    form : Form
        What it asks for.
    names_dataset : bool
        Whether it names a dataset of its own with ``FROM``.
    asks_others : bool
        Whether it asks other endpoints, all of them allowed, with ``SERVICE``.
    """

    form: Form
    names_dataset: bool
    asks_others: bool = False


def decoded(text: str) -> str:
    r"""Return a text with its codepoint escapes resolved, as the grammar does first of all.

    >>> decoded(r"\u0053ERVICE")
    'SERVICE'
    """

    def character(found: re.Match[str]) -> str:
        number = int(found[1] or found[2], 16)
        return chr(number) if number <= 0x10FFFF and not 0xD800 <= number <= 0xDFFF else found[0]

    return _ESCAPE.sub(character, text)


@dataclass(frozen=True)
class _State:
    """Where a reading has come to, and all of its past that bears on what follows."""

    position: int = 0
    parentheses: int = 0
    before: str = ""  # the terminal before: its kind, a keyword, or a sign
    suspect: str = ""  # a name just read that an engine may take for a keyword and a name


@dataclass
class _Reader:
    """Follows every way to read a text.

    Parameters
    ----------
    text : str
        The request.
    allowed : collection of str
        The addresses that ``SERVICE`` may name.
    """

    text: str
    allowed: Collection[str] = ()
    words: list[str] = field(default_factory=list)
    ended: bool = False
    unended_at: int | None = None
    _waiting: list[_State] = field(default_factory=lambda: [_State()])

    def __post_init__(self) -> None:
        self._seen = {_State()}
        self._effort = 20 * len(self.text) + 10_000

    def read(self) -> "_Reader":
        """Read to the end of every reading; the likeliest comes first.

        Raises
        ------
        Forbidden
            If a reading has an outbound keyword, or there are too many readings.
        """
        while self._waiting:
            state: _State | None = self._waiting.pop()
            while state is not None and state.position < len(self.text):
                state = self._step(state)
            self.ended = self.ended or state is not None
        return self

    def _step(self, state: _State) -> _State | None:
        """Read one terminal; none where the reading ends in an error or is another's too."""
        found = TERMINALS.match(self.text, state.position)
        if found is None or found.lastgroup is None:  # never: the last alternative takes anything
            return None
        kind, cut = found.lastgroup, found[0]
        if kind == "unended":
            self._spend(len(self.text) - state.position)
            self.unended_at = self.unended_at or state.position
            return None
        if kind == "run" or cut == ":":
            kind, cut = self._run(cut, found.end())
        elif kind == "iri":
            self._consider_operator(state, cut)
        elif kind == "other":
            kind = cut
        self._spend(len(cut) + _EFFORT_A_TERMINAL)
        following = self._after(state, kind, cut)
        if following in self._seen:
            return None
        self._seen.add(following)
        return following

    def _run(self, cut: str, end: int) -> tuple[str, str]:
        """Return what a run of name characters is: a prefixed name, or words."""
        prefix = cut.removesuffix(":")
        if cut == ":" or self.text.startswith(":", end):
            local = LOCAL.match(self.text, end + (cut != ":"))
            return "name", f"{prefix}:{local[0] if local else ''}"
        for word in _WORD.findall(cut):
            self.words.append(word.upper())
            if not (cut.upper() == "SERVICE" and self._is_allowed(end)):
                _refuse_outbound(word.upper())
        return "word", cut

    def _is_allowed(self, end: int) -> bool:
        """Return whether the ``SERVICE`` that ends here names an address that is allowed."""
        named = _ALLOWABLE.match(self.text, end)
        return named is not None and named[1] in self.allowed

    def _consider_operator(self, state: _State, cut: str) -> None:
        """Follow the other reading of ``<`` too, where an engine may expect an operator."""
        in_expression = state.parentheses > 0 and state.before not in _NO_OPERAND_BEFORE
        if (in_expression or state.before == "<") and not _SURELY_IRI.match(cut):
            other = _State(state.position + 1, state.parentheses, "<")
            if other not in self._seen:
                self._seen.add(other)
                self._waiting.append(other)

    def _after(self, state: _State, kind: str, cut: str) -> _State:
        position = state.position + len(cut)
        if kind == "blank":
            return _State(position, state.parentheses, state.before, state.suspect)
        if kind == "{" and state.suspect:
            _refuse_outbound(state.suspect)
        depth = state.parentheses + (kind == "(") - (kind == ")")
        before = cut.upper() if kind == "word" and cut.upper() in _BEFORE_A_GRAPH else kind
        prefix = cut.partition(":")[0].upper() if kind == "name" else ""
        is_suspect = state.before not in _BEFORE_A_GRAPH and any(
            word in prefix for word in _OUTBOUND
        )
        return _State(position, max(0, depth), before, prefix if is_suspect else "")

    def _spend(self, effort: int) -> None:
        self._effort -= effort
        if self._effort < 0:
            raise Forbidden(
                "this can be read in too many ways to be sure that it opens no connection; "
                "put a space on both sides of every < that is an operator"
            )


def _refuse_outbound(word: str) -> None:
    """Refuse a word that has an outbound keyword in it.

    No other keyword or function has these letters, and an engine may read a keyword that is stuck
    to what stands before it: ``1SERVICE``.
    """
    for keyword in _OUTBOUND:
        if keyword in word:
            raise Forbidden(
                f"{keyword} is refused: this service opens no connection on a query's behalf, but "
                "to addresses that its operator allows and a query writes out as SERVICE <…> {; "
                "ask the other endpoint itself and join the answers"
            )


def keywords(text: str) -> list[str]:
    """Return the bare words of a request in capitals, in order.

    Raises
    ------
    Forbidden
        If one of them would open a connection.

    Examples
    --------
    >>> keywords("SELECT ?service { <http://service/> ex:service 'SERVICE' } # SERVICE")
    ['SELECT']
    """
    return _Reader(text).read().words


def examine(text: str, allowed: Collection[str] = ()) -> Shape:
    """Return what a request is, or refuse it.

    Both the text as it came and the text with its escapes resolved are looked at: whichever way
    an engine reads it, what is refused is refused.

    Parameters
    ----------
    text : str
        A SPARQL query or update.
    allowed : collection of str
        The addresses that ``SERVICE`` may name. Each has to be written out as it stands here.

    Raises
    ------
    Forbidden
        If it uses ``LOAD``, or ``SERVICE`` otherwise.
    QuerySyntaxError
        If a string in it does not end.
    BadRequest
        If it is neither a query nor an update.

    Examples
    --------
    >>> examine("PREFIX ask: <http://e/> SELECT * FROM ask:x { }").form
    <Form.select: 'SELECT'>
    >>> examine("ASK { SERVICE <http://e/sparql> { } }", ["http://e/sparql"]).form
    <Form.ask: 'ASK'>
    """
    plain = decoded(text)
    readers = [_Reader(reading, allowed).read() for reading in dict.fromkeys((text, plain))]
    words = readers[-1].words
    if any(word in _UPDATE_FORMS for reader in readers for word in reader.words):
        return Shape(Form.update, names_dataset=False)
    if not any(reader.ended for reader in readers):
        raise _unended(text, readers[0].unended_at or 0)
    form = next((word for word in words if word in _QUERY_FORMS), None)
    if form is None:
        raise BadRequest("this is no SPARQL query: it has no SELECT, ASK, CONSTRUCT or DESCRIBE")
    return Shape(Form(form), "FROM" in words, asks_others="SERVICE" in words)


def refuse_outbound(query: str) -> None:
    """Refuse a query that would open a connection, or that is none.

    Raises
    ------
    Forbidden
        If it uses ``SERVICE`` or ``LOAD``, or is an update.
    BadRequest
        If it is no query at all.

    Examples
    --------
    >>> refuse_outbound("SELECT ?service { ?service ?load 'SERVICE' }")
    """
    if examine(query).form is Form.update:
        raise Forbidden("this is an update, and only queries are answered here")


def _unended(text: str, position: int) -> QuerySyntaxError:
    line = text.count("\n", 0, position) + 1
    column = position - (text.rfind("\n", 0, position) + 1) + 1
    return QuerySyntaxError(
        f"the query does not parse: the string that opens at {line}:{column} does not end",
        line,
        column,
    )
