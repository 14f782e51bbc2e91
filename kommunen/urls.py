from django.urls import include, path

from kommunen.views import (
    cluster,
    einsicht,
    fortschritt,
    gebiete,
    kommune,
    land,
    massnahme,
    profil,
    protokoll,
    start,
)

kommunen = [
    path("", kommune.KommuneListView.as_view(), name="list"),
    path("<slug:slug>/", kommune.KommuneDetailView.as_view(), name="detail"),
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
    path("gebiete/", include((gebietsseiten, "gebiete"))),
    path("protokoll/", protokoll.ProtokollView.as_view(), name="protokoll"),
    path("protokoll/einsicht/", einsicht.BegruendenView.as_view(), name="einsicht"),
    path("protokoll/einsicht/<uuid:pk>/", einsicht.EinsichtView.as_view(), name="einsicht_detail"),
    path(
        "land/",
        include(([path("", land.LandesuebersichtView.as_view(), name="uebersicht")], "land")),
    ),
]
