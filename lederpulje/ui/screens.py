"""The screens of a meeting: one question each, in the order that the address asks for."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MeetingScreen:
    """A question by itself on the projector: the page it stands on, its short name, and the question as heading.

    `{year}` in the question stands for the year.
    """

    page: str
    name: str
    question: str


SCREENS = {
    "holder": MeetingScreen("overblik", "Overblik", "Holder puljen i {year}?"),
    "vej": MeetingScreen("overblik", "Pengenes vej", "Hvor går pengene hen i {year}?"),
    "frit": MeetingScreen("overblik", "Frie penge", "Hvad er reelt frit i {year}?"),
    "betaler": MeetingScreen("scenarier", "Scenarier", "Hvem betaler, og hvad betyder det?"),
    "forslag": MeetingScreen("scenarier", "Forslag", "Hvad skal der til?"),
    "besluttes": MeetingScreen("scenarier", "Beslutninger i dag", "Hvad kan besluttes i dag?"),
    "forloeb": MeetingScreen("scenarier", "Mødets forløb", "Hvad har vi ændret?"),
    "foelsomhed": MeetingScreen("foelsomhed", "Følsomhed", "Hvad kan vælte budgettet?"),
    "sikkert": MeetingScreen("foelsomhed", "Sikkerhed", "Hvor sikkert er det?"),
    "fortryder": MeetingScreen("foelsomhed", "Fortrydelse", "Hvad fortryder vi mindst?"),
    "temaer": MeetingScreen("temaer", "Temaer", "Bruger vi pengene på det, vi vil?"),
    "strategi": MeetingScreen("temaer", "Strategi", "Hvilke mål går pengene til?"),
    "ledere": MeetingScreen("temaer", "Ledere", "Hvem når vi, og til hvilken pris?"),
    "tidsplan": MeetingScreen("tidsplan", "Tidsplan", "Hvornår sker hvad?"),
    "dagsvaerk": MeetingScreen("tidsplan", "Dagsværk", "Hvad koster det i tid?"),
    "aarene": MeetingScreen("aar_for_aar", "År for år", "Hvad har vi tilbage år for år?"),
    "igang": MeetingScreen("beslutninger", "I gang", "Hvad er vi i gang med?"),
}


def screens_in_order(asked: str | None) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The screens to walk through, and what was asked for in vain.

    `asked` is keys with a full stop between, as in the address; nothing usable in it means all, in the usual order.
    """
    wanted = list(dict.fromkeys(key for key in (asked or "").split(".") if key))
    known = tuple(key for key in wanted if key in SCREENS)
    return known or tuple(SCREENS), tuple(key for key in wanted if key not in SCREENS)


def first_screen(page: str, order: tuple[str, ...]) -> str:
    """The screen to begin with on a page: the first of its own in the order, else its first of all."""
    own = [key for key, screen in SCREENS.items() if screen.page == page]
    return next((key for key in order if key in own), own[0] if own else "")
