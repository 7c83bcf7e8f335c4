from typing import Any

from flask import Blueprint, current_app, redirect, render_template, request, session, url_for
from flask_babel import gettext as _
from flask_login import current_user, login_user, logout_user

from fostermatch import access, audit, clock
from fostermatch.accounts import passwords, queries
from fostermatch.accounts.forms import (
    EditUserForm,
    NewUserForm,
    PasswordForm,
    RulesForm,
    SignInForm,
    TeamForm,
)
from fostermatch.accounts.models import Language, Municipality, Team, User
from fostermatch.database import db
from fostermatch.extensions import limiter
from fostermatch.navigation import safe_next
from fostermatch.saving import save_and_go

bp = Blueprint("accounts", __name__)


def sent_email() -> str:
    return (request.form.get("email") or "").strip().lower()


def failed(response: Any) -> bool:
    return bool(response.status_code == 422)


@bp.route("/sign-in", methods=["GET", "POST"])
@limiter.limit("5 per 15 minutes", key_func=sent_email, methods=["POST"], deduct_when=failed)
@limiter.limit("30 per 15 minutes", methods=["POST"], deduct_when=failed)
def sign_in() -> Any:
    form = SignInForm()
    if not form.is_submitted():
        return render_template("accounts/sign_in.html", form=form, demo_users=demo_users())

    if form.validate():
        user = queries.by_email(form.email.data)
        knows = (
            user.knows(form.password.data) if user else passwords.matches(None, form.password.data)
        )
        if user and knows and user.covers(clock.today()):
            session.clear()
            session.permanent = True
            login_user(user)
            audit.record("sign_in", user, by=user)
            db.session.commit()
            return redirect(safe_next(request.args.get("next")) or url_for("today.page"))
        form.password.errors = [_("The e-mail or the password is wrong.")]
    return render_template("accounts/sign_in.html", form=form, demo_users=demo_users()), 422


def demo_users() -> list[User]:
    return queries.demo_users() if current_app.config["SHOW_DEMO_USERS"] else []


@bp.post("/sign-out")
def sign_out() -> Any:
    logout_user()
    session.clear()
    return redirect(url_for(".sign_in"))


@bp.post("/language")
def choose_language() -> Any:
    language = Language.of(request.form.get("language")) or Language.DANISH
    session["language"] = language.value
    if current_user.is_authenticated:
        current_user.language = language
        db.session.commit()
    return redirect(safe_next(request.form.get("next")) or url_for("today.page"))


@bp.route("/password", methods=["GET", "POST"])
@limiter.limit("10 per 15 minutes", methods=["POST"], deduct_when=failed)
def change_password() -> Any:
    form = PasswordForm(current_user)
    if not form.validate_on_submit():
        return render_template("accounts/change_password.html", form=form), form.status

    user = db.session.get_one(User, current_user.id)
    user.set_password(form.new.data)
    audit.record("password.change", user, by=user)
    login_user(user)
    return save_and_go(url_for("today.page"), _("Your password is changed."))


@bp.get("/users")
def users() -> Any:
    access.require("user.manage")
    return render_template(
        "accounts/users.html",
        users=queries.users(current_user),
        teams=queries.teams(current_user),
        today=clock.today(),
    )


@bp.route("/users/new", methods=["GET", "POST"])
def add_user() -> Any:
    access.require("user.manage")
    user = User(municipality_id=current_user.municipality_id)
    form = NewUserForm(user, queries.teams(current_user))
    if not form.validate_on_submit():
        form.starts_on.data = form.starts_on.data or clock.today()
        return render_template("accounts/user.html", form=form, user=user), form.status

    form.populate_obj(user)
    user.set_password(form.password.data)
    user.must_change_password = True
    db.session.add(user)
    audit.record("user.add", user, by=current_user, role=user.role)
    return save_and_go(url_for(".users"), _("The user is added."))


@bp.route("/users/<int:user_id>", methods=["GET", "POST"])
def edit_user(user_id: int) -> Any:
    access.require("user.manage")
    user = access.get_or_404(User, user_id)
    form = EditUserForm(user, queries.teams(current_user))
    if form.validate_on_submit() and form.is_up_to_date(user):
        form.populate_obj(user)
        if form.new_password.data:
            user.set_password(form.new_password.data)
            user.must_change_password = True
        audit.record("user.edit", user, by=current_user, role=user.role)
        return save_and_go(url_for(".users"), _("The user is saved."))
    return render_template("accounts/user.html", form=form, user=user), form.status


@bp.route("/teams/new", methods=["GET", "POST"])
def add_team() -> Any:
    access.require("user.manage")
    form = TeamForm()
    if form.validate_on_submit():
        if form.name.data in [team.name for team in queries.teams(current_user)]:
            form.name.errors = [_("There is already a team with this name.")]
        else:
            team = Team(name=form.name.data, municipality_id=current_user.municipality_id)
            db.session.add(team)
            audit.record("team.add", team, by=current_user)
            return save_and_go(url_for(".users"), _("The team is added."))
    return render_template("accounts/team.html", form=form), form.status


@bp.route("/rules", methods=["GET", "POST"])
def edit_rules() -> Any:
    """The municipality's own rules for places and distances."""
    access.require("user.manage")
    municipality = db.session.get_one(Municipality, current_user.municipality_id)
    form = RulesForm(obj=municipality)
    if form.validate_on_submit():
        form.populate_obj(municipality)
        audit.record(
            "rules.edit",
            current_user,
            by=current_user,
            fresh_for_days=municipality.fresh_for_days,
            km_limit=municipality.km_limit,
            asks_by_mail=municipality.asks_by_mail,
            link_days=municipality.link_days,
        )
        return save_and_go(url_for(".users"), _("The rules are saved. They hold from now on."))
    return render_template("accounts/rules.html", form=form), form.status
