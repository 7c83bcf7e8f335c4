from fostermatch.children import chores, network
from fostermatch.children.views import bp

__all__ = ["bp", "chores", "network"]
