from getpass import getpass

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.utils import timezone

from kinderschutz import audit
from kinderschutz.models import Aktion, User
from kinderschutz.system_context import system_context
from kommunen.enums import Rollenart
from kommunen.models import Rolle


class Command(BaseCommand):
    help = "Legt das erste Konto an: eine Person mit der Rolle Administration, ohne Fallinhalte."

    def add_arguments(self, parser):
        parser.add_argument("email")
        parser.add_argument("name")

    def handle(self, *, email, name, **options):
        email = email.strip().lower()
        try:
            validate_email(email)
        except ValidationError as error:
            raise CommandError("Das ist keine E-Mail-Adresse.") from error
        if User.objects.filter(email=email).exists():
            raise CommandError("Dieses Konto gibt es schon.")
        passwort = getpass("Passwort: ")
        if passwort != getpass("Passwort noch einmal: "):
            raise CommandError("Die beiden Passwörter sind verschieden.")
        try:
            validate_password(passwort, User(email=email, name=name))
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        with system_context("Administration anlegen"):
            person = User.objects.create_user(email, passwort, name=name)
            Rolle.objects.create(
                person=person, art=Rollenart.ADMINISTRATION, von=timezone.localdate()
            )
            audit.record(Aktion.ANGELEGT, person)
        self.stdout.write(f"Das Konto {email} ist angelegt. Weitere Konten unter /verwaltung/.")
