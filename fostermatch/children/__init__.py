from fostermatch.children.views import bp

__all__ = ["bp"]
