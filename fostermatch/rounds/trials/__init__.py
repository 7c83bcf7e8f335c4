from fostermatch.rounds.trials.views import bp

__all__ = ["bp"]
