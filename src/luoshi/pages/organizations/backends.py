"""Who somebody is: passwords as allauth judges them, and the account of every request, asked with SQL composed once."""

from __future__ import annotations

from allauth.account.auth_backends import AuthenticationBackend
from django.db.models import QuerySet

from luoshi.domain.accounts.models import Account
from luoshi.foundation.kept_queries import kept_query


class AccountBackend(AuthenticationBackend):  # type: ignore[misc]  # the package has no types
    """Allauth's own, which reads the account of a session as often as pages are asked for."""

    def get_user(self, user_id: int | str) -> Account | None:
        """Give an account that may log in; None where it is gone or closed."""
        account = _account.first(int(user_id))
        return account if account is not None and self.user_can_authenticate(account) else None


@kept_query
def _account(pk: int) -> QuerySet[Account]:
    return Account.objects.filter(pk=pk)
