"""The words by which texts in Swedish, Finnish and Danish tell a breakdown, a number in words, or that they go on."""

import re

# Whole phrases, because "enligt anvisningen" and "ohjeen mukaisesti" divide nothing.
_DIVIDED_SV = (
    r"åldersgrupp\w*|ålder\w*|kön\w*|(?:moders)?mål\w*|språk\w*|språkgrupp\w*|medborgarskap\w*|årskurs\w*|årsklass\w*"
    r"|typ\w*|skol\w*|enhet\w*|område\w*|kommun\w*|region\w*|stadsdel\w*|grupp\w*|klass\w*|boende\w*"
)
_DIVIDED_FI = (
    r"kielen|äidinkielen|kieliryhmän|sukupuolen|iän|ikäryhmän|kansalaisuuden|luokka-asteen|vuosiluokan|koulun|alueen"
    r"|kunnan|yksikön|tyypin|ryhmän"
)
_DIVIDED_DA = (
    r"alder\w*|aldersgrupp\w*|køn\w*|modersmål\w*|sprog\w*|statsborgerskab\w*|klassetrin\w*|skole\w*|område\w*"
    r"|kommune\w*|distrikt\w*|type\w*|gruppe\w*|enhed\w*"
)
BREAKDOWNS = {
    "sv": re.compile(
        rf"\b(?:(?:per|enligt)\s+(?:\w+s\s+)?(?:{_DIVIDED_SV})|efter\s+(?:kön|ålder|modersmål|språk)\w*"
        r"|(?:fördela|uppdela|indela|delas? upp)\w*(?:\s+\w+){0,3}"
        r"|\w+vis fördel\w+)",
        re.IGNORECASE,
    ),
    "fi": re.compile(
        r"\b(?!(?:vuosi|viikoi|kuukausi|päivi|tunnei|osi|keskimääräi|asteit|vaiheit|ryhmittäin toimi)t?t[aä]in)"
        rf"(?:\w{{3,}}tt(?:ain|äin)|(?:{_DIVIDED_FI})\s+mukaan|(?:eriteltynä|jaoteltuna|eritellään|jaotellaan)"
        r"(?:\s+\w+)?)\b",
        re.IGNORECASE,
    ),
    "da": re.compile(
        rf"\b(?:(?:per|pr\.?)\s+(?:\w+s\s+)?(?:{_DIVIDED_DA})|efter\s+(?:køn|alder|modersmål|sprog)\w*"
        r"|(?:fordelt|opdelt|opgjort)\s+(?:på|efter)\s+\w+)",
        re.IGNORECASE,
    ),
}
# Beginnings of words, because Finnish inflects; they only excuse a figure that the other language writes out. A Finnish
# yläkoulu and a Danish udskoling are the school years 7 to 9.
NUMBER_WORDS = {
    "1": "en|ett|första|yksi|yhde|yht|ensimmäi|én|et|første|enda",
    "2": "två|andra|båda|bägge|kaksi|kahde|kaht|toinen|toise|molem|to|anden|andet|begge",
    "3": "tre|tredje|kolme|kolma",
    "4": "fyra|fjärde|neljä|fire|fjerde",
    "5": "fem|viisi|viide|viit",
    "6": "sex|sjätte|kuusi|kuude|kuut|seks|sjette",
    "7": "sju|seitsemä|syv|yläkoul|udskoling",
    "8": "åtta|åttonde|kahdeksa|otte|ottende",
    "9": "nio|nionde|yhdeksä|ni|yläkoul|udskoling",
    "10": "tio|tionde|kymmene|ti",
    "11": "elva|elfte|yksitoista|elleve",
    "12": "tolv|tolfte|kaksitoista",
}
# A text that ends with one of these breaks off.
UNFINISHED = {
    "sv": re.compile(r"(?:\b(?:och|eller|samt|med|för att|för|att|av|inom|till|om|per)|[,–-])$"),
    "fi": re.compile(r"(?:\b(?:ja|sekä|tai|eli|että|kuin|jotta)|[,–-])$"),
    "da": re.compile(r"(?:\b(?:og|eller|samt|med|for at|for|at|af|inden for|til|om|per)|[,–-])$"),
}
# Official short names that differ between the languages: Swedish, Finnish.
SAME_NAMES = [
    ("shm", "stm"), ("ukm", "okm"), ("ntm", "ely"), ("rfv", "avi"), ("fpa", "kela"), ("thl", "thl"), ("fn", "yk"),
    ("kst", "kuntaliitto"), ("fns", "ykn"), ("bup", "lapsi- ja nuorisopsykiatria"),
]  # fmt: skip
