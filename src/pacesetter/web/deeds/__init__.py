"""What one press did, by the events that it recorded, and the way back from it.

    with noting() as ids:
        edit_company(company, by=request.member, **edits)
    say_deed(request, _("Saved."), ids)

The message then has an Undo, which is DELETE on the address of the deed. What made something or switched something has
an address of its own instead (`pacesetter.web.undo`).
"""

from pacesetter.web.deeds.deed import Deed, deed_from, take_deed_back
from pacesetter.web.deeds.saying import say_deed

__all__ = ["Deed", "deed_from", "say_deed", "take_deed_back"]
