"""Log lines of a running bot: one JSON object each, with what somebody needs who has a reference, and nothing else."""

import ast
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from bot.faults import told
from bot.logs import FACTS

ROOT = Path(__file__).parent.parent.parent
BEGIN = """
import logging, sys, threading
from bot.logs import set_up
set_up("DEBUG")
log = logging.getLogger("doorbraakbot.web")
"""
FAIL = """
log.info("counted %s", 3)
try:
    1 / 0
except ZeroDivisionError:
    log.exception("page failed", extra={"reference": "4F2A90C1", "route": "/aanvragen/{number}"})
"""
TYPED = "fatima el idrissi"


def lines_of(program: str) -> list[dict[str, Any]]:
    """Run a program and give its log lines; everything it prints must be a line."""
    ran = subprocess.run([sys.executable, "-c", BEGIN + program], capture_output=True, text=True, cwd=ROOT)
    assert ran.stdout == ""
    return [json.loads(line) for line in ran.stderr.splitlines()]


def test_a_fault_can_be_found_by_the_reference_that_the_page_showed():
    """The line of an unexpected failure holds the reference, where it was and which type, on one line of JSON."""
    counted, failed = lines_of(FAIL)

    assert counted["event"] == "counted 3"
    assert (failed["event"], failed["reference"], failed["level"]) == ("page failed", "4F2A90C1", "error")
    assert failed["route"] == "/aanvragen/{number}"
    assert failed["exception"].startswith("ZeroDivisionError at ")


@pytest.mark.parametrize(
    "statement",
    [
        'log.info("said %s", secret)',
        'log.info("said %(what)s", {"what": secret})',
        'log.info("said", extra={"question": secret})',
        'log.info("said", extra={"reference": secret, "number": secret, "route": secret, "why": secret})',
        'log.info({"what": secret})',
        'log.info("%s and %s", secret)',
        'logging.getLogger("python_multipart").info("Saving with filename in: %r", secret)',
        'logging.getLogger("asyncio").error("Task exception was never retrieved\\nfuture: " + secret)',
        'logging.getLogger("uvicorn.error").info(secret)',
        "import warnings; warnings.warn(secret)",
        "exec(compile('int(secret)', 'x', 'exec'), {'secret': secret})",
        "raise LookupError(secret)",
        "thread = threading.Thread(target=lambda: int(secret)); thread.start(); thread.join()",
    ],
)
def test_what_somebody_typed_comes_through_by_no_way(statement: str):
    """Put into the sentence, beside it, by a library, as a warning, in an exception that nobody caught."""
    lines = lines_of(f"secret = {TYPED!r}\n{statement}\n")

    assert lines
    assert TYPED not in json.dumps(lines, ensure_ascii=False)


def test_a_command_without_a_log_of_its_own_writes_warnings_with_the_same_care():
    """`logging` itself would print the message and the traceback of anything on standard error."""
    program = f"""
import logging
import typer
from bot import cli

def fails():
    try:
        int({TYPED!r})
    except ValueError:
        logging.getLogger("doorbraakbot.desk").exception("it failed for %s", {TYPED!r})

cli.app.command("fails")(fails)
cli.main()
"""
    ran = subprocess.run([sys.executable, "-c", program, "fails"], capture_output=True, text=True, cwd=ROOT)
    [line] = [json.loads(line) for line in ran.stderr.splitlines()]

    assert (line["event"], line["level"]) == ("it failed for (withheld)", "error")
    assert TYPED not in ran.stderr + ran.stdout


def test_a_chain_of_exceptions_shows_types_and_places_without_a_message():
    """What a database or a decoder says can quote the row; the places are enough to find it."""
    try:
        try:
            int(TYPED)
        except ValueError as failure:
            raise ExceptionGroup(TYPED, [failure]) from failure
    except ExceptionGroup as failure:
        shown = told(failure)

    assert TYPED not in shown
    assert shown.count("ValueError at tests/bot/test_logs.py:") == 2


def test_every_fact_that_our_lines_name_is_one_that_passes():
    """A fact that is held back helps nobody; a sentence is written out, so that it can be searched."""
    named: set[str] = set()
    for module in (path for part in ("bot", "handlers", "storage") for path in (ROOT / part).rglob("*.py")):
        for call in (node for node in ast.walk(ast.parse(module.read_text("utf-8"))) if isinstance(node, ast.Call)):
            if not (isinstance(call.func, ast.Attribute) and ast.unparse(call.func.value) == "log"):
                continue
            assert isinstance(call.args[0], ast.Constant), module
            for keyword in call.keywords:
                if keyword.arg == "extra" and isinstance(keyword.value, ast.Dict):
                    named |= {key.value for key in keyword.value.keys if isinstance(key, ast.Constant)}

    assert named
    assert named <= set(FACTS)


ASK = """
import logging, threading
from http.server import BaseHTTPRequestHandler, HTTPServer
import httpx
from bot.logs import set_up
set_up("DEBUG")
class Answers(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
    def log_message(self, *args): pass
server = HTTPServer(("127.0.0.1", 0), Answers)
threading.Thread(target=server.handle_request, daemon=True).start()
httpx.get(f"http://127.0.0.1:{server.server_port}/bot12345:secret", headers={"Authorization": "Bearer secret"})
logging.getLogger("doorbraakbot").debug("asked")
"""


def test_what_is_asked_of_others_is_not_logged_at_any_level():
    """Tokens stand in addresses and headers of such questions."""
    assert [line["event"] for line in lines_of(ASK)] == ["asked"]
