"""What each worked query answers on the shipped graph, in its own order.

Ids are short, and what is unbound is the empty string.
"""

SLUG = "2024-09-13-shoigu-kim-pyongyang"
TITLE = "Russia’s Shoigu Meets North Korea’s Kim in Pyongyang"
SHA256 = "3ce721087bbfcffa20a7e3f88204e578624606ac907443a74ac9f544ca1c7ab4"

MUNITIONS = (
    "North Korea supplied ammunition and ballistic missiles to Russia for the war in Ukraine"
)
TRANSFERS = "there were arms transfers between North Korea and Russia"
TIES = "Russia and North Korea boost their military ties"
DEEPENED = (
    "Russia has deepened its relations with North Korea since the start of the war in Ukraine"
)
MISSILES = "the West supplied long-range missiles to Ukraine"
EXCHANGE = "a substantive exchange of views took place with Korean colleagues"
ATMOSPHERE = "the meetings took place in an exceptionally trusting, friendly atmosphere"
CONTRIBUTION = (
    "the meetings will make an important contribution to carrying out the agreements "
    "of Putin and Kim"
)
STRIKES = "Ukraine may use Western-supplied long-range missiles to strike deep inside Russia"
COUNCIL = "Security Council of Russia"

ANSWERS: dict[str, list[tuple[str, ...]]] = {
    "all-that-an-article-says": [
        ("119", "162", "Characterization", f"{SLUG}:shoigu-described",
         "Top Russian security official Sergei Shoigu"),
        ("163", "210", "Meeting", "shoigu-kim-talks-2024-09-13",
         "held talks with North Korean leader Kim Jong Un"),
        ("179", "210", "Tenure", "kim-jong-un-leader-of-north-korea",
         "North Korean leader Kim Jong Un"),
        ("218", "248", "Visit", "shoigu-visit-to-pyongyang-2024-09-13",
         "a visit to Pyongyang on Friday"),
        ("299", "343", "Characterization", f"{SLUG}:critical-juncture",
         "at a critical juncture in the war in Ukraine"),
        ("325", "343", "Conflict", "war-in-ukraine", "the war in Ukraine"),
        ("355", "446", "Allegation", f"{SLUG}:us-allegation",
         ("the United States says North Korea has supplied ammunition and ballistic missiles "
          "to Russia")),
        ("448", "591", "Deliberation", "us-and-allies-weigh-strikes-deep-inside-russia",
         ("The U.S. and its allies are weighing a decision on whether to let Ukraine use "
          "Western-supplied long-range missiles to strike deep inside Russia")),
        ("526", "562", "Statement", f"{SLUG}:missiles-presupposed",
         "Western-supplied long-range missiles"),
        ("593", "617", "Tenure", "vladimir-putin-president-of-russia",
         "President Vladimir Putin"),
        ("612", "705", "Warning", f"{SLUG}:putin-warning",
         ("Putin said on Thursday that if that happened, the West would be fighting directly "
          "with Russia")),
        ("707", "754", "Denial", f"{SLUG}:north-korean-denial",
         "Moscow and Pyongyang have denied arms transfers"),
        ("707", "754", "Denial", f"{SLUG}:russian-denial",
         "Moscow and Pyongyang have denied arms transfers"),
        ("759", "792", "Pledge", f"{SLUG}:north-korean-pledge",
         "have vowed to boost military ties"),
        ("759", "792", "Pledge", f"{SLUG}:russian-pledge",
         "have vowed to boost military ties"),
        ("794", "879", "Characterization", f"{SLUG}:deepened-relations",
         "Russia has deepened its relations with North Korea since the start of the Ukraine war"),
        ("885", "928", "Visit", "putin-state-visit-2024-06",
         "Kim received Putin on a state visit in June"),
        ("930", "975", "Tenure", "sergei-shoigu-minister-of-defense-of-russia",
         "Shoigu was Russian defense minister until May"),
        ("981", "1021", "Tenure", "sergei-shoigu-secretary-of-the-security-council-of-russia",
         "is now secretary of the Security Council"),
        ("1001", "1049", "Membership", "vladimir-putin-on-the-security-council-of-russia",
         "the Security Council which brings together Putin"),
        ("1001", "1087", "Membership",
         "military-and-intelligence-chiefs-on-the-security-council-of-russia",
         "the Security Council which brings together Putin, his military and intelligence chiefs"),
        ("1001", "1112", "Membership",
         "other-senior-figures-on-the-security-council-of-russia",
         ("the Security Council which brings together Putin, his military and intelligence chiefs "
          "and other senior figures")),
        ("1178", "1243", "Statement", f"{SLUG}:council-statement", EXCHANGE),
        ("1314", "1335", "Characterization", f"{SLUG}:ria-described", "state news agency RIA"),
        ("1332", "1373", "Statement", f"{SLUG}:council-statement",
         "RIA quoted the Security Council as saying"),
        ("1375", "1458", "Characterization", f"{SLUG}:council-on-the-atmosphere",
         "It said the meetings took place in an “exceptionally trusting, friendly atmosphere”"),
        ("1463", "1565", "Characterization", f"{SLUG}:council-on-the-agreements",
         ("would make an important contribution to the implementation of agreements reached "
          "between Putin and Kim")),
        ("1525", "1598", "Agreement", "putin-kim-agreements-2024-06",
         "agreements reached between Putin and Kim at their summit three months ago"),
        ("1552", "1598", "Meeting", "putin-kim-summit-2024-06",
         "Putin and Kim at their summit three months ago"),
    ],
    "allegations-and-denials": [
        ("United States", "North Korea", MUNITIONS, "North Korea"),
        ("United States", "North Korea", MUNITIONS, "Russia"),
        ("United States", "Russia", MUNITIONS, "North Korea"),
        ("United States", "Russia", MUNITIONS, "Russia"),
    ],
    "events-between-two-days": [
        ("Agreement", "putin-kim-agreements-2024-06", "2024-06-01", "2024-06-30",
         "three months ago"),
        ("Meeting", "putin-kim-summit-2024-06", "2024-06-01", "2024-06-30", "three months ago"),
        ("Visit", "putin-state-visit-2024-06", "2024-06-01", "2024-06-30", "in June"),
    ],
    "evidence-for-a-fact": [
        (TITLE, "Reuters", "Russian news agencies", "a visit to Pyongyang on Friday",
         "218", "248", SHA256, "", ""),
    ],
    "holders-of-an-office": [("Sergei Shoigu", "possible", "until May")],
    "meetings-and-their-visits": [
        ("talks of Sergei Shoigu with Kim Jong Un, 13 September 2024",
         "visit of Sergei Shoigu to Pyongyang, 13 September 2024", SLUG, ""),
        ("summit of Vladimir Putin and Kim Jong Un, about June 2024",
         "state visit of Vladimir Putin, received by Kim Jong Un, June 2024",
         "https://w3id.org/legation/graph/inferences",
         ("The state visit in June and the summit three months before 13 September 2024 fall in "
          "the same month, and both are of Vladimir Putin and Kim Jong Un.")),
    ],
    "members-of-an-organization": [
        ("Sergei Shoigu", "Secretary of the Security Council of Russia", "2024-09-13"),
        ("Vladimir Putin", "member", "2024-09-13"),
        ("military and intelligence chiefs of Russia", "member", "2024-09-13"),
        ("other senior figures of the Security Council of Russia", "member", "2024-09-13"),
    ],
    "names-of-a-state": [
        ("ar", "كوريا الشمالية"),
        ("en", "North Korea"),
        ("es", "Corea del Norte"),
        ("fr", "Corée du Nord"),
        ("ru", "КНДР"),
        ("zh", "朝鲜"),
    ],
    "network-of-an-actor": [
        ("Agreement", "party", "party", "Kim Jong Un", "putin-kim-agreements-2024-06"),
        ("Meeting", "attendee", "attendee", "Kim Jong Un", "putin-kim-summit-2024-06"),
        ("Membership", "member", "organization", COUNCIL,
         "vladimir-putin-on-the-security-council-of-russia"),
        ("Tenure", "holder", "office", "President of Russia",
         "vladimir-putin-president-of-russia"),
        ("Visit", "visitor", "host", "Kim Jong Un", "putin-state-visit-2024-06"),
    ],
    "offices-of-a-person": [
        ("Minister of Defense of Russia", "until May", "", "2024-05-01", "2024-05-01",
         "2024-05-31"),
        ("Secretary of the Security Council of Russia", "now", "", "2024-09-13", "2024-09-13",
         ""),
    ],
    "offices-with-two-holders": [],
    "statements-by-carrier": [
        ("RIA", COUNCIL, "Reuters", "direct quote", EXCHANGE),
        ("RIA", COUNCIL, "Reuters", "partial quote", ATMOSPHERE),
        ("RIA", COUNCIL, "Reuters", "indirect speech", CONTRIBUTION),
    ],
    "visits": [
        ("Vladimir Putin", "Kim Jong Un", "", "state visit", "in June", "2024-06-01",
         "2024-06-30"),
        ("Sergei Shoigu", "", "Pyongyang", "", "on Friday", "", ""),
    ],
    "warnings": [
        ("Vladimir Putin", STRIKES, "the West fights directly with Russia", "2024-09-12"),
    ],
    "what-is-claimed": [
        (MUNITIONS, "Arms transfer", "United States", "North Korea"),
        (MUNITIONS, "Arms transfer", "United States", "Russia"),
        ("RIA is a state news agency", "", "Reuters", ""),
        (TIES, "", "North Korea", ""),
        (TIES, "", "Russia", ""),
        (DEEPENED, "", "Reuters", ""),
        ("Sergei Shoigu is a top Russian security official", "", "Reuters", ""),
        (EXCHANGE, "Meeting", COUNCIL, ""),
        (MISSILES, "Arms transfer", "Reuters", ""),
        (ATMOSPHERE, "", COUNCIL, ""),
        (CONTRIBUTION, "", COUNCIL, ""),
        ("the war in Ukraine is at a critical juncture", "", "Reuters", ""),
        (TRANSFERS, "Arms transfer", "", "North Korea"),
        (TRANSFERS, "Arms transfer", "", "Russia"),
    ],
    "what-is-credited-to-whom": [
        ("Reuters", "North Korea", "Denial", f"{SLUG}:north-korean-denial"),
        ("Reuters", "North Korea", "Pledge", f"{SLUG}:north-korean-pledge"),
        ("Reuters", "Russia", "Denial", f"{SLUG}:russian-denial"),
        ("Reuters", "Russia", "Pledge", f"{SLUG}:russian-pledge"),
        ("Reuters", "Russian news agencies", "Meeting", "shoigu-kim-talks-2024-09-13"),
        ("Reuters", "Russian news agencies", "Visit", "shoigu-visit-to-pyongyang-2024-09-13"),
        ("Reuters", COUNCIL, "Agreement", "putin-kim-agreements-2024-06"),
        ("Reuters", COUNCIL, "Characterization", f"{SLUG}:council-on-the-agreements"),
        ("Reuters", COUNCIL, "Characterization", f"{SLUG}:council-on-the-atmosphere"),
        ("Reuters", COUNCIL, "Meeting", "putin-kim-summit-2024-06"),
        ("Reuters", COUNCIL, "Statement", f"{SLUG}:council-statement"),
        ("Reuters", "United States", "Allegation", f"{SLUG}:us-allegation"),
        ("Reuters", "Vladimir Putin", "Warning", f"{SLUG}:putin-warning"),
    ],
    "whom-somebody-met": [
        ("Sergei Shoigu", "2024-09-13", "2024-09-13", "on Friday",
         "held talks with North Korean leader Kim Jong Un"),
        ("Vladimir Putin", "2024-06-01", "2024-06-30", "three months ago",
         "Putin and Kim at their summit three months ago"),
    ],
}  # fmt: skip
