from fostermatch.recruitment import checklists
from fostermatch.recruitment.views import bp

__all__ = ["bp", "checklists"]
