"""The admin at /verwaltung/: accounts, roles, code lists. No case content, no workflow."""

from django.contrib.admin import AdminSite
from django.contrib.admin.apps import AdminConfig
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import redirect
from django.urls import URLPattern, reverse, reverse_lazy
from django.utils.decorators import method_decorator

# What others register at the default site stays away: groups, mail addresses, second factors.
APPS = {"kinderschutz", "kommunen", "netzwerk"}


class Verwaltung(AdminSite):
    site_header = "Kinderschutz – Verwaltung"
    site_title = "Kinderschutz"
    index_title = "Konten, Rollen, Gebiete, Projekte"
    site_url = "/"
    enable_nav_sidebar = False

    def register(self, model_or_iterable, admin_class=None, **options):
        models = [model_or_iterable] if isinstance(model_or_iterable, type) else model_or_iterable
        own = [model for model in models if model._meta.app_label in APPS]
        super().register(own, admin_class, **options)

    def has_permission(self, request):
        """Only who acts as Administration gets in, whatever else she may be."""
        return request.user.is_active and getattr(request.user, "is_administration", False)

    def admin_view(self, view, cacheable=False):
        inner = super().admin_view(view, cacheable)

        def guarded(request, *args, **kwargs):
            if request.user.is_authenticated and not self.has_permission(request):
                raise Http404
            return inner(request, *args, **kwargs)

        return guarded

    def get_urls(self):
        urls = super().get_urls()
        for url in urls:
            if isinstance(url, URLPattern) and url.name != "login":
                url.callback.login_url = reverse_lazy("account_login")
        return urls

    @method_decorator(login_not_required)
    def login(self, request, extra_context=None):
        """Send to the one sign-in there is, with its second factor and its limits."""
        # Not above: this module is loaded before there are models.
        from django.contrib.auth.views import redirect_to_login

        index = reverse("admin:index")
        if not request.user.is_authenticated:
            return redirect_to_login(index, reverse("account_login"))
        if not self.has_permission(request):
            raise Http404
        return redirect(index)

    def logout(self, request, extra_context=None):
        from django.contrib.auth.views import LogoutView

        return LogoutView.as_view(next_page="start")(request)

    def password_change(self, request, extra_context=None):
        return redirect("account_change_password")


class VerwaltungConfig(AdminConfig):
    default_site = "kinderschutz.verwaltung.Verwaltung"
