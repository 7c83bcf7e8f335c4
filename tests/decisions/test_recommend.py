"""A person recommends a family, with what was known and what was weighed."""

import pytest

from fostermatch import clock
from fostermatch.children.models import SiblingWish, Speaker
from fostermatch.database import db
from fostermatch.decisions.choices import CompromiseKind, Consent, Level
from fostermatch.decisions.models import Recommendation
from fostermatch.needs import SupportLevel
from tests import factories
from tests.decisions.conftest import count, filled, recommend_at


@pytest.fixture
def written(anna, request_, home):
    """Anna sends the form; the answer, and the row if there is one."""

    def send(*more, at=None, **changes):
        answer = anna.post(
            recommend_at(request_, at or home), data=filled(request_, *more, **changes)
        )
        return answer, db.session.query(Recommendation).one_or_none()

    return send


def test_it_is_kept_with_what_was_written(written, home, cast):
    answer, row = written()
    assert answer.location == f"/decisions/{row.id}"
    assert row.family is home
    assert row.recommended_by is cast["anna"]
    assert row.first.child_view == "Vil gerne bo på landet."
    assert str(row.yearly_cost) == "439700.50"
    assert {one.point for one in row.weighed if one.is_met} >= {"schooling", "plan"}
    assert row.level is Level.TEAM_LEADER
    assert row.is_standing


@pytest.mark.parametrize(
    "missing", ["slot", "starts_on", "professional", "economic", "parents_consent"]
)
def test_it_is_complete_or_not_there_and_keeps_what_was_typed(written, missing):
    page, row = written(**{missing: ""})
    assert page.status_code == 422
    assert f'id="{missing}-error"' in page.text
    assert missing == "professional" or "Tæt på skole og bror." in page.text
    assert row is None


def test_every_point_of_the_law_has_its_sentence(written):
    page, row = written(weighed_schooling="")
    assert page.status_code == 422
    assert 'id="weighed_schooling-error"' in page.text
    assert row is None


def test_what_the_child_and_the_parents_have_said_is_there_to_begin_with(anna, request_, home):
    factories.own_words(request_.child, "Jeg vil have en hund.")
    factories.own_words(request_.child, "Tæt på os.", speaker=Speaker.PARENTS)
    page = anna.get(recommend_at(request_, home)).text
    assert "Jeg vil have en hund." in page
    assert "Tæt på os." in page


def test_what_does_not_fit_is_written_down_as_a_compromise_to_begin_with(anna, request_, aarhus):
    factories.profile(request_.child, school_postcode="8900", wishes={"animals"})
    far = factories.ready_family(aarhus, name="Birk", postcode="7500")
    factories.statement(far, traits={"town"})
    page = anna.get(recommend_at(request_, far)).text
    assert "km til skolen." in page
    assert "Ikke opfyldt: dyr" in page or "ikke opfyldt: dyr" in page.lower()


def test_a_compromise_is_looked_at_again(written):
    page, row = written(compromise_school="Skolen ligger 40 km væk.", support="Kørsel.")
    assert page.status_code == 422
    assert 'id="review_on-error"' in page.text
    later = factories.days_ago(-90).isoformat()
    _answer, row = written(compromise_school="Skolen ligger 40 km væk.", review_on=later)
    assert [(one.kind, one.words) for one in row.compromises] == [
        (CompromiseKind.SCHOOL, "Skolen ligger 40 km væk.")
    ]


def test_the_families_compared_are_kept_as_they_were(written, home, aarhus, run, request_):
    other = factories.ready_family(aarhus, name="Birk", postcode="8963")
    run()
    _answer, row = written(at=other, not_followed_reason="Barnet kender familien.")
    line = row.first
    assert [one["reference"] for one in line.candidates] == [other.reference, home.reference]
    assert [one["suggested"] for one in line.candidates] == [False, True]
    assert line.candidates[1]["rank"] == 1
    assert row.suggested_family_id == home.id
    assert row.followed is False
    assert row.weights["criteria"]["school"] == 120
    assert line.need["age"] == 8
    assert line.need["home"] is None


def test_another_family_than_the_suggested_one_asks_for_a_reason(written, aarhus, run, home):
    other = factories.ready_family(aarhus, name="Birk", postcode="8963")
    run()
    page, row = written(at=other)
    assert page.status_code == 422
    assert home.reference in page.text
    assert row is None


def test_nothing_of_other_children_is_kept(written, nord, home, aarhus, run, request_):
    living = factories.child(nord, first_name="Zebulon")
    factories.approval(other := factories.family(aarhus), places=2)
    factories.placement(living, other)
    factories.confirmation(other, free_places=1)
    factories.request(nord, factories.child(nord, first_name="Xerxes"))
    run()
    _answer, row = written(at=other, not_followed_reason="Barnet kender familien.")
    household = next(a for a in row.first.candidates[0]["answers"] if a["key"] == "household")
    assert household["facts"] == {"how_many": 1}
    kept = str(row.first.candidates) + str(row.first.need)
    for trace in ("Zebulon", "Xerxes", "Z.", "X.", living.cpr, "children'"):
        assert trace not in kept


def test_a_hard_limit_is_overridden_only_with_a_reason(written, request_):
    factories.profile(request_.child, support_level=SupportLevel.COMPLETE)
    page, row = written()
    assert page.status_code == 422
    assert "ikke godkendt til støttebehovet" in page.text
    assert row is None
    _answer, row = written(override_reason="Familien får en behandler med hjem.")
    assert row.overridden == {"level"}
    assert row.level is Level.VISITATION
    assert row.level_because == {"overridden"}


def test_a_taken_place_cannot_be_overridden(written, home):
    factories.taken_place(home)
    page, row = written(override_reason="Vi presser på.")
    assert page.status_code == 409
    assert "ingen ledig plads" in page.text
    assert row is None


def test_a_place_that_comes_free_before_the_first_day_will_do(written, home):
    taken = factories.taken_place(home)
    taken.ends_on = factories.days_ago(-10)
    db.session.commit()
    assert written()[1] is None
    assert written(starts_on=factories.days_ago(-11).isoformat())[1]


@pytest.mark.parametrize("change", [{"ends_on": 1}, {"max_age": 5}])
def test_an_approval_cannot_be_overridden(written, home, change):
    for name, value in change.items():
        day = factories.days_ago(-value) if name == "ends_on" else value
        setattr(home.approvals[0], name, day)
    db.session.commit()
    later = factories.days_ago(-30).isoformat()
    page, row = written(starts_on=later, override_reason="Vi presser på.")
    assert page.status_code == 409
    assert row is None


def test_a_family_without_an_approval_is_not_recommended(anna, request_, aarhus):
    page = anna.get(recommend_at(request_, factories.family(aarhus)))
    assert page.status_code == 409
    assert "ingen gældende godkendelse" in page.text


def test_a_family_that_has_said_no_is_not_recommended(written, request_, home, cast):
    today = factories.today()
    no = {"state": "no", "said_on": today, "answered_on": today}
    factories.ask(request_, home, cast["anna"], **no)
    page, row = written(override_reason="Vi prøver igen.")
    assert page.status_code == 409
    assert "Notér først dens nye svar" in page.text
    assert row is None


def test_one_recommendation_waits_at_a_time(written, anna, request_, home):
    _answer, row = written()
    assert anna.get(recommend_at(request_, home)).status_code == 409
    again = anna.post(recommend_at(request_, home), data=filled(request_))
    assert "venter på afgørelse" in again.text
    reason = {"reason": "Familien har ringet og ombestemt sig."}
    anna.post(f"/decisions/{row.id}/withdraw", data=reason)
    assert row.withdrawal.reason == reason["reason"]
    anna.post(recommend_at(request_, home), data=filled(request_))
    assert count(Recommendation) == 2


def test_a_closed_request_is_not_recommended_for(written, request_):
    request_.state, request_.closed_on = "not_needed", factories.today()
    db.session.commit()
    page, row = written()
    assert page.status_code == 409
    assert "Opret et nyt" in page.text
    assert row is None


@pytest.mark.parametrize(
    ("name", "status"), [("hans", 302), ("dorte", 302), ("erik", 404), ("carl", 404), ("bo", 302)]
)
def test_the_childs_own_team_recommends(sign_in, request_, home, name, status):
    answer = sign_in(name).post(recommend_at(request_, home), data=filled(request_))
    assert answer.status_code == status
    assert count(Recommendation) == (name == "bo")


@pytest.fixture
def young(request_):
    request_.child.born_on = clock.birthday(factories.today(), -15)
    db.session.commit()
    return request_


def test_the_consent_of_a_young_person_is_recorded_with_its_day(written, young):
    page, row = written()
    assert page.status_code == 422
    assert f'id="consent_{young.id}-error"' in page.text
    page, row = written(**{f"consent_{young.id}": "given"})
    assert f'id="consented_on_{young.id}-error"' in page.text
    today = factories.today()
    given = {f"consent_{young.id}": "given", f"consented_on_{young.id}": today.isoformat()}
    _answer, row = written(**given)
    assert row.first.consent is Consent.GIVEN
    assert row.first.consented_on == today
    assert row.level is Level.TEAM_LEADER


def test_who_turns_15_before_the_first_day_consents_too(written, young):
    young.child.born_on = clock.birthday(factories.days_ago(-10), -15)
    db.session.commit()
    assert written(starts_on=factories.days_ago(-11).isoformat())[1] is None
    assert written(starts_on=factories.days_ago(-9).isoformat())[1]


def test_a_young_person_who_refuses_goes_to_the_abu(written, young):
    _answer, row = written(**{f"consent_{young.id}": "refused"})
    assert row.level is Level.ABU
    assert row.level_because == {"young_person"}


def test_parents_who_refuse_go_to_the_abu(written):
    _answer, row = written(parents_consent="no")
    assert row.level is Level.ABU
    assert row.level_because == {"parents"}


def test_a_child_that_turns_18_before_the_first_day_is_refused(written, request_):
    request_.child.born_on = clock.birthday(factories.days_ago(-10), -18)
    db.session.commit()
    page, row = written(starts_on=factories.days_ago(-10).isoformat())
    assert page.status_code == 422
    assert "planlæg efterværn" in page.text
    assert row is None


@pytest.fixture
def pair(nord, request_):
    """The child's brother, who must live with it and waits as well."""
    brother = factories.child(nord, first_name="Otto")
    factories.siblings(SiblingWish.TOGETHER, request_.child, brother)
    return factories.request(nord, brother)


@pytest.fixture
def wide(aarhus):
    return factories.ready_family(aarhus, places=2)


def test_siblings_who_live_together_are_one_recommendation(written, pair, wide, request_):
    _answer, row = written(pair, at=wide)
    assert [line.request_id for line in row.lines] == [request_.id, pair.id]
    assert not row.split_ground


def test_siblings_need_a_place_each(written, pair):
    page, row = written(pair)
    assert page.status_code == 409
    assert row is None


def test_siblings_are_split_only_with_the_recorded_ground(written, pair):
    page, row = written(alone="y")
    assert page.status_code == 422
    assert 'id="split_ground-error"' in page.text
    _answer, row = written(alone="y", split_ground="Psykologen fraråder, at de bor sammen.")
    assert len(row.lines) == 1
    assert row.level is Level.VISITATION
    assert row.level_because == {"split"}


def test_a_sibling_who_lives_elsewhere_is_a_split_too(written, nord, aarhus, request_):
    brother = factories.child(nord)
    factories.siblings(SiblingWish.TOGETHER, request_.child, brother)
    factories.placement(brother, factories.ready_family(aarhus, name="Birk", places=2))
    page, row = written()
    assert page.status_code == 422
    assert 'id="split_ground-error"' in page.text


def test_any_family_is_found_by_its_name(anna, request_, aarhus):
    far = factories.ready_family(aarhus, name="Birk")
    assert "Indstil en familie" in anna.get(f"/children/{request_.child_id}").text
    page = anna.post(f"/requests/{request_.id}/recommend", data={"q": "birk"}).text
    assert recommend_at(request_, far) in page


def test_a_double_click_recommends_once(written):
    first, _row = written(once="0123456789abcdef")
    second, _row = written(once="0123456789abcdef")
    assert first.location == second.location
    assert count(Recommendation) == 1


def test_distances_to_a_protected_address_are_kept_roughly(anna, cast, aarhus, request_):
    factories.profile(request_.child, school_postcode="8963")
    hidden = factories.ready_family(aarhus, postcode="8900", protected_address=True)
    row = factories.recommendation(request_, hidden, cast["anna"])
    [answer] = [one for one in row.first.candidates[0]["answers"] if one["key"] == "school"]
    assert answer["facts"]["km"] % 10 == 0
    told = f"ca. {answer['facts']['km']} km til skolen"
    assert told in anna.get(f"/decisions/{row.id}").text
