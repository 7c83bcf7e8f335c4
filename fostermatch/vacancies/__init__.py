from fostermatch.vacancies import chores
from fostermatch.vacancies.views import bp

__all__ = ["bp", "chores"]
