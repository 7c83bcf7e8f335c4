from fostermatch.rounds.match_page.views import bp

__all__ = ["bp"]
