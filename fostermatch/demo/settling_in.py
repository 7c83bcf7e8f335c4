"""How a child comes to a family, what is agreed, and how it goes in the first year."""

from datetime import date, timedelta

from fostermatch.clock import birthday, months_after
from fostermatch.demo.book import Book
from fostermatch.demo.scene import Scene, workday
from fostermatch.demo.words import following as words
from fostermatch.placements.introduction.actions import comes_from_institution
from fostermatch.placements.introduction.usual import Proposed, usual
from fostermatch.placements.models import (
    MONTHS,
    Breakdown,
    CheckUp,
    EndReason,
    IntroductionStep,
    PayContract,
    PayModel,
    Placement,
    PlacementKind,
    StepKind,
    StepState,
    TaskAgreement,
    YouthDuty,
    YouthStep,
)

LATELY = 420  # days since moving in, for which the introduction is kept
WITH_STAFF = "Familien og institutionens personale"
ALONE = "Familien og barnets rådgiver"
HOMES = (PlacementKind.FOSTER, PlacementKind.NETWORK)


def fill(book: Book, placement: Placement, last: date) -> None:
    if placement.end_reason is EndReason.BREAKDOWN:
        break_down(book, placement)
    if not placement.is_respite:
        grow_up(book, placement, last)
    if placement.family_id:
        agree(book, placement)
    if placement.kind in HOMES:
        introduce(book, placement)
        check(book, placement, last)


def break_down(book: Book, placement: Placement) -> None:
    causes, in_words, tried, learnt = book.scene.pick(words.CAUSES)
    book.write(
        Breakdown(
            municipality_id=book.owner,
            placement_id=placement.id,
            causes=frozenset(causes),
            in_words=in_words,
            tried=tried,
            learnt=learnt,
        )
    )


def grow_up(book: Book, placement: Placement, last: date) -> None:
    """Most youth plans are made, a few are missing."""
    born_on = placement.child.born_on
    days = {
        YouthDuty.PLAN: birthday(born_on, 16) + timedelta(60),
        YouthDuty.AFTERCARE: months_after(birthday(born_on, 18), -7),
    }
    for duty, on in days.items():
        if placement.starts_on < on <= last and book.scene.chance(0.85):
            book.write(
                YouthStep(
                    municipality_id=book.owner,
                    child_id=placement.child_id,
                    duty=duty,
                    done_on=workday(on),
                    note=book.scene.pick(words.VIEWS),
                )
            )


def introduce(book: Book, placement: Placement) -> None:
    """Not for those who came in a hurry."""
    lately = placement.starts_on > book.scene.today - timedelta(LATELY)
    if not lately or placement.is_acute or placement.request is None:
        return
    agreed_on = placement.request.closed_on or placement.starts_on
    for step in usual(placement.starts_on, comes_from_institution(placement), agreed_on):
        book.write(step_of(book, placement, step))


def step_of(book: Book, placement: Placement, step: Proposed) -> IntroductionStep:
    scene = book.scene
    row = IntroductionStep(
        municipality_id=book.owner,
        placement_id=placement.id,
        kind=step.kind,
        planned_on=step.on,
        first_planned_on=step.on,
        takes_part=WITH_STAFF if step.with_staff else ALONE,
        state=StepState.HELD if step.on < scene.today else StepState.PLANNED,
    )
    if row.state is StepState.HELD and row.kind is not StepKind.MOVING_DAY:
        row.reaction = scene.pick(words.STEPS) if scene.chance(0.6) else ""
        if scene.chance(0.1):
            row.first_planned_on = step.on - timedelta(2)
    return row


def check(book: Book, placement: Placement, last: date) -> None:
    for months in MONTHS:
        due_on = months_after(placement.starts_on, months)
        late = not book.scene.chance(0.85)
        on = workday(due_on + timedelta(12 if late else -book.scene.random.randint(1, 12)))
        if on <= last and book.scene.chance(0.93):
            book.write(check_up(book.scene, placement, months, on))


def check_up(scene: Scene, placement: Placement, months: int, on: date) -> CheckUp:
    worries, who_acts = scene.pick(words.WORRIES) if scene.chance(0.15) else ("", "")
    return CheckUp(
        municipality_id=placement.municipality_id,
        placement_id=placement.id,
        months=months,
        held_on=on,
        how_child=scene.pick(words.HOW_CHILD),
        how_family=scene.pick(words.HOW_FAMILY),
        how_school=scene.pick(words.HOW_SCHOOL) if placement.child.age_on(on) > 5 else "",
        how_contact=scene.pick(words.HOW_CONTACT),
        compromise=scene.pick(words.COMPROMISE) if scene.chance(0.3) else "",
        worries=worries,
        who_acts=who_acts,
    )


def agree(book: Book, placement: Placement) -> None:
    """Old contracts with yearly reviews, newer ones with an average fixed for the stay."""
    scene, until = book.scene, placement.ends_on
    agreed = {
        "municipality_id": book.owner,
        "placement_id": placement.id,
        "written_by_id": scene.pick(book.staff.consultants).id,
        "written_at": scene.moment(min(placement.starts_on, scene.today)),
    }
    if scene.chance(0.92):
        book.write(
            TaskAgreement(
                **agreed,
                starts_on=placement.starts_on,
                ends_on=until,
                undertakes=scene.pick(words.UNDERTAKES),
                support=scene.pick(words.SUPPORT),
                contact=scene.pick(words.CONTACT),
            )
        )
    if scene.chance(0.95):
        pay(book, placement, agreed)


def pay(book: Book, placement: Placement, agreed: dict[str, object]) -> None:
    """An old contract has been written anew at each review, most of them in time."""
    scene, starts_on = book.scene, placement.starts_on
    yearly = not placement.is_respite and scene.chance(0.35)
    fees = scene.random.randint(1, 2) if placement.is_respite else scene.random.randint(3, 7)
    model = PayModel.YEARLY if yearly else PayModel.AVERAGE
    last = placement.ends_on or scene.today - timedelta(0 if scene.chance(0.6) else 90)
    while True:
        again = months_after(starts_on, 12)
        goes_on = yearly and again <= last
        book.write(
            PayContract(
                **agreed,
                starts_on=starts_on,
                ends_on=again - timedelta(1) if goes_on else placement.ends_on,
                pay_model=model,
                fees=fees,
            )
        )
        if not goes_on:
            return
        starts_on, fees = again, min(10, max(1, fees + scene.pick((-1, 0, 0, 0, 1))))
