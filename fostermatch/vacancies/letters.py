"""What the mail to a family says. Nothing in it tells a stranger who the family is."""

from urllib.parse import urljoin

from flask import current_app, url_for
from flask_babel import force_locale
from flask_babel import gettext as _

from fostermatch.accounts.models import Municipality
from fostermatch.families.models import Family
from fostermatch.families.places import Places
from fostermatch.i18n import day
from fostermatch.vacancies.models import PlacesLink
from fostermatch.vacancies.tokens import token
from fostermatch.vacancies.words import free_in_words


def address(link: PlacesLink) -> str:
    """Never from the visitor's own request, which may name another host."""
    path = url_for("vacancies.answer", token=token(link))
    return urljoin(current_app.config["PUBLIC_URL"], path)


def letter(
    link: PlacesLink, family: Family, places: list[Places], municipality: Municipality
) -> tuple[str, str]:
    """Subject and body, in Danish."""
    with force_locale("da"):
        paragraphs = [
            _("Dear family"),
            "\n".join([_("We have noted that you have:"), *free_lines(places)]),
            _("Is that still right? Answer with one press, without signing in:"),
            address(link),
            _("The link works until %(day)s.", day=day(link.last_day)),
            "\n".join([_("Kind regards"), *signed(family, municipality)]),
        ]
        return _("Is your place still free?"), "\n\n".join(paragraphs) + "\n"


def free_lines(places: list[Places]) -> list[str]:
    return [f"- {free_in_words(place.slot, place.available)}" for place in places]


def signed(family: Family, municipality: Municipality) -> list[str]:
    name = [family.consultant.name] if family.consultant else []
    phone = municipality.families_phone
    return [*name, municipality.name, *([_("Phone %(phone)s", phone=phone)] if phone else [])]
