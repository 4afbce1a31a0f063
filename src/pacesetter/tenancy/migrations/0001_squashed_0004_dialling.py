"""The tables of this room as the 4 migrations up to 0004 leave them, for a database that has none yet. Where those were applied
this one counts as applied."""

import django.core.validators
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [
        ("tenancy", "0001_initial"),
        ("tenancy", "0002_settling_in"),
        ("tenancy", "0003_leaderboard_audience"),
        ("tenancy", "0004_dialling"),
    ]

    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Organisation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                ("slug", models.SlugField(max_length=60, unique=True, verbose_name="short name")),
                ("time_zone", models.CharField(default="UTC", max_length=64, verbose_name="time zone")),
                (
                    "first_weekday",
                    models.PositiveSmallIntegerField(
                        default=0,
                        help_text="0 is Monday",
                        validators=[django.core.validators.MaxValueValidator(6)],
                        verbose_name="first day of the week",
                    ),
                ),
                (
                    "fiscal_month",
                    models.PositiveSmallIntegerField(
                        default=1,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(12),
                        ],
                        verbose_name="first month of the fiscal year",
                    ),
                ),
                ("country", models.CharField(blank=True, max_length=2, verbose_name="country for public holidays")),
                ("region", models.CharField(blank=True, max_length=40, verbose_name="region for public holidays")),
                ("currency", models.CharField(default="EUR", max_length=3, verbose_name="currency")),
                ("email_domains", models.JSONField(blank=True, default=list, verbose_name="own e-mail domains")),
                (
                    "pace_on_track",
                    models.DecimalField(decimal_places=2, default="1.00", max_digits=4, verbose_name="on track from"),
                ),
                (
                    "pace_behind",
                    models.DecimalField(decimal_places=2, default="0.80", max_digits=4, verbose_name="behind from"),
                ),
                (
                    "score_cap",
                    models.DecimalField(
                        decimal_places=2, default="1.50", max_digits=5, verbose_name="cap of the score"
                    ),
                ),
                ("is_demo", models.BooleanField(default=False)),
                ("settings_version", models.PositiveBigIntegerField(default=1)),
                ("closed_through", models.DateField(blank=True, null=True)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "second_factor",
                    models.CharField(
                        blank=True,
                        choices=[("", "Nobody"), ("administrators", "Administrators"), ("everybody", "Everybody")],
                        db_default="",
                        default="",
                        max_length=20,
                        verbose_name="second factor required of",
                    ),
                ),
                ("settled_in_at", models.DateTimeField(blank=True, null=True)),
                (
                    "leaderboards_for",
                    models.CharField(
                        choices=[("everybody", "Everybody"), ("leads", "Team leads, coordinators and administrators")],
                        db_default="everybody",
                        default="everybody",
                        max_length=20,
                        verbose_name="leaderboards are seen by",
                    ),
                ),
                (
                    "dial_by",
                    models.CharField(
                        blank=True, db_default="", default="", max_length=300, verbose_name="dialling at a desk"
                    ),
                ),
            ],
            options={
                "ordering": ["name"],
            },
        ),
    ]
