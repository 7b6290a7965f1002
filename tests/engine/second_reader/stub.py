"""A server that answers as a language model would: with what the test puts in its mouth."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Answer = Callable[[dict[str, Any]], Any]
"""From the question (text, found) to the content of the answer, as an object or as plain words."""


@dataclass
class Stub:
    """What was asked, and how to answer."""

    answer: Answer
    status: int = 200
    redirect_to: str = ""
    trickle_seconds: float = 0.0
    body: bytes | None = None
    asked: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    address: str = ""


@contextmanager
def served(stub: Stub) -> Iterator[Stub]:
    """Serve on a free port of this machine."""

    class Model(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            sent = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            stub.asked.append(sent)
            stub.headers.append({name.lower(): value for name, value in self.headers.items()})
            if stub.redirect_to:
                self.send_response(307)
                self.send_header("Location", stub.redirect_to)
                self.end_headers()
                return
            content = stub.answer(json.loads(sent["messages"][-1]["content"]))
            content = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
            body = stub.body
            if body is None:
                body = json.dumps({"choices": [{"message": {"role": "assistant", "content": content}}]}).encode()
            self.send_response(stub.status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            try:
                for at in range(0, len(body), 7 if stub.trickle_seconds else len(body)):
                    self.wfile.write(body[at : at + (7 if stub.trickle_seconds else len(body))])
                    self.wfile.flush()
                    time.sleep(stub.trickle_seconds)
            except OSError:
                return  # the one who asked went away

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Model)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    stub.address = f"http://127.0.0.1:{server.server_port}/v1"
    try:
        yield stub
    finally:
        server.shutdown()
        server.server_close()
