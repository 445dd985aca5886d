"""What an import takes: seconds and the most memory, of real records and of long invented files.

Each import is a process of its own with an empty store in a folder. The invented files come in two
lengths side by side: what the longer takes beyond the shorter is what a row costs.

    python tests/bench/bench_imports.py [--rows 50000]
"""

import argparse
import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.graph.imports.long import LONG

LEGATION = str(Path(sys.executable).with_name("legation"))
RECORDS = Path(__file__).resolve().parents[3] / "shared" / "data"
REAL = {
    "followthemoney": "followthemoney/*.gz",
    "icews": "icews/[ei]*.gz",
    "leaders": "leaders/*.gz",
    "state-department": "state-department/*_raw_xml.tar.gz",
    "wikidata": "wikidata/*.gz",
}
TIMES = 4  # how much longer the longer file is
_READ = re.compile(r"([\d,]+) rows read, ([\d,]+) facts made")
_LEFT_OUT = re.compile(r"([\d,]+) left out")


def measured(source: str, paths: list[Path]) -> str:
    """Import files into an empty store, and return a line of counts, seconds and megabytes."""
    with tempfile.TemporaryDirectory() as folder:
        begun = time.perf_counter()
        command = [LEGATION, "import", source, *map(str, paths), "--store", f"{folder}/store"]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert process.stdout is not None
        told = process.stdout.read()
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - begun
    if status:
        raise SystemExit(f"{' '.join(command)} failed")
    rows, facts, left_out = (
        sum(int(one.replace(",", "")) for one in found)
        for found in (
            [read for read, _ in _READ.findall(told)],
            [made for _, made in _READ.findall(told)],
            _LEFT_OUT.findall(told),
        )
    )
    megabytes = usage.ru_maxrss // 1024
    return f"{rows:,}\t{facts:,}\t{left_out:,}\t{seconds:.1f}\t{megabytes:,}"


def main() -> None:
    """Measure and print, an import a line."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--rows", type=int, default=50_000, help="of the shorter invented files")
    rows = asked.parse_args().rows
    print("import\trows read\tfacts\tleft out\tseconds\tMB at the most", flush=True)
    for source, pattern in REAL.items():
        paths = sorted(RECORDS.glob(pattern))
        if paths:
            print(f"{source}, real records\t{measured(source, paths)}", flush=True)
    if not RECORDS.is_dir():
        print("the public records are not here: only invented files are measured")
    for source in LONG:
        for length in (rows, rows * TIMES):
            with tempfile.TemporaryDirectory() as folder:
                line = measured(source, LONG[source](Path(folder), length))
                print(f"{source}, invented\t{line}", flush=True)


if __name__ == "__main__":
    main()
