"""One's own API tokens."""

from pacesetter.people.models import ApiToken, Member
from pacesetter.people.tokens import authenticate
from pacesetter.people.verbs import create_token
from pacesetter.web.tests.conftest import Visitor


def secret_in(page: str) -> str:
    return page.split('id="secret" type="text" value="')[1].split('"')[0]


def test_the_secret_is_shown_once_and_works(visitor: Visitor, rita: Member) -> None:
    made = visitor.log_in(rita).post("/profile/tokens/", {"name": "CRM", "days": "30"})
    assert made.headers["Cache-Control"] == "no-store"
    secret = secret_in(made.content.decode())
    assert authenticate(secret) == rita
    again = visitor.read("/profile/tokens/")
    assert "CRM" in again
    assert secret not in again
    assert ApiToken.objects.get().expires_at is not None


def test_a_name_is_needed(visitor: Visitor, rita: Member) -> None:
    page = visitor.log_in(rita).post("/profile/tokens/", {"name": " ", "days": ""}).content.decode()
    assert 'id="id_name_error"' in page
    assert not ApiToken.objects.exists()


def test_a_revoked_one_works_no_longer(visitor: Visitor, rita: Member) -> None:
    made = create_token(rita, by=rita, name="CRM")
    address = f"/profile/tokens/{made.token.pk}/"
    assert "Revoke “CRM”?" in visitor.log_in(rita).delete(address).content.decode()
    assert authenticate(made.secret) == rita
    visitor.delete(address, sure=True)
    assert authenticate(made.secret) is None
    assert "None works." in visitor.read("/profile/tokens/")


def test_nobody_sees_or_revokes_anothers(visitor: Visitor, rita: Member, ada: Member) -> None:
    made = create_token(rita, by=rita, name="CRM of Rita")
    assert visitor.log_in(ada).delete(f"/profile/tokens/{made.token.pk}/", sure=True).status_code == 404
    assert "CRM of Rita" not in visitor.read("/profile/tokens/")
    assert authenticate(made.secret) == rita
