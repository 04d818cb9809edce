"""The Lambda functions of Apel Digital, as Chalice packages them. Decides nothing."""

import os
from typing import Any

from chalice.app import Chalice, CloudWatchEvent, Rate, SQSEvent

from chalicelib import events
from chalicelib.http.routes import check_ins, own, sessions
from chalicelib.wiring import wired


class Api(Chalice):
    """Routes of the morning from the start, all others from when one of them is asked for."""

    def __call__(  # type: ignore[explicit-override]  # 3.11 has none
        self,
        event: Any,  # noqa: ANN401 - Lambda's own
        context: Any,  # noqa: ANN401 - Lambda's own
    ) -> dict[str, Any]:
        """Answer a request."""
        if event["requestContext"]["resourcePath"] not in self.routes:
            self.add_later()
        return super().__call__(event, context)

    def add_later(self) -> None:
        """Import and register them."""
        from chalicelib.http.later import LATER

        for blueprint in LATER:
            self.register_blueprint(blueprint)


app = Api(app_name="apel")
app.api.binary_types = []
for part in (sessions, own, check_ins):
    app.register_blueprint(part.routes)
if "AWS_LAMBDA_FUNCTION_NAME" not in os.environ:  # whoever packages or tests it sees all
    app.add_later()


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
