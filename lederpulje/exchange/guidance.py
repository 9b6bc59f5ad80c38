"""The sheet *Vejledning* of the workbook: what each sheet and column is, and how it is written."""

from __future__ import annotations

from lederpulje.sheets.columns import SHEETS, Column, Holds

SHEET = "Vejledning"
HEADINGS = ("Ark", "Kolonne", "Hvad står her?", "Sådan skrives det", "Hvad betyder tom?")
Line = tuple[str, str, str, str, str]

_ABOUT = {
    "Puljer": "Årets pulje: én række for hvert år.",
    "Delrammer": "Hvad puljen er delt op i: én række for hver delramme hvert år. Tilsammen højst så meget som puljen.",
    "Kurser": "Listen over aktiviteter: kurser, forløb, arrangementer, evalueringer, tilskud og initiativer.",
    "Finansiering": "Hvem der betaler hvor stor en del af en aktivitet. En aktivitet kan have flere rækker.",
    "Forudsætninger": "De spørgsmål, som afgør, om noget holdes, eller hvem der betaler.",
    "Scenarier": "De scenarier, der er gemt, og hvad de ændrer i forhold til listen.",
    "Strategi": "De mål, som aktiviteter kan tjene. Kolonnen Strategi i Kurser nævner deres nøgler.",
}
_GENERAL = (
    ("Sådan bruges filen", "Ret i arkene, gem filen, og læs den ind på siden Kurser i appen."),
    (
        "Intet gemmes af sig selv",
        "Først vises det, hvad der bliver tilføjet, ændret og fjernet, og hvad der skal rettes. Så vælger I, om det "
        "skal gemmes.",
    ),
    (
        "Hvad en række hører til",
        "En aktivitet kendes på sit Id. Står der intet Id, kendes den på titel og år. Findes den ikke, bliver den ny "
        "og får selv et Id.",
    ),
    (
        "Rækker, der mangler",
        "En række, der er slettet her, fjernes kun i appen, hvis I siger ja til det. År, der slet ikke står i arket, "
        "røres ikke.",
    ),
    (
        "Kolonner",
        "Rækkefølgen er fri. En kolonne, der mangler, røres ikke. En kolonne, appen ikke kender, læses ikke.",
    ),
    ("Tomme felter", "Et tomt felt betyder, at ingen ved det endnu. Det betyder ikke nul."),
    ("Beløb", "Kroner. Uden moms, undtagen priserne i en række, hvor Moms er »med«."),
    (
        "Moms",
        "Står der »med« i Moms, er rækkens seks priser skrevet med 25 % moms her i filen. Appen trækker momsen fra og "
        "gemmer dem uden. Disponeret og Forbrugt er altid uden moms.",
    ),
    ("Formler", "Skriv værdier. Har en celle en formel, tages det tal, den viste, da filen blev gemt."),
)

_YEAR = "Årstal"
_AMOUNT_TOO = {
    "Kilde": ("Hvor beløbet kommer fra.", "ingen kilde"),
    "Skøn": ("Om beløbet er jeres eget skøn.", "nej"),
    "Overførsel": (
        "Hvor meget af beløbet der er ført over fra året før. Minus, hvis der var brugt for meget.",
        "ikke afgjort",
    ),
}
_CONDITION = "Nøglen på et spørgsmål i Forudsætninger, hvis rækken kun gælder ved ét svar."
_LOWEST, _HIGHEST = "Den laveste pris, der er sandsynlig.", "Den højeste pris, der er sandsynlig."
_COLUMNS: dict[str, dict[str, tuple[str, str]]] = {
    "Puljer": {
        "År": ("Året, puljen gælder.", "skal udfyldes"),
        "Beløb": ("Hele puljen det år.", "skal udfyldes"),
        **_AMOUNT_TOO,
    },
    "Delrammer": {
        "År": ("Året, delrammen gælder.", "skal udfyldes"),
        "Nøgle": ("Et kort navn, som Finansiering henviser til, fx kurser.", "skal udfyldes"),
        "Titel": ("Delrammens navn, som det står på skærmen.", "skal udfyldes"),
        "Beløb": ("Hvor meget af puljen der er sat af.", "skal udfyldes"),
        **_AMOUNT_TOO,
    },
    "Kurser": {
        "Id": ("Aktivitetens faste navn i appen. Ret det ikke.", "kendes på titel og år"),
        "År": ("Året, hvis pulje aktiviteten hører til.", "skal udfyldes"),
        "Type": ("Hvad slags aktivitet det er.", "skal udfyldes"),
        "Titel": ("Aktivitetens navn.", "skal udfyldes, hvis der intet Id er"),
        "Tema": ("Det, årets aktiviteter samles under.", "uden tema"),
        "Målgruppe": ("Hvem den er for.", "ikke afklaret"),
        "Udbyder": ("Hvem der holder den.", "ikke afklaret"),
        "Status": ("Hvor langt den er.", "idé"),
        "Prioritet": ("Rækkefølgen i delrammen. 1 er først.", "sidst"),
        "Bundet": ("Om den skal dækkes før de andre.", "nej"),
        "Delelig": ("Om den kan nøjes med en del af sit beløb.", "ja"),
        "Effekt": ("Hvor meget den er værd for jer, fra 0 til 100.", "0"),
        "Afholdelser": ("Hvor mange gange den holdes.", "ukendt"),
        "Deltagere": ("Hvor mange der er med i alt.", "ukendt"),
        "Mindste antal betalt": (
            "Hvor mange der mindst betales for, også når færre er med.",
            "intet mindste",
        ),
        "Pris pr. afholdelse": ("Den ventede pris for én gang.", "ikke prissat, hvis begge priser er tomme"),
        "Pris pr. afholdelse (lav)": (_LOWEST, "intet spænd"),
        "Pris pr. afholdelse (høj)": (_HIGHEST, "intet spænd"),
        "Pris pr. deltager": (
            "Den ventede pris for én deltager.",
            "ikke prissat, hvis begge priser er tomme",
        ),
        "Pris pr. deltager (lav)": (_LOWEST, "intet spænd"),
        "Pris pr. deltager (høj)": (_HIGHEST, "intet spænd"),
        "Prisgrundlag": ("Hvor sikker prisen er.", "estimat"),
        "Dagsværk pr. deltager": ("Arbejdsdage for en deltager.", "ukendt"),
        "Dagsværk pr. mentor": ("Arbejdsdage for en mentor.", "ukendt"),
        "Forudsætter": (
            "Det svar i Forudsætninger, der skal til, for at den holdes. Fx hr_koordinator=ja.",
            "holdes uanset svar",
        ),
        "Start": ("Første dag.", "ingen dato endnu"),
        "Slut": ("Sidste dag.", "samme dag som Start"),
        "Tilmeldingsfrist": ("Sidste dag at melde til.", "ingen frist endnu"),
        "Strategi": ("Nøglerne på det i strategien, den tjener.", "ingen"),
        "Kilde": ("Hvor oplysningerne kommer fra.", "ingen kilde"),
        "Pladser": ("Hvor mange der er plads til.", "ukendt"),
        "Venteliste": ("Hvor mange der venter på en plads.", "ukendt"),
        "Sted": ("Hvor den holdes.", "ikke afklaret"),
        "Kontering": ("Kontostrengen, som den skrives i økonomisystemet.", "ikke afklaret"),
        "Moms": ("Om rækkens priser er skrevet uden eller med moms.", "priserne er uden moms"),
        "Kontakt": ("Den funktion, der kan spørges. Skriv ikke navne på personer.", "ingen"),
        "Evaluering": ("Deltagernes vurdering lige efter, fra 1 til 5.", "ikke evalueret"),
        "Evaluering senere": ("Deltagernes vurdering to til fire måneder efter, fra 1 til 5.", "ikke spurgt"),
        "Brugt": ("Om deltagerne har brugt det, spurgt nogle måneder efter.", "ikke spurgt"),
        "Periode": ("Hvornår, i ord, så længe der ingen dato er. Fx efterår 2027.", "ukendt"),
        "Disponeret": ("Hvad der er bestilt for, uden moms.", "prisen gælder"),
        "Forbrugt": ("Hvad der er betalt, uden moms, hvis posteringerne ikke siger det.", "ukendt"),
        "Afbestilling": (
            "Hvad det koster at melde fra, regnet i dage før start. Fx 60=25 %; 14=100 %; 7=5000.",
            "ingen aftalt skala",
        ),
        "Skøn": (
            "De felter, der er jeres eget skøn: kolonnernes navne med komma imellem, fx Deltagere, Pris pr. deltager, "
            "Betaler.",
            "alt står i kilden",
        ),
    },
    "Finansiering": {
        "Kursus": ("Aktivitetens Id i Kurser.", "skal udfyldes"),
        "Betaler": ("»pulje«, »uafklaret« eller navnet på den, der betaler.", "skal udfyldes"),
        "Delramme": ("Nøglen på den delramme, puljen betaler fra.", "andre end puljen betaler"),
        "Andel": (
            "Hvor stor en del i procent. Andelene, der gælder på samme tid, skal give 100.",
            "skal udfyldes",
        ),
        "Forudsætning": (_CONDITION, "gælder altid"),
        "Svar": ("Det svar, rækken gælder ved.", "gælder altid"),
        "Tilsagn": ("Hvor langt en ansøgning til en fond er.", "betaleren er ikke en fond"),
        "Skøn": ("Om det er jeres eget skøn, at den betaler.", "nej"),
    },
    "Forudsætninger": {
        "Nøgle": ("Et kort navn, som andre ark henviser til.", "skal udfyldes"),
        "Spørgsmål": ("Spørgsmålet, som det står på skærmen.", "skal udfyldes"),
        "Svar": ("Svaret, som det er nu.", "uafklaret"),
        "Sandsynlighed": ("Hvor sandsynligt et ja er, i procent.", "ukendt"),
        "Kilde": ("Hvor spørgsmålet kommer fra.", "ingen kilde"),
    },
    "Scenarier": {
        "Nøgle": ("Scenariets faste navn i appen.", "skal udfyldes"),
        "År": (f"{_YEAR}et, det gælder.", "skal udfyldes"),
        "Navn": ("Navnet på skærmen.", "skal udfyldes"),
        "Grundscenarie": ("Om de andre sammenlignes med det. Netop ét hvert år.", "nej"),
        "Svar": ("Scenariets egne svar. Fx sso_midler=ja.", "svarene i Forudsætninger"),
        "Ændringer": ("Hvad scenariet ændrer. Fx ledertalent.participants=2; frame.kurser=75000.", "intet"),
        "Regel": ("Hvordan en delramme fordeles, når ikke alt er der plads til.", "prioritet"),
        "Beskrivelse": ("Hvad scenariet handler om.", "ingen"),
    },
    "Strategi": {
        "Nøgle": ("Målets faste navn, som Kurser henviser til.", "skal udfyldes"),
        "Gruppe": ("Hvilken strategi det hører til.", "skal udfyldes"),
        "Titel": ("Målet, som det står på skærmen.", "skal udfyldes"),
        "Kilde": ("Hvor målet kommer fra.", "ingen kilde"),
    },
}
_WRITTEN = {
    Holds.TEXT: "Tekst",
    Holds.WHOLE: "Helt tal",
    Holds.AMOUNT: "Kroner som tal, fx 45.000 eller 1.250,50",
    Holds.SHARE: "Tal fra 0 til 100 uden procenttegn, fx 33,33",
    Holds.DECIMAL: "Tal med komma, fx 3,7",
    Holds.DATE: "Dato, fx 24-02-2027",
    Holds.NAMES: "Navne med komma imellem",
    Holds.PAIRS: "navn=værdi; navn=værdi",
}


def guidance_lines() -> list[Line]:
    """The rows of the sheet: first what holds for the whole file, then sheet by sheet, column by column."""
    lines: list[Line] = [("Hele filen", topic, text, "", "") for topic, text in _GENERAL]
    for sheet, columns in SHEETS.items():
        lines.append((sheet, "", _ABOUT[sheet], "", ""))
        lines += [_column_line(sheet, column) for column in columns]
    return lines


def _column_line(sheet: str, column: Column) -> Line:
    what, empty = _COLUMNS[sheet][column.name]
    written = _YEAR if column.name == "År" else _WRITTEN.get(column.holds, "")
    if column.choices:
        written = f"Vælg: {', '.join(column.choices)}"
    return sheet, column.name, what, written, f"{empty[:1].upper()}{empty[1:]}"
