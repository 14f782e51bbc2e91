from django.urls import path

from fallanalyse.views import bibliothek

app_name = "bibliothek"

urlpatterns = [
    path("", bibliothek.BibliothekView.as_view(), name="list"),
    path("<uuid:pk>/", bibliothek.detail, name="detail"),
]
