"""A file to bring in."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pacesetter.web.imports.kinds import KINDS

# Larger ones are looked through for longer than anybody waits for a page; the command line takes them.
MOST_MEGABYTES = 100
ENDINGS = (".csv", ".txt", ".tsv", ".xlsx")


class ImportUploadForm(forms.Form):
    """The file, what its rows are, and for workbooks which sheet."""

    kind = forms.ChoiceField(label=gettext_lazy("What its rows are"), required=False)
    file = forms.FileField(
        label=gettext_lazy("CSV file or Excel workbook"),
        max_length=255,
        widget=forms.FileInput(attrs={"accept": ",".join(ENDINGS)}),
        error_messages={
            "required": gettext_lazy("Choose a file."),
            "empty": gettext_lazy("The file is empty."),
        },
    )
    sheet = forms.CharField(
        label=gettext_lazy("Sheet, where it is not the first"), required=False, max_length=100, strip=False
    )
    again = forms.BooleanField(
        label=gettext_lazy("Bring it in although this very file was brought in before"), required=False
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        files: "MultiValueDict[str, Any] | None" = None,
        *,
        kind: str = "",
        offers_again: bool = False,
    ) -> None:
        super().__init__(data, files, initial={"kind": kind})
        choices: list[tuple[str, Any]] = [
            ("", _("Tell by the headings")),
            *((key.value, name) for key, name in KINDS.items()),
        ]
        self.fields["kind"].choices = choices  # type: ignore[attr-defined]
        if not offers_again:
            self.fields["again"].widget = forms.HiddenInput()

    def clean_file(self) -> "UploadedFile[Any]":
        file: UploadedFile[Any] = self.cleaned_data["file"]
        if (file.size or 0) > MOST_MEGABYTES * 1024**2:
            raise ValidationError(
                _("Here a file may have %(most)d megabytes. Larger ones are brought in by “pacesetter import”.")
                % {"most": MOST_MEGABYTES}
            )
        return file
