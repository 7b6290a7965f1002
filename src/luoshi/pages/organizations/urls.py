"""Addresses of the organizations pages."""

from django.urls import path

from luoshi.pages.organizations import views

app_name = "organizations"
urlpatterns = [
    path("me/", views.own_account, name="own_account"),
    path("", views.units, name="units"),
    path("units/<int:pk>/", views.unit, name="unit"),
    path("units/<int:pk>/new/", views.new_unit, name="new_unit"),
    path("units/<int:pk>/edit/", views.edit_unit, name="edit_unit"),
    path("units/<int:pk>/move/", views.move_unit, name="move_unit"),
    path("units/<int:pk>/switch/", views.switch_unit, name="switch_unit"),
    path("units/<int:pk>/new-account/", views.new_account, name="new_account"),
    path("accounts/", views.accounts, name="accounts"),
    path("accounts/<int:pk>/", views.account, name="account"),
    path("accounts/<int:pk>/rename/", views.rename_account, name="rename_account"),
    path("accounts/<int:pk>/give-role/", views.give_role, name="give_role"),
    path("accounts/<int:pk>/take-role/", views.take_role, name="take_role"),
    path("accounts/<int:pk>/switch/", views.switch_account, name="switch_account"),
    path("accounts/<int:pk>/reset-password/", views.reset_password, name="reset_password"),
    path("accounts/<int:pk>/remove-second-factor/", views.remove_second_factor, name="remove_second_factor"),
]
