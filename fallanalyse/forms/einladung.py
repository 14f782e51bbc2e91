"""Inviting somebody from outside, and accepting it."""

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils import timezone

from kinderschutz.models import User
from kinderschutz.monate import in_monaten

# How long somebody from outside reads along unless the team says otherwise, and at most.
UEBLICH_MONATE, HOECHSTENS_MONATE = 3, 12


class EinladungForm(forms.Form):
    email = forms.EmailField(
        label="E-Mail-Adresse der Moderation",
        max_length=254,
        help_text=(
            "An diese Adresse geht ein Link, der einmal und 14 Tage lang gilt. Die E-Mail enthält "
            "nichts aus der Fallanalyse."
        ),
    )
    bis = forms.DateField(
        label="Zugang bis",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text="Danach ist die Fallanalyse für sie nicht mehr da. Höchstens 12 Monate.",
    )

    def __init__(self, *args, vergeben=(), kollegium=(), **kwargs):
        """`vergeben`: invited already; `kollegium`: who works here. Addresses in lower case."""
        super().__init__(*args, **kwargs)
        self.vergeben, self.kollegium = set(vergeben), set(kollegium)
        self.fields["bis"].initial = in_monaten(timezone.localdate(), UEBLICH_MONATE)

    def clean_email(self):
        email = self.cleaned_data["email"].lower()
        if email in self.vergeben:
            raise forms.ValidationError(
                "Diese Adresse ist schon eingeladen. Beenden Sie die alte Einladung, um eine neue "
                "zu verschicken."
            )
        if email in self.kollegium:
            raise forms.ValidationError(
                "Diese Person arbeitet in Ihrem Jugendamt. Nehmen Sie sie bei der Fallanalyse "
                "direkt ins Team auf."
            )
        return email

    def clean_bis(self):
        bis = self.cleaned_data["bis"]
        if bis < timezone.localdate():
            raise forms.ValidationError("Dieser Tag ist schon vorbei.")
        spaetestens = in_monaten(timezone.localdate(), HOECHSTENS_MONATE)
        if bis > spaetestens:
            raise forms.ValidationError(f"Höchstens 12 Monate: bis zum {spaetestens:%d.%m.%Y}.")
        return bis


class EinladungscodeForm(forms.Form):
    """The secret of the link; a script takes it from behind the # of the address."""

    code = forms.CharField(
        label="Code aus der E-Mail",
        max_length=200,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "spellcheck": "false", "data-einladungscode": ""}
        ),
        error_messages={"required": "Bitte geben Sie den Code aus der E-Mail ein."},
    )


class NeuesKontoForm(forms.Form):
    """An account for who was invited. She types the address: a link alone does not tell it."""

    email = forms.EmailField(
        label="Ihre E-Mail-Adresse",
        max_length=254,
        help_text="Die Adresse, an die die Einladung ging.",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    name = forms.CharField(
        label="Ihr Name",
        max_length=150,
        help_text="So sieht Sie das Team.",
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    passwort = forms.CharField(
        label="Passwort",
        strip=False,
        help_text="Mindestens 12 Zeichen.",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean_email(self):
        return self.cleaned_data["email"].lower()

    def clean(self):
        daten = super().clean()
        if "passwort" in daten:
            person = User(email=daten.get("email", ""), name=daten.get("name", ""))
            try:
                validate_password(daten["passwort"], person)
            except forms.ValidationError as gruende:
                self.add_error("passwort", gruende)
        return daten
