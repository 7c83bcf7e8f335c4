from fostermatch.forecast.views import bp

__all__ = ["bp"]
