"""What the stack promises before any feature: headers, privacy, rights, and that data survives."""

import gzip
import json
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError

from infra.local.run import DEPLOYED
from infra.packaging import REGION, ROOT
from tests.stack.harness import HTTP, STOP_S, Stack, free_ports, until
from tests.terminal import CTRL_C, Terminal

E1 = {
    "strict-transport-security": "max-age=31536000; includeSubDomains",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
}
CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; "
    "img-src 'self' blob: {photos}; connect-src 'self' {photos}; worker-src 'self'; "
    "manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
    "object-src 'none'"
)


def assets() -> list[str]:
    dist = ROOT / "pwa" / "dist"
    return [f"/{path.relative_to(dist).as_posix()}" for path in dist.rglob("*") if path.is_file()]


def test_every_answer_carries_the_security_headers(stack: Stack) -> None:
    """Pages, assets, the API, its errors and what does not exist (security.md E1)."""
    pages = ["/", "/masuk", "/papan/20261123/A", "/no-such-file.js"]
    for path in (*pages, *assets(), "/api/health", "/api/none", "/api/openapi.json", "/api/me"):
        headers = stack.request("GET", path).headers

        assert {name: headers[name] for name in E1} == E1, path
        assert headers["content-security-policy"] == CSP.format(photos=stack.world.aws), path
        policy = headers["permissions-policy"]
        assert "camera=(self), geolocation=(self)" in policy, path
        assert "autoplay=(self)" in policy, path  # the camera's picture plays by itself
        assert "access-control-allow-origin" not in headers, path
        if path.startswith("/api/"):
            assert re.match(r"no-store|private", headers["cache-control"]), path


def test_paths_of_the_app_are_answered_with_its_shell(stack: Stack) -> None:
    employee, dashboard = stack.request("GET", "/"), stack.request("GET", "/papan")

    assert employee.status == dashboard.status == 200
    assert employee.data == stack.request("GET", "/masuk/kode").data
    assert dashboard.data == stack.request("GET", "/rekap/2026-W47/cetak").data
    assert employee.data != dashboard.data


def test_who_comes_to_sign_in_is_sent_that_screens_scripts_at_once(stack: Stack) -> None:
    """One trip of a slow network less before there is a form to fill in."""
    asked = {
        path: set(re.findall(rb'modulepreload" crossorigin href="([^"]+)"', page.data))
        for path in ("/", "/masuk")
        for page in [stack.request("GET", path)]
    }

    assert asked["/"] < asked["/masuk"]


def test_the_site_is_compressed_and_what_is_about_people_is_not(stack: Stack) -> None:
    """CloudFront compresses what it caches; a compressed secret could be guessed by its length."""
    packed = {"headers": {"Accept-Encoding": "gzip"}, "decode_content": False}
    page = stack.request("GET", "/masuk", **packed)

    assert page.headers["content-encoding"] == "gzip"
    assert gzip.decompress(page.data) == stack.request("GET", "/masuk").data
    description = stack.request("GET", "/api/openapi.json", **packed)
    assert "content-encoding" not in description.headers


def test_pages_are_asked_for_anew_and_hashed_files_are_not(stack: Stack) -> None:
    for path in assets():
        wanted = "immutable" if path.startswith("/assets/") else "no-cache"
        assert wanted in stack.request("GET", path).headers["cache-control"], path


@pytest.mark.parametrize("method", ["GET", "POST", "DELETE", "OPTIONS"])
def test_an_unknown_path_is_a_problem(stack: Stack, method: str) -> None:
    answer = stack.request(method, "/api/no/such/path", body=b"{}")

    problem = json.loads(answer.data)
    assert answer.status == problem["status"] == 404
    assert answer.headers["content-type"] == "application/problem+json"
    assert problem["type"] == "/masalah/tidak-ada"
    assert problem["ref"]


def test_the_api_answers_through_cloudfront_only(stack: Stack) -> None:
    """Whoever goes past it does not know the secret header (security.md E2)."""
    past = f"{stack.world.aws}/_aws/execute-api/{stack.outputs['RestApi']}/api/me"

    for forged in ({}, {"x-apel-origin": "guess"}):
        answer = HTTP.request("GET", past, headers=forged)
        assert answer.status == 403
        assert json.loads(answer.data)["type"] == "/masalah/asal-salah"


@pytest.mark.parametrize("output", ["PhotoBucketName", "DocumentBucketName", "SiteBucketName"])
def test_buckets_are_private(stack: Stack, output: str) -> None:
    url = f"{stack.world.aws}/{stack.outputs[output]}"

    for path in ("", "/index.html", "/in/x.jpg", "/kept/x.jpg"):
        assert HTTP.request("GET", url + path).status == 403
        assert HTTP.request("PUT", url + path, body=b"x").status == 403


def test_unknown_keys_are_refused(stack: Stack) -> None:
    client = boto3.client(
        "dynamodb",
        endpoint_url=stack.world.aws,
        region_name=REGION,
        aws_access_key_id="AKIAIOSFODNN7EXAMPLE",
        aws_secret_access_key="x",
    )

    with pytest.raises(ClientError, match="UnrecognizedClientException"):
        client.list_tables()


def granted(stack: Stack, role: str, actions: list[str], resource: str) -> set[str]:
    iam, cloudformation = stack.aws("iam"), stack.aws("cloudformation")
    detail = cloudformation.describe_stack_resource(StackName="apel-lokal", LogicalResourceId=role)
    arn = iam.get_role(RoleName=detail["StackResourceDetail"]["PhysicalResourceId"])["Role"]["Arn"]
    results = iam.simulate_principal_policy(
        PolicySourceArn=arn, ActionNames=actions, ResourceArns=[resource]
    )["EvaluationResults"]
    return {r["EvalActionName"] for r in results if r["EvalDecision"] == "allowed"}


ROLES = [
    "ApiHandlerRole",
    "VerifyPhotoRole",
    "TickRole",
    "CompileRecapRole",
    "NotifyRole",
    "UpkeepRole",
]
WANTED: dict[str, dict[str, set[str]]] = {
    "in/a/b.jpg": {
        "s3:PutObject": {"ApiHandlerRole"},
        "s3:GetObject": {"VerifyPhotoRole", "UpkeepRole"},
        "s3:DeleteObject": set(),
        "s3:DeleteObjectVersion": set(),
    },
    "kop/a.jpg": {
        "s3:PutObject": {"VerifyPhotoRole"},
        "s3:GetObject": {"ApiHandlerRole", "CompileRecapRole"},
        "s3:DeleteObject": set(),
        "s3:DeleteObjectVersion": set(),
    },
    "ttd/a/b.jpg": {
        "s3:PutObject": {"VerifyPhotoRole"},
        "s3:GetObject": {"ApiHandlerRole", "CompileRecapRole"},
        "s3:DeleteObject": set(),
        "s3:DeleteObjectVersion": set(),
    },
    "in/ttd/a/b.jpg": {
        "s3:PutObject": {"ApiHandlerRole"},
        "s3:GetObjectTagging": {"ApiHandlerRole"},
        "s3:PutObjectTagging": {"VerifyPhotoRole"},
    },
    "kept/a/b.jpg": {
        "s3:PutObject": {"VerifyPhotoRole"},
        "s3:GetObject": {"ApiHandlerRole", "UpkeepRole"},
        "s3:DeleteObject": set(),
        "s3:DeleteObjectVersion": set(),
    },
}


@pytest.mark.parametrize("key", WANTED)
def test_each_function_reaches_only_its_own_photos(stack: Stack, key: str) -> None:
    actions = list(WANTED[key])
    resource = f"arn:aws:s3:::{stack.outputs['PhotoBucketName']}/{key}"

    may: dict[str, set[str]] = {action: set() for action in actions}
    for role in ROLES:
        for action in granted(stack, role, actions, resource):
            may[action].add(role)

    assert may == WANTED[key]


def test_no_function_may_delete_or_rewrite_records(stack: Stack) -> None:
    account = stack.aws("sts").get_caller_identity()["Account"]
    rewriting = ["dynamodb:DeleteItem", "dynamodb:UpdateItem", "dynamodb:Scan"]
    forbidden = ["dynamodb:DeleteItem", "dynamodb:DeleteTable", "dynamodb:Scan"]
    for table, actions in (("DataTableName", forbidden), ("AuditTableName", rewriting)):
        arn = f"arn:aws:dynamodb:{REGION}:{account}:table/{stack.outputs[table]}"
        for role in ROLES:
            assert granted(stack, role, actions, arn) == set()


def item(number: int) -> dict[str, Any]:
    return {"pk": {"S": "TEST#durability"}, "sk": {"S": f"{number:06}"}}


def put(stack: Stack, numbers: range) -> None:
    table = stack.aws("dynamodb")
    for number in numbers:
        table.put_item(TableName=stack.outputs["DataTableName"], Item=item(number))


def kept(stack: Stack) -> set[int]:
    found = stack.aws("dynamodb").query(
        TableName=stack.outputs["DataTableName"],
        KeyConditionExpression="pk = :pk",
        ExpressionAttributeValues={":pk": {"S": "TEST#durability"}},
    )
    return {int(i["sk"]["S"]) for i in found["Items"]}


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_a_stop_is_quick_and_a_restart_keeps_the_data(tmp_path: Path, how: signal.Signals) -> None:
    with Stack(tmp_path) as stack:
        put(stack, range(20))
        send_mail(stack)

        started = time.monotonic()
        status = stack.stop(how)
        seconds = time.monotonic() - started

        assert (status, seconds < 3) == (0, True)
        stack.start()
        assert kept(stack) == set(range(20))
        assert "Rekap sudah terbit." in mails(stack)


def test_ctrl_c_ends_make_run_with_status_0(tmp_path: Path) -> None:
    port = free_ports()
    env = {"PORT": str(port), "DATA_DIR": str(tmp_path), "DEMO": "kosong", "WATCH": "tidak"}
    installed = ("-o", "setup-run")  # whoever runs the tests has it all
    with Terminal(["make", *installed, "run"], ROOT, env) as terminal:
        terminal.until_said("Ready: ")

        started = time.monotonic()
        terminal.press(CTRL_C)
        status = terminal.process.wait(STOP_S)
        seconds = time.monotonic() - started

        assert (status, seconds < 3) == (0, True)


def test_a_kill_loses_at_most_the_last_three_seconds(tmp_path: Path) -> None:
    """Write all the time, pull the plug, and see which acknowledged writes are gone."""
    written: list[float] = []
    with Stack(tmp_path) as stack:
        end = time.monotonic() + 6
        while time.monotonic() < end:
            put(stack, range(len(written), len(written) + 1))
            written.append(time.monotonic())

        stack.kill()
        killed = time.monotonic()
        stack.start()

        lost = [killed - written[n] for n in set(range(len(written))) - kept(stack)]
        assert max(lost, default=0) <= 3


def test_a_second_start_on_the_same_data_is_refused(stack: Stack) -> None:
    second = subprocess.run(
        [sys.executable, "-m", "infra.local.run"],
        cwd=ROOT,
        env={"PATH": "/usr/bin:/bin", "PORT": "4998", "DATA_DIR": str(stack.data)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert second.returncode == 1
    assert f"in use by process {stack.world.pid}" in second.stdout
    assert second.stderr == ""


def send_mail(stack: Stack) -> None:
    stack.aws("ses").send_email(
        Source="apel@bangkalan.example",
        Destination={"ToAddresses": ["kepala@bangkalan.example"]},
        Message={
            "Subject": {"Data": "Rekap <minggu> 47"},
            "Body": {"Text": {"Data": "Rekap sudah terbit."}},
        },
    )


def mails(stack: Stack) -> str:
    return HTTP.request("GET", f"{stack.world.aws}/_surat").data.decode()


def test_mails_are_shown_on_one_page(stack: Stack) -> None:
    send_mail(stack)

    page = mails(stack)

    assert "Rekap &lt;minggu&gt; 47" in page
    assert "kepala@bangkalan.example" in page
    assert "Rekap sudah terbit." in page
    assert any(line.startswith("Mails: ") for line in stack.printed)


def test_a_changed_source_is_deployed_while_it_runs(tmp_path: Path) -> None:
    with Stack(tmp_path, watch="ya") as stack:
        (ROOT / "infra" / "stages.toml").touch()

        until(lambda: stack.printed.count(f"Ready: {stack.world.site}") == 2)

        assert "The sources changed:" in stack.printed
        assert stack.call("GET", "/api/health")[0] == 200


def test_a_deployment_after_a_rotation_sends_the_new_origin_token(tmp_path: Path) -> None:
    """Until then the old one is sent, and taken as the previous one: nobody is refused."""
    with Stack(tmp_path, watch="ya") as stack:
        secret = stack.outputs["OriginSecretArn"]

        def token_sent() -> str:
            answer = stack.aws("cloudfront").get_distribution(Id=stack.outputs["DistributionId"])
            origins = answer["Distribution"]["DistributionConfig"]["Origins"]["Items"]
            (api,) = (origin for origin in origins if origin["Id"] == "api")
            (header,) = api["CustomHeaders"]["Items"]
            token: str = header["HeaderValue"]
            return token

        first = token_sent()
        stack.aws("secretsmanager").put_secret_value(
            SecretId=secret, SecretString='{"token":"rotated"}'
        )
        assert (stack.call("GET", "/api/me")[0], token_sent()) == (401, first)

        (tmp_path / DEPLOYED).unlink()
        (ROOT / "infra" / "stages.toml").touch()
        until(lambda: stack.printed.count(f"Ready: {stack.world.site}") == 2)

        assert (stack.call("GET", "/api/me")[0], token_sent()) == (401, "rotated")


def test_a_job_by_hand_ends_with_one_line_of_json(stack: Stack) -> None:
    done = stack.make("job", "name=sweep")

    assert (done.returncode, done.stderr) == (0, "")
    *lines, last = done.stdout.splitlines()
    assert isinstance(json.loads(last), dict)
    assert "sweep: done, queues empty after" in "\n".join(lines)


def test_a_command_without_a_stack_says_what_to_do(stack: Stack, tmp_path: Path) -> None:
    done = stack.make("job", "name=sweep", DATA_DIR=str(tmp_path))

    assert done.returncode == 1
    assert "make run" in done.stdout
