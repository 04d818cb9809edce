"""The Lambda functions of Apel Digital, as Chalice packages them. Decides nothing."""

from chalice.app import Chalice, CloudWatchEvent, Rate, SQSEvent

from chalicelib import events
from chalicelib.http.routes import check_ins, desk, meta, own, permits, sessions
from chalicelib.wiring import wired

app = Chalice(app_name="apel")
app.api.binary_types = []
for part in (meta, sessions, own, check_ins, permits, desk):
    app.register_blueprint(part.routes)


@app.on_sqs_message(queue="set-by-the-template", batch_size=10)
def verify_photo(event: SQSEvent) -> events.BatchFailures:
    """Verify the photos that arrived."""
    return events.verify_photos(event.to_dict()["Records"], verify=wired().verify_photo)


@app.schedule(Rate(1, unit=Rate.MINUTES))
def tick(event: CloudWatchEvent) -> dict[str, str]:
    """Enqueue what is due."""
    del event
    return {}


@app.on_sqs_message(queue="set-by-the-template", batch_size=1)
def compile_recap(event: SQSEvent) -> dict[str, list[str]]:
    """Compile the absences of an OPD."""
    del event
    return {"batchItemFailures": []}


@app.on_sqs_message(queue="set-by-the-template", batch_size=5)
def notify(event: SQSEvent) -> dict[str, list[str]]:
    """Send reminders and mails."""
    del event
    return {"batchItemFailures": []}


@app.on_sqs_message(queue="set-by-the-template", batch_size=1)
def upkeep(event: SQSEvent) -> dict[str, list[str]]:
    """Plan the coming days, and sweep."""
    del event
    return {"batchItemFailures": []}
