"""Bring a CloudFormation stack and its site up to date: the same steps for AWS and the emulator."""

import hashlib
import mimetypes
import tomllib
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

from botocore.exceptions import ClientError, WaiterError

from infra.packaging import ROOT, Package, template_text

if TYPE_CHECKING:
    from mypy_boto3_cloudformation import CloudFormationClient
    from mypy_boto3_s3 import S3Client
    from mypy_boto3_s3.type_defs import CreateBucketConfigurationTypeDef

STAGES: Final = ROOT / "infra" / "stages.toml"
DIST: Final = ROOT / "pwa" / "dist"
TEMPLATE_LIMIT: Final = 1_000_000  # bytes of an uploaded template (CloudFormation quotas)
LEFT: Final = "left"  # metadata of a file that the newest build no longer has
KEEP_LEFT: Final = timedelta(days=30)  # an open page may still ask for it (architecture.md §7)
FRESH: Final = "no-cache"
FOR_EVER: Final = "public, max-age=31536000, immutable"  # the file's name holds its hash

type_of: Final = mimetypes.MimeTypes()
type_of.add_type("application/manifest+json", ".webmanifest")
type_of.add_type("text/javascript", ".js")
type_of.add_type("image/svg+xml", ".svg")
type_of.add_type("font/woff2", ".woff2")


class StackError(Exception):
    """CloudFormation gave up; each line of the text is a resource and why."""


Connect = Callable[[str], Any]
"""Makes the client of a service, for the account and region in question."""


def stack_name(stage: str) -> str:
    """One stack a stage."""
    return f"apel-{stage}"


def stage_parameters(stage: str) -> dict[str, str]:
    """What infra/stages.toml says of this stage, as CloudFormation's strings."""
    values = tomllib.loads(STAGES.read_text())[stage]
    return {name: str(value) for name, value in values.items()}


def outputs(connect: Connect, stage: str) -> dict[str, str]:
    """The outputs of the stage's stack. Raises ClientError where there is none."""
    cloudformation: CloudFormationClient = connect("cloudformation")
    stack = cloudformation.describe_stacks(StackName=stack_name(stage))["Stacks"][0]
    return {o["OutputKey"]: o["OutputValue"] for o in stack.get("Outputs", [])}


def artifact_bucket(connect: Connect, stage: str, region: str) -> str:
    """The private bucket that code is deployed from; made at the first deployment."""
    s3: S3Client = connect("s3")
    name = f"{stack_name(stage)}-artifacts-{connect('sts').get_caller_identity()['Account']}"
    where: CreateBucketConfigurationTypeDef = {"LocationConstraint": region}  # type: ignore[typeddict-item] # newer than the stubs' list
    try:
        s3.create_bucket(Bucket=name, CreateBucketConfiguration=where)
    except s3.exceptions.BucketAlreadyOwnedByYou:
        return name
    s3.put_public_access_block(
        Bucket=name,
        PublicAccessBlockConfiguration={
            "BlockPublicAcls": True,
            "BlockPublicPolicy": True,
            "IgnorePublicAcls": True,
            "RestrictPublicBuckets": True,
        },
    )
    return name


def deploy(
    connect: Connect,
    stage: str,
    region: str,
    package: Package,
    parameters: Mapping[str, str],
    *,
    poll_s: float,
) -> dict[str, str]:
    """Upload the code, then create or update the stack; its outputs.

    A parameter that is not given keeps the value that the stack has, or its default.
    """
    bucket = artifact_bucket(connect, stage, region)
    text = template_text(package.template)
    for archive in package.archives:
        key = _upload(connect("s3"), bucket, archive.read_bytes(), ".zip")
        text = text.replace(f"./{archive.name}", f"s3://{bucket}/{key}")
    s3: S3Client = connect("s3")
    key = _upload(s3, bucket, text.encode(), ".json")
    name = stack_name(stage)
    request: dict[str, Any] = {
        "StackName": name,
        # In the request itself only 51,200 bytes are taken.
        "TemplateURL": f"{s3.meta.endpoint_url}/{bucket}/{key}",
        "Parameters": parameter_list(connect, stage, parameters, package),
        "Capabilities": ["CAPABILITY_IAM", "CAPABILITY_AUTO_EXPAND"],
    }
    create_or_update(connect("cloudformation"), request, poll_s=poll_s)
    made = outputs(connect, stage)
    # CloudFormation does not order the gateway's own answers before its deployment.
    connect("apigateway").create_deployment(restApiId=made["RestApi"], stageName="api")
    return made


def parameter_list(
    connect: Connect, stage: str, given: Mapping[str, str], package: Package
) -> list[dict[str, Any]]:
    """What is given, the origin secret's version, and the stack's own values for the rest."""
    values = {**given, **origin_version(connect, stage)}
    kept = deployed_parameters(connect, stack_name(stage)) - values.keys()
    return [
        *({"ParameterKey": key, "ParameterValue": value} for key, value in values.items()),
        *(
            {"ParameterKey": key, "UsePreviousValue": True}
            for key in kept
            if key in package.template["Parameters"]
        ),
    ]


def origin_version(connect: Connect, stage: str) -> dict[str, str]:
    """The parameter that takes a rotated origin secret to CloudFront; none before there is one.

    CloudFormation sees no change in a secret, only in how the template refers to it.
    """
    try:
        secret = outputs(connect, stage)["OriginSecretArn"]
    except (ClientError, KeyError):  # no stack yet, or one whose creation failed
        return {}
    versions = connect("secretsmanager").describe_secret(SecretId=secret)["VersionIdsToStages"]
    (current,) = (version for version, stages in versions.items() if "AWSCURRENT" in stages)
    return {"OriginVersion": current}


def deployed_parameters(connect: Connect, name: str) -> set[str]:
    """The parameters that the stack has; none where there is no stack."""
    cloudformation: CloudFormationClient = connect("cloudformation")
    try:
        stack = cloudformation.describe_stacks(StackName=name)["Stacks"][0]
    except ClientError:
        return set()
    return {parameter["ParameterKey"] for parameter in stack.get("Parameters", [])}


def sync_site(s3: "S3Client", bucket: str, folder: Path, *, now: datetime) -> bool:
    """Make the bucket hold the build; true if a file changed.

    Hashed files come first and pages last, so that no page names what is not there yet. A file that
    the build no longer has stays 30 days, counted from the deployment that first missed it.
    """
    listed = s3.get_paginator("list_objects_v2").paginate(Bucket=bucket)
    there = {o["Key"]: o["ETag"].strip('"') for page in listed for o in page.get("Contents", [])}
    built = {path.relative_to(folder).as_posix(): path for path in _site_files(folder)}
    changed = False
    for key in sorted(built, key=lambda key: (not _is_hashed(key), key == "sw.js", key)):
        body = built[key].read_bytes()
        if there.get(key) == hashlib.md5(body, usedforsecurity=False).hexdigest():
            continue
        s3.put_object(
            Bucket=bucket,
            Key=key,
            Body=body,
            CacheControl=FOR_EVER if _is_hashed(key) else FRESH,
            ContentType=_type(key),
        )
        changed = True
    for key in there.keys() - built.keys():
        _retire(s3, bucket, key, now=now)
    return changed


def _type(key: str) -> str:
    """The media type; text says its charset, so that no browser has to look for it."""
    found = type_of.guess_type(key)[0] or "application/octet-stream"
    return f"{found}; charset=utf-8" if found.startswith("text/") else found


def _is_hashed(key: str) -> bool:
    return key.startswith("assets/")


def _site_files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def _retire(s3: "S3Client", bucket: str, key: str, *, now: datetime) -> None:
    """Mark the day on which a file left the build; delete it 30 days later."""
    head = s3.head_object(Bucket=bucket, Key=key)
    left = head["Metadata"].get(LEFT)
    if left is None:
        s3.copy_object(
            Bucket=bucket,
            Key=key,
            CopySource={"Bucket": bucket, "Key": key},
            MetadataDirective="REPLACE",
            Metadata={LEFT: now.isoformat()},
            CacheControl=head.get("CacheControl", FRESH),
            ContentType=head["ContentType"],
        )
    elif now - datetime.fromisoformat(left) > KEEP_LEFT:
        s3.delete_object(Bucket=bucket, Key=key)


def _upload(s3: "S3Client", bucket: str, body: bytes, suffix: str) -> str:
    key = hashlib.sha256(body).hexdigest() + suffix
    s3.put_object(Bucket=bucket, Key=key, Body=body)
    return key


def create_or_update(
    cloudformation: "CloudFormationClient", request: dict[str, Any], *, poll_s: float
) -> None:
    """Create the stack, or update it where there is something to update; wait for the end.

    Raises StackError with the reasons of the resources that failed.
    """
    name: str = request["StackName"]
    pace: Any = {"Delay": poll_s, "MaxAttempts": 900}  # the stubs know whole seconds only
    if _status(cloudformation, name) == "ROLLBACK_COMPLETE":  # a first creation that failed
        cloudformation.delete_stack(StackName=name)
        cloudformation.get_waiter("stack_delete_complete").wait(StackName=name, WaiterConfig=pace)
    is_new = _status(cloudformation, name) is None
    try:
        (cloudformation.create_stack if is_new else cloudformation.update_stack)(**request)
    except ClientError as error:
        if "No updates are to be performed" in str(error):
            return
        raise
    end: Literal["stack_create_complete", "stack_update_complete"]
    end = "stack_create_complete" if is_new else "stack_update_complete"
    try:
        cloudformation.get_waiter(end).wait(StackName=name, WaiterConfig=pace)
    except WaiterError:
        raise StackError(_failures(cloudformation, name)) from None


def _status(cloudformation: "CloudFormationClient", name: str) -> str | None:
    try:
        return cloudformation.describe_stacks(StackName=name)["Stacks"][0]["StackStatus"]
    except ClientError:
        return None


def _failures(cloudformation: "CloudFormationClient", name: str) -> str:
    events = cloudformation.describe_stack_events(StackName=name)["StackEvents"]
    failed = [
        f"{event['LogicalResourceId']}: {event.get('ResourceStatusReason', '')}"
        for event in events
        if event.get("ResourceStatus", "").endswith("_FAILED")
    ]
    return f"{name} was not deployed:\n" + "\n".join(failed)
