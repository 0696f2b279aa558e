"""To come."""

from collections.abc import Sequence

from data.plan import Plan


def show_view(plans: Sequence[Plan]) -> None:
    """Show the view."""
