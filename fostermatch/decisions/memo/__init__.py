from fostermatch.decisions.memo.pdf import memo

__all__ = ["memo"]
