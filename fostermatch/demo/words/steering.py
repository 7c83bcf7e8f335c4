"""Why a leader steers a pair."""

from fostermatch.rounds.steering.models import Kind

WHY = {
    Kind.PIN: "Moderen har mødt familien og bakker op. Vi vil ikke begynde forfra med en anden.",
    Kind.VETO: "Familien bor i samme opgang som farens søster. Det går ikke for barnet.",
    Kind.HOLD: "Barnet besøger familien i weekenden. Pladsen skal ikke gå til andre imens.",
}
