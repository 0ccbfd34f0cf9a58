"""Who may do what: one table, checked in this layer, so that a hidden button is never the only guard."""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from review_app.records.errors import NotAllowed

R = TypeVar("R")

_EVERYONE = ("chuyen_vien", "lanh_dao", "quan_tri_danh_muc")
_REVIEW = ("chuyen_vien", "lanh_dao")

ACTIONS: dict[str, tuple[str, ...]] = {
    "read": _EVERYONE,  # see the register, files and findings; one's own password
    "receive": _REVIEW,  # create and edit cases, add files, run the analysis, move along the workflow
    "decide": _REVIEW,  # decisions, own findings, notes, consensus
    "assign": ("lanh_dao",),  # reviewers, blind or together
    "approve": ("lanh_dao",),  # approve a sheet, reopen it, open consensus early
    "delete": ("lanh_dao",),  # delete a case for good
    "settings": ("lanh_dao", "quan_tri_danh_muc"),
    "people": ("lanh_dao",),  # users, roles, login on or off
    "checklist": ("quan_tri_danh_muc",),  # change the office's checklist, register, words; teach the classifier
    "sign": ("lanh_dao",),  # sign a version of the checklist, so that it is used
    "backup": ("lanh_dao", "quan_tri_danh_muc"),
    "verify": _EVERYONE,  # look at the audit trail and check it
}


def allows(roles: tuple[str, ...], action: str) -> bool:
    """Whether one of the roles includes the action. An unknown action is a bug: KeyError."""
    return any(role in ACTIONS[action] for role in roles)


def needs(action: str) -> Callable[[Callable[..., R]], Callable[..., R]]:
    """Guard a function whose first argument is a Desk: the user as the store knows her now must be allowed the action."""

    def guard(function: Callable[..., R]) -> Callable[..., R]:
        @wraps(function)
        def guarded(desk, *args, **kwargs):
            from review_app.records.people import current

            if not allows(current(desk).roles, action):
                raise NotAllowed()
            return function(desk, *args, **kwargs)

        guarded.action = action
        return guarded

    assert action in ACTIONS, action
    return guard
