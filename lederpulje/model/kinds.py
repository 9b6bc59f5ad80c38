"""The kinds, states and answers that values are made of; on screen and in files as they are written here."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """Kinds of activity; all of them are courses in code."""

    KURSUS = "kursus"
    FORLOEB = "forløb"
    ARRANGEMENT = "arrangement"
    EVALUERING = "evaluering"
    TILSKUD = "tilskud"
    INITIATIV = "initiativ"


class Status(StrEnum):
    """How far an activity is."""

    IDE = "idé"
    FORESLAAET = "foreslået"
    PLANLAGT = "planlagt"
    BESTILT = "bestilt"
    AFHOLDT = "afholdt"
    FAKTURERET = "faktureret"
    AFLYST = "aflyst"


class PriceBasis(StrEnum):
    """How sure a price is, least first."""

    ESTIMAT = "estimat"
    ERFARINGSPRIS = "erfaringspris"
    TILBUD = "tilbud"
    AFTALT = "aftalt"
    FAKTISK = "faktisk"


class Vat(StrEnum):
    """Whether the provider's prices are given without or with VAT; they are kept without."""

    UDEN = "uden"
    MED = "med"


class Used(StrEnum):
    """Whether participants have used what they learned, asked some months later."""

    JA = "ja"
    DELVIST = "delvist"
    NEJ = "nej"


class Grant(StrEnum):
    """How far an application to an outside fund is."""

    SOEGT = "søgt"
    TILSAGN = "tilsagn"
    AFSLAG = "afslag"


class Answer(StrEnum):
    """The answer to a condition."""

    JA = "ja"
    NEJ = "nej"
    UAFKLARET = "uafklaret"


class Rule(StrEnum):
    """How a frame is shared out when not everything fits."""

    PRIORITET = "prioritet"
    FORHOLDSMAESSIG = "forholdsmaessig"
    OPTIMAL = "optimal"


class Reason(StrEnum):
    """Why a course gets what it gets, in the order in which they are tried."""

    AFHOLDES_IKKE = "afholdes_ikke"
    IKKE_PRISSAT = "ikke_prissat"
    BETALER_UAFKLARET = "betaler_uafklaret"
    BETALES_AF_ANDRE = "betales_af_andre"
    FULDT = "fuldt"
    FRAVALGT = "fravalgt"
    DELVIST = "delvist"
    IKKE_PLADS = "ikke_plads"


class Outcome(StrEnum):
    """What became of an agenda item. *Genoptaget* is none of them: it follows from a later entry."""

    FORBEREDT = "forberedt"
    GODKENDT = "godkendt"
    GODKENDT_MED_AENDRING = "godkendt med ændring"
    IKKE_GODKENDT = "ikke godkendt"
    DROEFTET = "drøftet"
    TAGET_TIL_EFTERRETNING = "taget til efterretning"
    UDSAT = "udsat"


class EntryKind(StrEnum):
    """What an entry of the journal is: the first link, a decision, or something that happened to one or to all."""

    OPRETTET = "oprettet"
    BESLUTNING = "beslutning"
    RETTELSE = "rettelse"
    GENOPTAGELSE = "genoptagelse"
    JOURNALISERET = "journaliseret"
    OPFOELGNING = "opfølgning"
    GENSKABT = "genskabt"
    SLETNING = "sletning"


class StepKind(StrEnum):
    """What made a step of a draft: where it began, a hand, a rule, a repair, a mending, or a way back."""

    BEGYNDELSE = "begyndelse"
    LEG = "leg"
    REGEL = "regel"
    FORSLAG = "forslag"
    RETTELSE = "rettelse"
    TIL_GEMT = "til_gemt"
    TIL_GRUNDLAG = "til_grundlag"
