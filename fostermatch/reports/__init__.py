from fostermatch.reports import cost_views  # adds its pages
from fostermatch.reports.views import bp

__all__ = ["bp", "cost_views"]
