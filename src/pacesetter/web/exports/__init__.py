"""Any table as a file. A view gives its rows, and this answers `?format=csv` and `?format=xlsx`:

    table = ExportTable(_("Companies"), [_("Name"), _("Last activity")], ((one.name, one.last_on) for one in companies))
    if answer := exported(request, table):
        return answer

The page offers both by `<c-export-links />`.
"""

from pacesetter.web.exports.exported import exported
from pacesetter.web.exports.table import ExportTable, Row, Share, Value

__all__ = ["ExportTable", "Row", "Share", "Value", "exported"]
