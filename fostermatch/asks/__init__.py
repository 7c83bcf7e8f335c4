from fostermatch.asks import chores
from fostermatch.asks.views import bp

__all__ = ["bp", "chores"]
