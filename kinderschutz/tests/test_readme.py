"""The README stays true where a test can tell."""

import re

from django.conf import settings

from kinderschutz.demo_konten import KONTEN, PASSWORT

README = (settings.BASE_DIR / "README.md").read_text()


def test_it_lists_every_demo_account():
    listed = set(re.findall(r"`([\w.-]+@example\.org)`", README))

    assert listed == {konto.email for konto in KONTEN}
    assert PASSWORT in README


def test_its_pictures_and_links_exist():
    for target in re.findall(r"\]\(([^)#]+)\)", README):
        assert target.startswith("http") or (settings.BASE_DIR / target).exists(), target
