"""A table by a mapping that a person writes: the worked example of the documentation, run."""

import re
from pathlib import Path

import pytest

from graph.errors import InvalidInput
from graph.imports import ImportReport, sources
from graph.progress import silent
from graph.store import Store
from tests.graph.imports.published import Said, imported

DOCS = Path(__file__).parents[3] / "docs" / "imports.md"


def example(language: str) -> str:
    section = DOCS.read_text(encoding="utf-8").partition("(`csv`)")[2]
    found = re.search(rf"```{language}\n(.*?)```", section, re.DOTALL)
    assert found
    return found[1]


def written(folder: Path, mapping: str = "", table: str = "") -> list[Path]:
    paths = [folder / "ministers.toml", folder / "ministers.csv"]
    for path, text in zip(
        paths, (mapping or example("toml"), table or example("csv")), strict=True
    ):
        path.write_text(text, encoding="utf-8")
    return paths


def stored(paths: list[Path]) -> tuple[Store, ImportReport]:
    store, (report,) = imported("csv", *paths)
    return store, report


def said(paths: list[Path]) -> Said:
    (edition,) = sources()["csv"].open(paths)
    return Said(edition.read(silent))


def test_the_documented_example_answers_as_documented(tmp_path: Path) -> None:
    _, report = stored(written(tmp_path))
    assert str(report) == example("text").strip()


def test_what_the_example_becomes(tmp_path: Path) -> None:
    found = said(written(tmp_path))
    first, second = found.of_type("Tenure")
    assert found.one(first, "holder") == "ada-nama-q900000001"
    assert found.bounds(first) == ("2001-02-03", "2001-02-03", "2003-04-01", "2003-04-30")
    assert found.one(first, "remarks") == "first cabinet"
    assert found.one(found.one(first, "evidence"), "record") == "1"
    office = found.one(first, "office")
    assert found.one(second, "office") == office
    assert found.one(office, "label") == "Minister of Examples of Namibia"
    assert found.one(office, "officeOf") == "namibia"


def test_a_name_makes_nobody_the_same(tmp_path: Path) -> None:
    head, row = example("csv").splitlines()[0], "Bo Sample,,Minister of Examples,Namibia,2001,,"
    found = said(written(tmp_path, table=f"{head}\n1,{row}\n2,{row}\n"))
    assert len(found.of_type("Person")) == 2


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ('class = "Tenure"', 'class = "Tenur"', "nearest: Tenure"),
        ('class = "Person"', 'class = "Human"', "which there is not"),
        ('holder = "minister"', 'holder = "ministre"', "nearest: minister"),
        ('holder = "minister"', "", "no holder, which a Tenure needs"),
        ('start = "from"', 'strat = "from"', "nearest: start"),
        ('start = "from"', "start = 1", "between quotes"),
        ('start = "from"', 'start = "since"', "has no column since"),
        ('of = "country"', 'of = "land"', "no actor is called so"),
        ('title = "Ministers of Namibia"', "", "has no title"),
        ("[table]", "[tables]", "no .table."),
        ("[fact]", "[fact", "cannot be read"),
    ],
)
def test_a_mapping_that_means_nothing_says_where(
    tmp_path: Path, old: str, new: str, complaint: str
) -> None:
    mapping = example("toml")
    assert old in mapping
    with pytest.raises(InvalidInput, match=complaint):
        said(written(tmp_path, mapping.replace(old, new, 1)))


def test_a_row_too_short_is_told_by_its_number(tmp_path: Path) -> None:
    head = example("csv").splitlines()[0]
    _, report = stored(written(tmp_path, table=f"{head}\n1,Ada\n"))
    assert [row.number for row in report.bad_rows] == [1]
    with pytest.raises(InvalidInput, match="give two files"):
        said([tmp_path / "ministers.csv"])
