"""Where matters are found in the browser: what a notice's link says. A test holds these to the real pages."""

from datetime import date

from luoshi.domain.tasks.rules.pages import task_page

__all__ = ["lights_page", "matter_page", "project_page", "steps_page", "task_page"]


def matter_page(pk: int) -> str:
    """Give the path of a matter's page."""
    return f"/supervision/matters/{pk}/"


def steps_page() -> str:
    """Give the path of the steps that are to go out."""
    return "/supervision/"


def project_page(pk: int) -> str:
    """Give the path of a project's page."""
    return f"/projects/{pk}/"


def lights_page(day: date, way: str) -> str:
    """Give the path of the lights that changed one way on a day."""
    return f"/supervision/lights/?day={day.isoformat()}&way={way}"
