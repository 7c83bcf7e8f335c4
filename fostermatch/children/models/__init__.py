from fostermatch.children.models.child import Child, LookUp, SiblingGroup, SiblingWish
from fostermatch.children.models.network import Consideration, Contact, NetworkOutcome, Person, Tie
from fostermatch.children.models.profile import NeedProfile, OwnWords, ProfileDraft, Speaker

__all__ = [
    "Child",
    "Consideration",
    "Contact",
    "LookUp",
    "NeedProfile",
    "NetworkOutcome",
    "OwnWords",
    "Person",
    "ProfileDraft",
    "SiblingGroup",
    "SiblingWish",
    "Speaker",
    "Tie",
]
