"""What every answer carries, and what no log line and no report of a failure ever holds."""

import logging
import re
import sys

import pytest
from django.conf import settings as project_settings
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils.log import AdminEmailHandler
from django.views.debug import get_exception_reporter_class

from kinderschutz.error_reports import NoContentFormatter, NoContentReporter
from kommunen.tests.factories import UserFactory

pytestmark = pytest.mark.urls("kinderschutz.tests.probeseiten")

PUBLIC = ["/", "/kommunen/", "/cluster/", "/netzwerk/", "/konto/login/", "/unbekannt/"]
PRIVATE = ["/arbeit/", "/fallanalysen/", "/bibliothek/", "/rolle/", "/unbekannt/", "/probe/kaputt/"]
SECRET = "Kanarienvogel"


def csp_of(response):
    return {
        name: set(values)
        for name, *values in (
            directive.split() for directive in response["Content-Security-Policy"].split(";")
        )
    }


class TestHeaders:
    @pytest.mark.parametrize("url", PUBLIC)
    def test_of_public_pages(self, db, url):
        self.check(Client().get(url))

    @pytest.mark.parametrize("url", PRIVATE)
    def test_of_private_pages(self, client, login_as, url):
        login_as("leitung")
        client.raise_request_exception = False

        response = client.get(url)

        self.check(response)
        assert response["Cache-Control"] == "no-store"

    def check(self, response):
        csp = csp_of(response)
        assert csp["default-src"] == csp["base-uri"] == csp["frame-ancestors"] == {"'none'"}
        for directive in ("script-src", "style-src", "connect-src", "font-src", "form-action"):
            assert csp[directive] == {"'self'"}
        assert csp["img-src"] == {"'self'", "data:"}
        assert not re.search(r"unsafe|\*|http", response["Content-Security-Policy"])
        assert response["X-Frame-Options"] == "DENY"
        assert response["X-Content-Type-Options"] == "nosniff"
        assert response["Referrer-Policy"] == "same-origin"
        assert response["Cross-Origin-Opener-Policy"] == "same-origin"

    def test_a_signed_in_page_is_never_kept_even_where_it_is_public(self, client, login_as):
        login_as("leitung")
        assert client.get("/").headers["Cache-Control"] == "no-store"
        assert "no-store" not in Client().get("/").headers.get("Cache-Control", "")

    def test_signing_out_empties_what_the_browser_kept(self, client, login_as):
        login_as("leitung")
        response = client.post(reverse("account_logout"))

        assert response["Clear-Site-Data"] == '"cache", "storage"'
        assert response["Cache-Control"] == "no-store"
        assert "Clear-Site-Data" not in client.get("/").headers

    def test_every_answer_has_a_number_of_its_own(self, client, db):
        numbers = {client.get(url)["X-Request-ID"] for url in PUBLIC}
        assert len(numbers) == len(PUBLIC)
        assert all(re.fullmatch(r"[0-9a-f]{12}", number) for number in numbers)

    def test_a_foreign_number_is_not_taken_over(self, client, db):
        response = client.get("/", headers={"X-Request-ID": "gefälscht\r\nX: y"})
        assert re.fullmatch(r"[0-9a-f]{12}", response["X-Request-ID"])


class TestErrorPages:
    """They say in German what one can do, and nothing about the inside."""

    @pytest.mark.parametrize(
        ("url", "code", "words"),
        [
            ("/unbekannt/", 404, "Diese Seite gibt es hier nicht"),
            ("/probe/verboten/7/", 403, "Das dürfen Sie mit dieser Rolle nicht"),
            ("/probe/kaputt/", 500, "Das hat nicht geklappt"),
            ("/probe/langsam/", 503, "Gleich wieder da"),
        ],
    )
    def test_are_german(self, client, login_as, url, code, words):
        login_as("leitung")
        client.raise_request_exception = False

        response = client.get(url)

        assert response.status_code == code
        page = response.content.decode()
        assert re.search(words, page)
        assert '<html lang="de"' in page
        assert "Traceback" not in page
        assert "django" not in page.lower()

    def test_a_forged_form_is_told_what_to_do(self, login_as, client):
        login_as("leitung")
        client.handler.enforce_csrf_checks = True

        response = client.post("/probe/gespeichert/")

        assert response.status_code == 403
        assert "Diese Seite war zu lange offen" in response.content.decode()

    def test_an_unknown_host_is_refused(self, client, db):
        response = client.get("/", headers={"Host": "boese.example.org"})
        assert response.status_code == 400


class TestNothingTypedIsLogged:
    def test_a_failure_is_logged_with_its_place_and_number(self, client, login_as, log_lines):
        login_as("leitung")
        client.raise_request_exception = False

        response = client.post(f"/probe/kaputt/?suche={SECRET}", {"text": SECRET})

        line = log_lines.getvalue()
        assert response["X-Request-ID"] in line
        assert "probeseiten.py" in line
        assert "ValueError" in line
        assert SECRET not in line

    def test_neither_is_what_caused_the_failure(self):
        record = logging.LogRecord("django", logging.ERROR, __file__, 1, "kaputt", (), _chained())
        # As if a handler before had written its own text of it.
        record.exc_text = SECRET

        line = NoContentFormatter("%(message)s").format(record)

        assert "ValueError" in line
        assert "KeyError" in line
        assert "_chained" in line
        assert SECRET not in line

    def test_an_ordinary_line_stays_as_it_is(self):
        record = logging.LogRecord("x", logging.INFO, __file__, 1, "%s fertig", ("Import",), None)
        assert NoContentFormatter("%(message)s").format(record) == "Import fertig"

    def test_statements_of_the_database_go_nowhere(self):
        logger = project_settings.LOGGING["loggers"]["django.db.backends"]
        assert logger == {"handlers": [], "propagate": False}

    def test_the_settings_write_through_this_formatter_only(self):
        for handler in project_settings.LOGGING["handlers"].values():
            formatter = project_settings.LOGGING["formatters"][handler["formatter"]]
            assert formatter["()"] == "kinderschutz.error_reports.NoContentFormatter"


def _chained():
    try:
        try:
            raise KeyError(SECRET)
        except KeyError as error:
            raise ValueError(f"Unerwartet: {SECRET}") from error
    except ValueError:
        return sys.exc_info()


class TestNothingTypedIsReported:
    @pytest.fixture
    def request_with_text(self, db):
        file = SimpleUploadedFile(f"{SECRET}.txt", SECRET.encode())
        request = RequestFactory().post(
            f"/fallanalysen/?suche={SECRET}",
            {"text": SECRET, "datei": file},
            HTTP_REFERER=f"/?q={SECRET}",
        )
        request.user = UserFactory(name=SECRET)
        return request

    def test_in_no_format(self, request_with_text):
        for is_email in (False, True):
            reporter = get_exception_reporter_class(request_with_text)(
                request_with_text, *_chained(), is_email=is_email
            )
            text, html = reporter.get_traceback_text(), reporter.get_traceback_html()

            assert isinstance(reporter, NoContentReporter)
            for report in (text, html):
                assert "ValueError" in report
                assert "_chained" in report
                # The line of the code that failed may be shown, the value it held may not.
                assert SECRET not in report.replace('f"Unerwartet: {SECRET}"', "")

    def test_in_no_mail(self, request_with_text, settings):
        settings.ADMINS = [("Technik", "technik@example.org")]
        record = logging.LogRecord("django", logging.ERROR, __file__, 1, "kaputt", (), _chained())
        record.request = request_with_text

        AdminEmailHandler(include_html=True).emit(record)

        [letter] = mail.outbox
        everything = (
            letter.subject + letter.body + "".join(str(part) for part in letter.alternatives)
        )
        assert SECRET not in everything

    def test_without_a_request_either(self):
        report = NoContentReporter(None, *_chained()).get_traceback_text()
        assert SECRET not in report

    def test_shows_all_to_who_develops(self, request_with_text, settings):
        settings.DEBUG = True
        report = NoContentReporter(request_with_text, *_chained()).get_traceback_text()
        assert f"Unerwartet: {SECRET}" in report

    def test_an_error_of_decoding_quotes_nothing(self):
        try:
            f"{SECRET}ä".encode().decode("ascii")
        except UnicodeDecodeError:
            reporter = NoContentReporter(None, *sys.exc_info())
        assert SECRET not in reporter.get_traceback_text().replace("{SECRET}", "")

    def test_names_the_fields_of_the_form(self, request_with_text):
        report = NoContentReporter(request_with_text, *_chained()).get_traceback_text()
        assert "text = '********************'" in report
