"""States and territories come from published lists, whole and in many languages."""

from pyoxigraph import Literal

from graph.territories import find_territory, territories, territory_quads
from ontology import LEG, RDF, RDFS

UN_LANGUAGES = {"ar", "en", "es", "fr", "ru", "zh"}


def test_all_of_iso_3166_is_there() -> None:
    codes = {territory.alpha_2 for territory in territories() if territory.alpha_2}
    assert len(codes) >= 249
    assert {"NA", "KP", "RU", "GB", "GR", "AQ"} <= codes


def test_each_has_codes_and_names_in_the_un_languages() -> None:
    for territory in territories():
        assert {len(territory.alpha_3), len(territory.numeric)} in ({3}, {0})
        assert territory.labels.keys() >= UN_LANGUAGES


def test_slugs_are_their_own() -> None:
    slugs = [territory.slug for territory in territories()]
    assert len(set(slugs)) == len(slugs)


def test_members_of_the_united_nations_are_states() -> None:
    kinds = {
        str(quad.subject).rpartition("/")[2].rstrip(">"): str(quad.object)
        for quad in territory_quads()
        if quad.predicate.value == RDF.type
    }
    for slug in ("russia", "north-korea", "united-states", "united-kingdom", "greece", "namibia"):
        assert kinds[slug] == f"<{LEG.State}>"
        assert kinds[f"territory-of-{slug}"] == f"<{LEG.Place}>"
    for slug in ("greenland", "puerto-rico", "antarctica"):
        assert kinds[slug] == f"<{LEG.Organization}>"


def test_no_capital_names_a_state() -> None:
    names = {
        quad.object.value
        for quad in territory_quads()
        if isinstance(quad.object, Literal) and quad.predicate.value != RDFS.label
    }
    assert names.isdisjoint({"Moscow", "Pyongyang", "Washington", "Beijing"})


def test_names_in_any_language_find_their_state() -> None:
    found = {name: find_territory(name) for name in ("Россия", "Corée du Nord", "中国", "Burma")}
    assert [one.alpha_2 for one in found.values() if one] == ["RU", "KP", "CN", "MM"]
