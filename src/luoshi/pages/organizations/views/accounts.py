"""Accounts, as administrators see them."""

from __future__ import annotations

from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from luoshi.domain.accounts.models import Account
from luoshi.domain.audit.queries import history_of
from luoshi.domain.organizations import actions
from luoshi.domain.organizations.permissions import may_administer, may_manage_account, require_administrator
from luoshi.domain.organizations.queries import accounts_within, posts_of
from luoshi.domain.organizations.terms import Role
from luoshi.foundation.refusals import NotAllowed, Refusal
from luoshi.pages.organizations.forms import AccountForm, NameForm, RoleForm
from luoshi.pages.organizations.views.units import unit_or_404
from luoshi.pages.shared.requests import PersonRequest, number_in, show_invalid, show_refusal

PAGE_SIZE = 50


def account_or_404(request: PersonRequest, pk: int) -> Account:
    """Give an account with a post in the administrator's reach; another one does not exist for them."""
    if not request.standing.has(Role.ADMINISTRATOR):
        raise NotAllowed
    found = accounts_within(request.standing).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


@require_GET
def accounts(request: PersonRequest) -> HttpResponse:
    """List the accounts that the administrator reaches."""
    if not request.standing.has(Role.ADMINISTRATOR):
        raise NotAllowed
    words = request.GET.get("q", "").strip()
    page = Paginator(accounts_within(request.standing, words=words), PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "organizations/accounts.html", {"page": page, "words": words})


@require_GET
def account(request: PersonRequest, pk: int) -> HttpResponse:
    """Show one account: posts, state, history, and what may be done to it."""
    return _account_page(request, account_or_404(request, pk))


@never_cache
def new_account(request: PersonRequest, pk: int) -> HttpResponse:
    """Make an account with a post in this unit, and show its one-time password once."""
    unit = unit_or_404(request, pk)
    require_administrator(request.standing, unit.path)
    form = AccountForm(request.POST or None, initial={"role": Role.REPORTER})
    if request.method == "POST" and form.is_valid():
        try:
            made, password = actions.create_account(actor=request.user, now=request.now, unit=unit, **form.cleaned_data)
        except Refusal as refusal:
            show_refusal(form, refusal)
        except ValidationError as error:
            show_invalid(form, error)
        else:
            return render(request, "organizations/one_time_password.html", {"account": made, "password": password})
    context = {"form": form, "unit": unit}
    return render(request, "organizations/account_form.html", context, status=422 if form.errors else 200)


@require_POST
def rename_account(request: PersonRequest, pk: int) -> HttpResponse:
    """Change the name others see."""
    shown = account_or_404(request, pk)
    form = NameForm(request.POST)
    if not form.is_valid():
        return _account_page(request, shown, name_form=form)
    actions.rename_account(actor=request.user, now=request.now, account=shown, **form.cleaned_data)
    messages.success(request, gettext("Saved."))
    return redirect("organizations:account", pk=pk)


@require_POST
def give_role(request: PersonRequest, pk: int) -> HttpResponse:
    """Give one more post."""
    shown = account_or_404(request, pk)
    form = RoleForm(request.POST, standing=request.standing)
    if form.is_valid():
        try:
            actions.give_role(actor=request.user, now=request.now, account=shown, **form.cleaned_data)
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, gettext("The role is given."))
            return redirect("organizations:account", pk=pk)
    return _account_page(request, shown, role_form=form)


@require_POST
def take_role(request: PersonRequest, pk: int) -> HttpResponse:
    """Take a post."""
    shown = account_or_404(request, pk)
    chosen = number_in(request.POST.get("membership"))
    membership = posts_of(shown).filter(pk=chosen).first() if chosen is not None else None
    if membership is not None:
        actions.take_role(actor=request.user, now=request.now, membership=membership)
        messages.success(request, gettext("The role is taken."))
    still_reached = accounts_within(request.standing).filter(pk=pk).exists()
    return redirect("organizations:account", pk=pk) if still_reached else redirect("organizations:accounts")


@require_POST
def switch_account(request: PersonRequest, pk: int) -> HttpResponse:
    """Switch an account off, or on again."""
    shown = account_or_404(request, pk)
    if request.POST.get("to") == "on":
        actions.reactivate_account(actor=request.user, now=request.now, account=shown)
        words = gettext("%(name)s can log in again.")
    else:
        actions.deactivate_account(actor=request.user, now=request.now, account=shown)
        words = gettext("%(name)s can no longer log in. You can switch the account on again at any time.")
    messages.success(request, words % {"name": shown.public_name})
    return redirect("organizations:account", pk=pk)


@never_cache
@require_POST
def reset_password(request: PersonRequest, pk: int) -> HttpResponse:
    """Set a one-time password and show it once."""
    shown = account_or_404(request, pk)
    password = actions.reset_password(actor=request.user, now=request.now, account=shown)
    return render(request, "organizations/one_time_password.html", {"account": shown, "password": password})


@require_POST
def remove_second_factor(request: PersonRequest, pk: int) -> HttpResponse:
    """Take away a lost second factor."""
    shown = account_or_404(request, pk)
    actions.remove_second_factor(actor=request.user, now=request.now, account=shown)
    messages.success(request, gettext("The second factor is off; the password alone opens the account."))
    return redirect("organizations:account", pk=pk)


def _account_page(
    request: PersonRequest, shown: Account, *, name_form: NameForm | None = None, role_form: RoleForm | None = None
) -> HttpResponse:
    posts = [(post, may_administer(request.standing, post.unit.path)) for post in posts_of(shown)]
    context = {
        "account": shown,
        "posts": posts,
        "manages": may_manage_account(request.standing, shown),
        "is_self": shown.pk == request.user.pk,
        "has_second_factor": is_mfa_enabled(shown),
        "name_form": name_form or NameForm(initial={"display_name": shown.display_name}),
        "role_form": role_form or RoleForm(standing=request.standing, initial={"role": Role.REPORTER}),
        "history": history_of("account", shown.pk)[:20],
    }
    has_errors = bool((name_form and name_form.errors) or (role_form and role_form.errors))
    return render(request, "organizations/account.html", context, status=422 if has_errors else 200)
