"""A paper is uploaded, kept encrypted, and fetched by those who may."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from fostermatch.audit import AuditEntry
from fostermatch.database import db
from fostermatch.demo.letters import letter
from fostermatch.papers.models import FileType, Paper, PaperKind
from fostermatch.saving import SavedForm
from tests import factories

PDF = letter("Straffeattest", "Opdigtet til en prøve")
FACTS = {"kind": "budget", "member_id": "", "note": "Tjekket med banken"}


@pytest.fixture
def family(aarhus):
    return factories.family(aarhus)


@pytest.fixture
def folder(app):
    return Path(app.config["PAPERS_FOLDER"])


def send(client, home, content=PDF, name="papir.pdf", **changes):
    data = FACTS | changes
    if content is not None:
        data["file"] = FileStorage(BytesIO(content), name)
    boundary, body = encode_multipart(data)
    how = f"multipart/form-data; boundary={boundary}"
    return client.post(f"{home}/papers/new", data=body, content_type=how)


def files(folder):
    return [path for path in folder.iterdir() if path.is_file()]


def add(client, family, **changes):
    send(client, f"/families/{family.id}", **changes)
    return db.session.query(Paper).order_by(Paper.id.desc()).first()


def test_a_paper_is_recorded_with_its_file(dorte, cast, family):
    answer = send(dorte, f"/families/{family.id}", expires_on="1/3/2090")
    assert answer.location == f"/families/{family.id}/papers"
    [paper] = db.session.query(Paper)
    assert (paper.kind, paper.file_type) == (PaperKind.BUDGET, FileType.PDF)
    assert paper.uploaded_by_id == cast["dorte"].id
    text = dorte.get(answer.location).text
    for words in ("Budget", "i orden", "Tjekket med banken", "1. mar. 2090", "Hent PDF"):
        assert words in text


def test_on_disk_nobody_can_read_it(dorte, family, folder):
    paper = add(dorte, family)
    [path] = files(folder)
    assert path.name == paper.file_name
    assert b"PDF" not in path.read_bytes()
    assert path.stat().st_mode & 0o077 == 0


def test_it_is_fetched_to_be_saved_and_never_shown(dorte, family):
    paper = add(dorte, family)
    answer = dorte.get(f"/papers/{paper.id}/file")
    assert answer.data == PDF
    assert answer.mimetype == "application/pdf"
    disposition = answer.headers["Content-Disposition"]
    assert disposition.startswith("attachment")
    assert f"Budget H-{family.id}.pdf" in disposition
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "no-store"


def test_every_reading_is_logged(dorte, cast, family):
    paper = add(dorte, family)
    dorte.get(f"/papers/{paper.id}/file")
    [entry] = db.session.query(AuditEntry).filter_by(action="paper.read")
    assert (entry.user_id, entry.thing_id) == (cast["dorte"].id, paper.id)


@pytest.mark.parametrize("name", ["anna", "erik", "frida", "gert", "hans", "carl"])
def test_nobody_else_gets_it(dorte, sign_in, family, name):
    paper = add(dorte, family)
    assert sign_in(name).get(f"/papers/{paper.id}/file").status_code == 404
    assert sign_in(name).get(f"/families/{family.id}/papers").status_code in (403, 404)


@pytest.mark.parametrize("name", ["anna", "erik"])
def test_the_family_page_of_others_does_not_speak_of_papers(sign_in, family, name):
    assert "Papirer" not in sign_in(name).get(f"/families/{family.id}").text


def test_a_paper_that_may_show_a_protected_address_is_fetched_for_a_reason(dorte, aarhus):
    family = factories.family(aarhus, protected_address=True)
    address = f"/papers/{add(dorte, family).id}/file"
    asked = dorte.get(address)
    assert asked.mimetype == "text/html"
    assert dorte.post(address, data={"purpose": ""}).status_code == 422
    assert dorte.post(address, data={"purpose": "Samtale med tilsynet i dag"}).data == PDF
    [entry] = db.session.query(AuditEntry).filter_by(action="paper.read")
    assert entry.purpose == "Samtale med tilsynet i dag"


@pytest.mark.parametrize(
    ("content", "name", "complaint"),
    [
        (b"", "tom.pdf", "Filen er tom"),
        (b"%PDF-1.7 <script>alert(1)</script>", "attest.pdf", "er ikke en PDF"),
        (b"PK\x03\x04" + bytes(99), "billede.png", "ikke en læselig PDF, JPEG eller PNG"),
        (None, "", "Vælg en fil"),
    ],
)
def test_a_bad_file_is_refused_beside_the_field_and_the_rest_is_kept(
    dorte, family, folder, content, name, complaint
):
    page = send(dorte, f"/families/{family.id}", content=content, name=name)
    assert page.status_code == 422
    assert re.search(f'id="file-error">.*{complaint}', page.text)
    assert "Tjekket med banken" in page.text
    assert db.session.query(Paper).count() == 0
    assert files(folder) == []


def test_a_file_is_asked_for_again_when_something_else_is_wrong(dorte, family):
    page = send(dorte, f"/families/{family.id}", expires_on="i morgen")
    assert page.status_code == 422
    assert "Vælg filen igen" in page.text


@pytest.mark.parametrize(
    "name", ["../../etc/passwd.pdf", "C:\\Vagn Bak 010180-1234.pdf", "x" * 300]
)
def test_the_name_of_the_file_is_forgotten(dorte, family, folder, name):
    paper = add(dorte, family, name=name)
    assert paper.file_type is FileType.PDF
    assert [path.name for path in files(folder)] == [paper.file_name]
    assert "passwd" not in dorte.get(f"/families/{family.id}/papers").text


def test_forty_megabytes_are_answered_on_the_form(app, dorte, family):
    large = b"%PDF-1.7" + bytes(40_000_000)
    page = send(dorte, f"/families/{family.id}", content=large)
    assert page.status_code == 422
    assert "Filen fylder 40 MB, og der er plads til 10 MB" in page.text
    assert "Tjekket med banken" in page.text


def test_more_than_that_is_not_even_received(dorte, family):
    page = send(dorte, f"/families/{family.id}", content=bytes(61_000_000))
    assert page.status_code == 413
    assert "<h1>" in page.text


def test_only_the_pages_that_take_files_take_large_requests(dorte, app, family):
    large = {"name": "x" * 1_200_000}
    assert dorte.post(f"/families/{family.id}/edit", data=large).status_code == 413
    nobody = app.test_client()
    assert send(nobody, f"/families/{family.id}", content=bytes(2_000_000)).status_code != 422


def test_a_second_press_keeps_one_paper_and_one_file(dorte, family, folder):
    for _press in range(2):
        send(dorte, f"/families/{family.id}", once="0123456789abcdef")
    assert db.session.query(Paper).count() == 1
    assert len(files(folder)) == 1


def test_a_file_whose_paper_was_not_saved_is_taken_away(dorte, cast, family, folder):
    """The database refuses: somebody has used the form's key in the meantime."""
    db.session.add(
        SavedForm(
            key="0123456789abcdef",
            user_id=cast["bo"].id,
            municipality_id=family.municipality_id,
            saved_at=factories.clock.now(),
            location="/",
        )
    )
    db.session.commit()
    assert send(dorte, f"/families/{family.id}", once="0123456789abcdef").status_code == 409
    assert db.session.query(Paper).count() == 0
    assert files(folder) == []


def test_a_requested_paper_comes(dorte, family):
    member = factories.member(family)
    facts = {"kind": "criminal_record", "member_id": member.id, "requested_on": "1/11/2026"}
    paper = add(dorte, family, content=None, **facts)
    address = f"/papers/{paper.id}/receive"
    assert "Vagn Bak" in dorte.get(address).text
    dorte.post(address, data={"issued_on": "5/11/2026", "file": (BytesIO(PDF), "a.pdf")})
    db.session.expire_all()
    assert db.session.get(Paper, paper.id).is_received
    assert dorte.post(address, data={"issued_on": "6/11/2026"}).status_code == 409


def test_a_certificate_is_of_somebody(dorte, family):
    page = send(dorte, f"/families/{family.id}", kind="child_certificate")
    assert "Vælg, hvis attest det er" in page.text


def test_a_paper_is_withdrawn_with_a_reason_and_stays(dorte, family, folder):
    paper = add(dorte, family)
    address = f"/papers/{paper.id}/withdraw"
    assert dorte.post(address, data={"reason": ""}).status_code == 422
    dorte.post(address, data={"reason": "Naboens budget"})
    assert "Naboens budget" in dorte.get(f"/families/{family.id}/papers").text
    assert len(files(folder)) == 1
    assert dorte.post(address, data={"reason": "Igen"}).status_code == 409


@pytest.mark.parametrize(
    "damage", [lambda path: path.unlink(), lambda path: path.write_bytes(b"x")]
)
def test_a_lost_file_is_said_to_be_lost(dorte, family, folder, damage):
    paper = add(dorte, family)
    damage(folder / paper.file_name)
    page = dorte.get(f"/papers/{paper.id}/file")
    assert page.status_code == 409
    assert "væk eller beskadiget" in page.text


def test_one_file_cannot_pass_for_another(dorte, family, folder):
    first, second = add(dorte, family), add(dorte, family)
    (folder / first.file_name).replace(folder / second.file_name)
    assert dorte.get(f"/papers/{second.id}/file").status_code == 409


def test_a_new_key_encrypts_and_the_old_one_still_reads(app, dorte, family, folder):
    old = add(dorte, family)
    app.config["DATA_KEYS"] = {2: bytes(32)} | app.config["DATA_KEYS"]
    try:
        new = add(dorte, family)
        assert [(folder / paper.file_name).read_bytes()[0] for paper in (old, new)] == [1, 2]
        assert dorte.get(f"/papers/{old.id}/file").data == PDF
    finally:
        del app.config["DATA_KEYS"][2]


def test_an_applicants_papers_are_the_familys_afterwards(dorte, aarhus):
    applicant = factories.applicant(aarhus)
    send(dorte, f"/recruitment/{applicant.id}")
    assert "Budget" in dorte.get(f"/recruitment/{applicant.id}/papers").text
    [paper] = db.session.query(Paper)
    answer = dorte.get(f"/papers/{paper.id}/file")
    assert f"{applicant.id}.pdf" in answer.headers["Content-Disposition"]
    assert "Vagn" not in answer.headers["Content-Disposition"]
