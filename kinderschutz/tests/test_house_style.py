"""The rules of the house that no linter knows (house-style.md 0 and 4.13)."""

import re
from importlib import import_module

import grimp
import pytest
from django import forms
from django.apps import apps
from django.conf import settings
from django.contrib import admin
from django.db import models
from django.db.models import UniqueConstraint
from django.urls import reverse
from django_filters import FilterSet

from fallanalyse import permissions, workflow
from fallanalyse.enums import Uebergang
from fallanalyse.models import Fallanalyse
from fallanalyse.views import uebergang as uebergang_views
from kinderschutz.identity import acting_as
from kinderschutz.tests.welt import baue_amt

APPS = ("kinderschutz", "kommunen", "netzwerk", "fallanalyse")
ROOT = settings.BASE_DIR
MODULES = sorted(
    path
    for app in APPS
    for path in (ROOT / app).rglob("*.py")
    if "migrations" not in path.parts and "__pycache__" not in path.parts
)
SOURCES = [path for path in MODULES if "tests" not in path.parts]
# Loads all views, forms and filters, as the first request does.
import_module(settings.ROOT_URLCONF)
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
FORBIDDEN_NAMES = {
    "utils", "helpers", "common", "core", "services", "managers", "constants", "selectors",
}  # fmt: skip

# No module and no test is longer than this.
LONGEST = 500
# Who may act as the system: commands, the loader of the demo, tests. Everything else is the web.
NO_WEB = re.compile(r"\.(management|tests|demo)(\.|$)|^kinderschutz\.(testing|browser_testing)$")
# Where the Rolle someone acts in is compared. Everybody else gets a boolean or rows.
MAY_COMPARE_ROLES = re.compile(
    r"(permissions|enums|admin)\.py$|/models/|/management/|/demo/"
    r"|testing\.py$"
    # One function decides who sees which figures (design.md 7).
    r"|kommunen/(kennzahlentabelle|eigene_kennzahlen)\.py$"
    # What each Rolle becomes when its Jugendamt is handed over.
    r"|kommunen/umzug\.py$"
)
# Unique constraints that no form can meet: their columns are set by the program alone.
WITHOUT_MESSAGE = {
    "protokolleintrag_nummer_einmal_je_kette": "numbered by a trigger",
    "cluster_mit_projekt": "target of a composite foreign key",
    "teilnahme_mit_projekt": "target of a composite foreign key",
    "teilnahme_mit_jugendamt": "target of a composite foreign key",
    "massnahme_mit_projekt": "target of a composite foreign key",
    "massnahme_mit_jugendamt": "target of a composite foreign key",
    "kennzahlwert_einmal_je_schluessel": "written by kennzahlen.zaehle",
    "stichtagswert_einmal_je_schluessel": "written by stichtag_setzen",
    "schrittstand_einer_je_schritt": "written by speichere_schritt",
    "zwischenstand_einer_je_person": "written by the autosave",
    "anwesenheit_eine_je_person": "written by the page itself",
    "lesetag_einmal_je_gruppe": "written by who reads",
    "revision_eine_je_version": "written by speichere_schritt",
    "sicht_eine_je_perspektive": "one set of fields per perspective in the form",
    "rueckmeldung_eine_je_teilnahme": "asked by Anfrage.stelle",
    "geloeschte_einmal_je_schluessel": "written by loesche_faellige",
    "fallanalyse_kennung_einmal_je_jugendamt": "drawn by lot until it is free",
}


def where(path):
    return path.relative_to(ROOT).as_posix()


def layer(*names):
    """Return the modules of these layers: `views.py` as well as `views/…`."""
    return [
        path
        for path in SOURCES
        if path.stem in names or any(part in names for part in path.relative_to(ROOT).parts[:-1])
    ]


def offending(paths, pattern, *, flags=0, allowed=None):
    """Return where a pattern stands that must not: the file and what was found in it."""
    return {
        f"{where(path)}: {match[0].strip()}"
        for path in paths
        if not (allowed and allowed.search(where(path)))
        for match in re.finditer(pattern, path.read_text(encoding="utf-8"), flags)
    }


def own_models():
    return [model for model in apps.get_models() if model._meta.app_label in APPS]


def subclasses(cls):
    for sub in cls.__subclasses__():
        yield sub
        yield from subclasses(sub)


class TestRows:
    def test_the_web_reaches_them_through_visible_to_only(self):
        web = layer("views", "forms", "filters", "templatetags")
        assert len(web) > 20
        assert offending(web, r"\.objects\b(?!\.(visible_to\(|none\(\)))") == set()
        assert offending(web, r"_(base|default)_manager|\.raw\(|connection\.cursor") == set()

    def test_no_generic_view_takes_all_rows_of_a_model(self):
        assert offending(layer("views"), r"^    (model|queryset) = ", flags=re.M) == set()

    def test_filters_offer_only_what_the_user_may_know(self, db, rf):
        eigenes, _fremdes = baue_amt(), baue_amt()
        found = 0
        for rolle in eigenes.rollen.values():
            with acting_as(rolle) as person:
                request = rf.get("/")
                request.user = person
                for filterset in subclasses(FilterSet):
                    if filterset.__module__.split(".")[0] not in APPS:
                        continue
                    found += 1
                    self.check(filterset(request=request).form, person)
        assert found

    def check(self, form, person):
        for name, field in form.fields.items():
            if isinstance(field, forms.ModelChoiceField):
                visible = set(field.queryset.model.objects.visible_to(person))
                assert set(field.queryset) <= visible, f"{type(form).__name__}.{name}"

    def test_no_form_of_the_web_offers_all_rows_by_itself(self):
        """A foreign key in a ModelForm is a choice of all rows until somebody narrows it."""
        offering = {
            f"{form.__name__}.{name}"
            for form in subclasses(forms.BaseForm)
            if form.__module__.split(".")[0] in APPS and ".admin" not in form.__module__
            for name, field in form.base_fields.items()
            if isinstance(field, forms.ModelChoiceField) and not field.queryset.query.is_empty()
        }
        # The institutions of the own Kommune: the __init__ of both.
        # RolleForm belongs to the admin, where the Administration gives roles.
        assert offering <= {
            "MassnahmeForm.institution",
            # Every Kommune is public; the __init__ leaves out the own one.
            "MassnahmeForm.uebernommen_von",
            # Jugendämter are public; the __init__ offers those that exist.
            "UebergabeForm.abgebend",
            "UebergabeForm.aufnehmend",
            "BeauftragungForm.dritte_institution",
            *(f"RolleForm.{name}" for name in ("person", "jugendamt", "projekt", "bundesland")),
        }

    def test_the_admin_has_no_case_content(self):
        registered = {model._meta.label for model in admin.site._registry}
        assert registered
        assert not {label for label in registered if label.startswith("fallanalyse.")}
        assert not {"kinderschutz.Protokolleintrag", "kommunen.Ansprechperson"} & registered


@pytest.fixture(scope="module")
def graph():
    """Who imports whom, inside functions too."""
    return grimp.build_graph(*APPS, cache_dir=None)


class TestImports:
    def test_no_web_module_can_reach_the_system_context(self, graph):
        system = "kinderschutz.system_context"
        web = {module for module in graph.modules if module != system and not NO_WEB.search(module)}
        assert {"fallanalyse.views.schritt", "kommunen.models.rolle", "kinderschutz.urls"} <= web
        chains = [
            " → ".join(chain)
            for module in sorted(web)
            if (chain := graph.find_shortest_chain(module, system))
        ]
        assert chains == []

    def test_only_the_vorschau_looks_through_the_eyes_of_others(self):
        eyes = re.compile(r"kinderschutz/identity\.py$|fallanalyse/views/probelauf\.py$")
        assert offending(SOURCES, r"\bseen_as\b", allowed=eyes) == set()
        trial = re.compile(r"views/(probelauf|vorschau)\.py$")
        assert offending(SOURCES, r"\bprobelauf\(", allowed=trial) == set()

    def test_nothing_but_tests_knows_the_tests(self, graph):
        tests = {module for module in graph.modules if ".tests" in module or "testing" in module}
        knowing = {
            importer
            for module in tests
            for importer in graph.find_modules_that_directly_import(module)
        }
        assert knowing <= tests

    def test_there_are_no_signals_and_no_translations_that_somebody_has_to_remember(self):
        assert offending(SOURCES, r"@receiver|\b(pre|post)_(save|delete|init)\b") == set()
        assert offending(SOURCES, r"django\.utils\.translation") == set()


class TestModules:
    def test_stay_short(self):
        long = {
            where(path)
            for path in MODULES
            if len(path.read_text(encoding="utf-8").splitlines()) > LONGEST
        }
        assert long == set()

    def test_are_named_after_what_they_do(self):
        named = {part for path in MODULES for part in (path.stem, *path.relative_to(ROOT).parts)}
        assert not named & FORBIDDEN_NAMES

    @pytest.mark.parametrize("app", APPS)
    def test_share_the_fixtures_by_one_line(self, app):
        conftest = (ROOT / app / "tests" / "conftest.py").read_text(encoding="utf-8")
        assert "from kinderschutz.testing import *" in conftest

    def test_leave_nothing_for_later(self):
        assert offending(SOURCES, r"#.*\b(TODO|FIXME|XXX|HACK)\b") == set()

    def test_compare_roles_in_permissions_only(self):
        # Their labels may be shown anywhere.
        pattern = r"\bRollenart\.(?!choices\b)|rolle\.art\b|\bIM_(JUGENDAMT|LAND)\b"
        assert offending(SOURCES, pattern, allowed=MAY_COMPARE_ROLES) == set()


class TestModels:
    def test_every_constraint_says_in_german_what_is_wrong(self):
        silent = {
            constraint.name
            for model in own_models()
            for constraint in model._meta.constraints
            if constraint.violation_error_message == constraint.default_violation_error_message
        }
        assert silent == set(WITHOUT_MESSAGE)

    def test_every_constraint_that_is_silent_concerns_uniqueness(self):
        for model in own_models():
            for constraint in model._meta.constraints:
                if constraint.name in WITHOUT_MESSAGE:
                    assert isinstance(constraint, UniqueConstraint), constraint.name

    def test_no_model_has_an_order_that_nobody_asked_for(self):
        assert {model.__name__ for model in own_models() if model._meta.ordering} == set()

    def test_every_model_says_what_it_is(self):
        nameless = {
            model.__name__
            for model in own_models()
            if model.__str__ is models.Model.__str__ and not model.__name__.endswith("Event")
        }
        assert nameless == set()

    def test_what_belongs_to_a_case_is_addressed_by_a_random_key(self):
        for model in apps.get_app_config("fallanalyse").get_models():
            if not model.__name__.endswith("Event"):
                assert isinstance(model._meta.pk, models.UUIDField), model.__name__


class TestWorkflow:
    """One word for one transition: in the enum, the method, the address, the rights, the table."""

    @pytest.mark.parametrize("uebergang", list(Uebergang))
    def test_one_word_everywhere(self, uebergang):
        word = uebergang.value
        assert uebergang.name.lower() == word
        assert callable(getattr(Fallanalyse, word))
        assert reverse(
            f"fallanalyse:{word}", args=["00000000-0000-0000-0000-000000000000"]
        ).endswith(f"/{word}/")
        assert uebergang in workflow.UEBERGAENGE
        assert uebergang in permissions.ROLLEN
        assert uebergang in uebergang_views.SAETZE

    def test_no_transition_is_left_over(self):
        for table in (workflow.UEBERGAENGE, permissions.ROLLEN, uebergang_views.SAETZE):
            assert set(table) == set(Uebergang)


class TestTemplates:
    def test_hold_nothing_that_the_strict_policy_forbids(self):
        pages = [path for path in TEMPLATES if "email" not in path.parts]
        inline = r"<[^>]+\sstyle=|<style\b|<[^>]+\son[a-z]+="
        script = r"<script(?![^>]*(\bsrc=|type=\"application/json\"))"
        elsewhere = r"(src|action)=[\"']?(https?:)?//|<link[^>]+href=[\"']?(https?:)?//"
        assert offending(pages, f"{inline}|{script}|{elsewhere}") == set()

    def test_show_and_decide_nothing(self):
        roles = r"\{%\s*(el)?if[^%]*\b(rolle|user)\.(art|rolle)\b"
        assert offending(TEMPLATES, roles) == set()

    def test_let_no_text_of_a_user_through_unescaped(self):
        assert offending(TEMPLATES, r"\|\s*safe\b|autoescape off") == set()
        # Those that join the strings of a widget escape what they put in.
        joining = re.compile(r"/(form_rendering\.py|widget_rendering\.py|templatetags/)")
        assert offending(SOURCES, r"\bmark_safe\b|\bSafeString\(", allowed=joining) == set()

    def test_name_their_tables(self):
        tables = [
            (where(path), table)
            for path in TEMPLATES
            for table in re.findall(r"<table\b.*?</table>", path.read_text(encoding="utf-8"), re.S)
        ]
        assert tables
        assert [path for path, table in tables if "<caption" not in table] == []
        assert [
            path for path, table in tables if re.search(r"<th(?![^>]*\bscope=)[\s>]", table)
        ] == []

    def test_of_components_and_fragments_say_what_they_take(self):
        shared = [
            path
            for path in TEMPLATES
            if path.parent.name == "components" or path.name.startswith("_")
        ]
        silent = [
            where(path)
            for path in shared
            if not path.read_text(encoding="utf-8").lstrip().startswith("{#")
        ]
        assert silent == []

    def test_every_form_that_posts_carries_its_token(self):
        without = [
            where(path)
            for path in TEMPLATES
            for form in re.findall(
                r"<form\b[^>]*method=\"post\".*?</form>", path.read_text(encoding="utf-8"), re.S
            )
            if not re.search(r"csrf_token|\{% crispy|slot", form)
        ]
        assert without == []


def test_scripts_and_styles_load_nothing_from_elsewhere_and_keep_nothing():
    own = [
        path
        for path in (ROOT / "static").rglob("*")
        if path.suffix in {".js", ".css"} and "vendor" not in path.parts
    ]
    assert own
    assert offending(own, r"https?://(?!www\.w3\.org/)") == set()
    assert offending(own, r"\b(local|session)Storage\b|indexedDB|\beval\(|new Function\(") == set()
