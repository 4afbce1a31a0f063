"""Public holidays, year by year: the country's, and what the organisation does otherwise."""

from datetime import date, timedelta
from decimal import Decimal

from django.db import transaction
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pacesetter.core import clock
from pacesetter.core.written_ids import written_id
from pacesetter.people.models import OrganisationHoliday
from pacesetter.people.verbs import remove_holiday, set_holiday
from pacesetter.tenancy.models import Organisation
from pacesetter.web.changing import made_or_asked
from pacesetter.web.exports import ExportTable, exported
from pacesetter.web.forms.holiday import HolidayForm
from pacesetter.web.forms.places import countries
from pacesetter.web.holiday_list import listed_holidays
from pacesetter.web.member_view import MemberRequest, administrator_view

FIRST, LAST = 2000, 2100


@require_http_methods(["GET", "HEAD", "POST"])
@administrator_view
def holidays(request: MemberRequest) -> HttpResponseBase:
    """Show the days off of a year. POST sets one day: off, half off, or an ordinary working day; with `moved_to` it is
    observed on another day instead."""
    organisation = request.member.organisation
    year = _year(request)
    if file := exported(request, _export(organisation, year)):
        return file
    form = HolidayForm(request.POST) if request.method == "POST" else HolidayForm()
    if request.method == "POST" and form.is_valid():
        answer = made_or_asked(
            request,
            lambda: _set(request, form),
            what=_("Change a public holiday: %(name)s") % {"name": form.cleaned_data["name"]},
            done=_("Saved."),
            back=f"{reverse('holidays')}?year={form.cleaned_data['day'].year}",
            place="holidays",
            form=form,
        )
        if answer is not None:
            return answer
    context = {
        "settings_place": "holidays",
        "year": year,
        "days": listed_holidays(organisation, year),
        "country": dict(countries()).get(organisation.country, ""),
        "form": form,
        "is_first": year <= FIRST,
        "is_last": year >= LAST,
    }
    return render(request, "web/holidays.html", context, status=422 if form.errors else 200)


@require_http_methods(["DELETE"])
@administrator_view
def holiday(request: MemberRequest, holiday_id: int) -> HttpResponse:
    """Let the country's calendar count again on this day."""
    row = OrganisationHoliday.objects.get(pk=holiday_id)
    back = f"{reverse('holidays')}?year={row.day.year}"
    return made_or_asked(
        request,
        lambda: remove_holiday(OrganisationHoliday.objects.get(pk=holiday_id), by=request.member),
        what=_("Change a public holiday: %(name)s") % {"name": row.name},
        done=_("The country’s calendar counts again on this day."),
        back=back,
        place="holidays",
    ) or redirect(back)


def _export(organisation: Organisation, year: int) -> ExportTable:
    headings = [_("Day"), _("Name"), _("By the country's calendar"), _("Share of the day off")]
    rows = ((one.day, one.name, one.country_name, one.share) for one in listed_holidays(organisation, year))
    return ExportTable(f"{_('Public holidays')} {year}", headings, rows)


def _set(request: MemberRequest, form: HolidayForm) -> None:
    day, name, share = (form.cleaned_data[field] for field in ("day", "name", "share"))
    moved_to = _moved_to(request, day)
    with transaction.atomic():
        set_holiday(day, by=request.member, name=name, share=Decimal(0) if moved_to else share)
        if moved_to:
            set_holiday(moved_to, by=request.member, name=name, share=Decimal(1))


def _moved_to(request: MemberRequest, day: date) -> date | None:
    try:
        moved_to = date.fromisoformat(request.POST.get("moved_to", ""))
    except ValueError:
        return None
    return moved_to if moved_to != day and abs(moved_to - day) < timedelta(days=366) else None


def _year(request: MemberRequest) -> int:
    year = written_id(request.GET.get("year", ""))
    return min(max(year, FIRST), LAST) if year is not None else clock.today(request.member.zone()).year
