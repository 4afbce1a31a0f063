"""The tables of this room as the 10 migrations up to 0010 leave them, for a database that has none yet. Where those were applied
this one counts as applied."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [
        ("meetings", "0001_initial"),
        ("meetings", "0002_calendar_feed"),
        ("meetings", "0003_booking_pages"),
        ("meetings", "0004_repeated_answers"),
        ("meetings", "0005_meeting_transport"),
        ("meetings", "0006_answers_of_outlook"),
        ("meetings", "0007_answers_of_other_addresses"),
        ("meetings", "0008_undecided_answers"),
        ("meetings", "0009_meeting_series"),
        ("meetings", "0010_delegates_and_no_former_series"),
    ]

    initial = True

    dependencies = [
        ("activities", "0001_squashed_0014_days_of_a_member"),
        ("crm", "0001_squashed_0007_contact_lists"),
        ("mail", "0001_squashed_0003_calendar_mail"),
        ("people", "0001_squashed_0006_answers_to_own_address"),
        ("tenancy", "0001_squashed_0004_dialling"),
    ]

    operations = [
        migrations.CreateModel(
            name="CalendarFeed",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("secret_hash", models.CharField(max_length=64, unique=True)),
                ("created_at", models.DateTimeField()),
                (
                    "member",
                    models.OneToOneField(
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
            name="BookingPage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.SlugField(max_length=60, verbose_name="address")),
                ("is_open", models.BooleanField(default=False)),
                ("durations_minutes", models.JSONField(default=list, verbose_name="how long")),
                ("buffer_minutes", models.PositiveSmallIntegerField(default=15, verbose_name="free before and after")),
                ("notice_hours", models.PositiveSmallIntegerField(default=4, verbose_name="notice")),
                ("days_ahead", models.PositiveSmallIntegerField(default=30, verbose_name="days ahead")),
                ("place", models.CharField(blank=True, max_length=300, verbose_name="place")),
                ("video_url", models.CharField(blank=True, max_length=500, verbose_name="link to a video meeting")),
                ("words", models.TextField(blank=True, verbose_name="what visitors read")),
                ("created_at", models.DateTimeField()),
                (
                    "activity_type",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="activities.activitytype"
                    ),
                ),
                (
                    "member",
                    models.OneToOneField(
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
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "slug"), name="one_booking_page_per_slug")
                ],
            },
        ),
        migrations.CreateModel(
            name="Booking",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("secret_hash", models.CharField(max_length=64, unique=True)),
                ("name", models.CharField(max_length=200)),
                ("email", models.EmailField(max_length=254)),
                ("zone", models.CharField(max_length=64)),
                ("visitor_hash", models.CharField(max_length=64)),
                ("created_at", models.DateTimeField()),
                (
                    "activity",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="activities.activity"
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
                    "page",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="bookings", to="meetings.bookingpage"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["organisation", "visitor_hash", "created_at"], name="booking_by_visitor"),
                    models.Index(fields=["page", "created_at"], name="booking_by_page"),
                ],
            },
        ),
        migrations.CreateModel(
            name="MeetingSeries",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("subject", models.CharField(blank=True, max_length=300)),
                ("planned_minutes", models.PositiveIntegerField(default=0)),
                ("value_minor", models.BigIntegerField(default=0)),
                ("details", models.JSONField(blank=True, default=dict)),
                ("zone", models.CharField(max_length=64)),
                ("starts_at", models.DateTimeField()),
                (
                    "frequency",
                    models.CharField(
                        choices=[
                            ("DAILY", "DAILY"),
                            ("WEEKLY", "WEEKLY"),
                            ("MONTHLY", "MONTHLY"),
                            ("YEARLY", "YEARLY"),
                        ],
                        max_length=10,
                    ),
                ),
                ("interval", models.PositiveSmallIntegerField(default=1)),
                ("weekdays", models.JSONField(blank=True, default=list)),
                ("position", models.SmallIntegerField(null=True)),
                ("count", models.PositiveSmallIntegerField(null=True)),
                ("until", models.DateField(null=True)),
                ("cut_at", models.DateTimeField(null=True)),
                ("cut_made_at", models.DateTimeField(null=True)),
                ("next_at", models.DateTimeField(null=True)),
                ("fault", models.CharField(blank=True, max_length=300)),
                ("created_at", models.DateTimeField()),
                (
                    "activity_type",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="activities.activitytype"
                    ),
                ),
                (
                    "company",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="crm.company"
                    ),
                ),
                (
                    "created_by",
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
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.member"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("next_at__isnull", False)),
                        fields=["organisation", "next_at"],
                        name="meeting_series_to_plan",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("count__isnull", True), ("until__isnull", False)),
                            models.Q(("count__isnull", False), ("until__isnull", True)),
                            _connector="OR",
                        ),
                        name="meeting_series_ends",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Meeting",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", models.CharField(max_length=255)),
                ("reply_token", models.CharField(blank=True, max_length=64)),
                ("organiser_address", models.CharField(max_length=320)),
                ("organiser_name", models.CharField(max_length=200)),
                ("sequence", models.PositiveIntegerField(default=0)),
                ("answers_from", models.PositiveIntegerField(default=0)),
                ("stamp", models.DateTimeField()),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                ("zone", models.CharField(max_length=64)),
                ("title", models.CharField(max_length=300)),
                ("description", models.TextField(blank=True)),
                ("place", models.CharField(blank=True, max_length=300)),
                ("url", models.CharField(blank=True, max_length=500)),
                ("is_cancelled", models.BooleanField(default=False)),
                (
                    "activity",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="meeting", to="activities.activity"
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
                ("transport", models.CharField(blank=True, db_default="", default="", max_length=20)),
                ("rule", models.JSONField(null=True)),
                (
                    "series",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="meeting",
                        to="meetings.meetingseries",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "uid"), name="one_meeting_per_uid"),
                    models.UniqueConstraint(
                        condition=models.Q(("reply_token", ""), _negated=True),
                        fields=("reply_token",),
                        name="one_meeting_per_token",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MeetingAttendee",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("address", models.CharField(max_length=320)),
                ("name", models.CharField(blank=True, max_length=200)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("NEEDS-ACTION", "No answer yet"),
                            ("ACCEPTED", "Accepted"),
                            ("DECLINED", "Declined"),
                            ("TENTATIVE", "Maybe"),
                            ("DELEGATED", "Sends somebody else"),
                        ],
                        default="NEEDS-ACTION",
                        max_length=12,
                    ),
                ),
                ("comment", models.TextField(blank=True)),
                ("answered_at", models.DateTimeField(null=True)),
                ("answered_sequence", models.PositiveIntegerField(null=True)),
                ("answered_stamp", models.DateTimeField(null=True)),
                ("undeliverable_at", models.DateTimeField(null=True)),
                (
                    "contact",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="crm.contact"
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="attendees", to="meetings.meeting"
                    ),
                ),
                (
                    "member",
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
                ("is_single", models.BooleanField(db_default=False, default=False)),
                ("said_stamp", models.DateTimeField(null=True)),
                ("delegate_address", models.CharField(blank=True, db_default="", default="", max_length=320)),
                ("delegate_name", models.CharField(blank=True, db_default="", default="", max_length=200)),
                ("delegate_status", models.CharField(blank=True, db_default="", default="", max_length=12)),
                ("delegate_stamp", models.DateTimeField(null=True)),
            ],
            options={
                "ordering": ["name", "id"],
                "constraints": [
                    models.UniqueConstraint(fields=("meeting", "address"), name="one_attendee_per_address")
                ],
            },
        ),
        migrations.CreateModel(
            name="MeetingAnswer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("place", models.PositiveSmallIntegerField(default=0)),
                ("received_at", models.DateTimeField()),
                ("sender", models.CharField(max_length=320)),
                ("address", models.CharField(blank=True, max_length=320)),
                ("method", models.CharField(max_length=20)),
                ("status", models.CharField(max_length=12)),
                ("comment", models.TextField(blank=True)),
                (
                    "verdict",
                    models.CharField(
                        choices=[
                            ("counted", "counted"),
                            ("stale", "about an earlier state of the meeting, or older than the answer that counts"),
                            ("stranger", "from somebody who was not invited"),
                            ("other", "about another meeting"),
                            ("proposal", "proposes another time"),
                            ("repeated", "the same answer again"),
                            ("refresh", "asked for the request again"),
                            (
                                "outlook",
                                "in Outlook's own form, which does not say what it is about; shown, not counted",
                            ),
                            ("undecided", "says neither yes nor no"),
                            ("delegate", "from whoever an attendee sends instead"),
                            ("address", "from another address than the one that was invited; shown, not counted"),
                        ],
                        max_length=10,
                    ),
                ),
                ("is_from_another_address", models.BooleanField(default=False)),
                ("proposed_starts_at", models.DateTimeField(null=True)),
                ("proposed_ends_at", models.DateTimeField(null=True)),
                ("settled_at", models.DateTimeField(null=True)),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="answers", to="meetings.meeting"
                    ),
                ),
                (
                    "message",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="mail.inboundmessage",
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
                    "attendee",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="answers",
                        to="meetings.meetingattendee",
                    ),
                ),
                ("proposed_place", models.CharField(blank=True, db_default="", default="", max_length=300)),
                ("replaced", models.JSONField(null=True)),
                ("sequence", models.PositiveBigIntegerField(null=True)),
                ("stamp", models.DateTimeField(null=True)),
                ("original_at", models.DateTimeField(null=True)),
            ],
            options={
                "ordering": ["-id"],
                "constraints": [models.UniqueConstraint(fields=("message", "place"), name="one_answer_per_place")],
            },
        ),
        migrations.CreateModel(
            name="MeetingOccurrence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("original_at", models.DateTimeField()),
                ("told", models.JSONField(null=True)),
                ("answers_from", models.PositiveIntegerField(default=0)),
                (
                    "activity",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="meeting_occurrence",
                        to="activities.activity",
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
                    "series",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="occurrences",
                        to="meetings.meetingseries",
                    ),
                ),
            ],
            options={
                "ordering": ["original_at"],
                "constraints": [
                    models.UniqueConstraint(fields=("series", "original_at"), name="one_occurrence_per_start")
                ],
            },
        ),
        migrations.CreateModel(
            name="OccurrenceAnswer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("NEEDS-ACTION", "No answer yet"),
                            ("ACCEPTED", "Accepted"),
                            ("DECLINED", "Declined"),
                            ("TENTATIVE", "Maybe"),
                            ("DELEGATED", "Sends somebody else"),
                        ],
                        max_length=12,
                    ),
                ),
                ("comment", models.TextField(blank=True)),
                ("answered_at", models.DateTimeField(null=True)),
                ("answered_sequence", models.PositiveIntegerField(null=True)),
                ("answered_stamp", models.DateTimeField(null=True)),
                (
                    "attendee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="single_answers",
                        to="meetings.meetingattendee",
                    ),
                ),
                (
                    "occurrence",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="answers",
                        to="meetings.meetingoccurrence",
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
                ("said_stamp", models.DateTimeField(null=True)),
                ("delegate_address", models.CharField(blank=True, db_default="", default="", max_length=320)),
                ("delegate_name", models.CharField(blank=True, db_default="", default="", max_length=200)),
                ("delegate_status", models.CharField(blank=True, db_default="", default="", max_length=12)),
                ("delegate_stamp", models.DateTimeField(null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("occurrence", "attendee"), name="one_answer_per_occurrence")
                ],
            },
        ),
        migrations.CreateModel(
            name="SeriesGuest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "contact",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="crm.contact"
                    ),
                ),
                (
                    "member",
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
                (
                    "series",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="guests", to="meetings.meetingseries"
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("contact__isnull", True), ("member__isnull", False)),
                            models.Q(("contact__isnull", False), ("member__isnull", True)),
                            _connector="OR",
                        ),
                        name="series_guest_is_one_person",
                    )
                ],
            },
        ),
    ]
