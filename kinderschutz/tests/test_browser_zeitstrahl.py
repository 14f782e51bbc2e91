"""The Zeitstrahl in a real browser: written without a mouse, looked at, moved, printed."""

import re

import pytest
from playwright.sync_api import expect

from kinderschutz.browser_testing import axe_violations

pytestmark = pytest.mark.browser

KONTO = "fachkraft.ludwigshafen"
# Time, unit, level and words, as somebody types them; told in no order.
ZEHN = [
    ("5", "Monat", 1, "Die Mutter zieht mit Kind 1 um"),
    ("-2", "Monat", 2, "Die Hebamme meldet sich"),
    ("0", "Woche", 3, "Erster Hausbesuch"),
    ("1", "Jahr", 4, "Einschätzung: keine Gefährdung"),
    ("13", "Monat", 4, "Zweite Einschätzung"),
    ("2", "Quartal", 3, "Hilfeplangespräch"),
    ("7", "Monat", 1, "Trennung der Eltern"),
    ("3", "Woche", 2, "Die Kita ruft an"),
    ("14", "Monat", 3, "Übergabe an Fachkraft B"),
    ("2", "Jahr", 1, "Die Großmutter hilft"),
]
GEORDNET = [
    "Monat -2: Die Hebamme meldet sich",
    "Woche 0: Erster Hausbesuch",
    "Woche 3: Die Kita ruft an",
    "Monat 5: Die Mutter zieht mit Kind 1 um",
    "Quartal 2: Hilfeplangespräch",
    "Monat 7: Trennung der Eltern",
    "Jahr 1: Einschätzung: keine Gefährdung",
    "Monat 13: Zweite Einschätzung",
    "Monat 14: Übergabe an Fachkraft B",
    "Jahr 2: Die Großmutter hilft",
]
EBENEN = ["", "familie", "hilfesystem", "hilfeprozess", "einschaetzungen"]


def begin(page):
    """Begin a Fallanalyse that has a Zeitstrahl; return its address."""
    page.goto("/fallanalysen/neu/")
    page.get_by_label(re.compile("^Fallwerkstatt")).check()
    page.get_by_role("button", name="Beginnen").click()
    page.wait_for_url("**/schritt/anlass/")
    return re.match(r"https?://[^/]+(/fallanalysen/[^/]+/)", page.url).group(1)


def focused(page):
    return page.evaluate("document.activeElement.name || ''")


def tab_to(page, name):
    for _ in range(80):
        if focused(page) == name:
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"the Tab key does not reach {name}")


def write(page, number, event):
    """Write one event with the keyboard; the cursor stands in its first field."""
    time, unit, level, words = event
    assert focused(page) == f"ereignisse-{number}-zeitwert"
    page.keyboard.type(time)
    page.keyboard.press("Tab")
    page.keyboard.type(unit[0])
    page.keyboard.press("Tab")
    page.keyboard.press(f"Alt+Digit{level}")
    page.keyboard.press("Tab")
    page.keyboard.type(words)
    page.keyboard.press("Enter")


def values(page, name):
    return page.locator(f"[data-zeile] [name$='-{name}']").evaluate_all(
        "fields => fields.map(field => field.value)"
    )


def test_ten_events_are_written_without_a_mouse(eigener_server):
    page = eigener_server.fenster(KONTO)
    url = begin(page)
    page.goto(f"{url}schritt/zeitstrahl/")
    tab_to(page, "ereignisse-0-zeitwert")

    for number, event in enumerate(ZEHN):
        write(page, number, event)

    assert focused(page) == "ereignisse-10-zeitwert"
    assert values(page, "ebene") == [EBENEN[event[2]] for event in [*ZEHN, ZEHN[-1]]]
    # Enter has sent nothing: this is still the page on which the first letter was typed.
    expect(page.locator("[data-zwischenstand-status]")).to_have_text(re.compile("gespeichert um"))
    expect(page.get_by_text("ist gespeichert")).to_have_count(0)

    page.reload()
    assert values(page, "titel") == [*(event[3] for event in ZEHN), ""]
    assert values(page, "zeitwert") == [*(event[0] for event in ZEHN), ""]

    tab_to(page, "ereignisse-0-zeitwert")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("»Zeitstrahl« ist gespeichert.")).to_be_visible()
    assert values(page, "titel") == [text.split(": ", 1)[1] for text in GEORDNET]

    page.goto(f"{url}zeitstrahl/")
    marks = page.locator(".zeitstrahl__bild .zs-ereignis")
    drawn = sorted(
        (mark.locator("circle").bounding_box()["x"], mark.locator("text").text_content())
        for mark in marks.all()
    )
    assert [re.sub(r"\s+", " ", text).strip() for _x, text in drawn] == GEORDNET


def test_enter_goes_on_and_never_sends(eigener_server):
    page = eigener_server.fenster(KONTO)
    url = begin(page)
    page.goto(f"{url}schritt/zeitstrahl/")
    sent = []
    page.on(
        "request", lambda request: sent.append(request) if request.is_navigation_request() else 0
    )

    tab_to(page, "fallende")
    page.keyboard.press("Enter")
    tab_to(page, "ereignisse-0-zeitwert")
    page.keyboard.press("Enter")
    assert focused(page) == "ereignisse-0-titel", "first what happened"
    page.keyboard.press("Enter")
    expect(page.locator("#ansage")).to_have_text("Bitte schreiben Sie zuerst, was geschah.")
    page.keyboard.type("Die Kita ruft an")
    page.keyboard.press("Alt+Digit1")
    expect(page.locator("#ansage")).to_have_text("Ebene Familie")
    page.keyboard.press("Enter")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Shift+Tab")
    tab_to(page, "ereignisse-1-zeitwert")

    page.locator("[name=ereignisse-0-titel]").focus()
    page.keyboard.press("Enter")
    assert focused(page) == "ereignisse-1-zeitwert", "an empty row is used before a new one"
    assert len(values(page, "titel")) == 2
    page.get_by_text("Mehr dazu").first.click()
    page.get_by_label("Das ist strittig").first.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_label("Das ist strittig").first).not_to_be_checked()
    assert sent == []


@pytest.fixture
def achtzig(eigener_server):
    """Return a window and the address of an analysis with eighty events."""
    page = eigener_server.fenster(KONTO, bypass_csp=True, reduced_motion="reduce")
    url = begin(page)
    pk = url.split("/")[2]
    eigener_server.manage(
        "shell", "-c", f"from fallanalyse.tests.achtzig import schreibe_achtzig as s; s('{pk}')"
    )
    return page, url


# The boxes of the labels as the browser really draws them.
BOXES = """texts => texts.map(text => {
    const { left, right, top, bottom } = text.getBoundingClientRect();
    const field = text.parentElement.querySelector('.zs-feld').getBoundingClientRect();
    return { left, right, top, bottom, inside: left >= field.left && right <= field.right };
})"""


def overlapping(boxes):
    return [
        (one, other)
        for number, one in enumerate(boxes)
        for other in boxes[number + 1 :]
        if one["left"] < other["right"]
        and other["left"] < one["right"]
        and one["top"] < other["bottom"]
        and other["top"] < one["bottom"]
    ]


def test_eighty_events_can_be_seen_moved_and_followed(achtzig):
    page, url = achtzig
    page.goto(f"{url}zeitstrahl/")
    problems = []
    for width in (1280, 360):
        page.set_viewport_size({"width": width, "height": 900})
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            problems += [f"{width} {scheme} {eines}" for eines in axe_violations(page)]
    assert problems == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360

    boxes = page.locator(".zeitstrahl__bild .zs-text").evaluate_all(BOXES)
    assert len(boxes) == 80
    assert overlapping(boxes) == []
    assert all(box["inside"] for box in boxes)

    box = page.locator(".zeitstrahl__rolle")
    box.focus()
    for _ in range(5):
        page.keyboard.press("ArrowRight")
    page.wait_for_function("document.querySelector('.zeitstrahl__rolle').scrollLeft > 60")
    lane = page.locator(".zeitstrahl__namen text").first
    assert lane.bounding_box()["x"] - box.bounding_box()["x"] < 30, "the name stays in sight"

    page.get_by_role("link", name=re.compile("^2. Jahr")).click()
    expect(page.get_by_text(re.compile("^Monat 12 bis 24. Nicht im Bild:"))).to_be_visible()
    mark = page.locator(".zeitstrahl__bild .zs-ereignis").first
    target = mark.get_attribute("href")
    mark.focus()
    page.keyboard.press("Enter")
    expect(page.locator(f"tr{target}:target")).to_be_in_viewport()


def test_eighty_events_are_printed_on_landscape_sheets(achtzig):
    page, url = achtzig
    page.goto(f"{url}zeitstrahl/")
    page.emulate_media(media="print")

    sheets = page.locator(".zeitstrahl__blatt")
    drawn = page.locator(".zeitstrahl__blatt .zs-text").evaluate_all(BOXES)
    assert 2 <= sheets.count() <= 12
    assert len(drawn) >= 80
    assert overlapping(drawn) == []
    expect(page.locator(".zeitstrahl__rolle")).to_be_hidden()

    sizes = re.findall(rb"/MediaBox \[([\d. ]+)\]", page.pdf(prefer_css_page_size=True))
    assert sheets.count() < len(sizes) <= 25
    for size in sizes:
        _left, _top, width, height = map(float, size.split())
        assert width > height


def test_the_picture_above_the_step_stays_small_and_leads_to_the_fields(achtzig):
    page, url = achtzig
    page.goto(f"{url}schritt/zeitstrahl/")

    assert page.locator(".zeitstrahl__rolle").bounding_box()["height"] < 400
    mark = page.locator(".zeitstrahl__bild .zs-ereignis").first
    mark.focus()
    page.keyboard.press("Enter")
    assert f"#id_{focused(page)}" == mark.get_attribute("href")
    assert focused(page).endswith("-titel")


def test_periods_can_be_chosen_without_javascript(eigener_server, achtzig):
    _page, url = achtzig
    page = eigener_server.fenster(KONTO, java_script_enabled=False)
    page.goto(f"{url}zeitstrahl/")

    page.get_by_role("link", name=re.compile("^1. Jahr")).click()
    expect(page.get_by_text(re.compile("^Monat 0 bis 12. Nicht im Bild:"))).to_be_visible()
    page.get_by_role("link", name="Später").click()
    expect(page.get_by_text(re.compile("^Monat 12 bis 24. Nicht im Bild:"))).to_be_visible()
    page.get_by_role("link", name="Vergrößern").click()
    expect(page.get_by_text(re.compile("^Monat 15 bis 21. Nicht im Bild:"))).to_be_visible()
    expect(page.get_by_role("button", name="Drucken")).to_have_count(0)
