"""Make calls with boto3 and write what it returns.

Reads a request from each line of standard input, as JSON, and writes a line for
each. A request with the members service, operation, method and input is a call:
the line has boto3's answer in result or its error in error, and the input without
what this botocore does not know in input; or in skipped the reason why the call
was not made. A request with output instead of input gets that output back,
without what this botocore does not know."""

import base64
import datetime
import json
import sys
from urllib.parse import urlsplit

import boto3
import botocore
from botocore.config import Config
from botocore.exceptions import ClientError, ParamValidationError, UnknownServiceError
from botocore.response import StreamingBody

URL = sys.argv[1]
CONFIG = Config(
    inject_host_prefix=False,
    retries={"max_attempts": 0},
    # Keys with slashes at their end are not mended on the way.
    s3={"addressing_style": "path"},
)
session = boto3.session.Session(
    aws_access_key_id="AKIAIOSFODNN7EXAMPLE",
    aws_secret_access_key="wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
    region_name="eu-west-1",
)
clients = {}


def client(service):
    if service not in clients:
        clients.clear()  # calls come service by service, and clients are large
        clients[service] = session.client(
            service,
            endpoint_url=URL,
            config=CONFIG.merge(Config(user_agent_extra="api/" + service)),
        )
        clients[service].meta.events.register("before-send", redirect)
    return clients[service]


def redirect(request, **kwargs):
    """Send to the endpoint what is for a host with a prefix, or for another one."""
    url = urlsplit(request.url)
    request.headers["Host"] = url.netloc
    request.url = url._replace(scheme="http", netloc=urlsplit(URL).netloc).geturl()


def plain(value):
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if isinstance(value, datetime.datetime):
        return {"time": value.timestamp()}
    if isinstance(value, StreamingBody):
        return {"bytes": base64.b64encode(value.read()).decode()}
    if isinstance(value, (bytes, bytearray)):
        return {"bytes": base64.b64encode(value).decode()}
    return value


def known(shape, value):
    """Leave out the members that the shape does not have."""
    if shape is None or getattr(shape, "is_document_type", False):
        return value
    if shape.type_name == "structure":
        return {
            name: known(shape.members[name], item)
            for name, item in value.items()
            if name in shape.members
        }
    if shape.type_name == "list":
        return [known(shape.member, item) for item in value]
    if shape.type_name == "map":
        return {key: known(shape.value, item) for key, item in value.items()}
    return value


def call(request):
    try:
        made = client(request["service"])
    except UnknownServiceError:
        return {"skipped": "service"}
    model = made.meta.service_model
    # It leaves out operations that need HTTP/2.
    if request["operation"] not in model.operation_names or not hasattr(made, request["method"]):
        return {"skipped": "operation"}
    operation = model.operation_model(request["operation"])
    if "output" in request:
        shape = operation.output_shape
        return {"output": known(shape, request["output"]) if shape else {}}
    shape = operation.input_shape
    given = known(shape, request["input"]) if shape else {}
    try:
        result = getattr(made, request["method"])(**given)
    except ParamValidationError as error:
        return {"skipped": "parameters", "why": str(error)}
    except ClientError as error:
        return {"error": plain(error.response)}
    return {"input": given, "result": plain(result)}


print(json.dumps({"botocore": botocore.__version__}), flush=True)
for line in sys.stdin:
    request = json.loads(line)
    try:
        answer = json.dumps(call(request))
    except Exception as error:  # whatever it is, the test has to see it
        answer = json.dumps({"broken": f"{type(error).__name__}: {error}"})
    print(answer, flush=True)
