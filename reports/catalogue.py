"""The published data described for data portals: DCAT-AP 3 as JSON-LD."""

from typing import Any

from django.urls import reverse
from django.utils.translation import override

from reports.models import Edition
from reports.web_page import TYPES
from welfareplans.organisations.texts import localised

# The European vocabularies' names of languages, countries and file types.
AUTHORITY = "http://publications.europa.eu/resource/authority"
LANGUAGE = {"sv": "SWE", "fi": "FIN", "da": "DAN"}
FILE_TYPE = {"xlsx": "XLSX", "csv": "CSV", "json": "JSON"}
CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#", "dct": "http://purl.org/dc/terms/", "foaf": "http://xmlns.com/foaf/0.1/",
    "spdx": "http://spdx.org/rdf/terms#", "xsd": "http://www.w3.org/2001/XMLSchema#",
}  # fmt: skip


def catalogue(editions: list[Edition], site: str, language: str) -> dict[str, Any]:
    """Return the catalogue. site: the installation's address without a slash at its end."""
    return {
        "@context": CONTEXT,
        "@id": f"{site}/catalogue",
        "@type": "dcat:Catalog",
        "dct:title": texts({
            "sv": "Årsrapporter om välfärdsplaner för barn och unga",
            "fi": "Lasten ja nuorten hyvinvointisuunnitelmien vuosiraportit",
            "da": "Årsrapporter om velfærdsplaner for børn og unge",
        }),
        "dct:description": texts({
            "sv": "Publicerade uppgifter om kommunernas välfärdsplaner: mätare, årsvärden och åtgärder.",
            "fi": "Julkaistut tiedot kuntien hyvinvointisuunnitelmista: mittarit, vuosiarvot ja toimenpiteet.",
            "da": "Offentliggjorte data om kommunernes velfærdsplaner: indikatorer, årsværdier og indsatser.",
        }),
        "dcat:dataset": [dataset(one, site, language) for one in editions],
    }  # fmt: skip


def dataset(edition: Edition, site: str, language: str) -> dict[str, Any]:
    """Return one edition."""
    plan, year = edition.round.plan, edition.round.year
    titles = localised(plan, "title", plan.languages) or localised(plan, "title")
    names = localised(plan.municipality.area, "name")
    published = edition.publication.published_at
    return {
        "@id": f"urn:sha256:{edition.sha256}",
        "@type": "dcat:Dataset",
        "dct:title": texts({code: f"{text} ({year})" for code, text in titles.items()}),
        "dct:description": texts({code: f"{text}: {year}, {edition.number}" for code, text in titles.items()}),
        "dct:issued": {"@value": published.isoformat(), "@type": "xsd:dateTime"},
        "dct:publisher": {"@type": "foaf:Agent", "foaf:name": texts(names)},
        "dct:language": [{"@id": f"{AUTHORITY}/language/{LANGUAGE[code]}"} for code in plan.languages],
        "dct:temporal": {
            "@type": "dct:PeriodOfTime",
            "dcat:startDate": {"@value": f"{year}-01-01", "@type": "xsd:date"},
            "dcat:endDate": {"@value": f"{year}-12-31", "@type": "xsd:date"},
        },
        "dcat:version": str(edition.number),
        "dcat:landingPage": {"@id": site + in_language("edition_web", language, edition.pk)},
        "dcat:distribution": [distribution(edition, form, site, plan.languages[0]) for form in TYPES],
    }


def distribution(edition: Edition, form: str, site: str, language: str) -> dict[str, Any]:
    """Return one file of an edition; JSON has the edition's fingerprint."""
    address = {"@id": site + in_language("edition_data", language, edition.pk, form)}
    checksum = {
        "@type": "spdx:Checksum",
        "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256"},
        "spdx:checksumValue": edition.sha256,
    }
    return {
        "@type": "dcat:Distribution",
        "dcat:accessURL": address,
        "dcat:downloadURL": address,
        "dct:format": {"@id": f"{AUTHORITY}/file-type/{FILE_TYPE[form]}"},
    } | ({"spdx:checksum": checksum} if form == "json" else {})


def texts(words: dict[str, str]) -> list[dict[str, str]]:
    """Return a text in its languages as JSON-LD."""
    return [{"@value": text, "@language": code} for code, text in words.items()]


def in_language(route: str, language: str, *arguments: object) -> str:
    """Return the address of a route of ours in a language."""
    with override(language):
        return reverse(f"reports:{route}", args=arguments)
