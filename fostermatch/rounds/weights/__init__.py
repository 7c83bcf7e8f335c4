from fostermatch.rounds.weights.views import bp

__all__ = ["bp"]
