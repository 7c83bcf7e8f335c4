from fostermatch.reports import quality
from fostermatch.reports.views import bp

__all__ = ["bp", "quality"]
