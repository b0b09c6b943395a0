"""The indicators of the handwritten edition: every kind of gap is in them."""

from reports.document.content import Indicator
from tests.reports import pdf_words as texts
from tests.reports.pdf_rows import BIENNIAL, COUNT, LANGUAGE, SEX, indicator, target, text


def indicators() -> list[Indicator]:
    """Return the indicators."""
    return [
        indicator(
            1,
            (
                "Har en hobby minst en gång i veckan",
                "Harrastaa vähintään kerran viikossa",
                "Har en ugentlig fritidsaktivitet",
            ),
            "82.4 . 80.1 . 84.6 . 88.2",
            groups={
                "sv": "82.9 . 81.2 . 85.8 . 88.9",
                "fi": "82.0 . 79.6 . 84.0 . 88.1",
                "other": "71.0 . withheld . 74.3 . 80.6",
            },
            areas={"similar": "84.1 . 82.0 . 84.9 . 86.0", "country": "85.3 . 83.8 . 85.0 . 86.7"},
            dimensions=[LANGUAGE],
            baseline={"year": 2023, "value": "84.6"},
            target=target("90"),
            definition=text(
                (
                    "Andelen elever i årskurs 8–9 som har en ledd hobby minst en gång i veckan.",
                    "Niiden 8.–9. luokan oppilaiden osuus, joilla on ohjattu harrastus vähintään kerran viikossa.",
                    "Andel elever i 8.–9. klasse med en organiseret fritidsaktivitet mindst en gang om ugen.",
                )
            ),
            **BIENNIAL,
        ),
        indicator(
            2,
            ("Platser i avgiftsfria grupper", "Paikat maksuttomissa ryhmissä", "Pladser på gratis hold"),
            "410 380 520 760 905 1102 1284",
            baseline={"year": 2023, "value": "905"},
            target=target("1200"),
            **COUNT,
        ),
        indicator(
            3,
            ("Kulturkort i bruk", "Käytössä olevat kulttuurikortit", "Kulturkort i brug"),
            "not_collected not_collected 118 164 203 251 312",
            baseline={"year": 2023, "value": "203"},
            target=target("300"),
            **COUNT,
        ),
        indicator(
            4,
            (
                "Upplever sig ensam ofta, årskurs 8–9",
                "Kokee itsensä usein yksinäiseksi, luokat 8–9",
                "Føler sig ofte ensom, 8.–9. klasse",
            ),
            "10.2 . 12.9 . 15.1 . 16.4",
            groups={"girls": "13.4 . 17.2 . 20.5 . 22.8", "boys": "7.2 . 8.4 . 9.3 . 9.8"},
            areas={"similar": "10.6 . 12.6 . 13.9 . 14.2", "country": "10.4 . 12.8 . 13.8 . 14.0"},
            dimensions=[SEX],
            better="down",
            baseline={"year": 2023, "value": "15.1"},
            target=target("12"),
            **BIENNIAL,
        ),
        indicator(
            5,
            ("Mobbas minst en gång i veckan", "Kiusattu vähintään kerran viikossa", "Mobbes mindst en gang om ugen"),
            "5.8 . 5.2 . 7.4 . 6.6",
            areas={"similar": "5.5 . 5.6 . 7.0 . 7.1", "country": "5.6 . 5.7 . 7.6 . 7.2"},
            better="down",
            baseline={"year": 2023, "value": "7.4"},
            target=target("4"),
            **BIENNIAL,
        ),
        indicator(
            6,
            (
                "Samtal i digitala ungdomsarbetet",
                "Keskustelut digitaalisessa nuorisotyössä",
                "Samtaler i det digitale ungdomsarbejde",
            ),
            ". . 210 330 470 588 640",
            baseline={"year": 2023, "value": "470"},
            target=target("700"),
            **COUNT,
        ),
        indicator(
            7,
            ("Bedömning inom sju vardagar", "Arviointi seitsemässä arkipäivässä", "Vurdering inden for syv hverdage"),
            "81.0 78.4 84.9 88.2 90.7 93.1 98.4",
            groups={
                "sv": "82.0 80.1 86.0 89.9 91.8 94.0 98.7",
                "fi": "80.2 77.0 84.1 87.2 90.1 92.6 98.2",
                "other": "withheld withheld 80.0 83.3 88.5 91.7 97.1",
            },
            dimensions=[LANGUAGE],
            baseline={"year": 2023, "value": "90.7"},
            target=target("100"),
        ),
        indicator(
            8,
            (
                "Väntetid till skolpsykolog, median",
                "Odotusaika koulupsykologille, mediaani",
                "Ventetid til skolepsykolog, median",
            ),
            "28 31 35 33 21 17 15",
            unit=text(texts.DAYS),
            kind="number",
            decimals=0,
            better="down",
            baseline={"year": 2023, "value": "21"},
            target=target(
                None, ("högst 7 dygn under läsåret", "enintään 7 vrk lukuvuoden aikana", "højst 7 dage i skoleåret")
            ),
        ),
        indicator(
            9,
            (
                "Besök på lågtröskelmottagningen",
                "Käynnit matalan kynnyksen vastaanotolla",
                "Besøg i den åbne rådgivning",
            ),
            ". . not_collected 640 1180 1544 1906",
            baseline={"year": 2023, "value": "1180"},
            target=target("2000"),
            **COUNT,
        ),
        indicator(
            10,
            (
                "Avbrutna studier på andra stadiet",
                "Keskeytetyt toisen asteen opinnot",
                "Frafald på ungdomsuddannelserne",
            ),
            "6.8 6.1 7.2 7.4 6.9 6.2 5.7",
            groups={
                "sv": "5.5 5.1 5.8 6.0 5.6 5.0 4.6",
                "fi": "7.7 7.0 8.2 8.4 7.8 7.1 6.5",
                "other": "11.0 suppressed suppressed suppressed 11.2 withheld withheld",
            },
            areas={"country": "7.9 7.2 8.1 8.3 8.0 7.6 7.4"},
            dimensions=[LANGUAGE],
            better="down",
            baseline={"year": 2023, "value": "6.9"},
            target=target("5"),
        ),
        indicator(
            11,
            (
                "Fick handledare sommaren efter årskurs 9",
                "Sai ohjaajan 9. luokan jälkeisenä kesänä",
                "Fik vejleder efter 9. klasse",
            ),
            ". . 14 22 31 38 43",
            baseline={"year": 2023, "value": "31"},
            target=target("40"),
            **COUNT,
        ),
        indicator(
            12,
            ("Utan studieplats i september", "Ilman opiskelupaikkaa syyskuussa", "Uden uddannelsesplads i september"),
            "9 7 withheld 6 withheld withheld 0",
            baseline=None,
            target=target("0"),
            **(COUNT | {"better": "down"}),
        ),
        indicator(
            13,
            (
                "Beslut med bedömning av konsekvenserna för barn",
                "Päätökset, joissa lapsivaikutukset on arvioitu",
                "Sager med vurdering af konsekvenser for børn",
            ),
            ". . . 12 24 38 61",
            decimals=0,
            baseline={"year": 2023, "value": "24"},
            target=target("80"),
        ),
        indicator(
            14,
            (
                "Känner att eleverna kan påverka i skolan",
                "Kokee, että oppilaat voivat vaikuttaa",
                "Oplever medindflydelse i skolen",
            ),
            "41.0 . 39.8 . 44.0 . not_available",
            dimensions=[SEX],
            groups={"girls": "42.0 . 40.2 . 44.9 . not_available", "boys": "40.1 . 39.3 . 43.0 . not_available"},
            baseline={"year": 2023, "value": "44.0"},
            target=target("55"),
            **BIENNIAL,
        ),
        indicator(
            15,
            ("Ungdomsfullmäktige har yttranderätt", "Nuorisovaltuustolla on puheoikeus", "Ungdomsrådet har taleret"),
            ". . 0 0 1 1 1",
            kind="yes_no",
            unit={},
            target=target("1"),
        ),
        indicator(
            16,
            ("Talterapi per språk", "Puheterapia kielittäin", "Talepædagogik efter sprog"),
            ". . . . . . .",
            to_be_specified={"committee": 3, "due": "2026-05-15"},
        ),
    ]
