"""Addresses of the strategy pages."""

from django.urls import path

from luoshi.pages.strategy.views import exports, goals, kinds, links, outline, pictures, plans, proposal

app_name = "strategy"
urlpatterns = [
    path("", outline.outline, name="outline"),
    path("export/", exports.outline_xlsx, name="export"),
    path("picture/", pictures.picture, name="picture"),
    path("chain/", pictures.chain, name="chain"),
    path("plans/", plans.plans, name="plans"),
    path("plans/new/", plans.new, name="new_plan"),
    path("plans/<int:pk>/edit/", plans.edit, name="edit_plan"),
    path("plans/<int:pk>/force/", plans.force, name="force_plan"),
    path("plans/<int:pk>/discard/", plans.discard, name="discard_plan"),
    path("plans/<int:pk>/compare/", plans.compare, name="compare"),
    path("plans/<int:pk>/goals/new/", goals.new, name="new_goal"),
    path("goals/<int:pk>/", goals.goal, name="goal"),
    path("goals/<int:pk>/edit/", goals.edit, name="edit_goal"),
    path("goals/<int:pk>/move/", goals.move, name="move_goal"),
    path("goals/<int:pk>/remove/", goals.remove, name="remove_goal"),
    path("goals/<int:pk>/links/", links.links, name="links"),
    path("kinds/", kinds.kinds, name="kinds"),
    path("from-document/<int:pk>/", proposal.proposal, name="proposal"),
]
