"""Keeping what is the operator's own out of answers and logs: where the store and tokens are."""

from collections.abc import Iterable, MutableMapping
from pathlib import Path
from typing import Any

from api.settings import Settings
from graph.store import is_endpoint

STORE, TOKENS, SECRET = "the store", "the file of tokens", "(a secret)"


class Concealing:
    """Puts plain words where a text names the operator's files and addresses.

    It is also a processor of structlog, and then does so with every text of an event.

    Parameters
    ----------
    settings : Settings
        What they name is concealed.

    Attributes
    ----------
    store : str
        What the store is called.

    Examples
    --------
    >>> conceal = Concealing(Settings(store="http://user:secret@10.0.0.1/query"))
    >>> conceal.text("http://user:secret@10.0.0.1/query cannot be reached")
    'the store cannot be reached'
    >>> named = Settings(store="http://10.0.0.1/query", endpoint_name="Virtuoso in Geneva")
    >>> Concealing(named).text("http://10.0.0.1/query cannot be reached")
    'Virtuoso in Geneva cannot be reached'
    """

    def __init__(self, settings: Settings) -> None:
        self._words: dict[str, str] = {}
        self.store = settings.endpoint_name if is_endpoint(settings.store) else STORE
        self.add(settings.store, self.store)
        if settings.tokens is not None:
            self.add(str(settings.tokens), TOKENS)
        for secret in (settings.endpoint_password, settings.endpoint_token):
            if word := secret.get_secret_value():
                self._words[word] = SECRET

    def add(self, place: str, words: str) -> None:
        """Conceal one more place: a file, a folder or an address."""
        self._words |= dict.fromkeys(_spellings(place), words)
        longest_first = sorted(self._words.items(), key=lambda item: -len(item[0]))
        self._words = dict(longest_first)

    def text(self, text: str) -> str:
        """Return a text without the places."""
        for place, words in self._words.items():
            text = text.replace(place, words)
        return text

    def __call__(
        self, _logger: object, _method: str, event: MutableMapping[str, Any]
    ) -> MutableMapping[str, Any]:
        """Return an event of the log without the places."""
        for key, value in event.items():
            if isinstance(value, str) and key != "path":  # that one is a stranger's
                event[key] = self.text(value)
        return event


def _spellings(place: str) -> Iterable[str]:
    """Return how messages may write a place; a bare word such as ``store`` tells nobody much."""
    if is_endpoint(place):
        return {place, *place.split("|")}
    path = Path(place).expanduser()
    spelt = {str(path), str(path.absolute()), str(path.resolve())}
    return {one for one in spelt if one.count("/") and len(one) > 1}
