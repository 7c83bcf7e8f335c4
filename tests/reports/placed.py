"""Children placed here and there, for figures that count them."""

from random import Random

from fostermatch.accounts.models import Municipality
from fostermatch.database import db
from fostermatch.placements.models import EndReason, Placement, PlacementKind
from tests import factories

HOMES = (PlacementKind.FOSTER, PlacementKind.NETWORK, PlacementKind.INSTITUTION)


def stay(child, kind, starts_on, ends_on=None, **changes):
    """A stay; in a family that lives in Randers, unless told otherwise."""
    postcode = changes.pop("postcode", "8900")
    facts = {
        "municipality_id": child.municipality_id,
        "child": child,
        "kind": kind,
        "starts_on": starts_on,
        "ends_on": ends_on,
        "end_reason": EndReason.PLANNED if ends_on else None,
    }
    if kind is PlacementKind.INSTITUTION:
        facts["site"] = "Solbakken"
    else:
        municipality = db.session.get(Municipality, child.municipality_id)
        facts["family"] = factories.family(municipality, postcode=postcode)
    return factories.saved(Placement(**facts | changes))


def many(teams, number=60, seed=3):
    """Children with one to three stays each, by chance: moves on the same day, gaps, no end."""
    random, found = Random(seed), []
    for _each in range(number):
        child = factories.child(random.choice(teams))
        ago = random.randint(30, 1300)
        for last in [False] * random.randint(0, 2) + [True]:
            until = ago - random.randint(0, 300)
            ends_on = None if (last and random.random() < 0.7) or until < 0 else until
            found.append(
                stay(
                    child,
                    random.choice(HOMES),
                    factories.days_ago(ago),
                    None if ends_on is None else factories.days_ago(ends_on),
                    duty_to_act=random.random() < 0.8,
                    postcode=random.choice(("8900", "8920", "1050")),
                    yearly_cost=random.choice((None, 500_000)),
                )
            )
            if ends_on is None:
                break
            ago = ends_on - random.choice((0, 0, 1, 10, 60))
            if ago < 0:
                break
    return found
