"""The Lambda functions of Apel Digital, as Chalice packages them. Decides nothing."""

from chalice.app import Chalice, CloudWatchEvent, Rate, SQSEvent

app = Chalice(app_name="apel")


@app.route("/health")
def health() -> dict[str, str]:
    """Say that the API answers."""
    return {"status": "ok"}


@app.on_sqs_message(queue="set-by-the-template", batch_size=10)
def verify_photo(event: SQSEvent) -> dict[str, list[str]]:
    """Verify the photos that arrived."""
    del event
    return {"batchItemFailures": []}


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
