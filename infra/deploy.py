"""`make deploy STAGE=uji|produksi` and `make edge`: to a real account, by the same template.

What a stage needs beside infra/stages.toml comes from the environment, at the first deployment;
later ones keep what the stack has. docs/deploy.md takes an operator through it.
"""

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Final

import boto3
from botocore.exceptions import BotoCoreError, ClientError

from infra import packaging, stack
from infra.packaging import REGION, ROOT
from infra.site import build_site, version

EDGE_REGION: Final = "us-east-1"  # CloudFront takes certificates and web ACLs from nowhere else
EDGE: Final = ROOT / "infra" / "edge.yaml"
RUNTIMES: Final = ((3, 12), (3, 13))  # the functions run on the Python that packages
POLL_S: Final = 10
NOT_YET: Final = "https://not-yet.invalid"  # CloudFront's name is known after the first deployment
# Environment variable → parameter of the template.
FROM_ENVIRONMENT: Final = {
    "MAIL_FROM": "MailFrom",
    "ALARM_MAIL": "AlarmMail",
    "SITE_DOMAIN": "SiteDomain",
    "CERTIFICATE_ARN": "CertificateArn",
    "WEB_ACL_ARN": "WebAclArn",
}


class MissingError(Exception):
    """Something is needed first; each line says what, and how to give it."""


def session_for(region: str) -> boto3.Session:
    """The operator's own session. Raises MissingError where AWS does not know them."""
    session = boto3.Session(region_name=region)
    try:
        session.client("sts").get_caller_identity()
    except (BotoCoreError, ClientError) as error:
        text = (
            f"AWS credentials ({error}).\n"
            "  Sign in with an account that may deploy: aws sso login, or set AWS_PROFILE,\n"
            "  or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY."
        )
        raise MissingError(text) from None
    return session


def refuse_unready(stage: str, env: Mapping[str, str], known: set[str]) -> None:
    """Raises MissingError that names everything at once. `known`: parameters that the stack has."""
    missing = []
    if sys.version_info[:2] not in RUNTIMES:
        wanted = " or ".join(f"{major}.{minor}" for major, minor in RUNTIMES)
        missing.append(
            f"Python {wanted} (this is {sys.version.split()[0]}):\n"
            f"  rm -r .venv && make deploy STAGE={stage} PYTHON=python3.13"
        )
    if not env.get("MAIL_FROM") and "MailFrom" not in known:
        missing.append(
            f"A sender that SES has verified: make deploy STAGE={stage} MAIL_FROM=apel@..."
        )
    if bool(env.get("SITE_DOMAIN")) != bool(env.get("CERTIFICATE_ARN")):
        missing.append("SITE_DOMAIN and CERTIFICATE_ARN go together: make edge makes the second")
    if missing:
        raise MissingError("\n".join(missing))


def parameters_for(stage: str, env: Mapping[str, str], known: set[str]) -> dict[str, str]:
    """The parameters of this deployment."""
    given = {name: env[key] for key, name in FROM_ENVIRONMENT.items() if env.get(key)}
    parameters = {
        **stack.stage_parameters(stage),
        **given,
        "Stage": stage,
        "AppVersion": version(),
    }
    if env.get("SITE_DOMAIN"):
        parameters["SiteOrigin"] = f"https://{env['SITE_DOMAIN']}"
    elif "SiteOrigin" not in known:
        parameters["SiteOrigin"] = NOT_YET
    return parameters


def deploy(stage: str, env: Mapping[str, str]) -> dict[str, str]:
    """Everything for one stage; the stack's outputs. Raises MissingError."""
    problems = []
    known: set[str] = set()
    session = None
    try:
        session = session_for(REGION)
        known = stack.deployed_parameters(_connect(session), stack.stack_name(stage))
    except MissingError as error:
        problems.append(str(error))
    try:
        refuse_unready(stage, env, known)
    except MissingError as error:
        problems.append(str(error))
    if problems or session is None:
        raise MissingError("\n".join(problems))
    connect = _connect(session)
    print("Packaging the functions ...")
    package = packaging.package(stage, with_dependencies=True)
    print("Building the site ...")
    build_site()
    print(f"Deploying {stack.stack_name(stage)} to {REGION} ...")
    parameters = parameters_for(stage, env, known)
    outputs = stack.deploy(connect, stage, REGION, package, parameters, poll_s=POLL_S)
    if parameters.get("SiteOrigin") == NOT_YET:
        parameters["SiteOrigin"] = f"https://{outputs['DistributionDomain']}"
        outputs = stack.deploy(connect, stage, REGION, package, parameters, poll_s=POLL_S)
    publish_site(connect, outputs)
    connect("cloudformation").update_termination_protection(
        StackName=stack.stack_name(stage), EnableTerminationProtection=True
    )
    return outputs


def publish_site(connect: stack.Connect, outputs: Mapping[str, str]) -> None:
    """Upload the site; tell CloudFront to ask for its pages anew."""
    now = datetime.now(UTC)  # noqa: TID251 - the deployment's own time
    if not stack.sync_site(connect("s3"), outputs["SiteBucketName"], stack.DIST, now=now):
        return
    connect("cloudfront").create_invalidation(
        DistributionId=outputs["DistributionId"],
        InvalidationBatch={
            "Paths": {"Quantity": 1, "Items": ["/*"]},
            "CallerReference": now.isoformat(),
        },
    )


def deploy_edge(stage: str, env: Mapping[str, str]) -> dict[str, str]:
    """The certificate and the web ACL, in us-east-1; their ARNs. Raises MissingError."""
    if not env.get("DOMAIN"):
        text = f"The site's domain name: make edge STAGE={stage} DOMAIN=apel.example.go.id"
        raise MissingError(text)
    connect = _connect(session_for(EDGE_REGION))
    name = f"{stack.stack_name(stage)}-edge"
    request = {
        "StackName": name,
        "TemplateBody": edge_template(),
        "Parameters": [{"ParameterKey": "SiteDomain", "ParameterValue": env["DOMAIN"]}],
    }
    print(f"Deploying {name} to {EDGE_REGION}; it waits for the DNS record of the certificate ...")
    stack.create_or_update(connect("cloudformation"), request, poll_s=POLL_S)
    found = connect("cloudformation").describe_stacks(StackName=name)["Stacks"][0]["Outputs"]
    return {output["OutputKey"]: output["OutputValue"] for output in found}


def edge_template() -> str:
    """infra/edge.yaml as JSON: CloudFormation takes no aliases."""
    return packaging.template_text(packaging.parsed(EDGE.read_text()))


def _connect(session: boto3.Session) -> stack.Connect:
    def connect(service: str) -> Any:  # noqa: ANN401 - boto3 makes a class for each service
        client: Any = session.client
        return client(service)

    return connect


def main(arguments: Sequence[str]) -> int:
    """0 where it was deployed."""
    verb, stage = arguments
    if stage not in ("uji", "produksi"):
        print(f"STAGE={stage}: choose uji or produksi (the local stage is `make run`).")
        return 1
    try:
        outputs = (deploy if verb == "site" else deploy_edge)(stage, os.environ)
    except MissingError as error:
        print(f"Not deployed. Missing:\n{error}\nSee docs/deploy.md.")
        return 1
    except (packaging.PackagingError, stack.StackError, subprocess.CalledProcessError) as error:
        print(f"Not deployed: {error}")
        return 1
    for name, value in sorted(outputs.items()):
        print(f"  {name}: {value}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
