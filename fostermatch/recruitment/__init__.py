from fostermatch.recruitment import household, papers
from fostermatch.recruitment.views import bp

__all__ = ["bp", "household", "papers"]
