"""The reading of the first article: each row's passage, and all that is said of its fact."""

from dataclasses import dataclass

SLUG = "2024-09-13-shoigu-kim-pyongyang"
FRIDAY = "2024-09-13"

Said = dict[str, set[str]]

_ATTESTED = {
    "startLatest": {FRIDAY},
    "endEarliest": {FRIDAY},
    "datePrecision": {"day"},
    "dateBasis": {"fromDateline"},
}
_SAID_BY_FRIDAY = {
    "startLatest": {FRIDAY},
    "endLatest": {FRIDAY},
    "datePrecision": {"day"},
    "dateBasis": {"fromDateline"},
}
_JUNE = {
    "startEarliest": {"2024-06-01"},
    "startLatest": {"2024-06-30"},
    "endEarliest": {"2024-06-01"},
    "endLatest": {"2024-06-30"},
    "datePrecision": {"month"},
}


def _on(day: str) -> Said:
    bounds = ("startEarliest", "startLatest", "endEarliest", "endLatest")
    exact = {bound: {day} for bound in bounds}
    return exact | {"datePrecision": {"day"}, "dateBasis": {"fromDateline"}}


@dataclass(frozen=True)
class Row:
    """A row of the reading: its number and passage, and the fact it became."""

    number: int
    start: int
    end: int
    node: str
    says: Said


def _row(number: int, start: int, end: int, node: str, kind: str, *parts: Said) -> Row:
    says: Said = {"type": {kind}, "reportedBy": {"reuters"}}
    for part in parts:
        says |= part
    return Row(number, start, end, node, says)


_TALKS = {"shoigu-kim-talks-2024-09-13", "shoigu-visit-to-pyongyang-2024-09-13"}
_COUNCIL: Said = {"asserter": {"security-council-of-russia"}, "via": {"ria"}}
_SUMMIT: Said = {
    **_JUNE,
    "dateText": {"three months ago"},
    "dateBasis": {"inferred"},
    "attributedTo": {"security-council-of-russia"},
}


def _tenure(holder: str, office: str) -> Said:
    return {"holder": {holder}, "office": {office}}


def _seat(member: str) -> Said:
    return {"member": {member}, "organization": {"security-council-of-russia"}, **_ATTESTED}


def _characterization(asserter: str, about: set[str], content: str) -> Said:
    return {"asserter": {asserter}, "about": about, "content": {content}}


def _denial(asserter: str) -> Said:
    return {
        "asserter": {asserter},
        "respondsTo": {f"{SLUG}:us-allegation"},
        "content": {"arms-transfers-between-north-korea-and-russia"},
        "quoteType": {"indirectSpeech"},
        **_SAID_BY_FRIDAY,
    }


def _pledge(asserter: str) -> Said:
    return {
        "asserter": {asserter},
        "content": {"russia-and-north-korea-boost-military-ties"},
        "quoteType": {"indirectSpeech"},
        **_SAID_BY_FRIDAY,
    }


ROWS = [
    _row(
        1, 163, 210, "shoigu-kim-talks-2024-09-13", "Meeting",
        {"attendee": {"sergei-shoigu", "kim-jong-un"}, "place": {"pyongyang"}},
        {"during": {"shoigu-visit-to-pyongyang-2024-09-13"}},
        _on(FRIDAY), {"dateText": {"on Friday"}}, {"attributedTo": {"russian-news-agencies"}},
    ),
    _row(
        2, 211, 248, "shoigu-visit-to-pyongyang-2024-09-13", "Visit",
        {"visitor": {"sergei-shoigu"}, "destination": {"pyongyang"}},
        _ATTESTED, {"dateText": {"on Friday"}}, {"attributedTo": {"russian-news-agencies"}},
    ),
    _row(
        3, 119, 162, f"{SLUG}:shoigu-described", "Characterization",
        _characterization(
            "reuters", {"sergei-shoigu"}, "sergei-shoigu-is-a-top-russian-security-official"
        ),
        _ATTESTED,
    ),
    _row(
        4, 179, 210, "kim-jong-un-leader-of-north-korea", "Tenure",
        _tenure("kim-jong-un", "leader-of-north-korea"), _ATTESTED,
    ),
    _row(
        5, 278, 343, "war-in-ukraine", "Conflict",
        {"place": {"territory-of-ukraine"}}, _ATTESTED,
    ),
    _row(
        5, 278, 343, f"{SLUG}:critical-juncture", "Characterization",
        _characterization(
            "reuters",
            {"war-in-ukraine", "shoigu-visit-to-pyongyang-2024-09-13"},
            "the-war-in-ukraine-is-at-a-critical-juncture",
        ),
        _ATTESTED,
    ),
    _row(
        6, 345, 446, f"{SLUG}:us-allegation", "Allegation",
        {"asserter": {"united-states"}, "against": {"north-korea", "russia"}},
        {"content": {"north-korea-supplied-munitions-to-russia"}, "about": {"war-in-ukraine"}},
        {"quoteType": {"indirectSpeech"}}, _SAID_BY_FRIDAY,
    ),
    _row(
        7, 448, 592, "us-and-allies-weigh-strikes-deep-inside-russia", "Deliberation",
        {"party": {"united-states", "allies-of-the-united-states"}},
        {"considers": {"ukraine-may-strike-deep-inside-russia"}}, _ATTESTED,
    ),
    _row(
        8, 526, 562, f"{SLUG}:missiles-presupposed", "Statement",
        {"asserter": {"reuters"}, "quoteType": {"presupposition"}},
        {"content": {"the-west-supplied-long-range-missiles-to-ukraine"}},
    ),
    _row(
        9, 593, 706, f"{SLUG}:putin-warning", "Warning",
        {"asserter": {"vladimir-putin"}, "quoteType": {"indirectSpeech"}},
        {"condition": {"ukraine-may-strike-deep-inside-russia"}},
        {"content": {"the-west-fights-russia"}},
        _on("2024-09-12"), {"dateText": {"on Thursday"}},
    ),
    _row(
        10, 593, 617, "vladimir-putin-president-of-russia", "Tenure",
        _tenure("vladimir-putin", "president-of-russia"),
        {"startLatest": {"2024-09-12"}, "endEarliest": {"2024-09-12"}},
        {"datePrecision": {"day"}, "dateBasis": {"fromDateline"}, "dateText": {"on Thursday"}},
    ),
    _row(11, 707, 754, f"{SLUG}:russian-denial", "Denial", _denial("russia")),
    _row(11, 707, 754, f"{SLUG}:north-korean-denial", "Denial", _denial("north-korea")),
    _row(12, 759, 792, f"{SLUG}:russian-pledge", "Pledge", _pledge("russia")),
    _row(12, 759, 792, f"{SLUG}:north-korean-pledge", "Pledge", _pledge("north-korea")),
    _row(
        13, 794, 879, f"{SLUG}:deepened-relations", "Characterization",
        _characterization(
            "reuters",
            {"russia", "north-korea", "war-in-ukraine"},
            "russia-deepened-relations-with-north-korea",
        ),
        {"dateText": {"since the start of the Ukraine war"}},
    ),
    _row(
        14, 885, 928, "putin-state-visit-2024-06", "Visit",
        {"visitor": {"vladimir-putin"}, "host": {"kim-jong-un"}, "visitKind": {"stateVisit"}},
        _JUNE, {"dateText": {"in June"}, "dateBasis": {"fromDateline"}},
    ),
    _row(
        15, 930, 975, "sergei-shoigu-minister-of-defense-of-russia", "Tenure",
        _tenure("sergei-shoigu", "minister-of-defense-of-russia"),
        {"startLatest": {"2024-05-01"}, "endEarliest": {"2024-05-01"}},
        {"endLatest": {"2024-05-31"}, "dateText": {"until May"}},
        {"datePrecision": {"month"}, "dateBasis": {"fromDateline"}},
    ),
    _row(
        16, 981, 1021, "sergei-shoigu-secretary-of-the-security-council-of-russia", "Tenure",
        _tenure("sergei-shoigu", "secretary-of-the-security-council-of-russia"),
        _ATTESTED, {"dateText": {"now"}},
    ),
    _row(
        17, 1001, 1112, "vladimir-putin-on-the-security-council-of-russia", "Membership",
        _seat("vladimir-putin"),
    ),
    _row(
        17, 1001, 1112,
        "military-and-intelligence-chiefs-on-the-security-council-of-russia", "Membership",
        _seat("military-and-intelligence-chiefs-of-russia"),
    ),
    _row(
        17, 1001, 1112,
        "other-senior-figures-on-the-security-council-of-russia", "Membership",
        _seat("other-senior-figures-of-the-security-council-of-russia"),
    ),
    _row(
        18, 1114, 1374, f"{SLUG}:council-statement", "Statement",
        _COUNCIL, {"about": _TALKS, "quoteType": {"directQuote"}},
        {"content": {"substantive-exchange-of-views-with-korean-colleagues"}}, _SAID_BY_FRIDAY,
    ),
    _row(
        19, 1314, 1335, f"{SLUG}:ria-described", "Characterization",
        _characterization("reuters", {"ria"}, "ria-is-a-state-news-agency"), _ATTESTED,
    ),
    _row(
        20, 1375, 1458, f"{SLUG}:council-on-the-atmosphere", "Characterization",
        _COUNCIL, {"about": _TALKS, "quoteType": {"partialQuote"}},
        {"content": {"the-meetings-had-a-trusting-friendly-atmosphere"}}, _SAID_BY_FRIDAY,
    ),
    _row(
        21, 1463, 1598, f"{SLUG}:council-on-the-agreements", "Characterization",
        _COUNCIL, {"quoteType": {"indirectSpeech"}},
        {"about": {*_TALKS, "putin-kim-agreements-2024-06"}},
        {"content": {"the-meetings-contribute-to-carrying-out-the-agreements"}}, _SAID_BY_FRIDAY,
    ),
    _row(
        22, 1525, 1598, "putin-kim-summit-2024-06", "Meeting",
        {"attendee": {"vladimir-putin", "kim-jong-un"}}, _SUMMIT,
    ),
    _row(
        22, 1525, 1598, "putin-kim-agreements-2024-06", "Agreement",
        {"party": {"vladimir-putin", "kim-jong-un"}},
        {"reachedAt": {"putin-kim-summit-2024-06"}}, _SUMMIT,
    ),
]  # fmt: skip

PROPOSITIONS: dict[str, Said] = {
    "north-korea-supplied-munitions-to-russia": {
        "eventType": {"ArmsTransfer"},
        "supplier": {"north-korea"},
        "recipient": {"russia"},
        "item": {"ammunition", "ballistic missiles"},
        "specializes": {"arms-transfers-between-north-korea-and-russia"},
    },
    "arms-transfers-between-north-korea-and-russia": {
        "eventType": {"ArmsTransfer"},
        "party": {"north-korea", "russia"},
    },
    "ukraine-may-strike-deep-inside-russia": {
        "eventType": {"WeaponUsePermission"},
        "supplier": {"united-states", "allies-of-the-united-states"},
        "recipient": {"ukraine"},
        "item": {"Western-supplied long-range missiles"},
    },
    "the-west-supplied-long-range-missiles-to-ukraine": {
        "eventType": {"ArmsTransfer"},
        "supplier": {"the-west"},
        "recipient": {"ukraine"},
        "item": {"long-range missiles"},
    },
    "the-west-fights-russia": {"eventType": {"ArmedClash"}, "party": {"the-west", "russia"}},
    "russia-and-north-korea-boost-military-ties": {"party": {"russia", "north-korea"}},
    "russia-deepened-relations-with-north-korea": {"party": {"russia", "north-korea"}},
    "substantive-exchange-of-views-with-korean-colleagues": {
        "eventType": {"Meeting"},
        "attendee": {"korean-colleagues-of-the-security-council-of-russia"},
    },
    "sergei-shoigu-is-a-top-russian-security-official": {},
    "the-war-in-ukraine-is-at-a-critical-juncture": {},
    "ria-is-a-state-news-agency": {},
    "the-meetings-had-a-trusting-friendly-atmosphere": {},
    "the-meetings-contribute-to-carrying-out-the-agreements": {},
}
