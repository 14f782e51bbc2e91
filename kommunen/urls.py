from django.urls import include, path

from kommunen.views import (
    altersstruktur,
    cluster,
    einsicht,
    fortschritt,
    kommune,
    land,
    massnahme,
    pdf,
    profil,
    profilbearbeitung,
    profilfassungen,
    protokoll,
    start,
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
    path("<slug:slug>/profil/<slug:projekt>/", include(profile)),
    path("<slug:slug>/massnahmen/", massnahme.MassnahmeListView.as_view(), name="massnahmen"),
    path(
        "<slug:slug>/massnahmen/neu/",
        massnahme.MassnahmeCreateView.as_view(),
        name="massnahme_create",
    ),
    path(
        "<slug:slug>/massnahmen/<int:pk>/",
        massnahme.MassnahmeUpdateView.as_view(),
        name="massnahme_update",
    ),
    path(
        "<slug:slug>/massnahmen/<int:pk>/status/",
        massnahme.MassnahmenstatusView.as_view(),
        name="massnahme_status",
    ),
]

clusters = [
    path("", cluster.ClusterListView.as_view(), name="list"),
    # Before the slugs: a slug of a cluster ends in its number, so none can be this word.
    path("fortschritt/", fortschritt.FortschrittView.as_view(), name="fortschritt"),
    path("<slug:slug>/", cluster.ClusterDetailView.as_view(), name="detail"),
    path("<slug:slug>/pdf/", pdf.cluster_pdf, name="pdf"),
    path(
        "<slug:slug>/fortschritt/", fortschritt.FortschrittView.as_view(), name="fortschritt_eines"
    ),
]

urlpatterns = [
    path("", start.StartView.as_view(), name="start"),
    path("arbeit/", start.ArbeitView.as_view(), name="arbeit"),
    path("kommunen/", include((kommunen, "kommunen"))),
    path("cluster/", include((clusters, "cluster"))),
    path("protokoll/", protokoll.ProtokollView.as_view(), name="protokoll"),
    path("protokoll/einsicht/", einsicht.BegruendenView.as_view(), name="einsicht"),
    path("protokoll/einsicht/<uuid:pk>/", einsicht.EinsichtView.as_view(), name="einsicht_detail"),
    path(
        "land/",
        include(([path("", land.LandesuebersichtView.as_view(), name="uebersicht")], "land")),
    ),
]
