"""The graph the page is tested with: about 40 actors and 150 facts, awkward ones among them.

``python -m tests.page.fixture FILE`` writes it as TriG; with ``--hub`` the graph of one actor
with 340 connections.
"""

import sys
from datetime import date, timedelta
from pathlib import Path

from tests.page import writing
from tests.page.writing import Article, Entities, held, held_years, in_month, in_year, on, since

CENTRE = "ada-karim"
HUB = "hub-state"
HUB_ACTORS = 170  # each with two connections
HOSTILE = "<img src=x onerror=window.__x=1>"
LONG_NAME = "Maximiliana Theodora von und zu Hohenlohe-Schillingsfürst-Waldenburg"

_PERSONS = {
    CENTRE: ("Ada Karim", "Ада Карим@ru", "آدا كريم@ar"),
    "boris-lund": ("Boris Lund",),
    "layla-haddad": ("ليلى الحداد@ar", "Layla Haddad"),
    "david-levi": ("דוד לוי@he", "David Levi"),
    "wang-wei": ("王伟@zh", "Wang Wei"),
    "fyodor-ilyin": ("Фёдор Ильин@ru", "Fyodor Ilyin"),
    "maximiliana": (LONG_NAME,),
    "joao-araujo": ("João Araújo",),
    "hana-sato": ("Hana Satō", "佐藤花@ja"),
    "omar-diallo": ("Omar Diallo",),
    "petra-novak": ("Petra Novák",),
    "sam-okoro": ("Sam Okoro",),
    "tomas-vega": ("Tomás Vega",),
    "yusuf-demir": ("Yusuf Demir",),
    "ines-costa": ("Inês Costa",),
    "karl-brandt": ("Karl Brandt",),
    "lin-mei": ("林美@zh", "Lin Mei"),
    "nadia-rahman": ("Nadia Rahman",),
}
_STATES = {"arland": "Arland", "belmar": "Belmar", "cosmia": "Cosmia", "dravia": "Dravia"}
_ORGANIZATIONS = {"northern-league": "Northern League", "grain-council": "Grain Council"}
_MEDIA = {"daily-ledger": "Daily Ledger", "evening-post": "Evening Post"}
_OFFICES = {
    "foreign-minister-of-arland": ("Foreign Minister of Arland", "arland"),
    "prime-minister-of-arland": ("Prime Minister of Arland", "arland"),
    "ambassador-of-arland": ("Ambassador of Arland", "arland"),
    "defence-minister-of-belmar": ("Defence Minister of Belmar", "belmar"),
    "president-of-cosmia": ("President of Cosmia", "cosmia"),
    "chair-of-the-grain-council": ("Chair of the Grain Council", "grain-council"),
}
_PLACES = {"arvik": "Arvik", "belport": "Belport", "cosmopolis": "Cosmopolis", "drav": "Drav"}


def fixture_trig() -> str:
    """The fixture as TriG."""
    entities = Entities()
    for slug, (label, *aliases) in _PERSONS.items():
        entities.add("Person", slug, label, *aliases)
    _common(entities)
    entities.add("ActorGroup", "unnamed-officials", "officials who were not named")
    ledger = Article("2019-05-01-ledger", "Who is Ada Karim", "2019-05-01", "daily-ledger")
    post = Article(
        "2019-06-01-post", "Belmar’s talks", "2019-06-01", "evening-post", "https://example.org/a"
    )
    hostile = Article(
        "2019-07-01-hostile",
        "A hostile source",
        "2019-07-01",
        "daily-ledger",
        "javascript:alert(1)",
    )
    _offices(ledger)
    _meetings(ledger)
    _claims(post)
    _others(post)
    hostile.fact(
        "Meeting", HOSTILE, on("2016-02-29"), name="hostile", attendee=[CENTRE, "sam-okoro"]
    )
    return "\n".join((writing.prefixes(), entities.trig(), *_written(ledger, post, hostile)))


def hub_trig() -> str:
    """A state with more connections than the map shows, so that it has to leave some out."""
    entities = Entities()
    _common(entities)
    entities.add("State", HUB, "Hub State")
    article = Article("2020-01-01-hub", "All who came", "2020-01-01", "daily-ledger")
    for number in range(HUB_ACTORS):
        visitor = entities.add("Person", f"visitor-{number}", f"Visitor {number}")
        day = date(2000, 1, 1) + timedelta(days=20 * number)
        quote = f"visitor {number} came"
        article.fact("Visit", quote, on(day.isoformat()), visitor=visitor, host=HUB)
        quote = f"visitor {number} sat with the government"
        article.fact("Meeting", quote, on(day.isoformat()), attendee=[visitor, HUB])
    return "\n".join((writing.prefixes(), entities.trig(), *_written(article)))


def _written(*articles: Article) -> list[str]:
    return [article.trig() for article in articles]


def _common(entities: Entities) -> None:
    for kind, named in (
        ("State", _STATES),
        ("Organization", _ORGANIZATIONS),
        ("MediaOrganization", _MEDIA),
        ("Place", _PLACES),
    ):
        for slug, label in named.items():
            entities.add(kind, slug, label)
    for slug, (label, owner) in _OFFICES.items():
        entities.add("Office", slug, label, officeOf=owner)


def _offices(article: Article) -> None:
    """Tenures of every kind of date: whole, by year, open at the end, undated."""
    for holder, office, dates, quote in (
        (CENTRE, "ambassador-of-arland", held_years(2003, 2007), "ambassador from 2003 to 2007"),
        (
            CENTRE,
            "foreign-minister-of-arland",
            held("2008-03-01", "2012-06-30"),
            "ran the ministry",
        ),
        (CENTRE, "foreign-minister-of-arland", held("2014-01-15", "2017-11-30"), "a second time"),
        (
            CENTRE,
            "prime-minister-of-arland",
            since("2018-02-01", "2019-05-01"),
            "is prime minister",
        ),
        (CENTRE, "chair-of-the-grain-council", writing.UNDATED, "once chaired the council"),
        ("boris-lund", "defence-minister-of-belmar", held("2010-01-01", "2018-12-31"), "minister"),
        ("wang-wei", "president-of-cosmia", since("2013-03-14", "2019-05-01"), "has ruled Cosmia"),
        ("fyodor-ilyin", "ambassador-of-arland", in_year(2009), "was ambassador in 2009"),
    ):
        article.fact("Tenure", quote, dates, holder=holder, office=office)
    for number, member in enumerate((CENTRE, "boris-lund", "arland", "belmar", "cosmia")):
        dates = held_years(2005 + number, 2015 + number)
        article.fact(
            "Membership", f"{member} joined", dates, member=member, organization="northern-league"
        )


def _meetings(article: Article) -> None:
    """Meetings and visits of the centre, three of them with the same person."""
    parallel = (on("2014-03-18"), in_month(2015, 5), in_year(2016))
    for number, dates in enumerate(parallel):
        quote = f"talks number {number + 1} with Boris Lund"
        article.fact(
            "Meeting", quote, dates, name=f"lund-{number}", attendee=[CENTRE, "boris-lund"]
        )
    with_others = [name for name in _PERSONS if name not in {CENTRE, "boris-lund"}]
    for number, other in enumerate(with_others):
        dates = on(f"{2008 + number}-0{number % 9 + 1}-1{number % 10}")
        place = list(_PLACES)[number % len(_PLACES)]
        quote = f"sat down together on occasion {number + 1}"
        article.fact("Meeting", quote, dates, attendee=[CENTRE, other], place=place)
    for number, (host, place) in enumerate(
        (("belmar", "belport"), ("cosmia", "cosmopolis"), ("dravia", "drav"))
    ):
        quote = f"arrived for visit {number + 1}"
        dates = in_month(2011 + 2 * number, 4 + number)
        article.fact("Visit", quote, dates, visitor=CENTRE, host=host, destination=place)
    article.fact("Meeting", "met at some time", attendee=[CENTRE, "hana-sato"], name="undated")


def _claims(article: Article) -> None:
    """Allegations that are denied and that are not, a denied visit, and one that is credited."""
    bribes = article.proposition("bribes-were-paid", "bribes were paid by Ada Karim")
    arms = article.proposition("arms-were-sold", "arms were sold to Dravia", wider="trade-happened")
    trade = article.proposition("trade-happened", "there was trade with Dravia")
    article.fact(
        "Allegation",
        "Belmar says that she paid bribes",
        on("2015-07-01"),
        name="bribes",
        asserter="belmar",
        against=CENTRE,
        content=bribes,
    )
    article.fact(
        "Allegation",
        "Boris Lund accuses her of selling arms",
        in_year(2016),
        name="arms",
        asserter="boris-lund",
        against=[CENTRE, "arland"],
        content=arms,
    )
    article.fact(
        "Denial",
        "Karim has denied any trade with Dravia",
        on("2016-11-02"),
        name="no-trade",
        asserter=CENTRE,
        content=trade,
    )
    article.fact(
        "Characterization",
        "Wang Wei says that the times are hard",
        on("2017-03-01"),
        name="weather",
        asserter="wang-wei",
        content=article.proposition("times-are-hard", "the times are hard"),
    )
    visit = article.fact(
        "Meeting",
        "is said to have met Omar Diallo in Drav",
        on("2015-09-09"),
        name="secret-meeting",
        attributed="unnamed-officials",
        attendee=[CENTRE, "omar-diallo"],
        place="drav",
    )
    article.fact(
        "Denial",
        "Omar Diallo denies that they ever met",
        on("2015-09-20"),
        name="no-meeting",
        details={"leg:about": visit},
        asserter="omar-diallo",
        content=article.proposition("they-met", "Ada Karim and Omar Diallo met in Drav"),
    )
    article.fact(
        "Meeting",
        "officials say that the two spoke in Belport",
        on("2016-01-20"),
        name="credited",
        attributed="unnamed-officials",
        attendee=[CENTRE, "petra-novak"],
    )


def _others(article: Article) -> None:
    """Ties among the rest, so that there is somewhere to expand to and a path to find."""
    others = [name for name in _PERSONS if name != CENTRE]
    for number in range(104):
        one = others[number % len(others)]
        other = others[(number * 5 + number // len(others) + 3) % len(others)]
        dates = on(f"{2001 + number % 18}-{number % 12 + 1:02}-{number % 28 + 1:02}")
        quote = f"exchange {number + 1} of views"
        if one == other:
            article.fact("Visit", quote, dates, visitor=one, host="cosmia")
        else:
            article.fact("Meeting", quote, dates, attendee=[one, other])
    only = article.proposition("aid-was-given", "aid was given to the Grain Council")
    article.fact(
        "Allegation",
        "Yusuf Demir alleges that the council took aid",
        in_year(2018),
        name="aid",
        asserter="yusuf-demir",
        against="grain-council",
        content=only,
    )


def main(arguments: list[str]) -> None:
    """Write the fixture, or the hub, to a file."""
    *options, path = arguments
    Path(path).write_text(hub_trig() if "--hub" in options else fixture_trig(), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
