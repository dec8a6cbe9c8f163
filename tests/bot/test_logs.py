"""Log lines of a running bot: one JSON object each, with what somebody needs who has a reference in hand."""

import json
import subprocess
import sys

FAIL = """
import logging
from bot.logs import set_up
set_up("INFO")
log = logging.getLogger("doorbraakbot.web")
log.debug("too small")
log.info("counted %s", 3)
try:
    1 / 0
except ZeroDivisionError:
    log.exception("page failed", extra={"reference": "4F2A"})
"""


def lines_of(program: str) -> list[dict[str, str]]:
    """Run a program and give its log lines."""
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    return [json.loads(line) for line in ran.stderr.splitlines()]


def test_a_fault_can_be_found_by_the_reference_that_the_page_showed():
    """The line of an unexpected failure holds the reference and the traceback, on one line of JSON."""
    counted, failed = lines_of(FAIL)

    assert counted["event"] == "counted 3"
    assert (failed["event"], failed["reference"], failed["level"]) == ("page failed", "4F2A", "error")
    assert "ZeroDivisionError" in failed["exception"]


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
