"""Base data in each state that a page has a screen for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from lederpulje.model import (
    Answer,
    BaseData,
    Condition,
    Course,
    Frame,
    FundingLine,
    Kind,
    Pool,
    Scenario,
    Status,
)
from lederpulje.store import read_seed
from tests.examples import course, kr, other_line, pool_line

SEED = Path(__file__).resolve().parents[2] / "data" / "seed"
LONG = (
    "Tværgående lederudviklingsforløb om strategisk kommunikation, forandringsledelse og samskabelse nr. {}"
)
LONG_PAYER = "Den store forvaltning for børn, unge, kultur og fritid"

POOL = (Pool(2024, kr(300_000)),)
FRAMES = (
    Frame(2024, "kurser", "Centralt udbudte kurser og forløb", kr(150_000)),
    Frame(2024, "oevrig", "Lederuddannelse og ledelsesevaluering", kr(150_000)),
)
SSO = Condition("sso_midler", "Tildeles social- og sundhedsområdet midler?")


def seed() -> BaseData:
    return read_seed(SEED)


def year(courses: tuple[Course, ...], funding: tuple[FundingLine, ...], *scenarios: Scenario) -> BaseData:
    """2024 with the usual pool and frames."""
    return BaseData(POOL, FRAMES, courses, funding, (SSO,), scenarios)


def many(count: int, cost: float, title: str = LONG) -> BaseData:
    """So many activities of equal cost, in turn on both frames; the fourth hangs on an open answer."""
    courses = tuple(
        course(f"k{at:02}", 1, cost, 10 + at, title=title.format(at), priority=at + 1, status=Status.PLANLAGT)
        for at in range(count)
    )
    lines = [pool_line(c.id, ("oevrig", "kurser")[at % 2]) for at, c in enumerate(courses)]
    if count > 3:
        lines[3] = replace(lines[3], condition="sso_midler", answer=Answer.NEJ)
        lines.append(FundingLine("k03", LONG_PAYER, None, 10_000, "sso_midler", Answer.JA))
    return year(courses, tuple(lines))


def overrun() -> BaseData:
    """Claims of three times the pool, all on the first frame."""
    titles = ("Ledelsesevaluering", "Talentforløb", "Fastholdelse: håndtering af sygefravær")
    courses = tuple(
        course(f"stor{n}", 1, 300_000, title=t, priority=n, status=Status.PLANLAGT)
        for n, t in enumerate(titles, 1)
    )
    return year(courses, tuple(pool_line(c.id, "kurser") for c in courses))


def faulty() -> BaseData:
    """Shares that add up to 90 %, no price, no known payer, and scenarios with changes that cannot be made."""
    courses = (
        course("skaev", 1, 40_000, title="Skæv finansiering", priority=1),
        course("sund", 1, 20_000, 40, 300, title="Sund finansiering", priority=2),
        course("uden-pris", title="Uden pris", kind=Kind.ARRANGEMENT),
        course("uden-betaler", 1, 9_000, title="Uden betaler", kind=Kind.ARRANGEMENT),
    )
    funding = (
        pool_line("skaev", "kurser", 5_000),
        other_line("skaev", "Central konto", 4_000),
        pool_line("sund", "kurser"),
        pool_line("uden-pris", "kurser"),
        other_line("uden-betaler", "uafklaret"),
    )
    return year(
        courses,
        funding,
        Scenario("grundlag", 2024, "Grundlag", baseline=True),
        Scenario("umulig", 2024, "Umulig", overrides=IMPOSSIBLE, answers=(("findes_ikke", Answer.JA),)),
    )


IMPOSSIBLE = (
    ("findes-ikke.participants", "5"),
    ("frame.kurser", "900000"),
    ("frame.oevrig", "masser"),
    ("sund.price_per_participant", "12.5"),
    ("sund.participants", "2,5"),
    ("sund.farve", "rød"),
)


def hostile() -> BaseData:
    """Every text that comes from data is markup that must stay text."""
    title = "24. **juni** <script>alert(1)</script> <b>fed</b> [link](javascript:x) ![x](http://x.test/y.png) :red[r]"
    one = course(
        "ond", 1, 40_000, 10, title=title, theme=title, provider=title, source=title, status=Status.PLANLAGT
    )
    base = year(
        (one,),
        (
            FundingLine("ond", "pulje", "kurser", 10_000, "sso_midler", Answer.NEJ),
            FundingLine("ond", "<i>Betaler</i> *x*", None, 10_000, "sso_midler", Answer.JA),
        ),
        Scenario("grundlag", 2024, "<u>Grundlag</u> *x*", baseline=True),
        Scenario("andet", 2024, "**Andet** <b>", overrides=(("frame.kurser", "100000"),)),
    )
    return replace(
        base,
        frames=(Frame(2024, "kurser", "<b>Kurser</b> & *flere*", kr(150_000), source="<s>kilde</s>"),),
        conditions=(Condition("sso_midler", "1. <b>Får</b> de *penge*?"),),
    )


# The states that differ most: where a page is looked at many times.
HARD = ("empty", "one", "sixty", "faulty", "hostile")
STATES: dict[str, Callable[[], BaseData]] = {
    "seed": seed,
    "empty": BaseData,
    "no activities": lambda: year((), ()),
    "one": lambda: year((course("en", 1, 25_000, title="Et kursus"),), (pool_line("en", "kurser"),)),
    "sixty": lambda: many(60, 4_000),
    "overrun": overrun,
    "faulty": faulty,
    "hostile": hostile,
}
