"""The tables of this room as the 15 migrations up to 0015 leave them, for a database that has none yet. Where those were applied
this one counts as applied."""

import django.db.models.deletion
from django.db import migrations, models

import pacesetter.tenancy.sealed


class Migration(migrations.Migration):
    replaces = [
        ("integrations", "0001_initial"),
        ("integrations", "0002_job_orders"),
        ("integrations", "0003_campaigns"),
        ("integrations", "0004_webhooks_of_campaigns"),
        ("integrations", "0005_audience_fills"),
        ("integrations", "0006_erased_addresses"),
        ("integrations", "0007_calendars"),
        ("integrations", "0008_mail_places"),
        ("integrations", "0009_mail_subscriptions"),
        ("integrations", "0010_names_in_audiences"),
        ("integrations", "0011_mail_cut_at_first"),
        ("integrations", "0012_who_orders_are_for"),
        ("integrations", "0013_sealed_addresses_of_webhooks"),
        ("integrations", "0014_no_addresses_in_clear"),
        ("integrations", "0015_series_in_calendars"),
    ]

    initial = True

    dependencies = [
        ("activities", "0001_squashed_0014_days_of_a_member"),
        ("crm", "0001_squashed_0007_contact_lists"),
        ("meetings", "0001_squashed_0010_delegates_and_no_former_series"),
        ("people", "0001_squashed_0006_answers_to_own_address"),
        ("tenancy", "0001_squashed_0004_dialling"),
    ]

    operations = [
        migrations.CreateModel(
            name="Connection",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("provider", models.CharField(max_length=40)),
                ("way", models.CharField(max_length=10)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("begun", "Not finished"),
                            ("connected", "Connected"),
                            ("needs_attention", "Needs attention"),
                            ("paused", "Paused"),
                            ("ended", "Disconnected"),
                        ],
                        default="begun",
                        max_length=16,
                    ),
                ),
                (
                    "mode",
                    models.CharField(choices=[("live", "Live"), ("dry_run", "Dry run")], default="live", max_length=8),
                ),
                ("settings", models.JSONField(default=dict)),
                ("secrets", pacesetter.tenancy.sealed.SealedField(blank=True)),
                ("account_id", models.CharField(blank=True, max_length=200)),
                ("account_name", models.CharField(blank=True, max_length=200)),
                ("accounts", models.JSONField(default=list)),
                ("token_expires_at", models.DateTimeField(null=True)),
                ("refreshing_by", models.CharField(blank=True, max_length=32)),
                ("refreshing_until", models.DateTimeField(null=True)),
                ("fault_kind", models.CharField(blank=True, max_length=16)),
                ("fault", models.CharField(blank=True, max_length=500)),
                ("fault_at", models.DateTimeField(null=True)),
                ("succeeded_at", models.DateTimeField(null=True)),
                ("created_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "organisation",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="tenancy.organisation",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="connections",
                        to="people.member",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("ended_at__isnull", True),
                            ("owner__isnull", True),
                            models.Q(("account_id", ""), _negated=True),
                        ),
                        fields=("organisation", "provider", "account_id"),
                        name="one_connection_per_account",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("ended_at__isnull", True),
                            ("owner__isnull", False),
                            models.Q(("account_id", ""), _negated=True),
                        ),
                        fields=("organisation", "provider", "owner", "account_id"),
                        name="one_connection_per_own_account",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Link",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=20)),
                ("external_id", models.CharField(max_length=200)),
                ("our_kind", models.CharField(max_length=20)),
                ("our_id", models.PositiveBigIntegerField()),
                ("made_at", models.DateTimeField()),
                (
                    "connection",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="links", to="integrations.connection"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="tenancy.organisation",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "indexes": [models.Index(fields=["organisation", "our_kind", "our_id"], name="links_of_ours")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "connection", "kind", "external_id"), name="one_link_per_theirs"
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "connection", "kind", "our_kind", "our_id"), name="one_link_per_ours"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RateGate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("state", models.JSONField(default=dict)),
                (
                    "connection",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="gate", to="integrations.connection"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="tenancy.organisation",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SentRequest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sent_at", models.DateTimeField()),
                ("method", models.CharField(max_length=8)),
                ("address", models.CharField(max_length=1000)),
                ("about", models.CharField(blank=True, max_length=60)),
                ("sent", models.TextField(blank=True)),
                ("status", models.PositiveSmallIntegerField(null=True)),
                ("received", models.TextField(blank=True)),
                ("milliseconds", models.PositiveIntegerField(default=0)),
                ("failure_kind", models.CharField(blank=True, max_length=16)),
                ("failure", models.CharField(blank=True, max_length=500)),
                ("is_pretended", models.BooleanField(default=False)),
                (
                    "connection",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="requests",
                        to="integrations.connection",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="tenancy.organisation",
                    ),
                ),
            ],
            options={
                "ordering": ["-id"],
                "indexes": [
                    models.Index(fields=["connection", "-id"], name="requests_of_a_connection"),
                    models.Index(fields=["sent_at"], name="requests_by_moment"),
                ],
            },
        ),
        migrations.CreateModel(
            name="JobLists",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("lists", models.JSONField(default=dict)),
                ("read_at", models.DateTimeField(null=True)),
                ("followed_through", models.DateField(null=True)),
                (
                    "connection",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="job_lists",
                        to="integrations.connection",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="tenancy.organisation",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="JobOrder",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reference", models.CharField(max_length=40)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Being sent"),
                            ("asking", "Asks which client it is"),
                            ("failed", "Could not be sent"),
                            ("pretended", "Not sent: dry run"),
                            ("done", "Sent"),
                            ("cancelled", "Not sent: cancelled"),
                        ],
                        default="waiting",
                        max_length=10,
                    ),
                ),
                ("worker_id", models.BigIntegerField(null=True)),
                ("begun", models.JSONField(default=list)),
                ("client_choices", models.JSONField(default=list)),
                ("client_is_new", models.BooleanField(default=False)),
                ("client_id", models.CharField(blank=True, max_length=100)),
                ("contact_id", models.CharField(blank=True, max_length=100)),
                ("job_id", models.CharField(blank=True, max_length=100)),
                ("number", models.CharField(blank=True, max_length=60)),
                ("address", models.CharField(blank=True, max_length=500)),
                ("has_template", models.BooleanField(default=False)),
                ("assigned", models.JSONField(default=list)),
                ("unassigned", models.JSONField(default=dict)),
                ("status", models.CharField(blank=True, max_length=100)),
                ("is_complete", models.BooleanField(default=False)),
                ("seen_at", models.DateTimeField(null=True)),
                ("problem", models.CharField(blank=True, max_length=500)),
                ("created_at", models.DateTimeField()),
                (
                    "activity",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="job_order", to="activities.activity"
                    ),
                ),
                (
                    "connection",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="job_orders",
                        to="integrations.connection",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="tenancy.organisation",
                    ),
                ),
                ("client_of", models.BigIntegerField(null=True)),
                ("contact_of", models.BigIntegerField(null=True)),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "connection", "reference"), name="one_order_per_reference"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("job_id", ""), _negated=True),
                        fields=("organisation", "connection", "job_id"),
                        name="one_order_per_job",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Campaign",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("external_id", models.CharField(max_length=100)),
                ("subject", models.CharField(blank=True, max_length=300)),
                ("title", models.CharField(blank=True, max_length=300)),
                ("sender_name", models.CharField(blank=True, max_length=200)),
                ("sender_address", models.CharField(blank=True, max_length=254)),
                ("audience_id", models.CharField(blank=True, max_length=100)),
                ("audience_name", models.CharField(blank=True, max_length=200)),
                ("sent_at", models.DateTimeField()),
                ("total", models.PositiveIntegerField(default=0)),
                ("question", models.CharField(blank=True, max_length=300)),
                (
                    "step",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("recipients", "Recipients"),
                            ("deeds", "Deeds"),
                            ("unsubscribes", "Unsubscribes"),
                            ("", "Nothing"),
                        ],
                        default="recipients",
                        max_length=12,
                    ),
                ),
                ("place", models.CharField(blank=True, max_length=200)),
                ("since", models.DateTimeField(null=True)),
                ("looked_at", models.DateTimeField()),
                ("next_look_at", models.DateTimeField(null=True)),
                (
                    "activity",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="campaign",
                        to="activities.activity",
                    ),
                ),
                (
                    "connection",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="campaigns",
                        to="integrations.connection",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="tenancy.organisation",
                    ),
                ),
                ("erased_at", models.DateTimeField(null=True)),
            ],
            options={
                "ordering": ["-sent_at", "-id"],
                "indexes": [models.Index(fields=["organisation", "-sent_at", "-id"], name="campaigns_by_moment")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "connection", "external_id"), name="one_campaign_per_external"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CampaignRecipient",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("external_id", models.CharField(max_length=100)),
                ("address", models.CharField(blank=True, max_length=254)),
                ("opens", models.PositiveIntegerField(default=0)),
                ("first_open_at", models.DateTimeField(null=True)),
                ("last_open_at", models.DateTimeField(null=True)),
                ("clicks", models.PositiveIntegerField(default=0)),
                ("last_click_at", models.DateTimeField(null=True)),
                ("bounce", models.CharField(blank=True, max_length=4)),
                ("left_at", models.DateTimeField(null=True)),
                ("recent", models.JSONField(default=list)),
                (
                    "activity",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="campaign_recipients",
                        to="activities.activity",
                    ),
                ),
                (
                    "campaign",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="recipients",
                        to="integrations.campaign",
                    ),
                ),
                (
                    "contact",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="campaigns_received",
                        to="crm.contact",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="tenancy.organisation",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "indexes": [
                    models.Index(fields=["campaign", "id"], name="recipients_of_a_campaign"),
                    models.Index(
                        condition=models.Q(("contact__isnull", True)),
                        fields=["campaign", "address"],
                        name="recipients_not_matched",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("campaign", "external_id"), name="one_recipient_per_campaign")
                ],
            },
        ),
        migrations.CreateModel(
            name="CampaignSettings",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("senders", models.JSONField(default=dict)),
                ("since", models.DateTimeField()),
                (
                    "activity_type",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="activities.activitytype",
                    ),
                ),
                (
                    "connection",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="campaign_settings",
                        to="integrations.connection",
                    ),
                ),
                (
                    "default_member",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.member"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="tenancy.organisation",
                    ),
                ),
                ("wants_reports", models.BooleanField(db_default=False, default=False)),
                ("audiences", models.JSONField(db_default=models.Value([], models.JSONField()), default=list)),
                ("looked_since", models.DateTimeField(null=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="CampaignWebhook",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("audience_id", models.CharField(blank=True, max_length=100)),
                ("audience_name", models.CharField(blank=True, max_length=200)),
                ("secret", pacesetter.tenancy.sealed.SealedField(blank=True)),
                ("external_id", models.CharField(blank=True, max_length=100)),
                ("checked_at", models.DateTimeField(null=True)),
                ("last_report_at", models.DateTimeField(null=True)),
                ("last_error", models.CharField(blank=True, max_length=300)),
                ("last_error_at", models.DateTimeField(null=True)),
                (
                    "connection",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="webhooks",
                        to="integrations.connection",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="tenancy.organisation",
                    ),
                ),
                ("address_hash", models.CharField(max_length=64, unique=True)),
                ("address_token", pacesetter.tenancy.sealed.SealedField(db_default="")),
            ],
            options={
                "ordering": ["audience_name", "id"],
                "constraints": [
                    models.UniqueConstraint(fields=("connection", "audience_id"), name="one_webhook_per_audience")
                ],
            },
        ),
        migrations.CreateModel(
            name="AudienceFill",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("audience_id", models.CharField(max_length=100)),
                ("audience_name", models.CharField(max_length=200)),
                ("list_name", models.CharField(max_length=100)),
                ("chosen", models.JSONField(default=dict)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "Not agreed to yet"),
                            ("going_on", "Going on"),
                            ("done", "Done"),
                            ("stopped", "Stopped"),
                        ],
                        default="asked",
                        max_length=8,
                    ),
                ),
                ("total", models.PositiveIntegerField(default=0)),
                ("place", models.BigIntegerField(default=0)),
                ("done", models.PositiveIntegerField(default=0)),
                ("added", models.PositiveIntegerField(default=0)),
                ("there", models.PositiveIntegerField(default=0)),
                ("left_out", models.PositiveIntegerField(default=0)),
                ("refused", models.PositiveIntegerField(default=0)),
                ("reasons", models.JSONField(default=list)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("agreed_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "connection",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="audience_fills",
                        to="integrations.connection",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.member"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="tenancy.organisation",
                    ),
                ),
                ("renamed", models.PositiveIntegerField(db_default=0, default=0)),
                ("updates_names", models.BooleanField(db_default=False, default=False)),
            ],
            options={
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="BusyTime",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                (
                    "connection",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="busy_times",
                        to="integrations.connection",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="people.member"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="tenancy.organisation",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["member", "ends_at", "starts_at"], name="busy_times_of_member")],
                "ordering": ["starts_at", "id"],
            },
        ),
        migrations.CreateModel(
            name="CalendarEvent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("mark", models.CharField(max_length=32)),
                ("external_id", models.CharField(blank=True, max_length=500)),
                ("version", models.CharField(blank=True, max_length=32)),
                ("sent", models.JSONField(default=dict)),
                ("tried_at", models.DateTimeField(null=True)),
                ("written_at", models.DateTimeField(null=True)),
                ("asked_at", models.DateTimeField(null=True)),
                ("gone_at", models.DateTimeField(null=True)),
                ("fault", models.CharField(blank=True, max_length=500)),
                (
                    "connection",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="calendar_events",
                        to="integrations.connection",
                    ),
                ),
                (
                    "meeting",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="calendar_event",
                        to="meetings.meeting",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="tenancy.organisation",
                    ),
                ),
                ("differs_at", models.DateTimeField(null=True)),
            ],
            options={
                "indexes": [models.Index(fields=["connection", "external_id"], name="calendar_event_by_id")],
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "mark"), name="one_calendar_event_per_mark")
                ],
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="CalendarPlace",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("place", models.TextField(blank=True)),
                ("until", models.DateTimeField(null=True)),
                ("read_at", models.DateTimeField(null=True)),
                ("busy_read_at", models.DateTimeField(null=True)),
                (
                    "connection",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="calendar_place",
                        to="integrations.connection",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="tenancy.organisation",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="OAuthApp",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("provider", models.CharField(max_length=40)),
                ("settings", models.JSONField(default=dict)),
                ("secrets", pacesetter.tenancy.sealed.SealedField(blank=True)),
                ("uses", models.JSONField(default=list)),
                ("created_at", models.DateTimeField()),
                (
                    "organisation",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="tenancy.organisation",
                    ),
                ),
                ("push_id", models.CharField(max_length=40, null=True, unique=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "provider"), name="one_oauth_app_per_provider")
                ],
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="MailPlace",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("folder", models.CharField(max_length=20)),
                ("place", models.TextField(blank=True)),
                ("is_complete", models.BooleanField(default=False)),
                ("read_at", models.DateTimeField(null=True)),
                (
                    "connection",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="mail_places",
                        to="integrations.connection",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="tenancy.organisation",
                    ),
                ),
                ("backlog", models.PositiveIntegerField(db_default=0, default=0)),
                ("cut_at", models.DateTimeField(null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "connection", "folder"), name="one_mail_place_per_folder"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="MailSubscription",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("folder", models.CharField(max_length=20)),
                ("public_id", models.CharField(max_length=40, unique=True)),
                ("secret", pacesetter.tenancy.sealed.SealedField(blank=True)),
                ("address", models.CharField(blank=True, max_length=500)),
                ("external_id", models.CharField(blank=True, max_length=200)),
                ("expires_at", models.DateTimeField(null=True)),
                ("renew_at", models.DateTimeField(null=True)),
                ("heard_at", models.DateTimeField(null=True)),
                ("fault", models.CharField(blank=True, max_length=500)),
                ("fault_at", models.DateTimeField(null=True)),
                (
                    "connection",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="mail_subscriptions",
                        to="integrations.connection",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="tenancy.organisation",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "connection", "folder"), name="one_mail_subscription_per_folder"
                    )
                ],
            },
        ),
    ]
