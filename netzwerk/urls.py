from django.urls import path

from netzwerk import views

app_name = "netzwerk"

urlpatterns = [
    path("", views.NetzwerkListView.as_view(), name="list"),
    path("<slug:slug>/", views.NetzwerkDetailView.as_view(), name="detail"),
]
