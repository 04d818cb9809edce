"""Each promise that the template keeps, as a fact of what Chalice builds from it."""

import json
import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from chalicelib.services.publish_week import WAITS_FOR_OPDS
from infra import packaging, stack

Template = dict[str, Any]
FUNCTIONS = (
    "APIHandler",
    "VerifyPhoto",
    "Tick",
    "CompileRecap",
    "Notify",
    "Upkeep",
    "ImportPeople",
)
SOURCES = {
    "VerifyPhoto": "Photo",
    "CompileRecap": "Recap",
    "Notify": "Notice",
    "Upkeep": "Upkeep",
    "ImportPeople": "Import",
}
OLDEST, WAITING = "ApproximateAgeOfOldestMessage", "ApproximateNumberOfMessagesVisible"
FUNCTION_ARN = ["ViewerFunction", "FunctionARN"]
DELETING = re.compile(r"Delete|Remove|Purge|PutLifecycle|PutBucket|RestoreTable|UpdateTable")


def of_type(template: Template, kind: str) -> dict[str, Any]:
    found = template["Resources"].items()
    return {name: body for name, body in found if body["Type"] == kind}


def strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from strings(inner)


def statements(template: Template) -> Iterator[tuple[str, dict[str, Any]]]:
    for name, role in of_type(template, "AWS::IAM::Role").items():
        for policy in role["Properties"].get("Policies", []):
            for statement in policy["PolicyDocument"]["Statement"]:
                yield name, statement


def as_list(value: Any) -> list[Any]:  # noqa: ANN401 - JSON
    return value if isinstance(value, list) else [value]


def references(template: Template) -> dict[str, set[str]]:
    """Which resource waits for which other one."""
    names = set(template["Resources"])

    def found(value: object) -> Iterator[str]:
        if isinstance(value, dict):
            for key, inner in value.items():
                if key == "Ref":
                    yield inner
                elif key == "Fn::GetAtt":
                    yield inner[0] if isinstance(inner, list) else inner.split(".")[0]
                elif key == "Fn::Sub":
                    text = inner if isinstance(inner, str) else inner[0]
                    yield from (part.split(".")[0] for part in re.findall(r"\$\{([^}!]+)}", text))
                    yield from found(inner)
                elif key == "DependsOn":
                    yield from as_list(inner)
                else:
                    yield from found(inner)
        elif isinstance(value, list):
            for inner in value:
                yield from found(inner)

    shared = set(found(template.get("Globals", {}))) & names
    return {
        name: (set(found(body)) & names)
        | (shared if body["Type"] == "AWS::Serverless::Function" else set())
        for name, body in template["Resources"].items()
    }


def test_no_resource_waits_for_itself(template: Template) -> None:
    """cfn-lint does not see the cycle of CloudFront and the API's environment."""
    waiting = references(template)
    while ready := [name for name, others in waiting.items() if not others]:
        waiting = {
            name: others - set(ready) for name, others in waiting.items() if name not in ready
        }

    assert waiting == {}


def test_the_template_fits_into_an_upload(template: Template) -> None:
    """It goes through the bucket: 1 MB is the limit there."""
    assert len(packaging.template_text(template).encode()) < stack.TEMPLATE_LIMIT


def test_no_intrinsic_stands_beside_another(template: Template) -> None:
    """Merging is deep: two ways of naming one queue would both be there."""

    def dicts(value: object) -> Iterator[dict[str, Any]]:
        if isinstance(value, dict):
            yield value
            for inner in value.values():
                yield from dicts(inner)
        elif isinstance(value, list):
            for inner in value:
                yield from dicts(inner)

    mixed = [d for d in dicts(template) if len(d) > 1 and any(k.startswith("Fn::") for k in d)]

    assert mixed == []


@pytest.mark.parametrize("table", ["DataTable", "AuditTable"])
def test_tables_outlive_mistakes(template: Template, table: str) -> None:
    resource = template["Resources"][table]

    assert resource["DeletionPolicy"] == resource["UpdateReplacePolicy"] == "Retain"
    assert resource["Properties"]["DeletionProtectionEnabled"] is True
    assert resource["Properties"]["PointInTimeRecoverySpecification"] == {
        "PointInTimeRecoveryEnabled": True
    }
    assert resource["Properties"]["BillingMode"] == "PAY_PER_REQUEST"


def test_items_expire_and_the_index_is_thin(template: Template) -> None:
    properties = template["Resources"]["DataTable"]["Properties"]

    assert properties["TimeToLiveSpecification"] == {"AttributeName": "ttl", "Enabled": True}
    assert "TimeToLiveSpecification" not in template["Resources"]["AuditTable"]["Properties"]
    (index,) = properties["LocalSecondaryIndexes"]
    assert index["IndexName"] == "by_t"
    assert index["Projection"] == {"ProjectionType": "INCLUDE", "NonKeyAttributes": ["st", "kind"]}


@pytest.mark.parametrize(
    ("table", "name", "attributes"),
    [
        ("DataTable", "by_account", ["kind", "phones"]),
        ("AuditTable", "by_person", ["at", "actor", "action"]),
    ],
)
def test_global_indexes_hold_no_more_than_is_asked(
    template: Template, table: str, name: str, attributes: list[str]
) -> None:
    """Who asks for a list learns no secret, and a write costs little more."""
    (index,) = template["Resources"][table]["Properties"]["GlobalSecondaryIndexes"]

    assert index["IndexName"] == name
    assert index["Projection"] == {"ProjectionType": "INCLUDE", "NonKeyAttributes": attributes}


def test_buckets_are_private_encrypted_and_owned(template: Template) -> None:
    for bucket in of_type(template, "AWS::S3::Bucket").values():
        properties = bucket["Properties"]
        assert set(properties["PublicAccessBlockConfiguration"].values()) == {True}
        assert properties["OwnershipControls"]["Rules"] == [
            {"ObjectOwnership": "BucketOwnerEnforced"}
        ]
        assert "BucketEncryption" in properties


def test_buckets_speak_tls_only_outside_the_emulator(template: Template) -> None:
    guarded = set()
    for policy in of_type(template, "AWS::S3::BucketPolicy").values():
        if '"aws:SecureTransport": "false"' in json.dumps(policy):
            guarded.add(policy["Properties"]["Bucket"]["Ref"])

    assert guarded == set(of_type(template, "AWS::S3::Bucket"))
    assert template["Conditions"]["TlsOnly"] == {"Fn::Equals": [{"Ref": "PlainHttp"}, "tidak"]}
    for stage in ("uji", "produksi"):
        assert "PlainHttp" not in stack.stage_parameters(stage)


def expiry_of(rules: list[dict[str, Any]], key: str, tags: dict[str, str]) -> int | None:
    """The day on which S3 expires an object with this key and these tags, or None."""
    days = [
        rule["ExpirationInDays"]
        for rule in rules
        if "ExpirationInDays" in rule
        and key.startswith(rule.get("Prefix", ""))
        and all(tags.get(tag["Key"]) == tag["Value"] for tag in rule.get("TagFilters", []))
    ]
    return min(days, default=None)


@pytest.mark.parametrize(
    ("key", "tags", "days"),
    [
        ("in/pendidikan/20261123/A/P/ab.jpg", {}, 7),
        ("in/pendidikan/20261123/A/P/ab.jpg", {"simpan": "90"}, 7),
        ("kept/pendidikan/20261123/A/P.jpg", {"simpan": "90"}, 90),
        ("thumb/pendidikan/20261123/A/P.jpg", {"simpan": "90"}, 90),
        ("sakit/pendidikan/U/ab.jpg", {"simpan": "30"}, 30),
        ("kept/pendidikan/20261123/A/P.jpg", {"simpan": "tahan"}, None),
        ("surat/pendidikan/U/ab.jpg", {}, None),
        ("in/kop/ab.jpg", {}, 7),
        ("kop/ab.jpg", {}, None),
        ("in/ttd/P/ab.jpg", {}, 7),
        ("ttd/P/ab.jpg", {}, None),
    ],
)
def test_photos_are_gone_when_promised(
    template: Template, key: str, tags: dict[str, str], days: int | None
) -> None:
    """A clock over the rules: the emulator expires nothing (security.md R2)."""
    taken = date(2026, 11, 23)
    rules = template["Resources"]["PhotoBucket"]["Properties"]["LifecycleConfiguration"]["Rules"]

    expiry = expiry_of(rules, key, tags)

    gone = taken + timedelta(days=expiry) if expiry else None
    assert gone == (taken + timedelta(days=days) if days else None)
    assert {rule["Status"] for rule in rules} == {"Enabled"}


def test_old_versions_of_photos_go_too(template: Template) -> None:
    """A versioned bucket keeps every deleted photo otherwise."""
    properties = template["Resources"]["PhotoBucket"]["Properties"]
    (rule,) = (r for r in properties["LifecycleConfiguration"]["Rules"] if r["Id"] == "versions")

    assert properties["VersioningConfiguration"] == {"Status": "Enabled"}
    assert rule["NoncurrentVersionExpiration"] == {"NoncurrentDays": 1}
    assert rule["ExpiredObjectDeleteMarker"] is True
    assert not {"Prefix", "TagFilters", "ExpirationInDays"} & rule.keys()


def test_each_queue_has_dead_letters_and_bells(template: Template) -> None:
    alarms = [a["Properties"] for a in of_type(template, "AWS::CloudWatch::Alarm").values()]
    watched = {
        (a["MetricName"], d["Value"]["Fn::GetAtt"][0])
        for a in alarms
        for d in a.get("Dimensions", [])
        if d["Name"] == "QueueName"
    }

    assert {a["Threshold"] for a in alarms if a["MetricName"] == OLDEST} == {300}  # P9: 5 minutes
    assert {a["Threshold"] for a in alarms if a["MetricName"] == WAITING} == {0}
    for name in SOURCES.values():
        properties = template["Resources"][f"{name}Queue"]["Properties"]
        target = properties["RedrivePolicy"]["deadLetterTargetArn"]
        assert target == {"Fn::GetAtt": [f"{name}DeadLetters", "Arn"]}
        assert (OLDEST, f"{name}Queue") in watched
        assert (WAITING, f"{name}DeadLetters") in watched
    assert all(alarm["AlarmActions"] == [{"Ref": "Alarms"}] for alarm in alarms)


def test_a_message_is_hidden_six_times_as_long_as_its_function_may_run(template: Template) -> None:
    for function, queue in SOURCES.items():
        properties = template["Resources"][function]["Properties"]
        event = properties["Events"][f"{function}SqsEventSource"]["Properties"]
        hidden = template["Resources"][f"{queue}Queue"]["Properties"]["VisibilityTimeout"]

        assert event["Queue"] == {"Fn::Sub": f"${{{queue}Queue.Arn}}"}
        assert hidden >= 6 * properties["Timeout"] + event["MaximumBatchingWindowInSeconds"]


def test_one_bad_message_comes_back_alone_and_queues_cannot_take_all_concurrency(
    template: Template,
) -> None:
    for function in SOURCES:
        events = template["Resources"][function]["Properties"]["Events"]
        event = events[f"{function}SqsEventSource"]["Properties"]

        assert event["FunctionResponseTypes"] == ["ReportBatchItemFailures"]
        assert event["ScalingConfig"]["MaximumConcurrency"] >= 2


def test_no_right_is_a_wildcard_or_deletes(template: Template) -> None:
    for role, statement in statements(template):
        assert statement["Effect"] == "Allow"
        for action in as_list(statement["Action"]):
            assert "*" not in action, role
            assert action == "sqs:DeleteMessage" or not DELETING.search(action), role
        for resource in as_list(statement["Resource"]):
            assert resource != "*", role


def test_the_audit_table_is_only_added_to_and_read(template: Template) -> None:
    for role, statement in statements(template):
        if "AuditTable" in set(strings(statement["Resource"])):
            actions = set(as_list(statement["Action"]))
            assert actions <= {"dynamodb:PutItem", "dynamodb:Query"}, role


def test_only_functions_that_sign_or_check_read_the_keys(template: Template) -> None:
    readers = {
        role
        for role, statement in statements(template)
        if "OriginSecret" in set(strings(statement["Resource"]))
    }

    assert readers == {"ApiHandlerRole"}


def test_functions_run_on_arm_with_bounded_time(template: Template) -> None:
    functions = of_type(template, "AWS::Serverless::Function")

    assert set(functions) == set(FUNCTIONS)
    for function in functions.values():
        assert function["Properties"]["Architectures"] == ["arm64"]
    assert functions["APIHandler"]["Properties"]["Timeout"] <= 29
    assert functions["APIHandler"]["Properties"]["MemorySize"] >= 1024
    assert functions["VerifyPhoto"]["Properties"]["Timeout"] == 15
    assert functions["VerifyPhoto"]["Properties"]["MemorySize"] == 1024


def test_the_functions_environment_is_what_settings_reads(template: Template) -> None:
    source = (packaging.ROOT / "chalicelib" / "settings.py").read_text()
    read = set(re.findall(r'env(?:\.get\(|\[)"([A-Z_]+)"', source))

    assert set(template["Globals"]["Function"]["Environment"]["Variables"]) == read


def test_every_stage_sets_known_parameters_and_only_the_demo_is_lenient(template: Template) -> None:
    for stage in template["Parameters"]["Stage"]["AllowedValues"]:
        parameters = stack.stage_parameters(stage)
        assert parameters.keys() <= template["Parameters"].keys()
        lenient = (parameters["RequireSecondFactor"], parameters["BindDeviceFreely"])
        assert lenient == (("tidak", "ya") if stage == "lokal" else ("ya", "tidak"))


def test_logs_end_and_those_that_show_attacks_stay_a_year(template: Template) -> None:
    days = {
        name: group["Properties"]["RetentionInDays"]
        for name, group in of_type(template, "AWS::Logs::LogGroup").items()
    }

    assert days.keys() == {"AccessLogs", *(f"{function}Logs" for function in FUNCTIONS)}
    assert {name for name, kept in days.items() if kept == 365} == {"AccessLogs", "APIHandlerLogs"}
    assert set(days.values()) == {90, 365}


def test_sign_in_is_throttled_apart(template: Template) -> None:
    settings = template["Resources"]["RestAPI"]["Properties"]["MethodSettings"]
    limits = {
        s["ResourcePath"]: (s["ThrottlingRateLimit"], s["ThrottlingBurstLimit"]) for s in settings
    }

    for path in ("/~1session", "/~1activation", "/~1activation~1check"):
        assert limits[path] == (30, 60)


def test_many_refused_sign_ins_ring_a_bell(template: Template) -> None:
    """Slow guessing over many accounts waits nowhere: only the sum of it shows (security.md A6)."""
    alarm = template["Resources"]["SignInFailuresAlarm"]["Properties"]
    at = {d["Name"]: d["Value"] for d in alarm["Dimensions"]}
    settings = template["Resources"]["RestAPI"]["Properties"]["MethodSettings"]

    assert (alarm["Namespace"], alarm["MetricName"]) == ("AWS/ApiGateway", "4XXError")
    assert at == {"ApiName": "apel", "Stage": "api", "Resource": "/session", "Method": "POST"}
    assert settings[0]["MetricsEnabled"]  # else there is no metric of one resource


def test_a_week_that_waits_for_a_lock_rings_a_bell(template: Template) -> None:
    """The line that publishing writes is the one that is counted."""
    counted = template["Resources"]["WeekWaits"]["Properties"]
    alarm = template["Resources"]["WeekWaitsAlarm"]["Properties"]
    (metric,) = counted["MetricTransformations"]

    assert counted["LogGroupName"] == {"Ref": "CompileRecapLogs"}
    assert counted["FilterPattern"] == f'{{ $.message = "{WAITS_FOR_OPDS}" }}'
    assert (alarm["Namespace"], alarm["MetricName"]) == (
        metric["MetricNamespace"], metric["MetricName"],
    )  # fmt: skip


def test_access_logs_hold_no_address_and_no_query(template: Template) -> None:
    logged = template["Resources"]["RestAPI"]["Properties"]["AccessLogSetting"]["Format"]

    assert json.loads(logged)["id"] == "$context.requestId"
    for personal in ("sourceIp", "userAgent", 'path":"$context.path', "querystring"):
        assert personal not in logged


def test_every_answer_of_the_gateway_itself_is_a_problem(template: Template) -> None:
    answers = of_type(template, "AWS::ApiGateway::GatewayResponse").values()
    statuses = {a["Properties"]["ResponseType"]: a["Properties"]["StatusCode"] for a in answers}

    assert statuses["MISSING_AUTHENTICATION_TOKEN"] == "404"
    assert statuses["REQUEST_TOO_LARGE"] == "413"
    assert statuses["THROTTLED"] == "429"
    assert statuses["INTEGRATION_TIMEOUT"] == statuses["DEFAULT_5XX"] == "503"
    for answer in answers:
        properties = answer["Properties"]
        body = json.loads(properties["ResponseTemplates"]["application/json"])
        assert body["status"] == int(properties["StatusCode"])
        assert body["type"].startswith("/masalah/")
        headers = properties["ResponseParameters"]
        assert headers["gatewayresponse.header.Content-Type"] == "'application/problem+json'"
        assert headers["gatewayresponse.header.Cache-Control"] == "'no-store'"


def test_cloudfront_speaks_tls_signs_for_s3_and_proves_itself_to_the_api(
    template: Template,
) -> None:
    config = template["Resources"]["Site"]["Properties"]["DistributionConfig"]
    site, api = config["Origins"]

    assert config["ViewerCertificate"]["Fn::If"][1]["MinimumProtocolVersion"] == "TLSv1.2_2021"
    assert site["OriginAccessControlId"] == {"Fn::GetAtt": ["SiteAccess", "Id"]}
    (proof,) = api["OriginCustomHeaders"]
    assert proof["HeaderName"] == "x-apel-origin"
    assert proof["HeaderValue"]["Fn::Sub"].endswith(":token::${OriginVersion}}}")
    assert config["DefaultCacheBehavior"]["AllowedMethods"] == ["GET", "HEAD"]
    assert config["CacheBehaviors"][0]["PathPattern"] == "/api/*"
    for behaviour in (config["DefaultCacheBehavior"], *config["CacheBehaviors"]):
        assert behaviour["ResponseHeadersPolicyId"] == {"Ref": "SiteHeaders"}
        assert behaviour["ViewerProtocolPolicy"] in ("redirect-to-https", "https-only")


def test_only_cloudfront_names_the_address_of_the_viewer(template: Template) -> None:
    """E2: whatever a client sends in that header is overwritten before the API sees it."""
    code = template["Resources"]["ViewerFunction"]["Properties"]["FunctionCode"]
    config = template["Resources"]["Site"]["Properties"]["DistributionConfig"]
    (behaviour,) = config["CacheBehaviors"]

    assert "event.request.headers['x-apel-ip'] = { value: event.viewer.ip };" in code
    assert behaviour["FunctionAssociations"] == [
        {"EventType": "viewer-request", "FunctionARN": {"Fn::GetAtt": FUNCTION_ARN}}
    ]


def test_the_shell_function_knows_the_dashboards_paths(template: Template) -> None:
    code = template["Resources"]["ShellFunction"]["Properties"]["FunctionCode"]
    (listed,) = re.findall(r"DASHBOARD = \[(.*)\]", code)
    paths = Path(packaging.ROOT / "pwa" / "src" / "core" / "dashboard-paths.json")

    assert listed.replace("'", '"').split(", ")[1:] == [
        json.dumps(path) for path in json.loads(paths.read_text())
    ]


def test_data_stays_in_jakarta(template: Template) -> None:
    regions = re.findall(r"\b[a-z]{2}-[a-z]+-\d\b", packaging.template_text(template))

    assert packaging.REGION == "ap-southeast-3"
    assert set(regions) <= {packaging.REGION}
    assert not of_type(template, "AWS::DynamoDB::GlobalTable")
    assert "ReplicationConfiguration" not in set(strings(template))


def test_no_secret_is_written_down(template: Template) -> None:
    for secret in of_type(template, "AWS::SecretsManager::Secret").values():
        assert secret["Properties"]["GenerateSecretString"]["PasswordLength"] >= 48
        assert "SecretString" not in secret["Properties"]
