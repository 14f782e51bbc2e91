"""Profile pages as they were brought: each Jugendamt sees its own, the coordination hers."""

import django.db.models.deletion
import django.utils.timezone
import uuid
from django.db import migrations, models

from kinderschutz.row_protection import OWN_JUGENDAMT, ProtectRows, setting


# Two scalar comparisons: what has no Jugendamt belongs to the coordination of its Projekt.
OWN = (
    f"{OWN_JUGENDAMT} OR (jugendamt_id IS NULL AND projekt_id = {setting('projekt')}"
    f" AND {setting('rolle', 'text')} = 'projektkoordination')"
)


class Migration(migrations.Migration):

    dependencies = [
        ('kommunen', '0004_profil_fassung'),
    ]

    operations = [
        migrations.CreateModel(
            name='Importdokument',
            fields=[
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('art', models.CharField(choices=[('text', 'eingefügter Text'), ('txt', 'Textdatei'), ('pdf', 'PDF'), ('docx', 'Word')], max_length=8, verbose_name='Art')),
                ('dateiname', models.CharField(blank=True, max_length=200, verbose_name='Dateiname')),
                ('original', models.BinaryField(verbose_name='Original')),
                ('pruefsumme', models.CharField(max_length=64, verbose_name='Prüfsumme des Originals')),
                ('text', models.TextField(verbose_name='Text des Originals')),
                ('text_pruefsumme', models.CharField(max_length=64, verbose_name='Prüfsumme des Textes')),
                ('name', models.CharField(blank=True, max_length=200, verbose_name='Kommune, wie gelesen')),
                ('lesung', models.JSONField(verbose_name='gelesen')),
                ('probe', models.JSONField(default=dict, verbose_name='Abgleich')),
                ('zustand', models.CharField(choices=[('gelesen', 'gelesen'), ('geprueft', 'geprüft'), ('uebernommen', 'übernommen'), ('verworfen', 'verworfen')], default='gelesen', max_length=12, verbose_name='Zustand')),
                ('gelesen_am', models.DateTimeField(default=django.utils.timezone.now, verbose_name='gelesen am')),
                ('gelesen_als', models.CharField(choices=[('fachkraft', 'Fachkraft'), ('leitung', 'Leitung'), ('moderation', 'Moderation'), ('netzwerkkoordination', 'Netzwerkkoordination'), ('projektkoordination', 'Projektkoordination'), ('wissenschaft', 'Wissenschaftliche Begleitung'), ('ministerium', 'Ministerium'), ('landesjugendamt', 'Landesjugendamt'), ('datenschutz', 'Datenschutz'), ('administration', 'Administration')], max_length=24, verbose_name='gelesen als')),
                ('geprueft_am', models.DateTimeField(blank=True, null=True, verbose_name='geprüft am')),
                ('geprueft_als', models.CharField(blank=True, choices=[('fachkraft', 'Fachkraft'), ('leitung', 'Leitung'), ('moderation', 'Moderation'), ('netzwerkkoordination', 'Netzwerkkoordination'), ('projektkoordination', 'Projektkoordination'), ('wissenschaft', 'Wissenschaftliche Begleitung'), ('ministerium', 'Ministerium'), ('landesjugendamt', 'Landesjugendamt'), ('datenschutz', 'Datenschutz'), ('administration', 'Administration')], max_length=24, verbose_name='geprüft als')),
                ('entschieden_am', models.DateTimeField(blank=True, null=True, verbose_name='entschieden am')),
                ('entschieden_als', models.CharField(blank=True, choices=[('fachkraft', 'Fachkraft'), ('leitung', 'Leitung'), ('moderation', 'Moderation'), ('netzwerkkoordination', 'Netzwerkkoordination'), ('projektkoordination', 'Projektkoordination'), ('wissenschaft', 'Wissenschaftliche Begleitung'), ('ministerium', 'Ministerium'), ('landesjugendamt', 'Landesjugendamt'), ('datenschutz', 'Datenschutz'), ('administration', 'Administration')], max_length=24, verbose_name='entschieden als')),
                ('jugendamt', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kommunen.jugendamt')),
                ('profil', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='kommunen.profil', verbose_name='Profil')),
                ('projekt', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kommunen.projekt', verbose_name='Projekt')),
            ],
            options={
                'verbose_name': 'eingelesene Seite',
                'verbose_name_plural': 'eingelesene Seiten',
                'constraints': [models.UniqueConstraint(condition=models.Q(('zustand', 'verworfen'), _negated=True), fields=('jugendamt', 'projekt', 'text_pruefsumme'), name='importdokument_derselbe_text_nur_einmal', nulls_distinct=False, violation_error_message='Diese Seite ist schon eingelesen.'), models.CheckConstraint(condition=models.Q(models.Q(('zustand__in', ['geprueft', 'uebernommen']), _negated=True), ('geprueft_am__isnull', False), _connector='OR'), name='importdokument_geprueft_mit_zeitpunkt', violation_error_message='Geprüft ist eine Seite seit einem Zeitpunkt.'), models.CheckConstraint(condition=models.Q(models.Q(('entschieden_am', None), ('zustand__in', ('gelesen', 'geprueft'))), models.Q(models.Q(('zustand__in', ('gelesen', 'geprueft')), _negated=True), ('entschieden_am__isnull', False)), _connector='OR'), name='importdokument_entschieden_mit_zeitpunkt', violation_error_message='Über eine Seite ist seit einem Zeitpunkt entschieden.')],
            },
        ),
        ProtectRows("kommunen_importdokument", using=OWN),
    ]
