"""A year of examples in a database of its own, made with the app's own actions; the real journal never holds any."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from lederpulje import dates
from lederpulje.actions.database import DEFAULT_SEED, make_database
from lederpulje.actions.decisions.agenda import new_item, new_meeting, set_item, take_up_again
from lederpulje.actions.decisions.deciding import (
    Signed,
    decide,
    file_away,
    follow_up,
    lock_of,
    new_write_id,
)
from lederpulje.model import AgendaItem, BaseData, Entry, Meeting, Outcome, Scenario
from lederpulje.store import Store, open_store

_YEAR = 2024
_SIGNED = "Direktionssekretær"
_RETENTION = ("fastholdelse-senior", "fastholdelse-sygefravaer", "fastholdelse-boarding")
_BESIDE = (".wal", ".witness", ".snapshot", ".snapshot.tmp", ".lock")


def demo_path(database: Path) -> Path:
    """Where the examples stand: beside the database, under a name of their own."""
    return database.with_name(f"{database.stem}.eksempler{database.suffix}")


def make_demo(path: Path) -> None:
    """Make the examples. Raises DatabaseExists if they are there already; a half-made one is not left."""
    make_database(path, DEFAULT_SEED)
    try:
        with open_store(path) as store:
            _Year(store).play()
    except BaseException:
        remove_demo(path)
        raise


def remove_demo(path: Path) -> None:
    """Remove the examples, or what there is of them; nobody holds them open."""
    for ending in ("", *_BESIDE):
        path.with_name(path.name + ending).unlink(missing_ok=True)


class _Year:
    """A year of meetings, played through."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.by = Signed(_SIGNED, "")

    def play(self) -> None:
        """Three decisions with their calculation, one postponed, one taken up again, and what comes next."""
        first = self._meeting("15. januar 2024")
        self._decide(_retention(first), "sso-betaler")
        talent = self._decide(_talent(first), "puljen-betaler", ("ledertalent.participants", "1"))
        self._decide(_evening(first), None, outcome=Outcome.UDSAT)
        second = self._meeting("12. februar 2024")
        grants = self._decide(_grants(second), "sso-betaler")
        third = self._meeting("22. april 2024")
        self._reopen(talent, third)
        file_away(self.store, grants.number, dates.parse_date("13-02-2024"), "1423-24", self._signed())
        follow_up(
            self.store,
            grants.number,
            dates.parse_date("01-03-2024"),
            "Lederne har fået besked.",
            self._signed(),
        )
        self._prepare(_evaluation(self._meeting("21. januar 2030")))
        self._prepare(replace(_closed(third), meeting=third.id))

    def _meeting(self, date: str) -> Meeting:
        meeting = new_meeting(self.store, "Direktionen", date)
        known = {
            "place": "Mødelokale 1",
            "present": "Kommunaldirektør, tre direktører",
            "absent": "Én direktør",
        }
        return self.store.save_meeting(meeting.id, lambda m: replace(m or meeting, **known))  # type: ignore[arg-type]

    def _prepare(self, item: AgendaItem) -> AgendaItem:
        made = new_item(self.store, item.meeting, item.heading, like=item)
        return set_item(self.store, made.id, decision=item.decision)

    def _decide(
        self,
        item: AgendaItem,
        scenario: str | None,
        change: tuple[str, str] | None = None,
        outcome: Outcome = Outcome.GODKENDT,
    ) -> Entry:
        base = self.store.base_data()
        made = self._prepare(item)
        locked = None
        if scenario is not None:
            origin = _scenario(base, scenario)
            played = replace(origin, overrides=(*origin.overrides, change)) if change else origin
            locked = lock_of(base, played, origin)
            outcome = Outcome.GODKENDT_MED_AENDRING if change else outcome
        return decide(self.store, made, outcome, locked, self._signed())

    def _reopen(self, entry: Entry, meeting: Meeting) -> Entry:
        base = self.store.base_data()
        again = take_up_again(self.store, entry.number, meeting.id)
        whole = replace(
            again,
            decision="Social- og sundhedsområdet betaler konceptet med alle fire pladser. Puljen betaler intet.",
            news="Social- og sundhedsområdet fik penge i budgetforhandlingerne.",
            follow_up="HR-chefen",
            deadline=dates.parse_date("01-09-2024"),
        )
        origin = _scenario(base, "sso-betaler")
        return decide(self.store, whole, Outcome.GODKENDT, lock_of(base, origin, origin), self._signed())

    def _signed(self) -> Signed:
        return replace(self.by, write_id=new_write_id())


def _scenario(base: BaseData, key: str) -> Scenario:
    return next(s for s in base.scenarios_of(_YEAR) if s.key == key)


def _retention(meeting: Meeting) -> AgendaItem:
    return AgendaItem(
        "", meeting.id, "Tre kurser om fastholdelse i første halvår 2024",
        summary="Tre kurser om at holde på medarbejderne: seniorordninger, sygefravær og gode boarding-processer.",
        recommendation="Det indstilles, at de tre kurser holdes på hver sin dag, så lederne kan planlægge.",
        decision="Godkendt. Kurserne holdes på hver sin dag.",
        presentation="Fastholdelse er tema i første halvår 2024. TR og AMR kan være med til den første del af kurset "
        "om seniorordninger. Prisen er et skøn, indtil HR har tilbud.",
        appendices="Oversigt over kurser og arrangementer med finansiering",
        case_no="81.00.00-A00-1-24", follow_up="HR-chefen", deadline=dates.parse_date("01-03-2024"),
        courses=_RETENTION, scenarios=("sso-betaler",), year=_YEAR, case="fastholdelse-2024",
    )  # fmt: skip


def _talent(meeting: Meeting) -> AgendaItem:
    return AgendaItem(
        "", meeting.id, "Ledertalentkoncept: hvem betaler?",
        summary="Får social- og sundhedsområdet ikke penge i budgetforhandlingerne, skal puljen betale.",
        recommendation="Det indstilles, at puljen betaler så mange pladser, som rammen kan holde til.",
        decision="Godkendt med den ændring, at der kun købes én plads, så delrammen holder.",
        presentation="Fire pladser koster mere, end delrammen har, hvis puljen betaler. Én plads kan være der.",
        case_no="81.00.00-A00-2-24", follow_up="HR-chefen", deadline=dates.parse_date("01-05-2024"),
        courses=("ledertalent",), scenarios=("puljen-betaler",), year=_YEAR, case="ledertalent-2024",
    )  # fmt: skip


def _evening(meeting: Meeting) -> AgendaItem:
    return AgendaItem(
        "", meeting.id, "Fyraftensarrangement for nye ledere",
        recommendation="Det indstilles, at direktionen drøfter, om arrangementet skal holdes.",
        decision="Udsat, til der er en pris.",
        year=_YEAR, case="fyraften-2024",
    )  # fmt: skip


def _grants(meeting: Meeting) -> AgendaItem:
    return AgendaItem(
        "", meeting.id, "Tilskud til lederuddannelse i 2024",
        summary="Puljen giver tilskud til moduler på Den Offentlige Lederuddannelse og til én masteruddannelse.",
        recommendation="Det indstilles, at tilskuddene gives efter ansøgning til HR.",
        decision="Godkendt som indstillet.",
        case_no="81.00.00-A00-3-24", follow_up="HR-konsulent", deadline=dates.parse_date("01-03-2024"),
        courses=("dol-2024", "master-2024"), scenarios=("sso-betaler",), year=_YEAR, case="tilskud-2024",
    )  # fmt: skip


def _evaluation(meeting: Meeting) -> AgendaItem:
    return AgendaItem(
        "", meeting.id, "Ledelsesevaluering",
        summary="Ledelsesevalueringen holdes hvert år.",
        recommendation="Det indstilles, at evalueringen holdes som hidtil.",
        presentation="Evalueringen betales af delrammen til lederuddannelse og ledelsesevaluering.",
        courses=("evaluering-2024",), scenarios=("puljen-betaler",), year=_YEAR, case="evaluering",
    )  # fmt: skip


def _closed(meeting: Meeting) -> AgendaItem:
    return AgendaItem(
        "", meeting.id, "Orientering om en personsag",
        presentation="Punktet er lukket. Det vises aldrig på lærredet.", closed=True, year=_YEAR,
    )  # fmt: skip
