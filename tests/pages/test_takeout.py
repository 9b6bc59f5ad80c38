"""*Hent tallene og billedet*: figures and chart of a page as files, and a plain word where no browser can draw."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from lederpulje.model import BaseData
from tests.pages.screen import Screen

Serve = Callable[[str | BaseData], Path]
PART = "Hent tallene og billedet"


def labels(screen: Screen) -> list[str]:
    return [button.proto.label for button in screen.at.get("download_button")]


@pytest.mark.parametrize("page", ["overblik", "scenarier"])
def test_figures_and_chart_can_be_taken_out(serve: Serve, page: str) -> None:
    serve("seed")
    screen = Screen(page)
    screen.unfold()
    wanted = ["Tallene som Excel", "Billedet som PNG", "Billedet som SVG"]
    assert [label for label in labels(screen) if label in wanted] == wanted


@pytest.mark.parametrize("page", ["overblik", "scenarier"])
def test_without_a_browser_the_figures_can_still_be_had(
    serve: Serve, page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    serve("seed")
    monkeypatch.setenv("BROWSER_PATH", str(tmp_path / "ingen"))
    screen = Screen(page).unfold()
    assert "Tallene som Excel" in labels(screen)
    assert "Billedet som PNG" not in labels(screen)
    (said,) = screen.messages["Billedet kan ikke hentes her."]
    assert said.startswith("Billedet kan ikke tegnes: BROWSER_PATH peger på ")


def test_a_meeting_has_no_files_on_its_canvas(serve: Serve) -> None:
    serve("seed")
    assert PART not in Screen("overblik", vis="moede").everything
