from fostermatch.process.views import bp

__all__ = ["bp"]
