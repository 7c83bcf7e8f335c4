from fostermatch.papers import chores
from fostermatch.papers.views import bp

__all__ = ["bp", "chores"]
