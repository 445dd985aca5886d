"""Files as long as one likes in every format, all of it invented: for memory, and for its measure.

Every row names a person of its own, which is the most that a table has to keep.
"""

import csv
import json
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.graph.imports.published import leader, leaders_file
from tests.graph.imports.test_csv import example
from tests.graph.imports.test_followthemoney import POST, entity
from tests.graph.imports.test_polecat import row as polecat_row
from tests.graph.imports.test_polecat import written as polecat_file
from tests.graph.imports.test_wikidata import OFFICE, held, person, position, snak, time

_MANY = 900_000_000  # Wikidata has no item of such a number


def _year(number: int) -> int:
    return 1900 + number % 100


def _leaders(folder: Path, rows: int) -> list[Path]:
    return [
        leaders_file(
            folder,
            *(
                leader(person=f"Person {one}", personID=f"Q{_MANY + one}",
                       start=f"{_year(one)}-03-21", end=f"{_year(one) + 4}-03-21", enwiki="")
                for one in range(rows)
            ),
        )
    ]  # fmt: skip


def _csv(folder: Path, rows: int) -> list[Path]:
    mapping, path = folder / "ministers.toml", folder / "ministers.csv"
    mapping.write_text(example("toml"), encoding="utf-8")
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(example("csv").splitlines()[0].split(","))
        for one in range(rows):
            year = _year(one)
            writer.writerow([one, f"Person {one}", "", f"Minister {one % 500}", "Namibia", year,
                             year + 2, f"the cabinet of {year}"])  # fmt: skip
    return [mapping, path]


def _lines(path: Path, found: Iterator[object]) -> list[Path]:
    with path.open("w", encoding="utf-8") as file:
        file.writelines(f"{json.dumps(one)}\n" for one in found)
    return [path]


def _followthemoney(folder: Path, rows: int) -> list[Path]:
    def entities() -> Iterator[object]:
        yield POST
        for one in range(rows // 2):  # somebody, and what they held, are two rows
            yield entity(f"o{one}", "Occupancy", holder=f"p{one}", post="p",
                         startDate=str(_year(one)))  # fmt: skip
            yield entity(f"p{one}", "Person", name=f"Person {one}", country="na")

    return _lines(folder / "long.ftm.json", entities())


def _popolo(folder: Path, rows: int) -> list[Path]:
    half = range(rows // 2)
    document = {
        "persons": [{"id": f"p{one}", "name": f"Person {one}"} for one in half],
        "organizations": [{"id": "b", "name": "Example Parliament"}],
        "posts": [{"id": "s", "label": "Speaker", "organization_id": "b"}],
        "memberships": [{"id": f"m{one}", "person_id": f"p{one}", "post_id": "s",
                         "start_date": str(_year(one))} for one in half],
    }  # fmt: skip
    return _lines(folder / "long.json", iter([document]))


def _wikidata(folder: Path, rows: int) -> list[Path]:
    def items() -> Iterator[object]:
        yield OFFICE
        for one in range(rows):
            began = snak("P580", time(f"{_year(one)}-03-21"))
            yield person(held(f"{one}", position(), began), id=f"Q{_MANY + 10 + one}")

    return _lines(folder / "long.jsonl", items())


def _icews(folder: Path, rows: int) -> list[Path]:
    path = folder / "icews_long.tsv"
    with path.open("w", encoding="utf-8") as file:
        file.write("subject\trelation\tobject\tdate\n")
        for one in range(rows):
            file.write(f"Person {one}\tMake a visit\tChina\t{_year(one)}-03-21\n")
    return [path]


def _polecat(folder: Path, rows: int) -> list[Path]:
    found = (
        polecat_row("CONSULT-visit", Event_Date=f"{_year(one)}-03-21", Actor_Name=f"Person {one}",
                    Wikipedia_Actor_ID=str(one))
        for one in range(rows)
    )  # fmt: skip
    return [polecat_file(folder, *found)]


LONG: dict[str, Callable[[Path, int], list[Path]]] = {
    "csv": _csv,
    "followthemoney": _followthemoney,
    "icews": _icews,
    "leaders": _leaders,
    "polecat": _polecat,
    "popolo": _popolo,
    "wikidata": _wikidata,
}
