"""The house rules that no other tool checks: what lies where, what is never written, what is pinned."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
MADE_BY_RUNNING = {".venv", ".git", "__pycache__"}
TOP_LEVEL = {"app.py", "pages", "lederpulje", "data", "requirements.txt", "tests"} | {
    "README.md",
    "pyproject.toml",
    "CHANGELOG.md",
}
CODE = {".py", ".js", ".css", ".html", ".sql", ".toml", ".svg", ""}
PRODUCT = ("app.py", "pages", "lederpulje")
EVERYTHING = (*PRODUCT, "tests", ".streamlit", ".ci", "pyproject.toml")

# (what is banned, where, where not, an example that the pattern must catch)
BANS = {
    "markup or script from data runs in the browser": (
        r"unsafe_allow_(html|javascript)",
        PRODUCT,
        "",
        "st.markdown(text, unsafe_allow_html=True)",
    ),
    "Streamlit's number and date fields misread Danish": (
        r"NumberColumn|number_input|DateColumn",
        PRODUCT,
        "",
        "st.number_input('Beløb')",
    ),
    "SQL takes parameters, never text put together": (
        r"execute(many)?\(\s*[rb]?f[\"r]",
        PRODUCT,
        "",
        'cursor.execute(\n    f"SELECT {x}")',
    ),
    "caching by Streamlit belongs to the face": (
        r"cache_(data|resource)",
        ("lederpulje",),
        "lederpulje/ui/",
        "@st.cache_data",
    ),
    "no path of one machine": (
        r"(?<![\w.:/])/(work|tmp|home|root|Users)/|\b[A-Z]:\\\\?Users\b",
        EVERYTHING,
        "",
        'open("/home/' + 'x/file")',
    ),
    "no host on the network": (
        r"https?://(?!127\.0\.0\.1|localhost|testserver|www\.w3\.org/|[\w.-]+\.(example|invalid|test)\b|\{|\[)\w",
        EVERYTHING,
        "",
        "https:" + "//cdn.somewhere.dk/x.js",
    ),
}


def files_under(*places: str) -> Iterator[Path]:
    """Every file of the project in these places, without what running it leaves behind."""
    for place in places:
        start = ROOT / place
        for path in [start] if start.is_file() else sorted(start.rglob("*")):
            parts = path.relative_to(ROOT).parts
            if path.is_file() and not MADE_BY_RUNNING.intersection(parts):
                yield path


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def hits(pattern: str, paths: Iterable[Path]) -> list[str]:
    """Where the pattern stands, as `file:line: text`."""
    found = []
    for path in paths:
        text = path.read_text("utf-8")
        for match in re.finditer(pattern, text):
            line = text.count("\n", 0, match.start()) + 1
            found.append(f"{name_of(path)}:{line}: {match.group(0)}")
    return found


def too_long(paths: Iterable[Path], limit: int) -> dict[str, int]:
    lengths = {name_of(p): len(p.read_text("utf-8").splitlines()) for p in paths if p.suffix == ".py"}
    return {name: length for name, length in lengths.items() if length > limit}


def test_the_top_level_holds_only_what_belongs_there() -> None:
    entries = {p.name for p in ROOT.iterdir() if not p.name.startswith(".")} - MADE_BY_RUNNING
    assert entries - TOP_LEVEL == set()


@pytest.mark.parametrize("why", BANS)
def test_banned_words_stand_nowhere(why: str) -> None:
    pattern, places, exempt, _ = BANS[why]
    scanned = [
        p
        for p in files_under(*places)
        if p.suffix in CODE and p != Path(__file__) and not (exempt and name_of(p).startswith(exempt))
    ]
    assert scanned, "nothing was looked at"
    assert hits(pattern, scanned) == []


@pytest.mark.parametrize("why", BANS)
def test_each_ban_catches_its_example(why: str) -> None:
    pattern, _, _, example = BANS[why]
    assert re.search(pattern, example)


def test_pages_stay_thin() -> None:
    assert too_long(files_under("pages", "app.py"), 80) == {}


def test_modules_stay_small() -> None:
    assert too_long(files_under("lederpulje"), 350) == {}


def test_migrations_are_numbered_without_gaps() -> None:
    names = sorted(p.name for p in (ROOT / "lederpulje/store/migrations").glob("*.sql"))
    numbers = [int(re.match(r"(\d+)_", name)[1]) for name in names]  # type: ignore[index]
    assert numbers == list(range(1, len(names) + 1))
    assert names, "no migration was found"


# --- requirements -----------------------------------------------------------------------------------------


def pins(file: str) -> dict[str, Requirement]:
    """The pinned packages of a requirements file and of those it refers to, by canonical name."""
    found: dict[str, Requirement] = {}
    path = ROOT / file
    for line in path.read_text("utf-8").splitlines():
        if line.startswith("-r "):
            found |= pins(name_of((path.parent / line[3:]).resolve()))
        elif line and not line.startswith("#"):
            requirement = Requirement(line)
            found[canonicalize_name(requirement.name)] = requirement
    return found


PLATFORMS = [
    {
        "sys_platform": system,
        "platform_system": name,
        "python_version": python,
        "python_full_version": f"{python}.0",
    }
    for system, name in (("linux", "Linux"), ("win32", "Windows"), ("darwin", "Darwin"))
    for python in ("3.11", "3.12", "3.13", "3.14")
]


def needed(requirement: Requirement, platform: dict[str, str]) -> Iterator[Requirement]:
    """What an installed package needs on a platform; nothing is known of one that is not installed here."""
    try:
        stated = requires(requirement.name) or []
    except PackageNotFoundError:
        return
    for text in stated:
        other = Requirement(text)
        extras = ("", *requirement.extras)
        if other.marker is None or any(other.marker.evaluate({**platform, "extra": e}) for e in extras):
            yield other


@pytest.mark.parametrize("file", ["requirements.txt", "tests/requirements.txt"])
def test_every_requirement_is_pinned_exactly(file: str) -> None:
    loose = [
        str(requirement)
        for requirement in pins(file).values()
        if requirement.url or not re.fullmatch(r"==[0-9][\w.]*", str(requirement.specifier))
    ]
    assert loose == []


@pytest.mark.parametrize("file", ["requirements.txt", "tests/requirements.txt"])
@pytest.mark.parametrize("platform", PLATFORMS, ids=lambda p: f"{p['sys_platform']}-{p['python_version']}")
def test_the_pins_are_complete_and_agree(file: str, platform: dict[str, str]) -> None:
    pinned = {
        name: pin for name, pin in pins(file).items() if pin.marker is None or pin.marker.evaluate(platform)
    }
    faults, queue, seen = [], [(f"{file}", pin) for pin in pinned.values()], set()
    while queue:
        by, wanted = queue.pop()
        pin = pinned.get(canonicalize_name(wanted.name))
        if pin is None:
            faults.append(f"{wanted} is needed by {by} and not pinned")
        elif not wanted.specifier.contains(str(pin.specifier).removeprefix("=="), prereleases=True):
            faults.append(f"{pin} is pinned, but {by} needs {wanted}")
        elif str(wanted) not in seen:
            seen.add(str(wanted))
            queue += [(wanted.name, other) for other in needed(wanted, platform)]
    assert faults == []


# --- import rules -----------------------------------------------------------------------------------------

LINT = "import sys; from importlinter import cli; sys.exit(cli.lint_imports(no_cache=True, no_logo=True))"


def lint(root: Path) -> subprocess.CompletedProcess[str]:
    """Check the import rules of a tree, in a process that has imported nothing of it yet."""
    return subprocess.run(
        [sys.executable, "-c", LINT], cwd=root, capture_output=True, text=True, encoding="utf-8", check=False
    )


@pytest.fixture
def copy_of_the_house(tmp_path: Path) -> Path:
    """A copy in which something can be planted."""
    leave = shutil.ignore_patterns("__pycache__", "static")
    for folder in ("lederpulje", "pages"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=leave)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_the_import_rules_hold() -> None:
    done = lint(ROOT)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("module", "planted", "broken"),
    [
        ("allocation.py", "import streamlit", "Only the face knows Streamlit BROKEN"),
        ("store/__init__.py", "import streamlit", "Only the face knows Streamlit BROKEN"),
        (
            "scenarios/__init__.py",
            "import lederpulje.store",
            "The engine and the charts know no database BROKEN",
        ),
        ("charts/__init__.py", "import duckdb", "The engine and the charts know no database BROKEN"),
        ("money.py", "import lederpulje.model", "One direction BROKEN"),
    ],
)
def test_a_planted_import_breaks_the_rules(
    copy_of_the_house: Path, module: str, planted: str, broken: str
) -> None:
    target = copy_of_the_house / "lederpulje" / module
    target.write_text(f"{target.read_text('utf-8')}\n{planted}\n", "utf-8")
    done = lint(copy_of_the_house)
    assert done.returncode == 1, done.stdout + done.stderr
    assert broken in done.stdout
