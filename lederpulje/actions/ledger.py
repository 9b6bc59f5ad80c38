"""The ledger's posts: which are new, which course each belongs to beyond doubt, and saving them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from lederpulje.errors import ListRefused
from lederpulje.model import BaseData, Course, Post
from lederpulje.store import Store

KIND = "posteringer"
MOST_FUNCTION, MOST_NOTE = 80, 1_000
_WORD = re.compile(r"[^\W_]+")
_LEAST_NAME = 5  # letters: a shorter title stands in other words too


@dataclass(frozen=True, slots=True)
class Intake:
    """What a file of posts brings: new posts matched to a course, new ones that are left over, and known ones."""

    matched: tuple[Post, ...]
    leftover: tuple[Post, ...]
    known: tuple[Post, ...]

    @property
    def new(self) -> tuple[Post, ...]:
        """Everything that is not known yet."""
        return (*self.matched, *self.leftover)


def new_posts(base: BaseData, posts: Sequence[Post]) -> Intake:
    """Sort posts into what is known already, what a course is known for, and what is left over."""
    known = {post.id for post in base.posts}
    matched, leftover, before = [], [], []
    for post in posts:
        if post.id in known:
            before.append(post)
        elif course := course_of(base, post):
            matched.append(replace(post, course=course))
        else:
            leftover.append(replace(post, course=""))
    return Intake(tuple(matched), tuple(leftover), tuple(before))


def course_of(base: BaseData, post: Post) -> str:
    """The id of the course that a post belongs to beyond doubt; empty where that is not one.

    The course of the post's year that alone has its account; else the only one whose id or title stands in its text,
    of several the one whose name holds the names of all the others. Courses that share the account come first.
    """
    courses = base.courses_of(post.date.year)
    same = [c for c in courses if c.account and _alike(c.account) == _alike(post.account)]
    if len(same) == 1:
        return same[0].id
    named = {c.id: name for c in same or courses if (name := _name_in(post.text, c))}
    longest = [key for key, name in named.items() if all(other in name for other in named.values())]
    return longest[0] if len(longest) == 1 else ""


def _alike(account: str) -> str:
    return "".join(account.split()).casefold()


def _name_in(text: str, course: Course) -> str:
    """The longest of a course's names that stands in a text as words of its own; empty if none does."""
    said = _spaced(text)
    names = [name for name in (_spaced(course.title), _spaced(course.id)) if len(name) >= _LEAST_NAME + 2]
    return max((name for name in names if name in said), key=len, default="")


def _spaced(text: str) -> str:
    """The words of a text with a space before, between and behind."""
    return f" {' '.join(_WORD.findall(text.casefold()))} "


def unmatched(base: BaseData) -> tuple[Post, ...]:
    """The saved posts that no course is known for."""
    ids = {course.id for course in base.courses}
    return tuple(post for post in base.posts if post.course not in ids)


def save_posts(
    store: Store,
    posts: Sequence[Post],
    chosen: Mapping[str, str],
    saved_by: str,
    note: str,
) -> Intake:
    """Save what is new of some posts, all or nothing, as a version of the base data.

    `chosen` gives posts by their id the course that was chosen by hand; it wins over what we make of them. What was
    saved meanwhile is not saved twice. Raises ListRefused if it is not said who saves, if a chosen course is not
    there any more, or if there is nothing new.
    """
    taken: list[Intake] = []

    def add(base: BaseData) -> BaseData:
        _check_courses(base, chosen)
        intake = new_posts(base, posts)
        if not intake.new:
            raise ListRefused("Alle posteringer i filen er gemt i forvejen.")
        made = [replace(p, course=chosen.get(p.id, p.course)) for p in posts_in_order(posts, intake)]
        taken.append(
            Intake(tuple(p for p in made if p.course), tuple(p for p in made if not p.course), intake.known)
        )
        return replace(base, posts=(*base.posts, *made))

    _save(store, add, saved_by, note)
    return taken[-1]


def posts_in_order(posts: Sequence[Post], intake: Intake) -> list[Post]:
    """What is new, in the order of the file."""
    new = {post.id: post for post in intake.new}
    return [new[post.id] for post in posts if post.id in new]


def assign(store: Store, chosen: Mapping[str, str], saved_by: str, note: str) -> int:
    """Give saved posts, by their id, another course, or none; how many changed. Raises ListRefused."""
    changed: list[int] = []

    def change(base: BaseData) -> BaseData:
        _check_courses(base, chosen)
        known = {post.id for post in base.posts}
        if missing := [key for key in chosen if key not in known]:
            raise ListRefused(f"{len(missing)} af posteringerne findes ikke længere. Hent siden igen.")
        posts = tuple(replace(p, course=chosen.get(p.id, p.course)) for p in base.posts)
        changed.append(sum(a != b for a, b in zip(posts, base.posts, strict=True)))
        if not changed[-1]:
            raise ListRefused("Der er ikke valgt en anden aktivitet for nogen postering.")
        return replace(base, posts=posts)

    _save(store, change, saved_by, note)
    return changed[-1]


def _check_courses(base: BaseData, chosen: Mapping[str, str]) -> None:
    ids = {course.id for course in base.courses}
    if gone := sorted({course for course in chosen.values() if course and course not in ids}):
        raise ListRefused(f"Aktiviteten »{gone[0]}« findes ikke længere. Vælg en anden.")


def _save(store: Store, change: Callable[[BaseData], BaseData], saved_by: str, note: str) -> None:
    if not saved_by.strip():
        raise ListRefused("Funktionen mangler. Skriv fx HR-konsulent, så andre kan se, hvem der har gemt.")
    if len(saved_by.strip()) > MOST_FUNCTION:
        raise ListRefused(f"Funktionen er for lang. Skriv højst {MOST_FUNCTION} tegn.")
    if len(note.strip()) > MOST_NOTE:
        raise ListRefused(f"Noten er for lang. Skriv højst {MOST_NOTE} tegn.")
    store.change_base_data(change, kind=KIND, saved_by=saved_by.strip(), note=note.strip())
