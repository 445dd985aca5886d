"""Whether hopeless queries keep others waiting, and leave anything behind.

Twenty callers, each from an address of its own, ask hopeless queries without end, while another
asks a cheap look-up again and again. The service is a real one in a process of its own.

    python tests/bench/bench_hopeless.py [SECONDS]
"""

import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import cycle
from pathlib import Path

import httpx2 as httpx
import psutil

from graph.seed import seed
from graph.store import open_store
from tests.hopeless import HOPELESS

CALLERS = 20
PAUSE = 0.02  # seconds between look-ups
LOOK_UP = "/actors/sergei-shoigu"
LONGEST: list[float] = []  # seconds that each hopeless query kept its caller waiting
LEGATION = str(Path(sys.executable).with_name("legation"))


@contextmanager
def served(folder: Path) -> Iterator[tuple[str, psutil.Process]]:
    """Serve the shipped graph, with temporary files in a folder of their own."""
    store, temporary = folder / "store", folder / "temporary"
    temporary.mkdir()
    opened = open_store(str(store))
    seed(opened)
    opened.close()
    process = subprocess.Popen(
        [LEGATION, "serve", "--port", "0", "--store", str(store)],
        env={**os.environ, "TMPDIR": str(temporary), "LEGATION_LOG_LEVEL": "error"},
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stderr is not None
    address = next(line.split()[-1] for line in process.stderr if "answers on" in line)
    threading.Thread(target=process.stderr.read, daemon=True).start()
    try:
        yield address, psutil.Process(process.pid)
    finally:
        process.terminate()
        process.wait(timeout=60)


def looked_up(address: str, seconds: float) -> list[float]:
    """Ask the look-up again and again, and return how long each answer took, in ms."""
    times = []
    with httpx.Client(base_url=address, timeout=60) as client:
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            begun = time.perf_counter()
            assert client.get(LOOK_UP).status_code == 200
            times.append((time.perf_counter() - begun) * 1000)
            time.sleep(PAUSE)
    return times


def insist(
    address: str, number: int, query: str, until: float, told: Counter[tuple[str, int]]
) -> None:
    """Ask one hopeless query anew whenever it is given up."""
    kind = list(HOPELESS)[list(HOPELESS.values()).index(query)]
    own = httpx.HTTPTransport(local_address=f"127.0.1.{number + 1}")
    with httpx.Client(base_url=address, transport=own, timeout=120) as client:
        while (begun := time.monotonic()) < until:
            try:
                status = client.post("/sparql", data={"query": query}).status_code
            except httpx.RemoteProtocolError:
                status = 0  # broken off
            told[kind, status] += 1
            LONGEST.append(time.monotonic() - begun)
            time.sleep(0.2 if status == httpx.codes.TOO_MANY_REQUESTS else 0)


def family(server: psutil.Process) -> tuple[int, float]:
    """Return how many processes the service has, and the memory that is theirs alone, in MB."""
    processes = [server, *server.children(recursive=True)]
    sizes = [process.memory_full_info().uss for process in processes]
    return len(processes), sum(sizes) / 2**20


def settled(server: psutil.Process) -> tuple[int, float]:
    """Ask nothing for a moment, and return the family then."""
    time.sleep(3)
    return family(server)


def percentile(times: list[float], share: int) -> float:
    """Return a percentile."""
    return statistics.quantiles(times, n=100)[share - 1]


def report(name: str, times: list[float]) -> None:
    """Print one line of the table."""
    figures = [percentile(times, share) for share in (50, 95, 99)]
    row = (f"{value:.1f}" for value in (*figures, max(times)))
    print("\t".join((name, str(len(times)), *row)))


def measure(address: str, server: psutil.Process, folder: Path, seconds: float) -> None:
    """Measure idle and beside the hopeless, and print."""
    warm = [f"{LOOK_UP}", "/paths?from=sergei-shoigu&to=kim-jong-un", "/sparql?query=ASK{}"]
    with httpx.Client(base_url=address, timeout=120) as client:
        while client.get("/readyz").status_code != httpx.codes.OK:
            time.sleep(0.5)
        for path in warm * 3:
            client.get(path).raise_for_status()
    looked_up(address, 2)
    before, files = settled(server), set((folder / "temporary").rglob("*"))
    print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors; {seconds:g} s each")
    print("\t".join(("ms", "answers", "median", "p95", "p99", "longest")))
    idle = looked_up(address, seconds)
    report("idle", idle)
    told, until = Counter[tuple[str, int]](), time.monotonic() + seconds
    queries = [query for query, _ in zip(cycle(HOPELESS.values()), range(CALLERS), strict=False)]
    callers = [
        threading.Thread(target=insist, args=(address, number, query, until, told))
        for number, query in enumerate(queries)
    ]
    for caller in callers:
        caller.start()
    beside = looked_up(address, seconds)
    report("beside", beside)
    for caller in callers:
        caller.join()
    print(f"p99 beside is {percentile(beside, 99) / percentile(idle, 99):.1f} times the idle one")
    deadline = os.environ.get("LEGATION_DEADLINE_SECONDS", "30")
    print(f"the hopeless waited {max(LONGEST):.2f} s at most for a deadline of {deadline} s")
    print(f"load {os.getloadavg()[0]:.1f}; what the hopeless were told: {dict(Counter(told))}")
    after, left = settled(server), set((folder / "temporary").rglob("*")) - files
    print("\t".join(("", "processes", "MB")))
    print("\t".join(("before", str(before[0]), f"{before[1]:.0f}")))
    print("\t".join(("after", str(after[0]), f"{after[1]:.0f}")))
    print(f"temporary files left: {len(left)}")


def main() -> None:
    """Measure, print, and see that nothing is left when the service has ended."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 60.0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with served(folder) as (address, server):
            measure(address, server, folder, seconds)
            processes = server.children(recursive=True)
        alive = psutil.wait_procs(processes, timeout=20)[1]
        files = [*(folder / "temporary").rglob("*")]
        print(f"left when the service has ended: {len(alive)} processes, {len(files)} files")


if __name__ == "__main__":
    main()
