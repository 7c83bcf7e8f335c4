"""The outbox shows what became of each mail, and lets somebody decide what we cannot know."""

from datetime import timedelta

from fostermatch import clock
from fostermatch.database import db
from fostermatch.mail import actions
from fostermatch.mail.models import Mail, MailState


def written(municipality, state=MailState.WAITING):
    actions.write(
        municipality.id, "receipt:1", "familie@example.dk", "Tak", "Hemmeligt brev", at=clock.now()
    )
    db.session.flush()
    mail = db.session.query(Mail).one()
    mail.state, mail.attempts = state, 1
    db.session.commit()
    return mail


def test_letters_are_read_only_where_none_is_sent(app, aarhus, dorte):
    written(aarhus)
    assert "Hemmeligt brev" in dorte.get("/mail").text
    app.config["MAIL_SERVER"] = "smtp://mail.example:25"
    text = dorte.get("/mail").text
    assert "Tak" in text
    assert "Hemmeligt brev" not in text


def test_other_municipalities_see_nothing_of_it(aarhus, carl):
    mail = written(aarhus, MailState.FAILED)
    assert "familie@example.dk" not in carl.get("/mail").text
    assert carl.post(f"/mail/{mail.id}/again").status_code == 404


def test_a_mail_that_perhaps_went_is_sent_again_when_somebody_says_so(aarhus, dorte):
    mail = written(aarhus, MailState.UNCLEAR)
    assert "Måske sendt" in dorte.get("/mail").text
    dorte.post(f"/mail/{mail.id}/again")
    db.session.refresh(mail)
    assert (mail.state, mail.attempts) == (MailState.WAITING, 0)


def test_a_mail_that_was_sent_cannot_be_sent_again(aarhus, dorte):
    mail = written(aarhus, MailState.SENT)
    assert dorte.post(f"/mail/{mail.id}/again").status_code == 409


def test_the_list_can_be_narrowed_and_forgets_after_a_while(aarhus, dorte):
    mail = written(aarhus, MailState.SENT)
    assert "familie@example.dk" not in dorte.get("/mail?state=failed").text
    mail.written_at -= timedelta(days=91)
    db.session.commit()
    assert "familie@example.dk" not in dorte.get("/mail").text


def test_a_caseworker_has_no_business_here(aarhus, anna):
    mail = written(aarhus, MailState.FAILED)
    assert anna.post(f"/mail/{mail.id}/again").status_code == 403
