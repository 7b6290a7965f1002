"""Where matters are found in the browser: what a notice's link says. A test holds these to the real pages."""


def matter_page(pk: int) -> str:
    """Give the path of a matter's page."""
    return f"/supervision/matters/{pk}/"


def steps_page() -> str:
    """Give the path of the steps that are to go out."""
    return "/supervision/"
