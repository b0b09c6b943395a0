"""The principles and goals of a handwritten edition, and what the committees propose."""

from tests.reports.pdf_words import Three

GOALS: list[tuple[str, Three, str | None, Three, list[int]]] = [
    (
        "1.1",
        (
            "Varje barn har en fritid med vänner och en hobby",
            "Jokaisella lapsella on ystäviä ja harrastus",
            "Hvert barn har en fritid med venner og en fritidsinteresse",
        ),
        "on_track",
        (
            "Fler barn än någonsin har en hobby och grupperna finns nu i varje skola. Avgiftsfriheten når familjerna "
            "bäst när skolan själv anmäler barnet. Grupper för barn som behöver anpassning saknas ännu "
            "i norra kommundelen.",
            "Useammalla lapsella kuin koskaan on harrastus, ja ryhmiä on nyt jokaisessa koulussa. "
            "Maksuttomuus tavoittaa "
            "perheet parhaiten, kun koulu ilmoittaa lapsen. Mukautettuja ryhmiä puuttuu yhä kunnan pohjoisosasta.",
            "Flere børn end nogensinde har en fritidsinteresse, og der er nu hold på hver skole. "
            "Tilbuddet når familierne "
            "bedst, når skolen selv tilmelder barnet. Tilpassede hold mangler endnu i den nordlige del af kommunen.",
        ),
        [1, 2, 3],
    ),
    (
        "1.2",
        (
            "Ensamheten minskar och ingen lämnas utanför",
            "Yksinäisyys vähenee eikä ketään jätetä ulkopuolelle",
            "Ensomheden falder, og ingen holdes udenfor",
        ),
        "off_track",
        (
            "Målet nås inte med nuvarande åtgärder. Skolorna har modellerna mot mobbning på plats, men ensamheten ökar "
            "mest på fritiden och på nätet. Koordinatorn föreslår en ny åtgärd tillsammans med ungdomsfullmäktige.",
            "Tavoitetta ei saavuteta nykyisillä toimenpiteillä. Kouluilla on mallit kiusaamista "
            "vastaan, mutta yksinäisyys "
            "kasvaa eniten vapaa-ajalla ja verkossa. Koordinaattori ehdottaa uutta toimenpidettä "
            "nuorisovaltuuston kanssa.",
            "Målet nås ikke med de nuværende indsatser. Skolerne har modellerne mod mobning på plads, men ensomheden "
            "vokser mest i fritiden og på nettet. Koordinatoren foreslår en ny indsats sammen med ungdomsrådet.",
        ),
        [4, 5, 6, 1],
    ),
    (
        "2.1",
        (
            "Barn, unga och familjer får stöd inom utsatt tid",
            "Lapset, nuoret ja perheet saavat tukea määräajassa",
            "Børn, unge og familier får støtte til tiden",
        ),
        "partly",
        (
            "Bedömningarna görs nu nästan alltid i tid, men väntan på skolpsykolog är i medeltal dubbelt så lång som "
            "lagen tillåter. Två av fem tjänster var obesatta på hösten.",
            "Arvioinnit tehdään nyt lähes aina ajoissa, mutta odotus koulupsykologille on keskimäärin "
            "kaksi kertaa niin "
            "pitkä kuin laki sallii. Kaksi viidestä virasta oli syksyllä täyttämättä.",
            "Vurderingerne foretages nu næsten altid til tiden, men ventetiden til skolepsykolog er i "
            "gennemsnit dobbelt "
            "så lang som tilladt. To ud af fem stillinger var ubesatte i efteråret.",
        ),
        [7, 8, 9],
    ),
    (
        "2.2",
        (
            "Övergångarna mellan stadierna är trygga",
            "Siirtymät asteelta toiselle ovat turvallisia",
            "Overgangene er trygge",
        ),
        "on_track",
        (
            "Alla som gick ut grundskolan hade en plats i september. Avbrotten på andra stadiet minskar långsamt.",
            "Kaikilla peruskoulun päättäneillä oli paikka syyskuussa. Keskeyttäminen toisella asteella "
            "vähenee hitaasti.",
            "Alle, der gik ud af folkeskolen, havde en plads i september. Frafaldet mindskes langsomt.",
        ),
        [10, 11, 12],
    ),
    (
        "3.1",
        (
            "Barn och unga påverkar beslut som gäller dem",
            "Lapset ja nuoret vaikuttavat heitä koskeviin päätöksiin",
            "Børn og unge har indflydelse på beslutninger om dem",
        ),
        None,
        ("", "", ""),
        [13, 14, 15, 16],
    ),
]

PRINCIPLES: list[tuple[str, Three]] = [
    ("1", ("Alla barn hör till", "Kaikki lapset kuuluvat joukkoon", "Alle børn hører til")),
    ("2", ("Hjälp i tid", "Apua ajoissa", "Hjælp i tide")),
    ("3", ("Barnets röst hörs", "Lapsen ääni kuuluu", "Barnets stemme høres")),
]

PROPOSALS: dict[str, tuple[str, Three]] = {
    "1.1.4": (
        "change",
        (
            "Ändras till lov och varje fredag; lördagar prövas när tjänsterna är besatta.",
            "Muutetaan lomiin ja jokaiseen perjantaihin; lauantaita kokeillaan, kun virat on täytetty.",
            "Ændres til ferier og hver fredag; lørdage prøves, når stillingerne er besat.",
        ),
    ),
    "1.2.3": (
        "change",
        (
            "Utvidgas till fem kvällar tillsammans med grannkommunerna.",
            "Laajennetaan viiteen iltaan yhdessä naapurikuntien kanssa.",
            "Udvides til fem aftener sammen med nabokommunerne.",
        ),
    ),
    "3.1.1": (
        "change",
        (
            "Bedömningen görs när alternativen bereds, inte när beslutet är skrivet.",
            "Arviointi tehdään vaihtoehtoja valmisteltaessa, ei päätöksen ollessa valmis.",
            "Vurderingen foretages, når alternativerne forberedes, ikke når sagen er skrevet.",
        ),
    ),
    "3.1.2": (
        "end",
        (
            "Elevkårernas gemensamma möte når fler och ordnas två gånger om året.",
            "Oppilaskuntien yhteinen kokous tavoittaa useampia, ja se pidetään kahdesti vuodessa.",
            "Elevrådenes fælles møde når flere og holdes to gange om året.",
        ),
    ),
}

# number, title, grade, assessment, indicators
