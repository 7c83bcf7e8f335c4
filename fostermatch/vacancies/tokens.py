"""The last part of a link's address: the number of the link, signed for this one purpose.

Nothing that opens a link is kept in the database; when it ends, and whether it has been
overtaken, stands on its row.
"""

from hashlib import sha256

from flask import current_app
from itsdangerous import BadSignature, URLSafeSerializer

from fostermatch.vacancies.models import PlacesLink


def signer() -> URLSafeSerializer:
    return URLSafeSerializer(
        current_app.secret_key or "",
        salt="vacancies.places_link",
        signer_kwargs={"digest_method": sha256},
    )


def token(link: PlacesLink) -> str:
    return str(signer().dumps(link.id))


def link_number(text: str) -> int | None:
    """The number of the link we signed; None for anything else."""
    try:
        return int(signer().loads(text))
    except BadSignature:
        return None
