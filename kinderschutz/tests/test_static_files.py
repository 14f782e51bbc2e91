"""Static files are kept by browsers for a year, so every name must change with its content."""

import re
import shutil

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.files.storage import FileSystemStorage

from kinderschutz.static_files import StaticFilesStorage

IMPORT = re.compile(r"^import\b[^;]*?\"(\.[^\"]+)\"", re.M)


def collected(folder):
    """Return the storage after it has taken in our own scripts, as collectstatic does it."""
    source = settings.BASE_DIR / "static" / "kinderschutz"
    shutil.copytree(source, folder / "kinderschutz", ignore=shutil.ignore_patterns("*.css"))
    storage = StaticFilesStorage(location=folder, base_url="/static/")
    names = [path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()]
    for _name, _hashed, outcome in storage.post_process(
        {name: (FileSystemStorage(folder), name) for name in names}
    ):
        if isinstance(outcome, Exception):
            raise outcome
    return storage


def test_a_script_asks_for_others_by_their_present_names(tmp_path):
    storage = collected(tmp_path)
    seen, waiting = set(), ["kinderschutz/zwischenstand.js"]

    while waiting:
        name = waiting.pop()
        stored = storage.stored_name(name)
        assert re.fullmatch(r".+\.[0-9a-f]{12}\.js", stored)
        seen.add(name)
        for path in IMPORT.findall((tmp_path / stored).read_text(encoding="utf-8")):
            hashed = f"kinderschutz/{path.removeprefix('./')}"
            plain = re.sub(r"\.[0-9a-f]{12}\.js$", ".js", hashed)
            assert hashed == storage.stored_name(plain)
            if plain not in seen:
                waiting.append(plain)

    assert {"kinderschutz/sitzung.js", "kinderschutz/anfrage.js"} <= seen


def test_the_settings_name_them_so():
    from kinderschutz import settings as project

    assert project.STORAGES["staticfiles"]["BACKEND"].endswith("static_files.StaticFilesStorage")
    assert not isinstance(staticfiles_storage, StaticFilesStorage), "tests need no collectstatic"
