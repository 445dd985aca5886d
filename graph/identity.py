"""Identity judgements (in the making)."""

from graph.progress import Progress, silent
from graph.store import Draft


def update_rule_judgements(draft: Draft, progress: Progress = silent) -> None:
    """Nothing yet."""
