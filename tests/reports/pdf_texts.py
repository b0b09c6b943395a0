"""The texts of the sample edition in Swedish, Finnish and Danish; places and figures are invented."""

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
Row = tuple[str, list[int], str, Three, Three]
MEASURES: list[Row] = [
    (
        "1.1.1",
        [1],
        "done",
        (
            "Avgiftsfria hobbygrupper ordnas i alla grundskolor",
            "Kaikissa peruskouluissa järjestetään maksuttomia harrastusryhmiä",
            "Gratis fritidshold på alle folkeskoler",
        ),
        (
            "Grupper i 11 av 11 skolor, 1 284 platser. Elevkåren valde utbudet.",
            "Ryhmiä 11 koulussa 11:stä, 1 284 paikkaa. Oppilaskunta valitsi tarjonnan.",
            "Hold på 11 af 11 skoler, 1.284 pladser. Elevrådet valgte udbuddet.",
        ),
    ),
    (
        "1.1.2",
        [2, 1],
        "under_way",
        (
            "Hobbyutbudet anpassas för barn med funktionsnedsättning",
            "Harrastustarjontaa mukautetaan vammaisille lapsille",
            "Fritidstilbud tilpasses børn med handicap",
        ),
        (
            "Två anpassade grupper inledda. Transporten är inte löst i norra kommundelen.",
            "Kaksi mukautettua ryhmää aloitti. Kuljetus on ratkaisematta pohjoisosassa.",
            "To tilpassede hold er i gang. Transporten er ikke løst i den nordlige del.",
        ),
    ),
    (
        "1.1.3",
        [2],
        "done",
        (
            "Kulturkort delas ut till familjer med små inkomster",
            "Pienituloisille perheille jaetaan kulttuurikortteja",
            "Kulturkort til familier med lav indkomst",
        ),
        (
            "312 kort utdelade, mest använda till simhall och teater.",
            "Jaettiin 312 korttia, eniten käytettiin uimahalliin ja teatteriin.",
            "312 kort uddelt, mest brugt til svømmehal og teater.",
        ),
    ),
    (
        "1.1.4",
        [2],
        "under_way",
        (
            "Mötesplatser för unga hålls öppna även på lov och veckoslut",
            "Nuorten kohtaamispaikat ovat auki myös lomilla ja viikonloppuisin",
            "Unges mødesteder holder åbent i ferier og weekender",
        ),
        (
            "Öppet alla lov, men bara varannan lördag på grund av vakanser.",
            "Auki kaikkina lomina, mutta avointen virkojen vuoksi vain joka toinen lauantai.",
            "Åbent i alle ferier, men kun hver anden lørdag på grund af ledige stillinger.",
        ),
    ),
    (
        "1.2.1",
        [1],
        "done",
        (
            "Skolorna tar i bruk en gemensam modell mot mobbning",
            "Koulut ottavat käyttöön yhteisen kiusaamisen vastaisen mallin",
            "Skolerne indfører en fælles model mod mobning",
        ),
        (
            "Modellen används i 11 skolor. Uppföljning inom två veckor i 96 % av fallen.",
            "Malli on käytössä 11 koulussa. Seuranta kahden viikon kuluessa 96 %:ssa tapauksista.",
            "Modellen bruges på 11 skoler. Opfølgning inden to uger i 96 pct. af sagerne.",
        ),
    ),
    (
        "1.2.2",
        [1],
        "delayed",
        (
            "Vänelevsverksamheten utvidgas till andra stadiet",
            "Tukioppilastoiminta laajennetaan toiselle asteelle",
            "Venneordninger udvides til ungdomsuddannelserne",
        ),
        (
            "Inledningen sköts upp till hösten 2026 eftersom handledare saknades.",
            "Aloitus siirtyi syksyyn 2026, koska ohjaajia puuttui.",
            "Starten er udskudt til efteråret 2026, fordi der manglede vejledere.",
        ),
    ),
    (
        "1.2.3",
        [2],
        "under_way",
        (
            "Digitalt ungdomsarbete på båda språken",
            "Digitaalista nuorisotyötä molemmilla kielillä",
            "Digitalt ungdomsarbejde hver aften",
        ),
        (
            "Kvällsjour tre dagar i veckan, 640 samtal under året.",
            "Iltapäivystys kolmena päivänä viikossa, 640 keskustelua vuoden aikana.",
            "Åben rådgivning tre aftener om ugen, 640 samtaler i løbet af året.",
        ),
    ),
    (
        "1.2.4",
        [3],
        "not_started",
        (
            "Enkät om ensamhet i årskurs 4–6",
            "Kysely yksinäisyydestä vuosiluokilla 4–6",
            "Undersøgelse af ensomhed i 4.–6. klasse",
        ),
        (
            "Väntar på forskningstillstånd från välfärdsområdet.",
            "Odottaa hyvinvointialueen tutkimuslupaa.",
            "Afventer tilladelse fra regionen.",
        ),
    ),
    (
        "2.1.1",
        [3],
        "done",
        (
            "Servicebehovet bedöms inom sju vardagar",
            "Palvelutarve arvioidaan seitsemän arkipäivän kuluessa",
            "Underretninger vurderes inden for syv hverdage",
        ),
        (
            "98,4 % av anmälningarna bedömdes i tid (2024: 93,1 %).",
            "98,4 % ilmoituksista arvioitiin ajoissa (2024: 93,1 %).",
            "98,4 pct. blev vurderet til tiden (2024: 93,1 pct.).",
        ),
    ),
    (
        "2.1.2",
        [3],
        "delayed",
        (
            "Skolpsykologens mottagning stärks med köptjänst och distansmottagning",
            "Koulupsykologin vastaanottoa vahvistetaan ostopalvelulla ja etävastaanotolla",
            "Skolepsykologerne styrkes med eksterne og digitale samtaler",
        ),
        (
            "Konkurrensutsättningen överklagades; avtal från mars 2026.",
            "Kilpailutuksesta valitettiin; sopimus maaliskuusta 2026.",
            "Udbuddet blev påklaget; aftale fra marts 2026.",
        ),
    ),
    (
        "2.1.3",
        [3],
        "done",
        (
            "Lågtröskelmottagning för unga utan tidsbokning",
            "Matalan kynnyksen vastaanotto nuorille ilman ajanvarausta",
            "Åben rådgivning for unge uden tidsbestilling",
        ),
        (
            "Öppen fyra eftermiddagar i veckan på två orter, 1 906 besök.",
            "Avoinna neljänä iltapäivänä viikossa kahdella paikkakunnalla, 1 906 käyntiä.",
            "Åben fire eftermiddage om ugen to steder, 1.906 besøg.",
        ),
    ),
    (
        "2.2.1",
        [1],
        "done",
        (
            "Personlig vägledning sommaren efter årskurs 9",
            "Henkilökohtaista ohjausta 9. vuosiluokan jälkeisenä kesänä",
            "Personlig vejledning sommeren efter 9. klasse",
        ),
        (
            "43 unga fick en egen handledare; 41 började studera.",
            "43 nuorta sai oman ohjaajan; 41 aloitti opinnot.",
            "43 unge fik en personlig vejleder; 41 begyndte på en uddannelse.",
        ),
    ),
    (
        "2.2.2",
        [2],
        "under_way",
        (
            "Uppsökande ungdomsarbete når alla som avbrutit studierna",
            "Etsivä nuorisotyö tavoittaa kaikki opintonsa keskeyttäneet",
            "Opsøgende ungdomsarbejde når alle, der er faldet fra",
        ),
        (
            "Kontakt inom två veckor med 88 % av de unga som anmäldes.",
            "Yhteys kahden viikon kuluessa 88 %:iin ilmoitetuista nuorista.",
            "Kontakt inden to uger med 88 pct. af de unge.",
        ),
    ),
    (
        "3.1.1",
        [4],
        "under_way",
        (
            "Konsekvenserna för barn bedöms i alla nämndbeslut som gäller barn",
            "Lapsivaikutukset arvioidaan kaikissa lapsia koskevissa lautakuntien päätöksissä",
            "Konsekvenser for børn vurderes i alle sager om børn",
        ),
        (
            "Bedömningen fanns i 61 % av besluten (2024: 38 %).",
            "Arviointi oli 61 %:ssa päätöksistä (2024: 38 %).",
            "Vurderingen fandtes i 61 pct. af sagerne (2024: 38 pct.).",
        ),
    ),
    (
        "3.1.2",
        [1],
        "dropped",
        (
            "Elevrösten: årlig hörandedag för årskurs 5",
            "Oppilaan ääni: vuosittainen kuulemispäivä 5. vuosiluokalle",
            "Elevens stemme: årlig høringsdag for 5. klasse",
        ),
        (
            "Ersatt av elevkårernas gemensamma möte.",
            "Korvattu oppilaskuntien yhteisellä kokouksella.",
            "Erstattet af elevrådenes fælles møde.",
        ),
    ),
    (
        "3.1.3",
        [4],
        "done",
        (
            "Ungdomsfullmäktiges initiativ besvaras inom två månader",
            "Nuorisovaltuuston aloitteisiin vastataan kahdessa kuukaudessa",
            "Ungdomsrådets forslag besvares inden to måneder",
        ),
        (
            "Nio initiativ av nio besvarade i tid.",
            "Yhdeksään aloitteeseen yhdeksästä vastattiin ajoissa.",
            "Ni ud af ni forslag blev besvaret til tiden.",
        ),
    ),
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
