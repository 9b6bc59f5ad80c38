"""Money from outside funds: how far an application is, as an answer to a condition of its own.

*Søgt* is an open answer, *tilsagn* a yes and *afslag* a no. So what a refusal means is one switch like any other, and
every question a board asks of a scenario takes it into account.
"""

from __future__ import annotations

from dataclasses import replace

from lederpulje.errors import ListRefused
from lederpulje.model import UNKNOWN_PAYER, Answer, BaseData, Condition, FundingLine, Grant
from lederpulje.sheets.keys import slug
from lederpulje.sheets.texts import GRANT_OF_ANSWER

_ANSWERS = {grant: answer for answer, grant in GRANT_OF_ANSWER.items()}


def condition_key(course_id: str, payer: str) -> str:
    """The key of the condition that a fund's line hangs on: `fond_` and small letters, figures and underscores."""
    return f"fond_{slug(f'{course_id} {payer}', 200).replace('-', '_')}"


def grant_of(base: BaseData, line: FundingLine) -> Grant | None:
    """How far the application behind a line is; `None` for a line of no fund, or one whose condition is not there."""
    condition = next((c for c in base.conditions if c.key == line.condition), None)
    return GRANT_OF_ANSWER[condition.answer] if line.fund and condition is not None else None


def with_grant(base: BaseData, line: FundingLine, grant: Grant) -> BaseData:
    """The base data with a line paid by a fund whose application is so far.

    The condition is made or answered, and the line tied to its *ja*. What the lines for *nej* do not cover of the
    same share stands there with an unknown payer, so that the shares add up whatever is answered.

    Raises ListRefused if the line hangs on another condition already, ValueError if it is none of the base data's.
    """
    if line not in base.funding:
        raise ValueError(f"no such funding line: {line}")
    course = next((c for c in base.courses if c.id == line.course), None)
    title = course.title if course else line.course
    key = line.condition if line.fund and line.condition else condition_key(line.course, line.payer)
    if line.condition not in (None, key):
        raise ListRefused(
            f"»{line.payer}« betaler kun en del af »{title}«, hvis der svares {line.answer} til en anden "
            "forudsætning. En linje kan ikke også hænge på fondens svar. Fjern den anden forudsætning først."
        )
    tied = replace(line, condition=key, answer=Answer.JA, fund=True)
    funding = tuple(tied if other == line else other for other in base.funding)
    instead = sum(li.share for li in funding if _stands(li, line.course, key, Answer.NEJ))
    granted = sum(li.share for li in funding if _stands(li, line.course, key, Answer.JA))
    if granted > instead:
        rest = FundingLine(line.course, UNKNOWN_PAYER, None, granted - instead, key, Answer.NEJ)
        at = funding.index(tied) + 1
        funding = (*funding[:at], rest, *funding[at:])
    return replace(base, funding=funding, conditions=_answered(base, key, line.payer, title, _ANSWERS[grant]))


def _stands(line: FundingLine, course: str, key: str, answer: Answer) -> bool:
    return (line.course, line.condition, line.answer) == (course, key, answer)


def _answered(base: BaseData, key: str, payer: str, title: str, answer: Answer) -> tuple[Condition, ...]:
    if any(c.key == key for c in base.conditions):
        return tuple(replace(c, answer=answer) if c.key == key else c for c in base.conditions)
    return (*base.conditions, Condition(key, f"Giver {payer} tilsagn til {title}?", answer))
