"""What we ship from others is what they published: names, versions, licences and hashes agree."""

import json
import re
from hashlib import sha256
from pathlib import Path

import pytest
from django.conf import settings

VENDOR = Path(settings.BASE_DIR) / "static" / "vendor"
PACKAGES = json.loads((VENDOR / "vendor.json").read_text())
STYLES = Path(settings.BASE_DIR) / "static" / "kinderschutz" / "kinderschutz.css"


@pytest.mark.parametrize("package", PACKAGES, ids=lambda package: package["folder"])
class TestVendoredPackage:
    def test_every_file_has_the_hash_it_came_with(self, package):
        for file in package["files"]:
            content = (VENDOR / package["folder"] / file["path"]).read_bytes()
            assert sha256(content).hexdigest() == file["sha256"], file["path"]

    def test_nothing_lies_beside_it_unnamed(self, package):
        found = {path.name for path in (VENDOR / package["folder"]).iterdir()}
        assert found == {file["path"] for file in package["files"]}

    def test_names_version_licence_and_integrity(self, package):
        assert package["folder"].endswith(f"-{package['version']}")
        assert package["integrity"].startswith("sha512-")
        assert package["licence"]
        assert any(file["path"].startswith("LICENSE") for file in package["files"])


def test_every_folder_is_described():
    found = {path.name for path in VENDOR.iterdir() if path.is_dir()}
    assert found == {package["folder"] for package in PACKAGES}


def test_no_style_sheet_asks_for_a_map_or_another_host():
    for path in [STYLES, *VENDOR.glob("*/*.css")]:
        text = path.read_text()
        assert "sourceMappingURL" not in text, path
        assert not re.search(r"@import|url\(\s*[\"']?(https?:)?//", text), path


def test_every_font_the_styles_name_is_there():
    for address in re.findall(r'url\("(\.\./[^"]+)"\)', STYLES.read_text()):
        assert (STYLES.parent / address).is_file(), address


def test_our_styles_take_their_colours_from_kern():
    colours = re.findall(r"#[0-9a-f]{3,8}\b|rgba?\(|hsla?\(", STYLES.read_text())
    assert colours == []
