"""How long a user waits: from the start of the service to its first answers.

Three starts are measured side by side: on an empty store, on an empty store with the public
records to import, and on the store that this made. The records are read from where the tests
find them, and their part is left out where they are not there.

    python tests/bench/bench_start.py
"""

import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

from tests.ports import free_port

LEGATION = str(Path(sys.executable).with_name("legation"))
RECORDS = Path(__file__).resolve().parents[3] / "shared" / "data"
TABLES = ("leaders", "state-department")  # 64,225 rows; news events are bench_scale's
QUESTIONS = (
    "readyz",
    "actors/sergei-shoigu",
    "actors?q=Putin",
    "paths?from=sergei-shoigu&to=vladimir-putin",
)
LONGEST_SECONDS = 600.0


def first_answer(address: str, begun: float) -> float:
    """Return the seconds since the start when an address first answers."""
    while time.perf_counter() - begun < LONGEST_SECONDS:
        try:
            with urllib.request.urlopen(address) as answer:
                answer.read()
            return time.perf_counter() - begun
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.02)
    raise TimeoutError(address)


def start(store: Path, *options: str) -> dict[str, float]:
    """Start the service, ask each question in turn, and stop it."""
    port = free_port()
    begun = time.perf_counter()
    process = subprocess.Popen(
        [LEGATION, "serve", "--port", str(port), "--store", str(store), *options],
        stderr=subprocess.DEVNULL,
    )
    try:
        return {
            question: first_answer(f"http://127.0.0.1:{port}/{question}", begun)
            for question in QUESTIONS
        }
    finally:
        process.terminate()
        process.wait(timeout=60)


def main() -> None:
    """Measure and print, in seconds since the start."""
    with tempfile.TemporaryDirectory() as folder:
        runs = {"shipped graph, empty store": start(Path(folder) / "shipped")}
        if RECORDS.is_dir():
            chosen = Path(folder) / "chosen"
            chosen.mkdir()
            for table in (file for name in TABLES for file in (RECORDS / name).iterdir()):
                (chosen / table.name).symlink_to(table)
            store, records = Path(folder) / "records", ("--records", str(chosen))
            runs["with the records, empty store"] = start(store, *records)
            runs["with the records, again"] = start(store, *records)
        else:
            print("the public records are not here: only the shipped graph is measured")
    print("\t".join(("seconds from start to", *QUESTIONS)))
    for name, seconds in runs.items():
        print("\t".join((name, *(f"{value:.1f}" for value in seconds.values()))))


if __name__ == "__main__":
    main()
