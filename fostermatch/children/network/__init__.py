from fostermatch.children.network.views import bp

__all__ = ["bp"]
