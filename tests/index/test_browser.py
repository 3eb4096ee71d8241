"""The index page in Chromium: it sorts, searches, filters, changes its language, and runs no injected script."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.index.example_pages import page_of

pytestmark = pytest.mark.office
CHROMIUM = os.environ.get("KAMDECK_CHROMIUM") or shutil.which("chromium") or "chromium"
"""A browser that is not there fails the tests: what nobody has opened is not known to work."""


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        # A container has no user namespaces for the sandbox; the page is our own.
        chromium = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.fixture
def asked() -> list[str]:
    """The requests and errors of a page."""
    return []


@pytest.fixture
def opened(browser: Any, asked: list[str], tmp_path: Path) -> Iterator[Any]:
    file = tmp_path / "index.html"
    file.write_text(page_of(), "utf-8")
    context = browser.new_context(color_scheme="light", viewport={"width": 1500, "height": 900})
    tab = context.new_page()
    tab.on("request", lambda request: asked.append(request.url))
    tab.on("pageerror", lambda error: asked.append(str(error)))
    tab.on("console", lambda message: asked.append(message.text))
    tab.goto(file.as_uri())
    yield tab
    context.close()


def names(tab: Any) -> list[str]:
    return [str(name) for name in tab.locator("tbody tr:visible .name").all_inner_texts()]


def column(tab: Any, number: int) -> list[str]:
    return [str(text) for text in tab.locator(f"tbody tr:visible > :nth-child({number})").all_inner_texts()]


def head(tab: Any, words: str) -> Any:
    return tab.get_by_role("columnheader", name=words, exact=True)


def test_a_page_loads_nothing_else_and_has_no_errors(opened: Any, asked: list[str]):
    opened.get_by_role("button", name="中文").click()
    head(opened, "在手商机").get_by_role("button").click()
    foreign = [each for each in asked if not each.startswith(("file:", "data:"))]
    assert asked and not foreign
    assert opened.title() == "客户组合 · 2026年第四季度"


def test_accounts_are_sorted_by_their_names(opened: Any):
    assert len(names(opened)) == 21
    assert names(opened)[:3] == ["Amber Insurance", "Amber Retail", "Cedar Motors"]


def test_a_header_sorts_and_announces_it(opened: Any):
    pipeline = head(opened, "Pipeline")
    pipeline.get_by_role("button").click()
    assert pipeline.get_attribute("aria-sort") == "descending"
    assert head(opened, "Account").get_attribute("aria-sort") == "none"
    assert names(opened)[:2] == ["Orchard Retail", "Huaxing Bank"]
    pipeline.get_by_role("button").click()
    assert pipeline.get_attribute("aria-sort") == "ascending"
    assert names(opened)[0] == "Northlight Bank"


def test_unknown_values_come_last_in_both_directions(opened: Any):
    button = head(opened, "Quarter target").get_by_role("button")
    for _ in range(2):
        button.click()
        assert column(opened, 6)[-4:] == ["–"] * 4
        assert column(opened, 6)[0] != "–"


def test_every_column_can_be_sorted(opened: Any):
    buttons = opened.locator("thead button")
    assert buttons.count()
    for number in range(buttons.count()):
        buttons.nth(number).click()
        assert sorted(names(opened)) and len(names(opened)) == 21
        assert opened.locator("thead th[aria-sort='ascending'], thead th[aria-sort='descending']").count() == 1


def test_the_keyboard_sorts_as_well(opened: Any):
    button = head(opened, "Satisfaction").get_by_role("button")
    button.focus()
    opened.keyboard.press("Enter")
    assert head(opened, "Satisfaction").get_attribute("aria-sort") == "descending"
    assert button.evaluate("element => element === document.activeElement")


def test_the_first_tab_skips_to_the_accounts(opened: Any):
    opened.keyboard.press("Tab")
    assert opened.evaluate("document.activeElement.className") == "skip"
    opened.keyboard.press("Enter")
    assert opened.evaluate("document.activeElement.id") == "accounts"


@pytest.mark.parametrize(("words", "found"), [("huaxing", 1), ("华兴", 1), ("bank li wei", 5), ("nobody at all", 0)])
def test_a_search_finds_accounts_by_any_of_their_words(opened: Any, words: str, found: int):
    opened.get_by_label("Search").fill(words)
    assert len(names(opened)) == found
    assert opened.get_by_role("status").inner_text() == f"{found} of 21 accounts"
    assert opened.locator("#nothing").is_visible() == (found == 0)


def test_a_tier_filters(opened: Any):
    opened.get_by_role("combobox", name="Tier", exact=True).select_option(label="Key account")
    assert set(column(opened, 3)) == {"Key account"}
    opened.get_by_role("combobox", name="Tier", exact=True).select_option(label="All tiers")
    assert len(names(opened)) == 21


def test_the_other_language_is_shown_everywhere(opened: Any):
    opened.get_by_role("button", name="中文").click()
    assert opened.evaluate("document.documentElement.lang") == "zh-CN"
    assert "华兴银行" in names(opened) and "Huaxing Bank" not in names(opened)
    assert opened.get_by_label("搜索").get_attribute("placeholder") == "名称、客户经理、问题……"
    assert opened.get_by_role("status").inner_text() == "21家客户中的21家"
    visible = opened.locator("header, .tools, thead").all_inner_texts()
    assert not [word for text in visible for word in ("Account", "Search", "Tier", "Pipeline") if word in text]


@pytest.mark.parametrize(
    ("own_name", "heading", "status", "first"),
    [
        ("Deutsch", "Kundenportfolio", "21 von 21 Kunden", "Amber Insurance Amber Retail Cedar Motors"),
        ("日本語", "顧客ポートフォリオ", "21社中21社", "Amber Insurance Amber Retail Cedar Motors"),
        # By pinyin: beichen, chuiliu.
        ("中文", "客户组合", "21家客户中的21家", "北辰能源 北辰银行 垂柳零售"),
    ],
)
def test_a_language_is_chosen_by_its_own_name(opened: Any, own_name: str, heading: str, status: str, first: str):
    opened.get_by_role("button", name=own_name).click()
    assert opened.locator("h1").inner_text() == heading
    assert opened.get_by_role("status").inner_text() == status
    assert " ".join(names(opened)[:3]) == first
    assert opened.get_by_role("button", name=own_name).get_attribute("aria-pressed") == "true"


def test_the_managers_are_sorted_by_their_names(opened: Any):
    head(opened, "Account manager").get_by_role("button").click()
    shown = [name for name in column(opened, 4) if name != "–"]
    assert shown == sorted(shown, key=str.casefold) and len(set(shown)) > 3


def grounds(tab: Any) -> str:
    return str(tab.evaluate("getComputedStyle(document.body).backgroundColor"))


def test_a_page_is_light_or_dark_as_the_reader_chooses(opened: Any):
    light = grounds(opened)
    opened.emulate_media(color_scheme="dark")
    dark = grounds(opened)
    assert light != dark
    button = opened.get_by_role("button", name="Dark")
    assert button.get_attribute("aria-pressed") == "true"
    button.click()
    assert (grounds(opened), button.get_attribute("aria-pressed")) == (light, "false")


LUMINANCE = """
element => {
  const parts = (colour) => colour.match(/[0-9.]+/g).slice(0, 3).map((part) => {
    const channel = part / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  const light = (colour) => { const [r, g, b] = parts(colour); return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
  let under = element;
  while (getComputedStyle(under).backgroundColor === "rgba(0, 0, 0, 0)") under = under.parentElement;
  const pair = [light(getComputedStyle(element).color), light(getComputedStyle(under).backgroundColor)];
  return (Math.max(...pair) + 0.05) / (Math.min(...pair) + 0.05);
}
"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_has_enough_contrast(opened: Any, scheme: str):
    opened.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    opened.locator("details").evaluate("details => { details.open = true; }")
    for selector in (
        "h1",
        ".period",
        ".counts li",
        ".id",
        "thead button",
        "tbody td",
        ".status",
        "a.main",
        "td a",
        "summary",
        "details li",
        ".good",
        ".warn",
        ".bad",
        ".switches button",
        "label",
        ".note",
    ):
        for element in opened.locator(f"{selector}:visible").all()[:12]:
            assert element.evaluate(LUMINANCE) >= 4.5, selector


def test_a_narrow_screen_scrolls_the_table_only(opened: Any):
    opened.set_viewport_size({"width": 360, "height": 740})
    assert opened.evaluate("document.documentElement.scrollWidth") <= 360
    assert opened.locator(".table").evaluate("table => table.scrollWidth > table.clientWidth")


def test_a_page_can_be_read_without_scripts(browser: Any, tmp_path: Path):
    (tmp_path / "index.html").write_text(page_of(), "utf-8")
    context = browser.new_context(java_script_enabled=False)
    tab = context.new_page()
    tab.goto((tmp_path / "index.html").as_uri())
    assert len(names(tab)) == 21
    assert not tab.get_by_label("Search").is_visible()
    context.close()
