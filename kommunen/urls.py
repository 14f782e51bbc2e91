from django.urls import include, path

from kommunen.views import (
    altersstruktur,
    cluster,
    einsicht,
    fortschritt,
    gebiete,
    kommune,
    land,
    massnahme,
    massnahme_detail,
    massnahme_teile,
    organisation,
    pdf,
    profil,
    profilbearbeitung,
    profilfassungen,
    projekt,
    protokoll,
    start,
    teilnahme,
    teilnahmeteile,
)

profile = [
    path("bearbeiten/", profilbearbeitung.bearbeiten, name="profil_bearbeiten"),
    path("vorschau/", profilbearbeitung.vorschau, name="profil_vorschau"),
    path("unterschied/", profilbearbeitung.unterschied, name="profil_unterschied"),
    path("verwerfen/", profilbearbeitung.verwerfen, name="profil_verwerfen"),
    path("rueckgaengig/", profilfassungen.rueckgaengig, name="profil_rueckgaengig"),
    path("fassungen/", profilfassungen.fassungen, name="profil_fassungen"),
    path("fassungen/<int:version>/", profilfassungen.fassung, name="profil_fassung"),
    path(
        "fassungen/<int:version>/wiederherstellen/",
        profilfassungen.wiederherstellen,
        name="profil_wiederherstellen",
    ),
    path("pdf/", pdf.profil_pdf, name="profil_pdf"),
]

kommunen = [
    path("", kommune.KommuneListView.as_view(), name="list"),
    path("<slug:slug>/", kommune.KommuneDetailView.as_view(), name="detail"),
    path(
        "<slug:slug>/altersstruktur/",
        altersstruktur.altersstruktur_seite,
        name="altersstruktur",
    ),
    path(
        "<slug:slug>/profil/<slug:projekt>/veroeffentlichen/",
        profil.veroeffentlichen,
        name="profil_veroeffentlichen",
    ),
    path(
        "<slug:slug>/profil/<slug:projekt>/zurueckziehen/",
        profil.zurueckziehen,
        name="profil_zurueckziehen",
    ),
    path("<slug:slug>/profil/<slug:projekt>/text/", profil.als_text, name="profil_text"),
    path("<slug:slug>/profil/<slug:projekt>/", include(profile)),
    path("<slug:slug>/massnahmen/", massnahme.MassnahmeListView.as_view(), name="massnahmen"),
    path(
        "<slug:slug>/massnahmen/neu/",
        massnahme.MassnahmeCreateView.as_view(),
        name="massnahme_create",
    ),
    path(
        "<slug:slug>/massnahmen/wer-hat-das-schon/",
        massnahme_teile.wer_hat_das_schon,
        name="vorbilder",
    ),
    path(
        "<slug:slug>/massnahmen/<int:pk>/",
        massnahme_detail.massnahme_detail,
        name="massnahme_detail",
    ),
    path(
        "<slug:slug>/massnahmen/<int:pk>/bearbeiten/",
        massnahme.MassnahmeUpdateView.as_view(),
        name="massnahme_update",
    ),
    path(
        "<slug:slug>/massnahmen/<int:pk>/status/",
        massnahme.MassnahmenstatusView.as_view(),
        name="massnahme_status",
    ),
    path(
        "<slug:slug>/massnahmen/<int:pk>/belege/neu/", massnahme_teile.beleg_neu, name="beleg_neu"
    ),
    path(
        "<slug:slug>/massnahmen/<int:pk>/belege/<uuid:beleg>/", massnahme_teile.beleg, name="beleg"
    ),
    path(
        "<slug:slug>/massnahmen/<int:pk>/belege/<uuid:beleg>/entfernen/",
        massnahme_teile.beleg_entfernen,
        name="beleg_entfernen",
    ),
    path("<slug:slug>/massnahmen/<int:pk>/wirkung/", massnahme_teile.wirkung, name="wirkung"),
    path(
        "<slug:slug>/massnahmen/<int:pk>/anteile/neu/",
        massnahme_teile.anteil_neu,
        name="anteil_neu",
    ),
    path(
        "<slug:slug>/massnahmen/<int:pk>/anteile/<int:anteil>/",
        massnahme_teile.anteil,
        name="anteil",
    ),
]

# Behind /kommunen/<slug>/projekt/<projekt>/: a Teilnahme from inside.
kommunen += [
    path(f"<slug:slug>/projekt/<slug:projekt>/{rest}", view.as_view(), name=name)
    for rest, view, name in (
        ("", teilnahme.TeilnahmeView, "teilnahme"),
        ("meilensteine/", teilnahme.MeilensteineView, "meilensteine"),
        ("rolle/", teilnahmeteile.RollenwechselView, "rollenwechsel"),
        ("swot/", teilnahmeteile.SwotCreateView, "swot_neu"),
        ("swot/<int:pk>/", teilnahmeteile.SwotUpdateView, "swot"),
        ("kontakt/", teilnahmeteile.AnsprechpersonCreateView, "kontakt_neu"),
        ("kontakt/<uuid:pk>/", teilnahmeteile.AnsprechpersonUpdateView, "kontakt"),
        (
            "kontakt/<uuid:pk>/bestaetigen/",
            teilnahmeteile.AnsprechpersonBestaetigenView,
            "kontakt_bestaetigen",
        ),
        (
            "kontakt/<uuid:pk>/entfernen/",
            teilnahmeteile.AnsprechpersonEntfernenView,
            "kontakt_entfernen",
        ),
    )
]

projekte = [
    path("<slug:slug>/", projekt.ProjektDetailView.as_view(), name="detail"),
    path(
        "<slug:slug>/meilensteine/", projekt.ProjektmeilensteineView.as_view(), name="meilensteine"
    ),
]

organisation_seiten = [
    path("", organisation.OrganisationView.as_view(), name="uebersicht"),
    path("bearbeiten/", organisation.OrganisationBearbeitenView.as_view(), name="bearbeiten"),
]

clusters = [
    path("", cluster.ClusterListView.as_view(), name="list"),
    # Before the slugs: a slug of a cluster ends in its number, so none can be this word.
    path("fortschritt/", fortschritt.FortschrittView.as_view(), name="fortschritt"),
    path(
        "fortschritt/ausgabe/<slug:format>/",
        fortschritt.fortschritt_ausgabe,
        name="fortschritt_ausgabe",
    ),
    path("fortschritt/erinnern/<int:pk>/", fortschritt.ErinnernView.as_view(), name="erinnern"),
    path("<slug:slug>/", cluster.ClusterDetailView.as_view(), name="detail"),
    path("<slug:slug>/pdf/", pdf.cluster_pdf, name="pdf"),
    path(
        "<slug:slug>/fortschritt/", fortschritt.FortschrittView.as_view(), name="fortschritt_eines"
    ),
]

gebietsseiten = [
    path("", gebiete.GebieteView.as_view(), name="list"),
    path("aufloesung/", gebiete.AufloesungView.as_view(), name="aufloesung"),
    path("uebergaben/neu/", gebiete.UebergabeCreateView.as_view(), name="uebergabe_create"),
    path("uebergaben/<uuid:pk>/", gebiete.UebergabeView.as_view(), name="uebergabe"),
    path("uebergaben/<uuid:pk>/verwerfen/", gebiete.verwerfen, name="uebergabe_verwerfen"),
]

urlpatterns = [
    path("", start.StartView.as_view(), name="start"),
    path("arbeit/", start.ArbeitView.as_view(), name="arbeit"),
    path("kommunen/", include((kommunen, "kommunen"))),
    path("cluster/", include((clusters, "cluster"))),
    path("rueckmeldungen/", include("kommunen.urls_rueckmeldung")),
    path("projekte/", include((projekte, "projekt"))),
    path("einlesen/", include(("kommunen.urls_einlesen", "einlesen"))),
    path("berichte/", include("kommunen.urls_bericht")),
    path("organisation/", include((organisation_seiten, "organisation"))),
    path("gebiete/", include((gebietsseiten, "gebiete"))),
    path("protokoll/", protokoll.ProtokollView.as_view(), name="protokoll"),
    path("protokoll/einsicht/", einsicht.BegruendenView.as_view(), name="einsicht"),
    path("protokoll/einsicht/<uuid:pk>/", einsicht.EinsichtView.as_view(), name="einsicht_detail"),
    path(
        "land/",
        include(([path("", land.LandesuebersichtView.as_view(), name="uebersicht")], "land")),
    ),
]
