"""A small genogram: who is who around the child, as shapes and lines with their places.

The usual signs: a square for a man, a circle for a woman, a diamond where it is not known; a
cross through who has died; a double frame round the child; a dashed line for half and step.
"""

from dataclasses import dataclass, field, replace
from datetime import date

from fostermatch.children.models import Child, Person, Tie

T = Tie
WIDE, HIGH, SIZE = 110, 130, 20  # between neighbours, between generations, half a shape
MEN = {T.FATHER, T.STEPFATHER, T.BROTHER, T.HALF_BROTHER, T.MOTHERS_FATHER, T.FATHERS_FATHER} | {
    T.MOTHERS_BROTHER,
    T.FATHERS_BROTHER,
}
NO_SEX = {T.STEPSIBLING}
SIBLINGS = {T.SISTER, T.BROTHER, T.HALF_SISTER, T.HALF_BROTHER, T.STEPSIBLING}
DASHED = {T.HALF_SISTER, T.HALF_BROTHER, T.STEPSIBLING, T.STEPMOTHER, T.STEPFATHER}


@dataclass(frozen=True)
class Shape:
    """One person; `x` and `y` are the middle."""

    x: int
    y: int
    kind: str  # square, circle or diamond
    name: str
    tie: Tie | None = None  # None: the child itself
    born_year: int | None = None
    is_dead: bool = False
    lives_here: bool = False
    case_id: int | None = None


@dataclass(frozen=True)
class Line:
    x1: int
    y1: int
    x2: int
    y2: int
    dashed: bool = False


@dataclass
class Drawing:
    closed: set[int]  # cases that are not for this reader
    shapes: list[Shape] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)

    def case_of(self, shape: Shape) -> int | None:
        """The case of a brother or sister that the reader may open."""
        return shape.case_id if shape.case_id not in self.closed else None

    def only_in_cases(self, child: Child) -> list[Shape]:
        """Brothers and sisters who are known by their case, not written on the map."""
        written = {person.case_id for person in child.people}
        return [shape for shape in self.shapes if shape.case_id and shape.case_id not in written]

    @property
    def box(self) -> tuple[int, int, int, int]:
        """Left, top, width and height of what is drawn, names included."""
        across = [shape.x for shape in self.shapes]
        down = [shape.y for shape in self.shapes]
        left, top = min(across) - WIDE // 2, min(down) - SIZE - 10
        return left, top, max(across) + WIDE // 2 - left, max(down) + SIZE + 46 - top


def draw(child: Child, closed: set[int]) -> Drawing:
    """The family as recorded. `closed`: siblings whose case and name are not for this reader.

    Brothers and sisters with a case are drawn though nobody has written them on the map.
    """
    drawing = Drawing(closed)
    by_tie: dict[Tie, list[Person]] = {}
    for person in child.people:
        by_tie.setdefault(person.tie, []).append(person)
    place_parents(drawing, by_tie)
    place_grandparents(drawing, by_tie)
    place_children(drawing, child)
    return drawing


def place_parents(drawing: Drawing, by_tie: dict[Tie, list[Person]]) -> None:
    """Father left and mother right with room for their own parents; their kin further out."""
    sides = (
        (-WIDE, -1, T.FATHER, T.STEPMOTHER, (T.FATHERS_SISTER, T.FATHERS_BROTHER)),
        (WIDE, 1, T.MOTHER, T.STEPFATHER, (T.MOTHERS_SISTER, T.MOTHERS_BROTHER)),
    )
    for at, out, parent, partner, kin in sides:
        spot = at
        for person in by_tie.get(parent, [])[:1]:
            drawing.shapes.append(shape_of(person, spot, HIGH))
        for person in [*by_tie.get(parent, [])[1:], *by_tie.get(partner, [])]:
            drawing.lines.append(Line(spot, HIGH, spot + out * WIDE, HIGH, dashed=True))
            spot += out * WIDE
            drawing.shapes.append(shape_of(person, spot, HIGH))
        for person in (one for tie in kin for one in by_tie.get(tie, [])):
            spot += out * WIDE
            drawing.shapes.append(shape_of(person, spot, HIGH))


def place_grandparents(drawing: Drawing, by_tie: dict[Tie, list[Person]]) -> None:
    sides = (
        (
            -WIDE,
            T.FATHERS_FATHER,
            T.FATHERS_MOTHER,
            {T.FATHER, T.FATHERS_SISTER, T.FATHERS_BROTHER},
        ),
        (WIDE, T.MOTHERS_FATHER, T.MOTHERS_MOTHER, {T.MOTHER, T.MOTHERS_SISTER, T.MOTHERS_BROTHER}),
    )
    for at, man, woman, children in sides:
        couple = [
            shape_of(person, at + side * WIDE // 2, 0)
            for side, tie in ((-1, man), (1, woman))
            for person in by_tie.get(tie, [])[:1]
        ]
        below = [shape for shape in drawing.shapes if shape.tie in children]
        drawing.shapes += couple
        join(drawing, couple, [(shape, False) for shape in below])


def place_children(drawing: Drawing, child: Child) -> None:
    """The child among its brothers and sisters by age, under whichever parents are known."""
    siblings = [shape_of(one, 0, 0) for one in child.people if one.tie in SIBLINGS]
    written = {shape.case_id for shape in siblings}
    group = child.sibling_group.children if child.sibling_group else []
    siblings += [
        sibling_of(one, hidden=one.id in drawing.closed)
        for one in group
        if one.id != child.id and one.id not in written
    ]
    own = Shape(0, 0, kind_of(child), child.first_name, born_year=child.born_on.year)
    row = sorted([own, *siblings], key=lambda shape: shape.born_year or date.max.year)
    left = -WIDE * (len(row) - 1) // 2
    placed = [moved(shape, left + number * WIDE) for number, shape in enumerate(row)]
    parents = [shape for shape in drawing.shapes if shape.tie in (T.FATHER, T.MOTHER)]
    drawing.shapes += placed
    join(drawing, parents, [(shape, shape.tie in DASHED) for shape in placed])


def join(drawing: Drawing, couple: list[Shape], children: list[tuple[Shape, bool]]) -> None:
    """A line between two parents, one down from them, and one to each child."""
    if not children or not (couple or len(children) > 1):
        return
    bar = children[0][0].y - HIGH // 2 + 8
    spots = [shape.x for shape, _dashed in children]
    if couple:
        top, middle = couple[0].y, sum(shape.x for shape in couple) // len(couple)
        if len(couple) == 2:
            drawing.lines.append(Line(couple[0].x + SIZE, top, couple[1].x - SIZE, top))
        below = top if len(couple) == 2 else top + SIZE
        drawing.lines.append(Line(middle, below, middle, bar))
        spots.append(middle)
    drawing.lines.append(Line(min(spots), bar, max(spots), bar))
    for shape, dashed in children:
        drawing.lines.append(Line(shape.x, bar, shape.x, shape.y - SIZE, dashed))


def shape_of(person: Person, x: int, y: int) -> Shape:
    kind = "diamond" if person.tie in NO_SEX else "square" if person.tie in MEN else "circle"
    return Shape(
        x,
        y,
        kind,
        person.name,
        person.tie,
        person.born_year,
        person.is_dead,
        person.lives_with_child,
        person.case_id,
    )


def sibling_of(sibling: Child, hidden: bool) -> Shape:
    kind = kind_of(sibling)
    return Shape(
        0,
        0,
        kind,
        sibling.initial if hidden else sibling.first_name,
        T.SISTER if kind == "circle" else T.BROTHER,
        None if hidden else sibling.born_on.year,
        case_id=sibling.id,
    )


def kind_of(child: Child) -> str:
    """The last digit of a personal number is even for girls."""
    return "circle" if int(child.cpr[-1]) % 2 == 0 else "square"


def moved(shape: Shape, x: int) -> Shape:
    return replace(shape, x=x, y=2 * HIGH)
