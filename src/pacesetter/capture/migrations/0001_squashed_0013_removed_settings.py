"""The tables of this room as the 13 migrations up to 0013 leave them, for a database that has none yet. Where those were applied
this one counts as applied."""

import django.core.validators
import django.db.models.deletion
from django.db import migrations, models

import pacesetter.tenancy.sealed


class Migration(migrations.Migration):
    replaces = [
        ("capture", "0001_initial"),
        ("capture", "0002_mailboxes"),
        ("capture", "0003_drops_counted_once"),
        ("capture", "0004_mail_intents"),
        ("capture", "0005_folders_by_change"),
        ("capture", "0006_watched_mailboxes"),
        ("capture", "0007_add_ins"),
        ("capture", "0008_google_accounts"),
        ("capture", "0009_entra"),
        ("capture", "0010_house_address"),
        ("capture", "0011_rules_said_while_writing"),
        ("capture", "0012_confirmed_aliases"),
        ("capture", "0013_removed_settings"),
    ]

    initial = True

    dependencies = [
        ("activities", "0001_squashed_0014_days_of_a_member"),
        ("crm", "0001_squashed_0007_contact_lists"),
        ("people", "0001_squashed_0006_answers_to_own_address"),
        ("tenancy", "0001_squashed_0004_dialling"),
    ]

    operations = [
        migrations.CreateModel(
            name="CaptureAddress",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("token", models.CharField(max_length=64, unique=True)),
                ("made_at", models.DateTimeField()),
                ("last_mail_at", models.DateTimeField(null=True)),
                ("last_refusal", models.CharField(blank=True, max_length=20)),
                ("last_refusal_at", models.DateTimeField(null=True)),
                (
                    "member",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="capture_address", to="people.member"
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
            name="MailThread",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="people.member"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="BlockedAddress",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("pattern", models.CharField(max_length=254, verbose_name="address or domain")),
                (
                    "member",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="people.member"
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
                "ordering": ["pattern"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "member", "pattern"), name="blocked_once_for_a_member"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("member__isnull", True)),
                        fields=("organisation", "pattern"),
                        name="blocked_once_for_everybody",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CaptureSettings",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("keeps_subject", models.BooleanField(default=False, verbose_name="keep subjects")),
                ("takes_incoming", models.BooleanField(default=True, verbose_name="also mail that is received")),
                (
                    "kept_days",
                    models.PositiveSmallIntegerField(
                        default=30,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(365),
                        ],
                        verbose_name="days until what is not classified is erased",
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
                "constraints": [models.UniqueConstraint(fields=("organisation",), name="one_row_of_capture_settings")],
            },
        ),
        migrations.CreateModel(
            name="DroppedMails",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField()),
                ("reason", models.CharField(max_length=10)),
                ("times", models.PositiveIntegerField(default=0)),
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
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="people.member",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "owner", "day", "reason"), name="one_count_of_drops"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="MailAlias",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("address", models.EmailField(max_length=254, verbose_name="e-mail address")),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="mail_aliases", to="people.member"
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
                ("confirmed_at", models.DateTimeField(null=True)),
            ],
            options={
                "ordering": ["address"],
                "constraints": [
                    models.UniqueConstraint(fields=("member", "address"), name="aliases_named_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("confirmed_at__isnull", False)),
                        fields=("organisation", "address"),
                        name="one_member_per_confirmed_alias",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MailReference",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("message_id", models.CharField(max_length=200)),
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
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="people.member",
                    ),
                ),
                (
                    "thread",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="references", to="capture.mailthread"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "owner", "message_id"), name="one_thread_per_message_id"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CapturedMail",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("message_id", models.CharField(max_length=200)),
                ("direction", models.CharField(max_length=3)),
                ("sent_at", models.DateTimeField(verbose_name="sent")),
                ("address", models.EmailField(max_length=254, verbose_name="e-mail address")),
                ("name", models.CharField(blank=True, max_length=200, verbose_name="name")),
                ("others", models.JSONField(default=list)),
                ("subject", models.CharField(blank=True, max_length=300, verbose_name="subject")),
                ("is_answer", models.BooleanField(default=False)),
                ("is_known", models.BooleanField(default=False)),
                ("is_trusted", models.BooleanField(default=False)),
                ("routes", models.JSONField(default=list)),
                (
                    "state",
                    models.CharField(
                        choices=[("waiting", "To classify"), ("logged", "Logged"), ("ignored", "Ignored")],
                        default="waiting",
                        max_length=10,
                    ),
                ),
                ("chosen_type_id", models.BigIntegerField(null=True)),
                ("is_by_rule", models.BooleanField(default=False)),
                ("trouble", models.CharField(blank=True, max_length=300)),
                ("captured_at", models.DateTimeField()),
                ("settled_at", models.DateTimeField(null=True)),
                (
                    "activity",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="captured_mail",
                        to="activities.activity",
                    ),
                ),
                (
                    "company",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="captured_mails",
                        to="crm.company",
                    ),
                ),
                (
                    "contact",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="captured_mails",
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
                (
                    "owner",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="captured_mails",
                        to="people.member",
                    ),
                ),
                (
                    "thread",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="mails",
                        to="capture.mailthread",
                    ),
                ),
            ],
            options={
                "ordering": ["-sent_at", "-id"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "waiting")),
                        fields=["organisation", "owner", "-sent_at", "-id"],
                        name="mails_to_classify",
                    ),
                    models.Index(
                        condition=models.Q(("settled_at__isnull", False)),
                        fields=["organisation", "owner", "-settled_at"],
                        name="mails_settled",
                    ),
                    models.Index(
                        condition=models.Q(("state", "logged"), _negated=True),
                        fields=["captured_at"],
                        name="mails_to_erase",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "owner", "message_id"), name="one_captured_mail_per_id"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="StandingRule",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("direction", models.CharField(max_length=3)),
                ("address", models.EmailField(blank=True, max_length=254)),
                ("label", models.CharField(blank=True, max_length=200)),
                ("made_with_id", models.BigIntegerField(null=True)),
                ("made_at", models.DateTimeField()),
                (
                    "activity_type",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="activities.activitytype",
                    ),
                ),
                (
                    "company",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="crm.company"
                    ),
                ),
                (
                    "contact",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="crm.contact"
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
                (
                    "owner",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="mail_rules",
                        to="people.member",
                    ),
                ),
                (
                    "thread",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rules",
                        to="capture.mailthread",
                    ),
                ),
                ("made_with_intent_id", models.BigIntegerField(null=True)),
            ],
            options={
                "ordering": ["-made_at", "-id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("thread__isnull", False)),
                        fields=("organisation", "owner", "direction", "thread"),
                        name="one_rule_per_thread",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("address", ""), _negated=True),
                        fields=("organisation", "owner", "direction", "address"),
                        name="one_rule_per_address",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Mailbox",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("host", models.CharField(max_length=253, verbose_name="mail server")),
                ("port", models.PositiveIntegerField(default=993, verbose_name="port")),
                (
                    "security",
                    models.CharField(
                        choices=[("tls", "TLS from the start (port 993)"), ("starttls", "STARTTLS (port 143)")],
                        default="tls",
                        max_length=10,
                        verbose_name="encryption",
                    ),
                ),
                ("user", models.CharField(max_length=254, verbose_name="user")),
                ("password", pacesetter.tenancy.sealed.SealedField()),
                ("connected_at", models.DateTimeField()),
                ("succeeded_at", models.DateTimeField(null=True)),
                ("fault", models.CharField(blank=True, max_length=300)),
                ("failed_at", models.DateTimeField(null=True)),
                ("is_stopped", models.BooleanField(default=False)),
                ("backlog", models.PositiveIntegerField(default=0)),
                (
                    "member",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="mailbox", to="people.member"
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
                ("held_until", models.DateTimeField(null=True)),
                ("watched_until", models.DateTimeField(null=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="MailFolder",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("role", models.CharField(max_length=10)),
                ("uid_validity", models.BigIntegerField(default=0)),
                ("last_uid", models.BigIntegerField(default=0)),
                (
                    "mailbox",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="folders", to="capture.mailbox"
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
                ("modseq", models.BigIntegerField(db_default=0, default=0)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "mailbox", "role"), name="one_folder_per_role")
                ],
            },
        ),
        migrations.CreateModel(
            name="DroppedMark",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("mark", models.CharField(max_length=32)),
                ("day", models.DateField()),
                ("reason", models.CharField(max_length=10)),
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
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="people.member",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["day"], name="drop_marks_by_age")],
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "owner", "mark"), name="one_mark_of_a_drop")
                ],
            },
        ),
        migrations.CreateModel(
            name="MailIntent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("token", models.CharField(max_length=64, unique=True)),
                ("note", models.TextField(blank=True)),
                ("address", models.EmailField(max_length=254)),
                ("people", models.CharField(max_length=64)),
                ("subject_key", models.CharField(blank=True, max_length=64)),
                ("route", models.CharField(max_length=20)),
                ("made_at", models.DateTimeField()),
                ("joined_at", models.DateTimeField(null=True)),
                (
                    "activity",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="mail_intent",
                        to="activities.activity",
                    ),
                ),
                (
                    "activity_type",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="activities.activitytype"
                    ),
                ),
                (
                    "company",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="crm.company"
                    ),
                ),
                (
                    "contact",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="crm.contact"
                    ),
                ),
                (
                    "mail",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="intents",
                        to="capture.capturedmail",
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
                (
                    "owner",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="mail_intents",
                        to="people.member",
                    ),
                ),
                ("dropped_at", models.DateTimeField(null=True)),
                ("always", models.CharField(blank=True, db_default="", max_length=10)),
            ],
            options={
                "ordering": ["-made_at", "-id"],
                "indexes": [
                    models.Index(fields=["made_at"], name="intents_to_erase"),
                    models.Index(
                        condition=models.Q(("dropped_at__isnull", True), ("joined_at__isnull", True)),
                        fields=["organisation", "owner", "-made_at"],
                        name="intents_not_joined",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AddInCode",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("program", models.CharField(max_length=20)),
                ("mailbox", models.EmailField(blank=True, max_length=254)),
                ("code_hash", models.CharField(max_length=64, unique=True)),
                ("challenge", models.CharField(max_length=43)),
                ("expires_at", models.DateTimeField(db_index=True)),
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
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="AddInToken",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("program", models.CharField(max_length=20)),
                ("mailbox", models.EmailField(blank=True, max_length=254, verbose_name="mailbox")),
                ("secret_hash", models.CharField(max_length=64, unique=True)),
                ("made_at", models.DateTimeField()),
                ("last_used_at", models.DateTimeField()),
                ("revoked_at", models.DateTimeField(null=True)),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="add_in_tokens", to="people.member"
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
                ("proof_hash", models.CharField(max_length=64, null=True, unique=True)),
            ],
            options={
                "ordering": ["-made_at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="GoogleAccount",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("subject", models.CharField(max_length=255, unique=True)),
                ("email", models.EmailField(max_length=254, verbose_name="e-mail address")),
                ("connected_at", models.DateTimeField()),
                ("last_used_at", models.DateTimeField(null=True)),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="google_accounts", to="people.member"
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
                "ordering": ["email", "id"],
            },
        ),
        migrations.CreateModel(
            name="SpentTicket",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("spent_at", models.DateTimeField(db_index=True)),
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
            name="EntraApp",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("tenant_id", models.UUIDField(verbose_name="tenant ID")),
                ("client_id", models.UUIDField(verbose_name="application (client) ID")),
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
                    models.UniqueConstraint(fields=("organisation",), name="one_entra_app_per_organisation")
                ],
            },
        ),
        migrations.CreateModel(
            name="EntraIdentity",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("tenant_id", models.UUIDField()),
                ("object_id", models.UUIDField()),
                ("linked_at", models.DateTimeField()),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="entra_identities", to="people.member"
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
                "indexes": [models.Index(fields=["tenant_id", "object_id"], name="entra_identity_of_anybody")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "tenant_id", "object_id"), name="one_member_per_entra_identity"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="HouseAddress",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("token", models.CharField(max_length=64, unique=True)),
                ("made_at", models.DateTimeField()),
                ("last_mail_at", models.DateTimeField(null=True)),
                ("last_refusal", models.CharField(blank=True, max_length=20)),
                ("last_refusal_at", models.DateTimeField(null=True)),
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
                "constraints": [models.UniqueConstraint(fields=("organisation",), name="one_house_address")],
            },
        ),
        migrations.CreateModel(
            name="RemovedSetting",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(choices=[("rule", "Rule"), ("alias", "Alias"), ("block", "Block")], max_length=10),
                ),
                ("data", models.JSONField(default=dict)),
                ("removed_at", models.DateTimeField(db_index=True)),
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
                "ordering": ["-removed_at", "-id"],
            },
        ),
    ]
