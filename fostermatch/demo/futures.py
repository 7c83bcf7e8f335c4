"""What lies ahead for the homes: who stops, when places come free, and what they were asked."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from flask import current_app

from fostermatch.clock import day_of
from fostermatch.database import db
from fostermatch.demo.book import Book
from fostermatch.demo.households import Home, Use
from fostermatch.demo.words import leaving as words
from fostermatch.families.models import ApprovalKind, Confirmation, ConfirmedHow, Pause, PauseReason
from fostermatch.families.places import Places, register
from fostermatch.leaving.models import Horizon, Leaving, Outlook
from fostermatch.mail.models import Mail, MailState
from fostermatch.vacancies import letters
from fostermatch.vacancies.models import Answer, PlacesLink

EXPECTS = {
    Horizon.WITHIN_2_YEARS: 0.12,
    Horizon.TWO_TO_FIVE_YEARS: 0.25,
    Horizon.LATER: 0.45,
    Horizon.UNKNOWN: 0.18,
}
PUT_OFF, ANSWERED, ASKED, STOPS_SOON, MOVES_OUT = 4, 6, 4, 3, 3


def fill(book: Book, homes: Sequence[Home]) -> None:
    """Of homes that are written already, with their places and confirmations."""
    for_others = [home for home in homes if home.kind is not ApprovalKind.NETWORK]
    in_use = [home for home in for_others if home.until is None]
    expect(book, in_use)
    for home in for_others:
        if home.until:
            stop(book, home)
    empty = [
        home for home in in_use if not home.is_new and all(bed.use is Use.FREE for bed in home.beds)
    ]
    for home in empty[-book.scene.count(STOPS_SOON) :]:
        home.until = book.scene.ahead(40, 200)
        for approval in home.family.approvals:
            approval.ends_on = home.until
        book.write(last_pause(book, home))
        stop(book, home)
    move_out(book, in_use)
    book.save()
    hear(book, [home for home in in_use if home.until is None and not home.paused])
    book.save()


def last_pause(book: Book, home: Home) -> Pause:
    since = book.scene.ago(3, 30)
    return Pause(family=home.family, reason=PauseReason.OTHER, starts_on=since, ends_on=home.until)


def expect(book: Book, homes: Sequence[Home]) -> None:
    asked = [home for home in homes if book.scene.chance(0.65)]
    for home, horizon in zip(asked, book.scene.deck(EXPECTS, len(asked)), strict=True):
        book.write(
            Outlook(
                family_id=home.family.id,
                municipality_id=book.owner,
                said_on=max(home.since, book.scene.ago(10, 700)),
                horizon=horizon,
                heard_by=home.family.consultant,
            )
        )


def stop(book: Book, home: Home) -> None:
    """Two in three who have stopped were asked what could be learnt."""
    scene, last_day = book.scene, home.until or book.scene.today
    [reason] = scene.random.choices(list(words.REASONS), list(words.REASONS.values()))
    row = Leaving(
        family_id=home.family.id,
        municipality_id=book.owner,
        last_day=last_day,
        reason=reason,
        words=words.WORDS[reason],
        recorded_by_id=home.family.consultant.id if home.family.consultant else None,
        recorded_on=min(last_day - timedelta(30), scene.today),
    )
    if last_day < scene.today and scene.chance(0.67):
        row.talk_on, row.talk_by = last_day, home.family.consultant
        row.good, row.hard = scene.pick(words.GOOD), scene.pick(words.HARD)
        row.would_have_stayed = scene.pick(words.WOULD_HAVE_STAYED)
    book.write(row)


def move_out(book: Book, homes: Sequence[Home]) -> None:
    """Children of other municipalities who are known to move."""
    places = [
        place
        for home in homes
        for place in book.taken.get(home, [])
        if place.by_other_municipality and place.ends_on is None
    ]
    for place in places[: book.scene.count(MOVES_OUT)]:
        place.ends_on = book.scene.ahead(15, 100)


def hear(book: Book, homes: Sequence[Home]) -> None:
    """Some put a place off, some have answered their mail, some have it unanswered."""
    today, days = book.scene.today, book.staff.municipality.fresh_for_days
    counted = register([home.family.id for home in homes], today, days)
    free = {
        home: [place for place in counted.places(home.family.id) if place.available]
        for home in homes
    }
    fresh = [home for home in homes if any(place.fresh for place in free[home])]
    stale = [home for home in homes if any(place.stale for place in free[home])]
    ours = iter(fresh[::3])
    for home, _number in zip(ours, range(book.scene.count(PUT_OFF)), strict=False):
        put_off(book, free[home])
    for home, _number in zip(ours, range(book.scene.count(ANSWERED)), strict=False):
        answered(book, home, [place for place in free[home] if place.fresh])
    for home in stale[: book.scene.count(ASKED)]:
        sent = book.scene.moment(today - timedelta(book.scene.random.randint(2, 6)))
        ask(book, home, free[home], sent)


def put_off(book: Book, places: list[Places]) -> None:
    from_day = book.scene.ahead(20, 150)
    for word in [place.confirmation for place in places if place.confirmation]:
        if word.free_places:
            word.later_places, word.free_places = word.free_places, 0
            word.later_from = from_day


def answered(book: Book, home: Home, places: list[Places]) -> None:
    heard = [place.confirmation for place in places if place.confirmation]
    at = max(word.confirmed_at for word in heard)
    for word in heard:
        by_the_family(word)
    link = ask(book, home, places, at - timedelta(days=1, hours=3))
    link.answer, link.answered_at = Answer.STILL_FREE, at


def by_the_family(word: Confirmation) -> None:
    word.how, word.confirmed_by = ConfirmedHow.LINK, None


def ask(book: Book, home: Home, places: list[Places], at: datetime) -> PlacesLink:
    """The link and the mail that brought it, which has gone out."""
    municipality, family = book.staff.municipality, home.family
    link = PlacesLink(
        family_id=family.id,
        municipality_id=municipality.id,
        sent_at=at,
        last_day=day_of(at) + timedelta(municipality.link_days),
    )
    db.session.add(link)
    db.session.flush()
    with current_app.test_request_context():
        subject, body = letters.letter(link, family, places, municipality)
    book.write(
        Mail(
            municipality_id=municipality.id,
            key=f"places:{link.id}",
            recipient=family.email,
            subject=subject,
            body=body,
            written_at=at,
            state=MailState.SENT,
            due_at=at,
            attempts=1,
            changed_at=at,
        )
    )
    return link
