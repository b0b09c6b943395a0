"""The headings of a plan table in Swedish, Finnish and Danish: what an export writes, and what an import understands.

`NAMES[what][language]` begins with the name that an export writes; the others are synonyms, in lower case. The order of
`NAMES` is the order of an export's columns.
"""

import re
from collections.abc import Sequence

from welfareplans.organisations.texts import LANGUAGES

NAMES: dict[str, dict[str, tuple[str, ...]]] = {
    "principle": {
        "sv": (
            "Princip", "principer", "fokusområde", "fokusområden", "insatsområde", "insatsområden", "tema",
            "tyngdpunkt", "tyngdpunktsområde", "prioriterat område", "utvecklingsområde", "delområde", "område",
        ),
        "fi": (
            "Periaate", "periaatteet", "painopiste", "painopisteet", "painopistealue", "painopistealueet", "teema",
            "kehittämiskohde", "kehittämisalue", "osa-alue", "kokonaisuus",
        ),
        "da": (
            "Princip", "principper", "indsatsområde", "indsatsområder", "fokusområde", "fokusområder", "tema",
            "pejlemærke", "område",
        ),
    },
    "goal": {
        "sv": ("Mål", "målen", "målsättning", "målsättningar", "delmål", "syfte"),
        "fi": ("Tavoite", "tavoitteet", "päämäärä", "osatavoite"),
        "da": ("Mål", "målene", "målsætning", "målsætninger", "delmål", "formål"),
    },
    "measure": {
        "sv": ("Åtgärd", "åtgärder", "åtgärden", "insats", "insatser", "aktivitet", "aktiviteter"),
        "fi": ("Toimenpide", "toimenpiteet", "toimi", "toimet", "toiminta", "keinot"),
        "da": ("Indsats", "indsatser", "aktivitet", "aktiviteter", "handling", "handlinger", "tiltag", "initiativ"),
    },
    "expected_result": {
        "sv": ("Förväntat resultat", "förväntade resultat", "önskat resultat", "resultat", "effekt"),
        "fi": ("Odotettu tulos", "odotetut tulokset", "tulos", "tulokset", "vaikutus", "odotettu vaikutus"),
        "da": ("Forventet resultat", "forventede resultater", "ønsket resultat", "resultat", "resultater", "effekt"),
    },
    "resources": {
        "sv": ("Resurser", "resurs", "resursbehov", "budget"),
        "fi": ("Resurssit", "resurssi", "voimavarat", "resurssitarve"),
        "da": ("Ressourcer", "ressource", "ressourcebehov", "budget"),
    },
    "committees": {
        "sv": (
            "Ansvariga nämnder", "ansvarig nämnd", "nämnd", "nämnder", "ansvarig", "ansvariga", "ansvar",
            "ansvarig instans", "ansvarsinstans", "verkställare",
        ),
        "fi": (
            "Vastuulautakunnat", "vastuulautakunta", "lautakunta", "lautakunnat", "vastuu", "vastuutaho",
            "vastuutahot", "vastuulliset", "toteuttaja",
        ),
        "da": (
            "Ansvarlige udvalg", "ansvarligt udvalg", "udvalg", "ansvarlig", "ansvarlige", "ansvar", "forvaltning",
        ),
    },
    "programme": {
        "sv": ("Program", "projekt"),
        "fi": ("Ohjelma", "hanke"),
        "da": ("Program", "projekt"),
    },
    "years": {
        "sv": ("Tidtabell", "tidsplan", "tidpunkt", "genomförandetid", "år"),
        "fi": ("Aikataulu", "ajankohta", "toteutusaika", "vuodet", "vuosi"),
        "da": ("Tidsplan", "tidspunkt", "periode", "år"),
    },
    "first_year": {
        "sv": ("Första år", "första året", "startår", "börjar"),
        "fi": ("Ensimmäinen vuosi", "aloitusvuosi", "alkaa"),
        "da": ("Første år", "startår", "begynder"),
    },
    "last_year": {
        "sv": ("Sista år", "sista året", "slutår", "slutar"),
        "fi": ("Viimeinen vuosi", "päättymisvuosi", "päättyy"),
        "da": ("Sidste år", "slutår", "slutter"),
    },
    "partners": {
        "sv": ("Kommuner som berörs", "berörda kommuner", "kommuner", "kommun"),
        "fi": ("Kunnat, joita koskee", "kunnat", "kunta"),
        "da": ("Kommuner det angår", "berørte kommuner", "kommuner", "kommune"),
    },
    "owner": {
        "sv": ("Lokalt tillägg av", "lokalt tillägg"),
        "fi": ("Paikallinen lisäys", "paikallisen lisäyksen tekijä"),
        "da": ("Lokal tilføjelse fra", "lokal tilføjelse"),
    },
    "indicators": {
        "sv": (
            "Mätare", "mätarna", "indikator", "indikatorer", "mått", "uppföljning", "utvärdering",
            "uppföljning/utvärdering", "uppföljningsmått",
        ),
        "fi": (
            "Mittari", "mittarit", "indikaattori", "indikaattorit", "seuranta", "arviointi", "seurantamittari",
            "tunnusluku", "tunnusluvut",
        ),
        "da": (
            "Indikator", "indikatorer", "måling", "målepunkt", "målepunkter", "opfølgning", "evaluering",
            "succeskriterium", "succeskriterier",
        ),
    },
    "unit": {"sv": ("Enhet",), "fi": ("Yksikkö",), "da": ("Enhed",)},
    "definition": {"sv": ("Definition",), "fi": ("Määritelmä",), "da": ("Definition",)},
    "kind": {"sv": ("Mätarens art", "mätartyp"), "fi": ("Mittarin laji", "mittarityyppi"), "da": ("Indikatorens art",)},
    "decimals": {"sv": ("Decimaler",), "fi": ("Desimaalit",), "da": ("Decimaler",)},
    "better": {
        "sv": ("Riktning", "önskad riktning"),
        "fi": ("Suunta", "toivottu suunta"),
        "da": ("Retning", "ønsket retning"),
    },
    "period": {
        "sv": ("Mätperiod", "mäts", "uppföljningsintervall"),
        "fi": ("Mittausjakso", "mitataan", "seurantaväli"),
        "da": ("Måleperiode", "måles"),
    },
    "counts_people": {"sv": ("Räknar personer",), "fi": ("Laskee henkilöitä",), "da": ("Tæller personer",)},
    "breakdown": {"sv": ("Fördelning",), "fi": ("Erittely",), "da": ("Fordeling",)},
    "baseline": {
        "sv": ("Utgångsvärde", "utgångsläge", "nuläge", "nuvärde"),
        "fi": ("Lähtötaso", "lähtöarvo", "nykytila", "lähtötilanne"),
        "da": ("Udgangspunkt", "udgangsværdi", "nuværende værdi"),
    },
    "target": {
        "sv": ("Målvärde", "måltal", "målnivå"),
        "fi": ("Tavoitearvo", "tavoitetaso", "tavoiteluku"),
        "da": ("Målværdi", "måltal", "målniveau"),
    },
    "target_text": {
        "sv": ("Målet i ord",),
        "fi": ("Tavoite sanoin",),
        "da": ("Målet i ord",),
    },
    "to_be_specified": {
        "sv": ("Preciseras senare", "preciseras"),
        "fi": ("Täsmennetään myöhemmin", "täsmennetään"),
        "da": ("Præciseres senere", "præciseres"),
    },
    "specified_by": {"sv": ("Preciseras av",), "fi": ("Täsmentäjä",), "da": ("Præciseres af",)},
    "specified_due": {"sv": ("Preciseras senast",), "fi": ("Täsmennettävä viimeistään",), "da": ("Præciseres senest",)},
    "reporters": {
        "sv": ("Siffrorna ges av", "rapporteras av"),
        "fi": ("Luvut antaa", "raportoi"),
        "da": ("Tallene oplyses af", "rapporteres af"),
    },
    "key": {"sv": ("Nyckel",), "fi": ("Tunniste",), "da": ("Nøgle",)},
}  # fmt: skip
# Texts that exist in each language of the plan, in a column for each. A column of the others is for all languages.
TRANSLATED = frozenset({
    "principle", "goal", "measure", "expected_result", "resources", "committees", "programme", "indicators", "unit",
    "definition", "target_text",
})  # fmt: skip
# Columns whose cell has a line for each line of the cell of indicators.
OF_INDICATORS = (
    "unit", "definition", "kind", "decimals", "better", "period", "counts_people", "breakdown", "baseline", "target",
    "target_text", "to_be_specified", "specified_by", "specified_due", "reporters",
)  # fmt: skip
Column = tuple[str, str]  # what it is, and of which language ("" = all of them)


def heading(what: str, languages: Sequence[str]) -> str:
    """Return the heading that an export writes: of a text in one language "Mål (sv)", else "Fördelning / Erittely".

    languages: the one of the column; for a column that is for all languages every language of the plan.
    """
    names = " / ".join(dict.fromkeys(NAMES[what][language][0] for language in languages))
    return f"{names} ({languages[0]})" if what in TRANSLATED else names


def meaning(text: str, languages: Sequence[str]) -> Column | None:
    """Return what a heading stands for; None when it is not known.

    "Mål (sv)" and "Mål (fi)" name their language; "Mål" alone is of the first of `languages` (the plan's, main one
    first) that has it.
    """
    marked = re.search(r"[\[(](sv|fi|da)[\])]\s*$", text, re.IGNORECASE)
    own = [marked[1].lower()] if marked else []
    order = list(dict.fromkeys([*own, *languages, *LANGUAGES]))
    for words in (_whole(text), _parts(text), _beginnings(text)):
        for word in words:
            for language in order:
                what = _KNOWN.get((word, language))
                if what:
                    in_one = what in TRANSLATED and (marked or what != "programme")
                    return what, ((own[0] if own else language) if in_one else "")
    return None


_KNOWN = {
    (name.casefold(), language): what
    for what, by_language in NAMES.items()
    for language, names in by_language.items()
    for name in names
}
_SEPARATORS = re.compile(r"\s*(?:[/&,;+]|\boch\b|\bsamt\b|\bja\b|\bsekä\b|\bog\b|\beller\b|\btai\b)\s*")


def _whole(text: str) -> list[str]:
    """Return the heading without brackets, figures, quotes and a colon: "Åtgärder 2021–2025:" is "åtgärder"."""
    plain = re.sub(r"[\[(][^\])]*[\])]", " ", text.casefold())
    plain = re.sub(r"[0-9]+|[\"'”“*:.–—]", " ", plain)
    return [" ".join(plain.split())]


def _parts(text: str) -> list[str]:
    """Return the parts of "Uppföljning / utvärdering" and "Mittarit ja seuranta"."""
    return [part.strip(" -") for part in _SEPARATORS.split(_whole(text)[0])]


def _beginnings(text: str) -> list[str]:
    """Return the beginnings of "Åtgärder för att nå målet", the longest first."""
    words = _whole(text)[0].split()
    return [" ".join(words[:count]) for count in range(len(words) - 1, 0, -1)]
