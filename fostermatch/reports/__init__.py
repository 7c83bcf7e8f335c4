from fostermatch.reports import quality, recruit
from fostermatch.reports.views import bp

__all__ = ["bp", "quality", "recruit"]
