from fostermatch.recruitment import household
from fostermatch.recruitment.views import bp

__all__ = ["bp", "household"]
