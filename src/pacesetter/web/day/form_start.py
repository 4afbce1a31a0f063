"""What a form of an activity starts with: from its address where it is new, else from the activity."""

from django.http import QueryDict

from pacesetter.activities.models import Activity, ActivityType, Series, Status
from pacesetter.meetings.series.rules import rule_told
from pacesetter.people.models import Member
from pacesetter.web.day.activity_form import DONE, PLANNED, ActivityForm
from pacesetter.web.day.amounts import money_to_edit
from pacesetter.web.day.details import kept_details
from pacesetter.web.day.invitation import ASK, kept_invitation
from pacesetter.web.day.job_order import put_kept_job
from pacesetter.web.day.picking import picked_company, picked_contacts
from pacesetter.web.day.repeats import kept_rule


def new_form(viewer: Member, activity_type: ActivityType, asked: QueryDict) -> ActivityForm:
    """A form that has what the address says: `planned`, `day`, `time`, `company`, `contacts`, `outcome`, `minutes`."""
    values = asked.copy()
    if "state" not in values:
        values["state"] = PLANNED if values.get("planned") or values.get("day") else DONE
    if not values.get("minutes"):
        values["minutes"] = str(activity_type.default_minutes or "")
    values.setdefault("owner", str(viewer.pk))
    # Attendees are asked unless somebody says otherwise: that is what a planned meeting is for.
    values.setdefault(ASK, "yes")
    values.setdefault("ends", "until")
    form = ActivityForm(viewer, activity_type, values)
    if values.get("company") or values.get("company_text"):
        form.company = picked_company(viewer, values)
    if values.get("contacts") or values.get("contact_text"):
        form.contacts = picked_contacts(viewer, values, form.company.company)
        if form.company.company is None and len(form.contacts.contacts) == 1 and not form.company.text:
            # Whoever plans something with a person means their company.
            form.company.company = form.contacts.contacts[0].company
    return form


def edit_form(viewer: Member, activity: Activity) -> ActivityForm:
    """A form that has what the activity has."""
    done = activity.status == Status.COMPLETED
    moment = activity.completed_at if done else activity.due_at
    local = moment.astimezone(viewer.zone()) if moment else None
    day = local.date() if local else activity.due_on
    values = QueryDict(mutable=True)
    values.update(
        {
            "state": DONE if done else PLANNED,
            "subject": activity.subject,
            "note": activity.note,
            "owner": str(activity.owner_id),
            "minutes": str(activity.minutes if done else activity.planned_minutes),
            "value": money_to_edit(
                activity.value_minor if done else activity.planned_value_minor, viewer.organisation.currency
            ),
            "outcome": str(activity.outcome_id or ""),
            "day": day.isoformat() if day else "",
            "time": local.strftime("%H:%M") if local else "",
        }
    )
    values.update(kept_invitation(activity))
    values.update(kept_details(activity))
    put_kept_job(activity, values)
    values.setlist("participants", [str(pk) for pk in activity.participants.values_list("member_id", flat=True)])
    series = Series.objects.filter(occurrences__activity=activity, stopped_at__isnull=True).first()
    if series:
        values["every"], values["unit"] = str(series.every), series.unit
    values["ends"] = "until"
    form = ActivityForm(viewer, activity.activity_type, values, activity)
    if form.occurrence is not None:
        kept = kept_rule(rule_told(form.occurrence.series))
        values.setlist("repeat_days", kept.pop("repeat_days"))
        for name, value in kept.items():
            values[name] = value
    form.company.company = activity.company
    form.company.text = activity.company.name if activity.company else ""
    form.contacts.contacts = [link.contact for link in activity.contact_links.select_related("contact__company")]
    return form
