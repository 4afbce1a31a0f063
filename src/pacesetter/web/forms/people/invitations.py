"""Inviting several people at once: one line for each."""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pacesetter.people.models import AccessLevel, SalesRole, Team

MOST = 200


@dataclass(frozen=True)
class Line:
    """Somebody to invite. `team` is a name: the team may have to be made."""

    number: int
    name: str
    email: str
    role: SalesRole | None
    team: str
    access_level: str
    is_lead: bool


class InvitationsForm(forms.Form):
    """Lines of name, e-mail address, role, team, access level and whether they lead the team; the last four may be
    left out."""

    lines = forms.CharField(
        label=gettext_lazy("People"),
        strip=False,
        widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "false", "autocomplete": "off"}),
        help_text=gettext_lazy(
            "A line for each, typed or pasted from a spreadsheet: name, e-mail address, sales role, team, access "
            "level, and “lead” for who leads the team. The last four may be left out."
        ),
    )
    role: Any = forms.ModelChoiceField(
        SalesRole.across_organisations.none(),
        label=gettext_lazy("Sales role of those without one in their line"),
        required=False,
        empty_label=gettext_lazy("None"),
    )
    team: Any = forms.ModelChoiceField(
        Team.across_organisations.none(),
        label=gettext_lazy("Team of those without one in their line"),
        required=False,
        empty_label=gettext_lazy("None"),
    )
    makes_teams = forms.BooleanField(label=gettext_lazy("Make teams that are not there yet"), required=False)

    def __init__(self, data: QueryDict | None = None) -> None:
        super().__init__(data)
        roles = SalesRole.objects.filter(archived_at__isnull=True)
        teams = Team.objects.filter(archived_at__isnull=True)
        self.fields["role"].queryset = roles  # type: ignore[attr-defined]
        self.fields["team"].queryset = teams  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if "lines" in given:
            self.invited, wrong = self._read(given)
            for message in wrong:
                self.add_error("lines", message)
        return given

    def _read(self, given: dict[str, Any]) -> tuple[list[Line], list[str]]:
        self._roles = {role.name.casefold(): role for role in self.fields["role"].queryset}  # type: ignore[attr-defined]
        self._teams = {team.name.casefold(): team.name for team in self.fields["team"].queryset}  # type: ignore[attr-defined]
        found, wrong = [], []
        seen: set[str] = set()
        for number, cells in _rows(given["lines"]):
            try:
                line = self._line(number, cells, given)
                if line.email.lower() in seen:
                    raise ValidationError(_("This address stands in an earlier line."))
                seen.add(line.email.lower())
                found.append(line)
            except ValidationError as error:
                wrong.append(told(number, " ".join(error.messages)))
        if len(found) > MOST:
            wrong = [_("Invite at most %(most)d people at once.") % {"most": MOST}]
        return found, wrong

    def _line(self, number: int, cells: Sequence[str], given: dict[str, Any]) -> Line:
        name, email, role, team, level, lead = [*cells, "", "", "", "", "", ""][:6]
        if not lead and _says_lead(level):
            level, lead = "", level
        if "@" in name and "@" not in email:
            name, email = email, name
        if not email:
            raise ValidationError(_("Give a name and an e-mail address, with a comma in between."))
        validate_email(email)
        if role and role.casefold() not in self._roles:
            raise ValidationError(_("There is no sales role “%(name)s”.") % {"name": role})
        if team and team.casefold() not in self._teams and not given.get("makes_teams"):
            raise ValidationError(
                _("There is no team “%(name)s”. Tick below that it is to be made, or mend the name.") % {"name": team}
            )
        chosen = self._roles[role.casefold()] if role else given.get("role")
        group = self._teams.get(team.casefold(), team) if team else getattr(given.get("team"), "name", "")
        is_lead = _is_lead(lead, group)
        return Line(number, name or email.partition("@")[0], email, chosen, group, _level(level), is_lead)


def told(number: int, message: str) -> str:
    """What is wrong, with the number of the line that it is about."""
    return _("Line %(number)d: %(message)s") % {"number": number, "message": message}


def _says_lead(text: str) -> bool:
    return text.casefold() in ("lead", str(_("lead")).casefold())


def _is_lead(text: str, team: str) -> bool:
    if not text:
        return False
    if not _says_lead(text):
        raise ValidationError(
            _("“%(word)s” says nothing about the team. Write “lead” where they lead it.") % {"word": text}
        )
    if not team:
        raise ValidationError(_("Name the team that they lead."))
    return True


def _level(text: str) -> str:
    if not text:
        return AccessLevel.TEAM_MEMBER
    words = {str(word).casefold(): level for level, label in AccessLevel.choices for word in (level, label)}
    if text.casefold() not in words:
        known = ", ".join(str(label) for label in AccessLevel.labels)
        raise ValidationError(
            _("“%(word)s” is no access level. There are: %(known)s.") % {"word": text, "known": known}
        )
    return words[text.casefold()]


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """The cells of each line that has any, with its number. A spreadsheet's cells are divided by tabs."""
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            mark = next((mark for mark in "\t;" if mark in line), ",")
            yield number, [cell.strip() for cell in next(csv.reader([line.strip()], delimiter=mark))]
