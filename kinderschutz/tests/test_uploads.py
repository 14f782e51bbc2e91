"""Uploaded files stay in memory, and not more of them than there may be."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory

from kinderschutz import uploads


@pytest.fixture
def upload():
    """Return a function that sends these files and returns what a view gets of them."""

    def send(**contents):
        request = RequestFactory().post(
            "/", {name: SimpleUploadedFile("a.txt", content) for name, content in contents.items()}
        )
        assert isinstance(request.upload_handlers[0], uploads.InMemoryUploadHandler)
        assert len(request.upload_handlers) == 1
        return request.FILES

    return send


def test_a_file_arrives_as_it_was_sent(upload):
    content = bytes(range(256)) * 1000
    files = upload(datei=content)
    assert (files["datei"].read(), files["datei"].size) == (content, len(content))
    assert files["datei"].name == "a.txt"


def test_one_that_is_too_large_arrives_without_content_but_with_its_size(upload, monkeypatch):
    monkeypatch.setattr(uploads, "HOECHSTENS_BYTES", 100_000)
    files = upload(datei=b"a" * 250_000)
    assert (files["datei"].read(), files["datei"].size) == (b"", 250_000)


def test_together_they_do_not_take_more_memory(upload, monkeypatch):
    monkeypatch.setattr(uploads, "HOECHSTENS_BYTES", 100_000)
    files = upload(eins=b"a" * 90_000, zwei=b"b" * 90_000, drei=b"c" * 10_000)
    assert [len(file.read()) for file in files.values()] == [90_000, 0, 10_000]


def test_never_on_a_disk(upload, monkeypatch):
    def refuse(*args, **kwargs):
        raise AssertionError("a file in a temporary folder")

    monkeypatch.setattr("tempfile.NamedTemporaryFile", refuse)
    monkeypatch.setattr("django.core.files.temp.NamedTemporaryFile", refuse)
    assert upload(datei=b"a" * 5_000_000)["datei"].size == 5_000_000


def test_more_files_than_any_form_has_are_refused(client, db):
    files = {f"datei{n}": SimpleUploadedFile("a.txt", b"a") for n in range(5)}
    assert client.post("/konto/login/", files).status_code == 400
