"""What was true then: on the page and in the memo, whatever has changed since."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from fostermatch.audit import AuditEntry
from fostermatch.children.models import SiblingWish
from fostermatch.database import db
from fostermatch.decisions.choices import CompromiseKind
from fostermatch.needs import SupportLevel
from tests import factories


def text_of(answer):
    assert answer.mimetype == "application/pdf"
    pages = PdfReader(BytesIO(answer.data)).pages
    return " ".join(" ".join(page.extract_text().split()) for page in pages)


@pytest.fixture
def decided(request_, home, aarhus, run, cast):
    """A family that is not the suggested one, with a compromise and markup in its words."""
    factories.profile(request_.child, school_postcode="8900", support_level=SupportLevel.LIGHT)
    far = factories.ready_family(aarhus, name="Birk", postcode="8963")
    factories.statement(far, pets=True)
    run()
    row = factories.recommendation(
        request_,
        far,
        cast["anna"],
        professional='Tæt på bror. #panic() *fed* $x$ #read("/etc/passwd")',
        not_followed_reason="Barnet kender familien Birk.",
        compromises={CompromiseKind.SCHOOL: "Skolen ligger længere væk."},
        support="Kørsel til skolen.",
        review_on=factories.days_ago(-90),
    )
    factories.decision(row, cast["bo"])
    return row


def test_a_decision_reads_the_same_when_all_else_has_changed(
    anna, decided, home, request_, aarhus, cast
):
    page = f"/decisions/{decided.id}"
    before, memo = anna.get(page).text, text_of(anna.get(f"{page}/memo.pdf"))
    birk, reference = decided.family, decided.reference
    factories.rules(cast["bo"], criteria={"school": 1, "pets": 999})
    factories.statement(birk, pets=False, said_on=factories.today())
    birk.name = home.name = "Nyt Navn"
    birk.postcode = "9990"
    birk.approvals[0].max_age = 3
    request_.child.postcode = "9990"
    db.session.commit()
    factories.profile(request_.child, support_level=SupportLevel.COMPLETE)
    after = anna.get(page).text
    assert "Nyt Navn" not in after
    assert before.split("<main")[1] == after.split("<main")[1]
    assert text_of(anna.get(f"{page}/memo.pdf")) == memo
    for known in (reference, "Skolen ligger længere væk.", "Kørsel til skolen.", "Let støtte"):
        assert known in after
        assert known in memo


def test_the_reason_is_three_clicks_from_the_child(anna, decided):
    page = anna.get(f"/children/{decided.child.id}").text
    assert f'href="/decisions/{decided.id}"' in page
    assert "Barnet kender familien Birk." in anna.get(f"/decisions/{decided.id}").text


def test_the_memo_is_ready_for_the_case_file(anna, decided):
    answer = anna.get(f"/decisions/{decided.id}/memo.pdf")
    disposition = answer.headers["Content-Disposition"]
    assert disposition == f"attachment; filename=indstilling-{decided.id}.pdf"
    memo = text_of(answer)
    assert memo.startswith("Aarhus Indstilling og afgørelse")
    for said in ("Bertil Prøve", "-••••", "Skole", "Anna", "Bo", "Enig i indstillingen."):
        assert said in memo
    assert decided.child.cpr not in memo
    assert decided.child.cpr[6:] not in memo
    assert "Birk" not in memo.replace("familien Birk", "")
    metadata = PdfReader(BytesIO(answer.data))
    assert metadata.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert metadata.trailer["/Root"]["/Lang"] == "da"


def test_the_memo_is_danish_for_an_english_reader(anna, decided):
    anna.post("/language", data={"language": "en", "next": "/"})
    assert "Faglige overvejelser" in text_of(anna.get(f"/decisions/{decided.id}/memo.pdf"))


def test_what_people_write_is_never_markup(anna, decided):
    memo = text_of(anna.get(f"/decisions/{decided.id}/memo.pdf"))
    assert '#panic() *fed* $x$ #read("/etc/passwd")' in memo


def test_a_protected_address_is_not_in_it(anna, decided):
    for row in (decided.child, decided.family):
        row.protected_address, row.address, row.postcode = True, "Hemmelig Vej 1", "9990"
    db.session.commit()
    memo = text_of(anna.get(f"/decisions/{decided.id}/memo.pdf"))
    assert "Hemmelig" not in memo
    assert "9990" not in memo


def test_a_memo_of_siblings_is_of_one_of_them(anna, nord, aarhus, cast):
    one = factories.child(nord, first_name="Alma", case_number="S-1")
    two = factories.child(nord, first_name="Oskar", case_number="S-2")
    factories.siblings(SiblingWish.TOGETHER, one, two)
    first, _second = (factories.request(nord, child) for child in (one, two))
    home = factories.ready_family(aarhus, places=2)
    row = factories.recommendation(first, home, cast["anna"])
    factories.decision(row, cast["bo"])
    memos = [text_of(anna.get(f"/decisions/{row.id}/memo.pdf?child={n}")) for n in (1, 2)]
    assert "Alma" in memos[0]
    assert "Oskar" not in memos[0]
    assert "S-2" not in memos[0]
    assert "Oskar" in memos[1]
    assert anna.get(f"/decisions/{row.id}/memo.pdf?child=3").status_code == 404


def test_before_the_decision_there_is_no_memo(anna, row):
    page = anna.get(f"/decisions/{row.id}/memo.pdf")
    assert page.status_code == 409
    assert "hent så notatet" in page.text


def test_who_fetched_the_memo_is_logged(anna, decided, cast):
    anna.get(f"/decisions/{decided.id}/memo.pdf")
    entry = db.session.query(AuditEntry).filter_by(action="memo.read").one()
    assert (entry.thing_id, entry.user_id) == (decided.id, cast["anna"].id)


@pytest.mark.parametrize(("name", "status"), [("hans", 302), ("frida", 404), ("carl", 404)])
def test_the_memo_is_behind_the_door_of_the_case(sign_in, decided, name, status):
    assert sign_in(name).get(f"/decisions/{decided.id}/memo.pdf").status_code == status
