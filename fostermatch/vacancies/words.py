from flask_babel import ngettext

from fostermatch.needs import Slot


def free_in_words(slot: Slot, places: int) -> str:
    """Free places as a family would say it."""
    return {
        Slot.FULL_TIME: ngettext(
            "%(num)s free place for a foster child",
            "%(num)s free places for foster children",
            places,
        ),
        Slot.WEEKEND_A: ngettext(
            "%(num)s free place at weekends in even weeks",
            "%(num)s free places at weekends in even weeks",
            places,
        ),
        Slot.WEEKEND_B: ngettext(
            "%(num)s free place at weekends in odd weeks",
            "%(num)s free places at weekends in odd weeks",
            places,
        ),
        Slot.WEEKDAYS: ngettext(
            "%(num)s free place on weekdays", "%(num)s free places on weekdays", places
        ),
        Slot.HOLIDAYS: ngettext(
            "%(num)s free place in the holidays", "%(num)s free places in the holidays", places
        ),
    }[slot]
