"""The measures of a handwritten edition: number, committees, state, title, what was done."""

from tests.reports.pdf_words import Three

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
