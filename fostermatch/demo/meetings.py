"""Families that said yes: meetings ahead and held, and what was said after them."""

from datetime import date, time, timedelta

from fostermatch.accounts.absences.models import Absence
from fostermatch.accounts.models import Role
from fostermatch.asks.models import Ask
from fostermatch.demo import asks
from fostermatch.demo.book import Book
from fostermatch.demo.people import NORTH, SOUTH
from fostermatch.demo.scene import workday
from fostermatch.demo.words import meetings as words
from fostermatch.meetings.models import Feedback, Meeting, Opinion, Party, Says, Told
from fostermatch.rounds.models import Proposal, Round

ASKED = 16  # days ago
SAID = {Party.PARENTS: words.PARENTS, Party.CHILD: words.CHILD, Party.FAMILY: words.FAMILY}


def fill(book: Book, round_: Round) -> None:
    """One child at each point between a family's yes and a mutual yes; and who is away."""
    ways = (meets_today, half_way, nearly_there, agreed, unrecorded, unanswered, put_off)
    for way, line in zip(ways, lines(book, round_), strict=False):
        way(book, said_yes(book, line))
    book.save()
    absences(book)
    book.save()


def lines(book: Book, round_: Round) -> list[Proposal]:
    """Children who have waited a while and for whom nobody stands asked, the north first."""
    asked = asks.asked(book)
    found = [
        line
        for line in round_.proposals
        if line.family and line.request_id not in asked
        if line.request.state.is_open
        if line.bundle is None
        if line.request.waiting_since <= book.scene.today - timedelta(ASKED + 3)
    ]
    return sorted(found, key=lambda line: line.request.child.team_id)


def said_yes(book: Book, line: Proposal) -> Ask:
    row = asks.accept(book, line.request, line.family, book.scene.today - timedelta(ASKED))
    line.request.next_step, line.request.next_step_on = "", None
    book.save()
    return row


def meets_today(book: Book, ask: Ask) -> None:
    plan(book, ask, Party.PARENTS, book.scene.today)


def half_way(book: Book, ask: Ask) -> None:
    held(book, ask, Party.PARENTS, 4)
    say(book, ask, Party.PARENTS, Says.YES, words.PARENTS_SAY, 3)
    plan(book, ask, Party.CHILD, book.scene.ahead(3, 6))
    tell(book, ask, 2)


def nearly_there(book: Book, ask: Ask) -> None:
    half_way_done(book, ask)
    say(book, ask, Party.CHILD, Says.THINKING, words.CHILD_THINKS, 2)


def agreed(book: Book, ask: Ask) -> None:
    half_way_done(book, ask)
    say(book, ask, Party.CHILD, Says.YES, words.CHILD_WANTS, 2)


def half_way_done(book: Book, ask: Ask) -> None:
    held(book, ask, Party.PARENTS, 8)
    say(book, ask, Party.PARENTS, Says.YES, words.PARENTS_SAY, 6)
    tell(book, ask, 5)
    held(book, ask, Party.CHILD, 3)


def unrecorded(book: Book, ask: Ask) -> None:
    plan(book, ask, Party.PARENTS, workday(book.scene.today - timedelta(2)))


def unanswered(book: Book, ask: Ask) -> None:
    held(book, ask, Party.PARENTS, 9, answered=False)


def put_off(book: Book, ask: Ask) -> None:
    held(book, ask, Party.PARENTS, 7)
    row = plan(book, ask, Party.CHILD, workday(book.scene.today - timedelta(3)))
    row.cancelled_on, row.cancelled_because = row.planned_on, words.CANCELLED


def plan(book: Book, ask: Ask, party: Party, day: date) -> Meeting:
    row = Meeting(
        municipality_id=book.owner,
        request=ask.request,
        family=ask.family,
        party=party,
        arranged_on=min(book.scene.today - timedelta(1), day),
        planned_on=day,
        begins=time(book.scene.pick((9, 13, 15, 16)), book.scene.pick((0, 30))),
        place=book.scene.pick(words.PLACES),
    )
    book.write(row)
    return row


def held(book: Book, ask: Ask, party: Party, days: int, answered: bool = True) -> None:
    row = plan(book, ask, party, workday(book.scene.today - timedelta(days)))
    row.arranged_on = max(ask.said_on, row.planned_on - timedelta(5))
    row.held_on = row.planned_on
    row.took_part = words.CHILD_TOOK_PART if party is Party.CHILD else words.TOOK_PART
    for who in row.asked_after if answered else ():
        felt_right, unsure_of = book.scene.pick(SAID[who])
        row.feedback.append(
            Feedback(
                party=who,
                felt_right=felt_right,
                unsure_of=unsure_of,
                answered_on=row.held_on,
                recorded_by_id=ask.asked_by_id,
                recorded_at=book.scene.moment(row.held_on),
            )
        )


def say(book: Book, ask: Ask, party: Party, says: Says, text: str, days: int) -> None:
    day = workday(book.scene.today - timedelta(days))
    row = Opinion(party=party, says=says, words=text, said_on=day)
    keep(book, ask, row, day)


def tell(book: Book, ask: Ask, days: int) -> None:
    day = workday(book.scene.today - timedelta(days))
    keep(book, ask, Told(words=words.TOLD, told_on=day, told_by=ask.asked_by.name), day)


def keep(book: Book, ask: Ask, row: Opinion | Told, day: date) -> None:
    row.municipality_id = book.owner
    row.request_id, row.family_id = ask.request_id, ask.family_id
    row.recorded_by_id, row.recorded_at = ask.asked_by_id, book.scene.moment(day)
    book.write(row)


def absences(book: Book) -> None:
    """One colleague is covered by the first of the north; one in each team is covered by nobody."""
    first, *others = book.staff.in_role(Role.CASEWORKER, NORTH)
    for user, deputy in zip(others, (first, None), strict=False):
        away(book, user.id, deputy.id if deputy else None)
    for user in book.staff.in_role(Role.CASEWORKER, SOUTH)[:1]:
        away(book, user.id, None)


def away(book: Book, user_id: int, deputy_id: int | None) -> None:
    today = book.scene.today
    book.write(
        Absence(
            municipality_id=book.owner,
            user_id=user_id,
            deputy_id=deputy_id,
            starts_on=today - timedelta(3),
            ends_on=today + timedelta(11),
        )
    )
