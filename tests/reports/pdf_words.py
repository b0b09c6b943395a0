"""The words of a handwritten edition around its table, in Swedish, Finnish and Danish."""

Three = tuple[str, str, str]

COMMITTEES: dict[int, Three] = {
    1: ("Bildningsnämnden", "Sivistyslautakunta", "Børne- og Undervisningsudvalget"),
    2: ("Fritidsnämnden", "Vapaa-aikalautakunta", "Kultur- og Fritidsudvalget"),
    3: (
        "Samarbetsnämnden för social- och hälsovård",
        "Sosiaali- ja terveydenhuollon yhteislautakunta",
        "Social- og Sundhedsudvalget",
    ),
    4: ("Kommunstyrelsen", "Kunnanhallitus", "Økonomiudvalget"),
}

# number, committees, state, title, what was done

LANGUAGE_GROUPS: list[tuple[str, Three]] = [
    ("sv", ("svenska", "ruotsi", "dansk")),
    ("fi", ("finska", "suomi", "tysk")),
    ("other", ("annat språk", "muu kieli", "andet sprog")),
]
SEXES: list[tuple[str, Three]] = [("girls", ("flickor", "tytöt", "piger")), ("boys", ("pojkar", "pojat", "drenge"))]

PERCENT: Three = ("%", "%", "%")
NOTHING: Three = ("", "", "")
PLACES: Three = ("platser", "paikkaa", "pladser")
DAYS: Three = ("dygn", "vrk", "dage")

CHAPTERS: list[tuple[str, Three, Three]] = [
    (
        "purpose",
        ("Syfte", "Tarkoitus", "Formål"),
        (
            "Planen samlar det som kommunen gör för barn och unga under fyra år. Fullmäktige får varje år veta vad som "
            "har gjorts, vad som har ändrats och vad som saknas.\n\n- Alla barn hör till\n- Hjälp ges "
            "i tid\n- Barnets röst hörs",
            "Suunnitelma kokoaa sen, mitä kunta tekee lasten ja nuorten hyväksi neljän vuoden aikana. "
            "Valtuusto saa joka "
            "vuosi tietää, mitä on tehty, mikä on muuttunut ja mikä puuttuu.\n\n- Kaikki lapset kuuluvat joukkoon\n"
            "- Apua annetaan ajoissa\n- Lapsen ääni kuuluu",
            "Planen samler det, kommunen gør for børn og unge i fire år. Kommunalbestyrelsen får hvert "
            "år at vide, hvad "
            "der er gjort, hvad der har ændret sig, og hvad der mangler.\n\n- Alle børn hører til\n- "
            "Hjælp gives i tide\n"
            "- Barnets stemme høres",
        ),
    ),
    (
        "legal_basis",
        ("Rättslig grund", "Oikeusperusta", "Lovgrundlag"),
        (
            "Barnskyddslagen 417/2007 § 12. Planen ses över minst vart fjärde år.",
            "Lastensuojelulaki 417/2007 12 §. Suunnitelma tarkistetaan vähintään joka neljäs vuosi.",
            "Barnets lov § 15. Planen revideres mindst hvert fjerde år.",
        ),
    ),
]

SUMMARY: Three = (
    "Av planens sexton åtgärder är sju klara och fem pågår. Två av fem mål är på väg. Tröskeln till hjälp har blivit "
    "lägre, men väntan på psykolog är fortfarande för lång och ensamheten bland flickor i årskurs 8–9 ökar.",
    "Suunnitelman kuudestatoista toimenpiteestä seitsemän on valmiina ja viisi käynnissä. Viidestä tavoitteesta kaksi "
    "etenee suunnitellusti. Avun kynnys on madaltunut, mutta psykologia odotetaan yhä liian "
    "kauan ja 8.–9.-luokkalaisten "
    "tyttöjen yksinäisyys lisääntyy.",
    "Af planens seksten indsatser er syv gennemført, og fem er i gang. To af fem mål er på "
    "vej. Det er blevet lettere at "
    "få hjælp, men ventetiden til psykolog er stadig for lang, og ensomheden blandt piger i 8.–9. klasse vokser.",
)

AREAS: list[tuple[str, str, Three]] = [
    ("similar", "group", ("Liknande kommuner", "Samankaltaiset kunnat", "Lignende kommuner")),
    ("country", "country", ("Hela landet", "Koko maa", "Hele landet")),
]
