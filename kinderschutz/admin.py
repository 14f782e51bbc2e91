"""Accounts, and what all pages of the Verwaltung share."""

from allauth.account.forms import ResetPasswordForm
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django import forms
from django.contrib import admin, messages
from django.contrib.auth.forms import BaseUserCreationForm

from kinderschutz import audit
from kinderschutz.models import Aktion, User


class Verwaltet(admin.ModelAdmin):
    """
    What all pages of the Verwaltung share.

    Nothing is deleted unless a class says so: things end on a day and stay on record, and the
    database would refuse where protected rows depend on them that the admin cannot even see.
    """

    list_per_page = 50
    show_full_result_count = False
    view_on_site = False

    def has_delete_permission(self, request, obj=None):
        return False

    def log_addition(self, request, obj, message):
        audit.record(Aktion.ANGELEGT, obj)
        return super().log_addition(request, obj, message)

    def log_change(self, request, obj, message):
        audit.record(Aktion.GEAENDERT, obj)
        return super().log_change(request, obj, message)

    def log_deletions(self, request, queryset):
        for obj in queryset:
            audit.record(Aktion.ENTFERNT, obj)
        return super().log_deletions(request, queryset)


class KontoForm(forms.ModelForm):
    class Meta:
        model = User
        fields = ["email", "name", "is_active"]

    def clean_email(self):
        # As at the sign-in: an address differs by more than its capitals.
        return self.cleaned_data["email"].lower()


class NeuesKontoForm(BaseUserCreationForm):
    """An account with a first password, or without: then the person gets a link to set her own."""

    class Meta:
        model = User
        fields = ["email", "name"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("password1", "password2"):
            self.fields[name].required = False
        self.fields["password1"].help_text = (
            "Mindestens 12 Zeichen. Ohne Passwort bekommt die Person einen Link per E-Mail, "
            "mit dem sie selbst eines setzt."
        )

    def clean_email(self):
        return self.cleaned_data["email"].lower()

    def validate_passwords(self, *args, **kwargs):
        super().validate_passwords(*args, **kwargs)
        if bool(self.cleaned_data.get("password1")) != bool(self.cleaned_data.get("password2")):
            self.add_error("password2", "Bitte geben Sie das Passwort in beide Felder ein.")

    def save(self, commit=True):
        konto = super().save(commit=False)
        if not self.cleaned_data["password1"]:
            konto.set_unusable_password()
        if commit:
            konto.save()
        return konto


@admin.register(User)
class KontoAdmin(Verwaltet):
    """The Rollen stand below, on the same page (kommunen/admin.py)."""

    form = KontoForm
    list_display = ["name", "email", "is_active", "last_login"]
    list_filter = ["is_active"]
    search_fields = ["name", "email"]
    ordering = ["name", "pk"]
    readonly_fields = ["last_login", "angelegt_am"]
    actions = ["send_link", "remove_second_factor"]

    @admin.display(description="angelegt am")
    def angelegt_am(self, konto):
        return konto.created_at

    def get_form(self, request, obj=None, change=False, **kwargs):
        if obj is None:
            kwargs["form"] = NeuesKontoForm
        return super().get_form(request, obj, change=change, **kwargs)

    def get_fieldsets(self, request, obj=None):
        if obj is None:
            return [(None, {"fields": ["email", "name", "password1", "password2"]})]
        return [(None, {"fields": ["email", "name", "is_active", "last_login", "angelegt_am"]})]

    def get_readonly_fields(self, request, obj=None):
        """Nobody locks herself out: it may be the last Administration."""
        fields = super().get_readonly_fields(request, obj)
        return [*fields, "is_active"] if obj == request.user else fields

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        if not change:
            if not obj.has_usable_password():
                _send_link(request, obj)
        elif "email" in form.changed_data:
            # The sign-in also knows the addresses allauth keeps; an old one must not open the door.
            EmailAddress.objects.filter(user=obj).exclude(email__iexact=obj.email).delete()
        if change and "is_active" in form.changed_data and not obj.is_active:
            _end_sessions(obj)

    @admin.action(description="Link zum Setzen des Passworts senden")
    def send_link(self, request, queryset):
        konten = list(queryset.filter(is_active=True))
        for konto in konten:
            _send_link(request, konto)
            audit.record(Aktion.GEAENDERT, konto)
        messages.success(request, f"Links versandt: {len(konten)}.")

    @admin.action(description="Zweiten Faktor entfernen (Gerät verloren)")
    def remove_second_factor(self, request, queryset):
        """Whoever lost her device sets up a new one at the next sign-in."""
        for konto in queryset:
            Authenticator.objects.filter(user=konto).delete()
            _end_sessions(konto)
            audit.record(Aktion.GEAENDERT, konto)
        messages.success(
            request,
            "Der zweite Faktor ist entfernt; die nächste Anmeldung richtet einen neuen ein.",
        )


def _send_link(request, konto):
    form = ResetPasswordForm(data={"email": konto.email})
    if form.is_valid():
        form.save(request)


def _end_sessions(konto):
    for session in UserSession.objects.filter(user=konto):
        session.end()
