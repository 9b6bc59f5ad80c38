"""Base data of the states a page must have a screen for: one year each, so that one server shows them all."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from playwright.sync_api import Page, expect

from lederpulje.model import (
    Answer,
    BaseData,
    Condition,
    Course,
    Frame,
    FundingLine,
    Kind,
    Pool,
    Requirement,
    Scenario,
    Status,
)
from lederpulje.store import create_database
from lederpulje.ui.screens import SCREENS
from tests.browser.chromium import find, rerun, show, visit, wait_until_idle
from tests.examples import course, kr, other_line, pool_line

# What the pages of the seed show by themselves, and what the address below says of them.
SEED_VIEWS = {
    "2024": "aar=2024",
    "2024 ja": "aar=2024&scenarie=sso-betaler",
    "2024 nej": "aar=2024&scenarie=puljen-betaler",
    "2024 forsigtig": "aar=2024&scenarie=forsigtig-laesning",
    "2023 ikke prissat": "aar=2023",
    "2022 uden delrammer": "aar=2022",
    "2021 puljen alene": "aar=2021",
    "ukendt i adressen": "aar=1999&scenarie=findes-ikke&kladde=findes-ikke",
}
# Name of a state → its year in the one database of states.
YEARS = {
    "ét kursus": 2030,
    "ingen aktiviteter": 2031,
    "60 lange titler": 2032,
    "20 lange titler": 2033,
    "tre gange rammen": 2034,
    "fejl i data": 2035,
    "to åbne svar": 2036,
    "fire delrammer": 2037,
    "tre aktiviteter": 2038,
}
STATE_VIEWS = {
    **{name: f"aar={year}" for name, year in YEARS.items()},
    "umulig ændring": "aar=2035&scenarie=umulig",
    "rammen hævet": "aar=2034&scenarie=haevet",
}

# Which server shows which states: the fixtures of conftest.py.
SITES = {
    "server": SEED_VIEWS,
    "states": STATE_VIEWS,
    "empty": {"tom database": "aar=2024"},
}
PAGES = (
    *(
        "/",
        "/scenarier",
        "/foelsomhed",
        "/temaer",
        "/tidsplan",
        "/kurser",
        "/beslutninger",
        "/budgetopfoelgning",
    ),
    "/aar_for_aar",
)
# Where every question of a meeting, and every page, is looked at; elsewhere the two that most hangs on.
ALL_SCREENS_IN = {
    *("2024", "60 lange titler", "to åbne svar"),
}
ALL_PAGES_IN = {"2024", "60 lange titler", "tom database"}
# What only changes figures that another state shows too.
SAME_PAGES = {
    "2024 ja",
    "2024 forsigtig",
    "2021 puljen alene",
    "tre aktiviteter",
    "rammen hævet",
    "20 lange titler",
}
MAIN_SCREENS = ("holder", "betaler")

_FRAMES = (
    ("kurser", "Centralt udbudte kurser og forløb"),
    ("oevrig", "Lederuddannelse og ledelsesevaluering"),
)
_LONG = (
    "Psykologisk tryghed og tydelig ledelse i hverdagen for ledere af medarbejdere og ledere af ledere på tværs",
    "Fastholdelse: generations- og seniorordninger, håndtering af sygefravær og gode boarding-processer",
    "Tilskud til master eller international lederuddannelse og moduler på Den Offentlige Lederuddannelse",
    "Lederudviklingssamtaleforberedelseskursus med personalejura og konflikthåndtering for nye ledere",
)

_THEMES = (
    *(
        "Psykologisk tryghed og tydelig ledelse",
        "Fastholdelse og rekruttering",
        "Ledertalentudvikling",
        "",
        "Tryghed",
    ),
    *("Tværgående samarbejde og helhedsperspektiv", "Lederuddannelse", "Ledelsesevaluering", "Forenkling"),
)
_PERIODS = ("forår {}", "efterår {}, en formiddag", "", "1. halvår {}", "marts {}", "{}", "2. kvartal {}")


# What a state must say on its front page.
SAID = {
    "ét kursus": ["Puljen holder", "27.500 kr."],
    "ingen aktiviteter": ["Der er ingen aktiviteter i 2031."],
    "60 lange titler": ["hold 60"],
    "tre gange rammen": ["mangler 750.000 kr.", "900.000"],
    "fejl i data": ["Tallene er regnet uden det, der er galt her", "70", "Betaler uafklaret", "ikke prissat"],
    "umulig ændring": ["findes-ikke", "mange"],
    "rammen hævet": ["100.000 kr. er flyttet fra delrammen Lederuddannelse og ledelsesevaluering"],
    "tom database": ["Der er ingen pulje i databasen endnu.", "python -m lederpulje init"],
}


def each_screen(page: Page, site: str, *, meeting: bool) -> Iterator[tuple[str, str]]:
    """Go to every page in every state of a site, or to the screens of a meeting; gives name and state of each."""
    for state, query in SITES[site].items():
        if meeting:
            asked = SCREENS if state in ALL_SCREENS_IN else MAIN_SCREENS
            places = {key: f"{address_of(key)}&{query}" for key in asked}
        else:
            pages = PAGES if state in ALL_PAGES_IN else PAGES[:1] if state in SAME_PAGES else PAGES[:2]
            places = {path: f"{path}?{query}" for path in pages}
        for name, place in places.items():
            visit(page, place)
            yield name, state


def address_of(screen: str) -> str:
    """Where a screen of a meeting stands; more parameters may follow."""
    page = SCREENS[screen].page
    return f"/{'' if page == 'overblik' else page}?vis=moede&skaerm={screen}"


# Asked at every frame: `expect` would pause longer and longer between two looks.
AT_REST = "() => document.getAnimations().every((one) => one.playState !== 'running')"
OPENED = """(at) => document.querySelectorAll("details")[at]
    ?.querySelector('[data-testid="stExpanderDetails"] *')?.checkVisibility({visibilityProperty: true})"""


def unfold(page: Page) -> None:
    """Open everything that unfolds on the page, one after the other: each makes the app run."""
    for at, details in enumerate(page.locator("details").all()):
        if details.get_attribute("open") is None:  # what was open on the last page may be so on this one
            details.locator("summary").click()
        page.wait_for_function(OPENED, arg=at)
    wait_until_idle(page)
    page.wait_for_function(AT_REST)  # what was pressed fades in its colours


def unfold_scenarier(page: Page) -> None:
    """*Scenarier* with a draft, everything unfolded and the link to share shown."""
    show(page, "/scenarier?aar=2024&scenarie=puljen-betaler")
    with rerun(page):
        page.get_by_role("button", name="+", exact=True).click()
    unfold(page)
    page.get_by_role("button", name="Del", exact=True).click()
    expect(page.get_by_role("dialog")).to_be_visible()


FIGURES = """deep('.noegletal .kort')
    .map((card) => ['.navn', '.tal'].map((part) => card.querySelector(part).innerText))"""


def key_figures(page: Page) -> dict[str, str]:
    """The key figures as a reader sees them: name of the card, without what stands in brackets → its figure."""
    # The live part draws its own a moment after the page.
    expect(page.locator(".noegletal .kort").first).to_be_visible()
    cards = find(page, FIGURES)
    return {_one_line(name).partition(" (")[0]: _one_line(figure) for name, figure in cards}


def chart_texts(page: Page) -> list[str]:
    """Every text drawn in the chart, from Plotly or from the live part."""
    texts = page.locator('[data-testid="stPlotlyChart"] .main-svg text, .billede text').all_text_contents()
    return [_one_line(text) for text in texts]


def _one_line(text: str) -> str:
    return " ".join(text.split())


def make_states(path: Path) -> Path:
    """One database that holds every state but the empty one."""
    create_database(path, _together(*(build() for build in _BUILDERS)))
    return path


def make_empty(path: Path) -> Path:
    """A database with tables only."""
    create_database(path, BaseData())
    return path


def _together(*parts: BaseData) -> BaseData:
    return BaseData(
        tuple(pool for part in parts for pool in part.pools),
        tuple(frame for part in parts for frame in part.frames),
        tuple(one for part in parts for one in part.courses),
        tuple(line for part in parts for line in part.funding),
        tuple(condition for part in parts for condition in part.conditions),
        tuple(scenario for part in parts for scenario in part.scenarios),
    )


def _year(year: int, courses: tuple[Course, ...], funding: tuple[FundingLine, ...]) -> BaseData:
    """A pool of 300.000 kr. in two frames of the same size."""
    frames = tuple(Frame(year, key, title, kr(150_000)) for key, title in _FRAMES)
    return BaseData((Pool(year, kr(300_000)),), frames, courses, funding)


def _one_course() -> BaseData:
    only = course("ene", 1, 20_000, 30, 250, year=2030, title="Et stærkt MED-samarbejde", priority=1)
    return _year(2030, (only,), (pool_line("ene", "kurser"),))


def _three() -> BaseData:
    """Three activities with dates and deadlines, one that hangs on an open answer, in a year that has just begun."""
    courses = (
        course(
            "start", 1, 24_000, 40, 300, year=2038, title="Fastholdelse: gode boarding-processer", priority=1,
            theme="Fastholdelse", status=Status.PLANLAGT, start=dt.date(2038, 2, 24), end=dt.date(2038, 2, 25),
            deadline=dt.date(2038, 1, 20),
        ),
        course(
            "talent", None, None, 4, 32_500, year=2038, title="Ledertalentudviklingskoncept", priority=2,
            theme="Ledertalentudvikling", kind=Kind.FORLOEB, period="efterår 2038",
            days_per_participant=Decimal(23), days_per_mentor=Decimal("3.7"),
        ),
        course("maaling", 1, 55_000, year=2038, title="Ledelsesevaluering", priority=1, theme="Ledelsesevaluering"),
    )  # fmt: skip
    funding = (
        pool_line("start", "kurser"),
        FundingLine("talent", "pulje", "kurser", 10_000, "tre_midler", Answer.NEJ),
        FundingLine("talent", "Social- og sundhedsområdet", None, 10_000, "tre_midler", Answer.JA),
        pool_line("maaling", "oevrig"),
    )
    question = "Tildeles social- og sundhedsområdet midler i budgetforhandlingerne?"
    return replace(_year(2038, courses, funding), conditions=(Condition("tre_midler", question),))


def _no_activities() -> BaseData:
    return _year(2031, (), ())


def _many(year: int, count: int, fixed: int) -> BaseData:
    """So many activities with long titles, in turn in both frames, every third hanging on one open answer."""
    key, frames = f"lang_{count}", ("kurser", "oevrig")
    courses = tuple(
        course(
            f"lang-{count}-{at}", 1, fixed + 100 * at, 20, 12.5,
            year=year, title=f"{_LONG[at % len(_LONG)]}, hold {at + 1}", priority=at // 2 + 1, status=Status.PLANLAGT,
            theme=_THEMES[at % len(_THEMES)], period=_PERIODS[at % len(_PERIODS)].format(year),
            benefit=20 + 7 * at % 80, days_per_participant=Decimal(at % 4) / 2 if at % 5 else None,
        )
        for at in range(count)
    )  # fmt: skip
    funding: list[FundingLine] = []
    for at, one in enumerate(courses):
        line = pool_line(one.id, frames[at % 2])
        if at % 3 == 2:
            other = other_line(one.id, "Social- og sundhedsområdet")
            funding.append(replace(other, condition=key, answer=Answer.JA))
            line = replace(line, condition=key, answer=Answer.NEJ)
        funding.append(line)
    base = _year(year, courses, tuple(funding))
    question = "Tildeles social- og sundhedsområdet midler i budgetforhandlingerne?"
    names = "Endnu ikke afklaret om området får midler", "Social og sundhed betaler det hele selv"
    return replace(
        base,
        conditions=(Condition(key, question),),
        scenarios=(
            Scenario("uafklaret", year, names[0], baseline=True),
            Scenario("ja", year, names[1], answers=((key, Answer.JA),)),
            Scenario("nej", year, "Puljen betaler", answers=((key, Answer.NEJ),)),
        ),
    )


def _overrun() -> BaseData:
    """Three times what the pool has, all of it from one frame: 900.000 kr. against 300.000 kr."""
    courses = tuple(
        course(f"stor-{at}", 3, 60_000, 40, 3_000, year=2034, title=title, priority=at + 1)
        for at, title in enumerate(
            ("Ledelsesevaluering", "Ledertalentudviklingskoncept", "Arbejdsmiljødagen")
        )
    )
    base = _year(2034, courses, tuple(pool_line(c.id, "kurser") for c in courses))
    raised = (("frame.kurser", "250000"),)
    return replace(
        base,
        scenarios=(
            Scenario("grundlag", 2034, "Grundlag", baseline=True),
            Scenario("haevet", 2034, "Rammen er hævet", overrides=raised),
        ),
    )


def _problems() -> BaseData:
    """Shares that add up to 70 %, a price that nobody has, a payer that nobody knows, and an impossible change."""
    courses = (
        course("skaev", 1, 40_000, year=2035, title="Fastholdelse: håndtering af sygefravær", priority=1),
        course("sund", 1, 20_000, 40, 300, year=2035, title="Psykologisk tryghed", priority=2),
        course("uden-pris", year=2035, title="Fyraftensarrangement", kind=Kind.ARRANGEMENT),
        course("uden-betaler", 1, 9_000, year=2035, title="Hovedudvalgets temadag", kind=Kind.ARRANGEMENT),
    )
    funding = (
        pool_line("skaev", "kurser", 4_000),
        other_line("skaev", "Central konto", 3_000),
        pool_line("sund", "kurser"),
        pool_line("uden-pris", "kurser"),
        other_line("uden-betaler", "uafklaret"),
    )
    impossible = (("findes-ikke.participants", "5"), ("sund.participants", "mange"))
    return replace(
        _year(2035, courses, funding),
        scenarios=(
            Scenario("grundlag", 2035, "Grundlag", baseline=True),
            Scenario("umulig", 2035, "Umulig ændring", overrides=impossible),
        ),
    )


def _two_open() -> BaseData:
    """Two open answers: one decides who pays, the other whether an activity is held."""
    courses = (
        course("delt", 2, 60_000, year=2036, title="Ledertalentudviklingskoncept", priority=1),
        course(
            "maaske", 1, 90_000, year=2036, title="Fastholdelse: gode boarding-processer", priority=2,
            requires=(Requirement("hr_funktion", Answer.JA),),
        ),
    )  # fmt: skip
    funding = (
        FundingLine("delt", "pulje", "kurser", 10_000, "omraadet_betaler", Answer.NEJ),
        FundingLine("delt", "Social- og sundhedsområdet", None, 10_000, "omraadet_betaler", Answer.JA),
        pool_line("maaske", "kurser"),
    )
    conditions = (
        Condition("omraadet_betaler", "Tildeles social- og sundhedsområdet midler i budgetforhandlingerne?"),
        Condition("hr_funktion", "Afsættes der penge til en tværgående HR-funktion med en HR-koordinator?"),
    )
    return replace(_year(2036, courses, funding), conditions=conditions)


def _four_frames() -> BaseData:
    """Four frames with an activity each, one of them overrun, and a rest in no frame."""
    titles = ("Kurser", "Lederuddannelse", "Ledelsesevaluering", "Onboarding af nye ledere og mentorer")
    frames = tuple(Frame(2037, f"d{at}", title, kr(60_000)) for at, title in enumerate(titles))
    courses = tuple(
        course(f"fire-{at}", 1, 20_000 * (at + 1), year=2037, title=title, priority=1)
        for at, title in enumerate(titles)
    )
    return BaseData(
        (Pool(2037, kr(300_000)),),
        frames,
        courses,
        tuple(pool_line(c.id, f"d{at}") for at, c in enumerate(courses)),
    )


_BUILDERS: tuple[Callable[[], BaseData], ...] = (
    _one_course,
    _no_activities,
    lambda: _many(2032, 60, 2_500),
    lambda: _many(2033, 20, 14_000),
    _overrun,
    _problems,
    _two_open,
    _four_frames,
    _three,
)
