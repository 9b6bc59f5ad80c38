"""Working in an editor of the course list as people do: click a cell, paste a block."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

from tests.browser.chromium import rerun

HEAD, ROW = 44, 40


def grid(page: Page, at: int = 0) -> Locator:
    """An editor on the page, the first one by default."""
    return page.get_by_test_id("stDataFrame").nth(at)


def click_cell(page: Page, row: int, x: int, at: int = 0) -> None:
    """Click the cell of a row (from 0) that lies so many pixels to the right."""
    grid(page, at).click(position={"x": x, "y": HEAD + ROW * row + ROW // 2})


def paste(page: Page, block: str) -> None:
    """Paste a block as Excel puts it on the clipboard, and wait until the app has taken it over."""
    with rerun(page):
        paste_quickly(page, block)


def paste_in_new_row(page: Page, row: int, x: int, block: str) -> None:
    """Click the empty row at the end, which opens its cell for typing, and paste there."""
    with rerun(page):
        click_cell(page, row, x)
    expect(page.locator("#portal textarea")).to_be_visible()
    paste_quickly(page, block)


def paste_quickly(page: Page, block: str) -> None:
    """Paste, and go on before the app has taken it over."""
    page.bring_to_front()  # only the page in front may use the clipboard
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.evaluate("text => navigator.clipboard.writeText(text)", block)
    page.keyboard.press("Control+V")
