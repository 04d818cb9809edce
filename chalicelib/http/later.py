"""The blueprints that a cold start does without: imported when one of their paths is asked for."""

from typing import Final

from chalicelib.http.routes import (
    activation,
    activities,
    appointments,
    calendar,
    checks,
    description,
    desk,
    devices,
    duties,
    feeds,
    imports,
    invitations,
    meta,
    offices,
    overview,
    people,
    permits,
    recaps,
    reports,
    settings,
    signature_images,
)

LATER: Final = tuple(
    part.routes
    for part in (
        description,
        meta,
        activation,
        devices,
        permits,
        desk,
        recaps,
        appointments,
        imports,
        calendar,
        settings,
        signature_images,
        activities,
        offices,
        invitations,
        reports,
        feeds,
        people,
        overview,
        duties,
        checks,
    )
)
