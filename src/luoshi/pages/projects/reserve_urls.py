"""Addresses of reserve quality, factor needs, problems, calls and pictures; part of the project area's."""

from django.urls import path, register_converter

from luoshi.domain.projects.terms import ProblemDeed
from luoshi.pages.projects.views import factors, opportunities, pictures, problem, problem_classes, problems, quality


class ProblemDeedConverter:
    """A step of a problem."""

    regex = "|".join(deed.value for deed in ProblemDeed if deed is not ProblemDeed.RAISE)

    def to_python(self, value: str) -> str:
        """Give the step's word."""
        return value

    def to_url(self, value: str) -> str:
        """Give its word in the address."""
        return str(value)


register_converter(ProblemDeedConverter, "problemdeed")

urlpatterns = [
    path("quality/", quality.quality, name="quality"),
    path("quality/projects/", quality.behind, name="quality_projects"),
    path("quality/targets/", quality.targets, name="reserve_targets"),
    path("factors/", factors.factors, name="factors"),
    path("factors/export/", factors.export, name="factors_export"),
    path("factors/starts/", factors.starts, name="factor_starts"),
    path("factors/quarter/", factors.quarter_list, name="factor_quarter"),
    path("factors/quarter/export/", factors.quarter_export, name="factor_quarter_export"),
    path("factors/<int:need>/answer/", factors.answer, name="factor_answer"),
    path("<int:pk>/factors/new/", factors.new, name="new_factor"),
    path("<int:pk>/factors/<int:need>/", factors.edit, name="factor"),
    path("problems/", problems.problems, name="problems"),
    path("problems/export/", problems.export, name="problems_export"),
    path("problems/week/", problems.week, name="problem_week"),
    path("problems/week/export/", problems.week_export, name="problem_week_export"),
    path("problems/classes/", problem_classes.classes, name="problem_classes"),
    path("problems/<int:pk>/", problem.problem, name="problem"),
    path("problems/<int:pk>/do/<problemdeed:deed>/", problem.deed, name="problem_deed"),
    path("problems/<int:pk>/files/<int:file>/", problem.evidence, name="problem_evidence"),
    path("<int:pk>/problems/new/", problem.new, name="new_problem"),
    path("opportunities/", opportunities.opportunities, name="opportunities"),
    path("opportunities/new/", opportunities.new, name="new_opportunity"),
    path("opportunities/<int:pk>/", opportunities.opportunity, name="opportunity"),
    path("opportunities/<int:pk>/edit/", opportunities.edit, name="edit_opportunity"),
    path("opportunities/<int:pk>/state/", opportunities.state, name="opportunity_state"),
    path("opportunities/<int:pk>/apply/<int:project>/", opportunities.apply, name="apply"),
    path("applications/<int:pk>/", opportunities.application, name="application"),
    path("board/", pictures.board, name="board"),
    path("<int:pk>/move/", pictures.move, name="move"),
    path("schedule/", pictures.schedule, name="schedule"),
    path("funnel/", pictures.funnel, name="funnel"),
    path("map/", pictures.map_, name="map"),
    path("map/boundaries/", pictures.boundaries, name="boundaries"),
    path("map/territory/", pictures.territory, name="territory"),
]
