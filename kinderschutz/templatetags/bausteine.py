"""
The components of the pages, builtin in every template: no `{% load %}`.

Each renders `templates/components/<name>.html`, whose first line says what it takes. Those that a
page uses by the hundred join strings instead. Colours and states are words (`art`), never classes.
"""

from decimal import Decimal

from django import template
from django.template.loader import render_to_string
from django.utils.formats import number_format
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from django.utils.text import slugify

from kinderschutz.form_rendering import error_summary, kern_field, kern_fields
from kinderschutz.formset_rows import ADD_ROW

register = template.Library()

ART = {"info": "info", "success": "success", "warning": "warning", "danger": "danger"}
MESSAGE_ART = {"debug": "info", "error": "danger"}
MISSING = "keine Angabe"


def _component(name, **context):
    return render_to_string(f"components/{name}.html", context)


# --- Boxes and texts -----------------------------------------------------------------------------


@register.simple_block_tag
def karte(content, titel="", ebene=2, vorzeile="", url="", art=""):
    return _component(
        "karte", content=content, titel=titel, ebene=ebene, vorzeile=vorzeile, url=url, art=art
    )


@register.simple_block_tag
def hinweis(content, art="info", titel="", rolle=""):
    return _component("hinweis", content=content, art=ART[art], titel=titel, rolle=rolle)


@register.simple_tag
def meldung(message):
    """
    Show one of Django's messages; a failure interrupts a screen reader, others wait.

    What its view made with format_html stays a link; all other text is escaped.
    """
    art = MESSAGE_ART.get(message.level_tag, message.level_tag)
    rolle = "alert" if art in {"warning", "danger"} else "status"
    return _component(
        "hinweis", content=conditional_escape(message.message), art=ART[art], titel="", rolle=rolle
    )


@register.simple_block_tag
def leer(content, titel):
    return _component("leer", content=content, titel=titel)


@register.simple_block_tag
def aktionsleiste(content, fest=False):
    return _component("aktionsleiste", content=content, fest=fest)


@register.simple_tag
def symbol(name, klein=False):
    """Return a decorative icon of KERN; the words beside it carry the meaning."""
    size = " kern-icon--small" if klein else ""
    return format_html(
        '<span class="kern-icon kern-icon--{}{}" aria-hidden="true"></span>', name, size
    )


MARKE = {
    art: (
        f'<span class="kern-badge kern-badge--small kern-badge--{art}">'
        f'<span class="kern-icon kern-icon--{art}" aria-hidden="true"></span>'
        '<span class="kern-label">'
    )
    for art in ART
} | {"": '<span class="kern-badge kern-badge--small marke"><span class="kern-label">'}


@register.simple_tag
def marke(text, art=""):
    return SafeString(f"{MARKE[art]}{conditional_escape(text)}</span></span>")


# --- Ways: breadcrumbs, tabs, steps, paging ------------------------------------------------------


@register.simple_tag
def brotkrume(text, url=""):
    if url:
        return format_html('<li><a href="{}">{}</a></li>', url, text)
    return format_html('<li><span aria-current="page">{}</span></li>', text)


@register.simple_tag
def reiter(punkte, titel="Ansichten"):
    return _component("reiter", punkte=punkte, titel=titel)


SCHRITT = {
    "offen": "noch offen",
    "begonnen": "begonnen",
    "vollstaendig": "vollständig",
}


@register.simple_tag
def schrittliste(schritte, titel="Schritte"):
    schritte = [
        {"aktuell": False, "hinweis": ""} | schritt | {"wort": SCHRITT[schritt["zustand"]]}
        for schritt in schritte
    ]
    aktuell = next(
        (nummer for nummer, schritt in enumerate(schritte, 1) if schritt["aktuell"]), None
    )
    return _component("schrittliste", schritte=schritte, titel=titel, aktuell=aktuell)


@register.simple_tag
def seiten(zurueck="", weiter="", text=""):
    return _component("seiten", zurueck=zurueck, weiter=weiter, text=text)


# --- Figures -------------------------------------------------------------------------------------


@register.filter
def zahl(value):
    """Write a number the German way (1.234,5); None is »keine Angabe«, text stays as it is."""
    if type(value) is int:
        return f"{value:,}".replace(",", ".")  # a tenth of the time, and tables are full of them
    if value is None or value == "":
        return MISSING
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        return number_format(value, use_l10n=True, force_grouping=True)
    return value


@register.simple_tag
def kennzahl(titel, wert, hinweis="", url=""):
    """Return a tile; `wert` may be a number, None or a sign such as »geheim gehalten«."""
    name = format_html('<a href="{}">{}</a>', url, titel) if url else titel
    note = format_html('<dd class="kachel__hinweis">{}</dd>', hinweis) if hinweis else ""
    missing = " kachel__wert--fehlt" if wert is None or wert == "" else ""
    return format_html(
        '<dl class="kachel"><dt class="kachel__titel">{}</dt>'
        '<dd class="kachel__wert{}">{}</dd>{}</dl>',
        *(name, missing, zahl(wert), note),
    )


@register.simple_tag
def tabellenzelle(wert, hinweis=""):
    """Return a cell with a number, or a dash that is read out as `hinweis` (»keine Angabe«)."""
    if wert is None or wert == "":
        return format_html(
            '<td class="zahl zahl--fehlt"><span aria-hidden="true">–</span>'
            '<span class="kern-sr-only">{}</span></td>',
            hinweis or MISSING,
        )
    note = format_html('<span class="kern-sr-only"> ({})</span>', hinweis) if hinweis else ""
    return format_html('<td class="zahl">{}{}</td>', zahl(wert), note)


@register.simple_block_tag
def tabelle(content, titel, titel_sichtbar=True, klasse="", kennung=""):
    return _component(
        "tabelle",
        content=content,
        titel=titel,
        titel_sichtbar=titel_sichtbar,
        klasse=klasse,
        kennung=kennung or f"tabelle-{slugify(titel)}",
    )


@register.simple_block_tag
def beschreibung(content):
    return _component("beschreibung", content=content)


@register.simple_tag
def angabe(titel, wert=None):
    """Return one row of a `beschreibung`; what is missing says so."""
    if wert is None or wert == "":
        wert = format_html('<span class="fehlt">{}</span>', MISSING)
    return format_html(
        '<div class="kern-description-list-item">'
        '<dt class="kern-description-list-item__key">{}</dt>'
        '<dd class="kern-description-list-item__value">{}</dd></div>',
        *(titel, wert),
    )


# --- Forms ---------------------------------------------------------------------------------------


@register.simple_tag
def feld(bound, **options):
    return kern_field(bound, **options)


@register.simple_tag
def felder(form, **options):
    return kern_fields(form, **options)


@register.simple_tag
def fehlerliste(*forms_and_formsets):
    return error_summary(*forms_and_formsets)


@register.simple_tag(takes_context=True)
def kern_feld(context):
    """Draw the field crispy has put into the context (templates/kern/field.html)."""
    return kern_field(context["field"], **_crispy_options(context))


@register.simple_tag(takes_context=True)
def kern_felder(context):
    """Draw a crispy form without a layout (templates/kern/uni_form.html)."""
    return kern_fields(context["form"], **_crispy_options(context))


def _crispy_options(context):
    return {
        "wrapper_class": context.get("wrapper_class") or "",
        "labels": context.get("form_show_labels", True),
        "errors": context.get("form_show_errors", True),
        "inline": bool(context.get("inline_class")),
    }


@register.simple_tag
def filterleiste(form, url="", titel="Filter"):
    """Return a GET form for a FilterSet's `form`; `url` is the list without any filter."""
    return _component(
        "filterleiste",
        felder=SafeString(
            "".join([kern_field(bound, optional=False) for bound in form if not bound.is_hidden])
        ),
        versteckt=SafeString("".join([str(bound) for bound in form.hidden_fields()])),
        fehler=error_summary(form),
        gefiltert=any(form.data.get(bound.html_name) for bound in form),
        url=url,
        titel=titel,
    )


@register.simple_tag
def formset(formset, titel="", einzahl="", hilfe="", hinzufuegen=""):
    """Return a formset as numbered cards; kinderschutz.formset_rows says how it grows."""
    einzahl = einzahl or getattr(formset, "einzahl", "Zeile")
    rows = [_row(form, number, einzahl) for number, form in enumerate(formset.forms, 1)]
    if getattr(formset, "has_new_row", False) and rows:
        rows[-1] = _row(formset.forms[-1], len(rows), einzahl, focus=True)
    return _component(
        "formset",
        formset=formset,
        zeilen=rows,
        vorlage=_row(formset.empty_form, "__nummer__", einzahl),
        fehler=formset.non_form_errors() if formset.is_bound else [],
        titel=titel,
        einzahl=einzahl,
        hilfe=hilfe,
        knopf=ADD_ROW,
        hinzufuegen=hinzufuegen or f"{einzahl} hinzufügen",
        voll=len(rows) >= formset.max_num,
    )


@register.simple_tag
def zeile(form, nummer, einzahl):
    """Return one row of a formset, for a page that puts the rows in an order of its own."""
    return _component("_zeile", zeile=_row(form, nummer, einzahl), einzahl=einzahl)


def _row(form, number, einzahl, focus=False):
    deletable = "DELETE" in form.fields
    if deletable:
        # On the bound field: somebody may have asked for it before, when it bore another label.
        form["DELETE"].label = f"{einzahl} {number} entfernen"
    if focus and (first := next(iter(form.visible_fields()), None)):
        first.autofocus = True
    return {
        # A form that stands for something of its own says so; the others are numbered.
        "titel": getattr(form, "titel", ""),
        "nummer": number,
        "felder": _row_fields(form),
        "entfernen": kern_field(form["DELETE"], optional=False) if deletable else "",
        "fehler": form.non_field_errors() if form.is_bound else [],
    }


def _row_fields(form):
    helper = getattr(form, "helper", None)
    if helper is None or helper.layout is None:
        return SafeString("".join([kern_field(bound) for bound in form if bound.name != "DELETE"]))
    context = template.Context(helper.get_attributes("kern"))
    html = helper.render_layout(form, context, template_pack="kern")
    return html + SafeString("".join([str(bound) for bound in form.hidden_fields()]))
