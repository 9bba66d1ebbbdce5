"""The HTTP server: waitress, whose own errors are problem details too, and which ends when everybody has an answer.

Bodies stay in memory, never in a temporary file: a candidate's document is not written to a disk by accident.
"""

from __future__ import annotations

import json
import secrets
import socket
import time
from typing import TYPE_CHECKING

from waitress import wasyncore
from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser
from waitress.server import create_server
from waitress.task import ErrorTask
from waitress.utilities import RequestEntityTooLarge

from service.web.headers import SECURITY
from service.web.logs import Log
from service.web.problems import MEDIA_TYPE, http_body
from service.web.settings import Settings

if TYPE_CHECKING:
    from wsgiref.types import WSGIApplication

#: Bodies that are too large are read and thrown away up to so many bytes, because who still sends sees no answer.
_SWALLOWED = 500_000_000
#: How long requests that are at work may take after `stop`, in seconds.
_GRACE = 60.0
#: Connections that may be open at once; each holds a body of at most `largest_body` bytes.
_CONNECTIONS = 200


def listening_socket(host: str, port: int) -> socket.socket:
    """A socket that listens there, on IPv4 where the name has both; raises OSError."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    family, _, _, _, address = min(found, key=lambda one: one[0] != socket.AF_INET)
    return socket.create_server(address[:2], family=family, backlog=1024)


class Server:
    """Answers requests on a socket that listens, until it is stopped."""

    def __init__(
        self, application: WSGIApplication, settings: Settings, log: Log, sock: socket.socket, threads: int
    ) -> None:
        largest = settings.largest_body
        self._server = create_server(
            application,
            sockets=[sock],
            threads=threads,
            ident=None,
            connection_limit=_CONNECTIONS,
            max_request_body_size=largest,
            inbuf_overflow=largest,
            clear_untrusted_proxy_headers=not settings.proxies,
        )
        self._server.channel_class = _channels(log)
        self._stopping = False

    def run(self) -> None:
        """Answer until `stop`; then answer what has been asked, and return."""
        while not self._stopping:
            self._turn()
        self._server.accepting = False
        self._server.del_channel(self._server._map)
        self._server.socket.close()
        end = time.monotonic() + _GRACE
        while self._is_at_work() and time.monotonic() < end:
            self._turn()
        self._server.task_dispatcher.shutdown(timeout=5)
        wasyncore.close_all(self._server._map)

    def stop(self) -> None:
        """End `run` soon; a signal handler may call this."""
        if not self._stopping:
            self._stopping = True
            self._server.pull_trigger()

    def _turn(self) -> None:
        wasyncore.loop(timeout=1.0, map=self._server._map, count=1)

    def _is_at_work(self) -> bool:
        channels = list(self._server.active_channels.values())
        return any(one.requests or one.request is not None or one.total_outbufs_len for one in channels)


class _Parser(HTTPRequestParser):  # type: ignore[misc]  # no types
    """Throws away a body that is too large, and only then lets the request be refused."""

    expect_continue: bool
    left = 0

    def received(self, data: bytes) -> int:
        if self.left:
            swallowed = min(len(data), self.left)
            self.left -= swallowed
            self.completed = not self.left
            return swallowed
        taken: int = super().received(data)
        if isinstance(self.error, RequestEntityTooLarge) and not self.chunked:
            if self.expect_continue:
                self.expect_continue = False  # asked before sending: the answer is no
            elif self.content_length <= _SWALLOWED:
                self.left = self.content_length - self.body_bytes_received
                self.completed = not self.left
        return taken


def _channels(log: Log) -> type[HTTPChannel]:
    class ProblemTask(ErrorTask):  # type: ignore[misc]  # no types
        def execute(self) -> None:
            error, request_id = self.request.error, secrets.token_hex(8)
            code, body = http_body(error.code, request_id)
            log.say("request", request_id=request_id, status=error.code, code=code)
            content = json.dumps(body).encode()
            self.status = f"{error.code} {error.reason}"
            self.response_headers += [*SECURITY.items(), ("Content-Type", MEDIA_TYPE), ("X-Request-ID", request_id)]
            self.set_close_on_finish()
            self.content_length = len(content)
            self.write(content)

    class Channel(HTTPChannel):  # type: ignore[misc]  # no types
        parser_class = _Parser
        error_task_class = ProblemTask

    return Channel
