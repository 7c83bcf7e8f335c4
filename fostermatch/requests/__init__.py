from fostermatch.requests.views import bp

__all__ = ["bp"]
