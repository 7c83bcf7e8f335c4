"""Applicants of two years: under way, lost on the way, and families by now."""

from collections.abc import Sequence
from datetime import date, timedelta

from fostermatch.demo import figures, names, towns
from fostermatch.demo.book import Book
from fostermatch.demo.households import Home
from fostermatch.demo.scene import Scene, workday
from fostermatch.demo.words.applicants import NOTES, REFUSED, WITHDRAWN
from fostermatch.needs import Slot
from fostermatch.recruitment.models import Applicant, Interest, Source
from fostermatch.recruitment.stages import Stage, Track

# The way, and how far along it each stage comes, as parts of the time to approval.
WAY = {
    Stage.ENQUIRY: 0.0,
    Stage.FIRST_TALK: 0.15,
    Stage.INFORMATION_MEETING: 0.11,
    Stage.COURSE_BOOKED: 0.19,
    Stage.APPLIED: 0.29,
    Stage.CERTIFICATES: 0.36,
    Stage.VISIT_1: 0.47,
    Stage.HOME_VISIT: 0.55,
    Stage.COURSE_1: 0.58,
    Stage.VISIT_2: 0.7,
    Stage.ASSESSMENT: 0.75,
    Stage.COURSE_2: 0.82,
    Stage.APPROVED: 1.0,
    Stage.ON_PORTAL: 1.06,
}
UNDER_WAY = {
    Stage.ENQUIRY: 5,
    Stage.INFORMATION_MEETING: 4,
    Stage.FIRST_TALK: 1,
    Stage.HOME_VISIT: 1,
    Stage.ASSESSMENT: 1,
    Stage.COURSE_BOOKED: 2,
    Stage.APPLIED: 2,
    Stage.CERTIFICATES: 2,
    Stage.VISIT_1: 2,
    Stage.COURSE_1: 1,
    Stage.VISIT_2: 1,
    Stage.COURSE_2: 1,
    Stage.APPROVED: 1,
    Stage.ON_PORTAL: 1,
}
LOST_AFTER = {
    Stage.ENQUIRY: 9,
    Stage.INFORMATION_MEETING: 8,
    Stage.APPLIED: 3,
    Stage.CERTIFICATES: 2,
    Stage.VISIT_1: 2,
    Stage.COURSE_2: 2,
}
INTERESTS = {Interest.FOSTER: 0.63, Interest.RESPITE: 0.37}
WEEK = 7


def fill(book: Book, homes: Sequence[Home]) -> None:
    """`homes`: new ones, some of which came this way."""
    scene = book.scene
    came = scene.shuffled([home for home in homes if home.is_new])
    came = came[: scene.count(figures.APPLICANTS_NOW_FAMILIES)]
    lost = scene.deck(LOST_AFTER, scene.count(figures.APPLICANTS_LOST))
    under_way = scene.deck(UNDER_WAY, scene.count(figures.APPLICANTS_UNDER_WAY))
    for home, days in zip(came, days_to_approval(scene, came), strict=True):
        became_family(book, home, days)
    for stage, days in zip(lost, days_to_approval(scene, lost), strict=True):
        gave_up(book, stage, days)
    for stage, days in zip(under_way, days_to_approval(scene, under_way), strict=True):
        is_under_way(book, stage, days)


def days_to_approval(scene: Scene, applicants: Sequence[object]) -> list[int]:
    """How long each takes, or would take, from the enquiry."""
    weeks = figures.WEEKS_TO_APPROVAL
    days = [(share, WEEK * number) for share, number in weeks]
    return scene.shuffled(scene.spread(days, len(applicants)))


def became_family(book: Book, home: Home, days: int) -> None:
    """Approved on the day the home's approval begins."""
    enquired_on = home.since - timedelta(days)
    interest = Interest.FOSTER if home.of(Slot.FULL_TIME) else Interest.RESPITE
    row = applicant(book, interest, enquired_on)
    row.name = f"{names.grown_up(book.scene, woman=True)} {home.family.name}"
    row.phone, row.email = home.family.phone, home.family.email
    row.postcode, row.family = home.family.postcode, home.family
    row.consultant = home.family.consultant
    walk(book, row, Stage.APPROVED, enquired_on, days)
    row.enter(Stage.USABLE, home.since, row.consultant)


def gave_up(book: Book, last: Stage, days: int) -> None:
    enquired_on = workday(book.scene.ago(180, 720))
    row = applicant(book, interest_at(book, last), enquired_on)
    walk(book, row, last, enquired_on, days)
    refused = last is Stage.COURSE_2
    leaving, words = book.scene.pick(list((REFUSED if refused else WITHDRAWN).items()))
    leaves_on = workday(row.since + timedelta(book.scene.random.randint(8, 50)))
    way_out = Stage.REFUSED if refused else Stage.WITHDRAWN
    on = max(leaves_on, row.since)
    row.enter(way_out, on, row.consultant, leaving, book.scene.pick(words))


def is_under_way(book: Book, stage: Stage, days: int) -> None:
    """At the stage for some weeks, a few for much longer."""
    still = book.scene.random.randint(0, 25) if book.scene.chance(0.8) else 55
    enquired_on = book.scene.today - timedelta(round(days * WAY[stage]) + still)
    row = applicant(book, interest_at(book, stage), enquired_on)
    walk(book, row, stage, enquired_on, days)


def interest_at(book: Book, stage: Stage) -> Interest:
    """Some stages are of network families only."""
    if stage not in Track.GENERAL.stages:
        return Interest.NETWORK
    return book.scene.random.choices(list(INTERESTS), list(INTERESTS.values()))[0]


def applicant(book: Book, interest: Interest, enquired_on: date) -> Applicant:
    scene = book.scene
    name = f"{names.grown_up(scene, scene.chance(0.75))} {names.family(scene)}"
    row = Applicant(
        municipality_id=book.owner,
        name=name,
        phone=names.phone(scene),
        email=names.email(scene, name, "post.example"),
        postcode=towns.own_or_neighbouring(scene, scene.chance(0.2)),
        interest=interest,
        source=scene.pick(list(Source)),
        note=scene.pick(NOTES) if scene.chance(0.7) else "",
        enquired_on=enquired_on,
        consultant=scene.pick(book.staff.consultants),
    )
    book.write(row)
    return row


def walk(book: Book, row: Applicant, last: Stage, enquired_on: date, days: int) -> None:
    """The steps up to the last stage, on rising days that never lie ahead."""
    latest, stages = enquired_on, row.track.columns
    for stage in stages[: stages.index(last) + 1]:
        wobble = book.scene.random.uniform(-0.03, 0.03) if 0 < WAY[stage] < 1 else 0
        planned = workday(enquired_on + timedelta(round(days * (WAY[stage] + wobble))))
        latest = min(max(latest, planned), book.scene.today)
        row.enter(stage, latest, row.consultant)
