import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import boto3
import pytest
from botocore.stub import Stubber
from moto import mock_aws

from infra import deploy, packaging, stack

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

MONDAY = datetime(2026, 11, 23, tzinfo=UTC)


def test_without_credentials_it_says_all_that_is_missing() -> None:
    env = {"PATH": os.environ["PATH"], "HOME": "/nowhere", "AWS_EC2_METADATA_DISABLED": "true"}
    command = [sys.executable, "-m", "infra.deploy", "site", "uji"]

    done = subprocess.run(
        command, cwd=packaging.ROOT, env=env, capture_output=True, text=True, check=False
    )

    assert done.returncode == 1
    assert "AWS credentials" in done.stdout
    assert "MAIL_FROM=" in done.stdout
    assert done.stderr == ""


def test_the_local_stage_is_not_deployed(capsys: pytest.CaptureFixture[str]) -> None:
    assert deploy.main(["site", "lokal"]) == 1
    assert "make run" in capsys.readouterr().out


def test_a_first_deployment_waits_for_cloudfronts_name_and_a_later_one_keeps_it() -> None:
    first = deploy.parameters_for("uji", {"MAIL_FROM": "a@b.example"}, set())
    later = deploy.parameters_for("uji", {}, {"SiteOrigin", "MailFrom"})
    own = deploy.parameters_for("uji", {"SITE_DOMAIN": "apel.example"}, {"SiteOrigin"})

    assert first["SiteOrigin"] == deploy.NOT_YET
    assert "SiteOrigin" not in later
    assert own["SiteOrigin"] == "https://apel.example"


def test_a_certificate_without_its_domain_is_refused() -> None:
    with pytest.raises(deploy.MissingError, match="go together"):
        deploy.refuse_unready(
            "uji", {"CERTIFICATE_ARN": "arn:x", "MAIL_FROM": "a@b.example"}, set()
        )


def test_the_edge_limits_by_session_first() -> None:
    template = packaging.parsed(deploy.EDGE.read_text())
    rules = template["Resources"]["WebAcl"]["Properties"]["Rules"]
    limits = {r["Name"]: r["Statement"]["RateBasedStatement"]["Limit"] for r in rules}

    assert limits == {"sign-in-by-address": 3000, "by-session": 300, "by-address": 20000}


PACKAGE: Final = packaging.Package({"Parameters": {"OriginVersion": {}, "MailFrom": {}}}, ())


def parameters_sent(stacks: list[dict[str, Any]] | None) -> list[dict[str, Any]]:
    """To a CloudFormation that answers with these stacks; None: that there is none."""
    client = boto3.client("cloudformation", region_name="us-east-1")
    with Stubber(client) as answers:
        for _ in ("outputs", "parameters"):
            if stacks is None:
                answers.add_client_error("describe_stacks", "ValidationError")
            else:
                answers.add_response("describe_stacks", {"Stacks": stacks})

        def connect(service: str) -> object:
            is_stubbed = service == "cloudformation"
            return client if is_stubbed else boto3.client("secretsmanager", region_name="us-east-1")

        return stack.parameter_list(connect, "uji", {"MailFrom": "a@b.example"}, PACKAGE)


def a_stack(**outputs: str) -> dict[str, Any]:
    return {
        "StackName": "apel-uji",
        "CreationTime": MONDAY,
        "StackStatus": "CREATE_COMPLETE",
        "Outputs": [{"OutputKey": key, "OutputValue": value} for key, value in outputs.items()],
        "Parameters": [{"ParameterKey": key} for key in (*PACKAGE.template["Parameters"], "Gone")],
    }


@mock_aws
def test_a_deployment_after_a_rotation_names_the_new_version_of_the_origin_secret() -> None:
    """CloudFormation resolves a reference anew only where the reference itself changed."""
    vault = boto3.client("secretsmanager", region_name="us-east-1")
    first = vault.create_secret(Name="origin", SecretString='{"token":"first"}')["VersionId"]
    made = a_stack(OriginSecretArn="origin")

    before = parameters_sent([made])
    second = vault.put_secret_value(SecretId="origin", SecretString='{"token":"second"}')
    after = parameters_sent([made])

    mail = {"ParameterKey": "MailFrom", "ParameterValue": "a@b.example"}
    assert before == [mail, {"ParameterKey": "OriginVersion", "ParameterValue": first}]
    assert after == [mail, {"ParameterKey": "OriginVersion", "ParameterValue": second["VersionId"]}]


@mock_aws
def test_a_first_deployment_has_no_origin_secret_to_name() -> None:
    """Nor has the stack of a first one that failed."""
    mail = {"ParameterKey": "MailFrom", "ParameterValue": "a@b.example"}
    kept = {"ParameterKey": "OriginVersion", "UsePreviousValue": True}

    assert parameters_sent(None) == [mail]
    assert parameters_sent([a_stack()]) == [mail, kept]


@pytest.fixture
def s3() -> Iterator["S3Client"]:
    with mock_aws():
        client = boto3.client("s3", region_name="us-east-1")
        client.create_bucket(Bucket="site")
        yield client


def build(folder: Path, *names: str) -> Path:
    for old in [path for path in folder.rglob("*") if path.is_file()]:
        old.unlink()
    for name in names:
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(name)
    return folder


def keys(s3: "S3Client") -> set[str]:
    return {o["Key"] for o in s3.list_objects_v2(Bucket="site")["Contents"]}


def test_an_open_page_finds_its_files_for_thirty_days_after_an_update(
    s3: "S3Client", tmp_path: Path
) -> None:
    """The build of a long time ago was the newest until today: its files count from today."""
    stack.sync_site(s3, "site", build(tmp_path, "assets/old.js", "index.html"), now=MONDAY)
    update = MONDAY + timedelta(days=100)

    stack.sync_site(s3, "site", build(tmp_path, "assets/new.js", "index.html"), now=update)
    stack.sync_site(s3, "site", tmp_path, now=update + timedelta(days=30))
    kept = keys(s3)
    stack.sync_site(s3, "site", tmp_path, now=update + timedelta(days=31))

    assert kept == {"assets/old.js", "assets/new.js", "index.html"}
    assert keys(s3) == {"assets/new.js", "index.html"}


def test_only_hashed_files_are_kept_by_browsers(s3: "S3Client", tmp_path: Path) -> None:
    folder = build(tmp_path, "assets/a.js", "sw.js", "index.html", "manifest.webmanifest")

    changed = stack.sync_site(s3, "site", folder, now=MONDAY)
    again = stack.sync_site(s3, "site", folder, now=MONDAY)

    heads = {key: s3.head_object(Bucket="site", Key=key) for key in keys(s3)}
    assert (changed, again) == (True, False)
    assert {key for key, head in heads.items() if "immutable" in head["CacheControl"]} == {
        "assets/a.js"
    }
    assert heads["index.html"]["ContentType"] == "text/html; charset=utf-8"
    assert heads["sw.js"]["ContentType"] == "text/javascript; charset=utf-8"
    assert heads["manifest.webmanifest"]["ContentType"] == "application/manifest+json"
