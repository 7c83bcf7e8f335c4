"""What can be recorded of the people around a child. Callers commit."""

from datetime import date

from flask_babel import gettext as _

from fostermatch import audit
from fostermatch.accounts.models import User
from fostermatch.children.models import Child, Consideration, Person
from fostermatch.errors import Refused


def add(child: Child, person: Person, by: User) -> None:
    check_lives(person)
    child.people.append(person)
    audit.record("network.add", child, by=by, tie=person.tie)


def edit(person: Person, by: User) -> None:
    check_lives(person)
    audit.record("network.edit", person.child, by=by, person=person.id)


def check_lives(person: Person) -> None:
    if person.is_dead and person.lives_with_child:
        raise Refused(_("Somebody who has died does not live with the child."))


def consider(
    child: Child, person: Person | None, thought: Consideration, by: User, on: date
) -> None:
    """Record what came of thinking of somebody; without a person, of the network as a whole."""
    if thought.asked_on and thought.asked_on < child.born_on:
        raise Refused(_("The child was not born on that day."))
    if person and person.is_dead:
        raise Refused(_("This person has died. Correct that first if it is wrong."))
    thought.person, thought.recorded_on, thought.recorded_by_id = person, on, by.id
    child.considerations.insert(0, thought)
    audit.record("network.consider", child, by=by, outcome=thought.outcome)
