"""Where tasks and batches are found in the browser: what a notice's link says. A test holds these to the real pages."""


def task_page(pk: int) -> str:
    """Give the path of a task's page."""
    return f"/tasks/{pk}/"


def batch_page(pk: int) -> str:
    """Give the path of a batch's page."""
    return f"/tasks/batches/{pk}/"
