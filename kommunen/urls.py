from django.urls import include, path

from kommunen.views import (
    cluster,
    einsicht,
    fortschritt,
    kommune,
    land,
    massnahme,
    organisation,
    profil,
    projekt,
    protokoll,
    start,
    teilnahme,
    teilnahmeteile,
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
    path(
        "<slug:slug>/fortschritt/", fortschritt.FortschrittView.as_view(), name="fortschritt_eines"
    ),
]

urlpatterns = [
    path("", start.StartView.as_view(), name="start"),
    path("arbeit/", start.ArbeitView.as_view(), name="arbeit"),
    path("kommunen/", include((kommunen, "kommunen"))),
    path("cluster/", include((clusters, "cluster"))),
    path("rueckmeldungen/", include("kommunen.urls_rueckmeldung")),
    path("projekte/", include((projekte, "projekt"))),
    path("berichte/", include("kommunen.urls_bericht")),
    path("organisation/", include((organisation_seiten, "organisation"))),
    path("protokoll/", protokoll.ProtokollView.as_view(), name="protokoll"),
    path("protokoll/einsicht/", einsicht.BegruendenView.as_view(), name="einsicht"),
    path("protokoll/einsicht/<uuid:pk>/", einsicht.EinsichtView.as_view(), name="einsicht_detail"),
    path(
        "land/",
        include(([path("", land.LandesuebersichtView.as_view(), name="uebersicht")], "land")),
    ),
]
