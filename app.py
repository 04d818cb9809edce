"""The Lambda functions of Apel Digital, as Chalice packages them. Decides nothing."""

from typing import Any

from chalice.app import Chalice, CloudWatchEvent, Rate, SQSEvent

from chalicelib import events
from chalicelib.http.routes import (
    activities,
    appointments,
    calendar,
    check_ins,
    desk,
    duties,
    feeds,
    imports,
    invitations,
    meta,
    overview,
    own,
    people,
    permits,
    recaps,
    reports,
    sessions,
    settings,
)
from chalicelib.wiring import wired

app = Chalice(app_name="apel")
app.api.binary_types = []
for part in (
    meta,
    sessions,
    own,
    check_ins,
    permits,
    desk,
    recaps,
    appointments,
    imports,
    calendar,
    settings,
    activities,
    invitations,
    reports,
    feeds,
    people,
    overview,
    duties,
):
    app.register_blueprint(part.routes)


@app.on_sqs_message(queue="set-by-the-template", batch_size=10)
def verify_photo(event: SQSEvent) -> events.BatchFailures:
    """Verify the photos that arrived."""
    return events.verify_photos(event.to_dict()["Records"], verify=wired().verify_photo)


@app.schedule(Rate(1, unit=Rate.MINUTES))
def tick(event: CloudWatchEvent) -> dict[str, Any]:
    """Enqueue what is due, or what an operator asks for."""
    return events.tick(event.to_dict(), start=wired().tick, commands=wired().commands)


@app.on_sqs_message(queue="set-by-the-template", batch_size=1)
def compile_recap(event: SQSEvent) -> events.BatchFailures:
    """Compile, lock and publish the tables of an OPD."""
    return events.run_works(event.to_dict()["Records"], run=wired().run)


@app.on_sqs_message(queue="set-by-the-template", batch_size=5)
def notify(event: SQSEvent) -> events.BatchFailures:
    """Remind, tell and announce, in the app and by mail."""
    return events.run_works(event.to_dict()["Records"], run=wired().run)


@app.on_sqs_message(queue="set-by-the-template", batch_size=1)
def upkeep(event: SQSEvent) -> events.BatchFailures:
    """Plan the coming days, and sweep."""
    return events.run_works(event.to_dict()["Records"], run=wired().run)


@app.on_sqs_message(queue="set-by-the-template", batch_size=1)
def import_people(event: SQSEvent) -> events.BatchFailures:
    """Check and apply SIMPEG's files."""
    return events.run_imports(event.to_dict()["Records"], run=wired().run_import)
