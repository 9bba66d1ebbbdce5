"""The example site and the service behind it, on two ports of this machine, until Ctrl-C.

Makes what a career site makes once (a publishable key for its address, and the advertisement, kept by the service) and
puts both into the snippet of index.html. The database is a temporary folder that goes when this ends.
"""

from __future__ import annotations

import tempfile
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from werkzeug.serving import make_server

from service.storage.keys import Wanted
from service.web.app import create_app
from service.web.casework import Upload
from service.web.services import Services, make_services
from service.web.settings import Settings

HERE = Path(__file__).parent
JOB = HERE.parent / "01-bookkeeper-treasurer" / "job.txt"
TENANT = "Agate Cycle Works"


class Site(SimpleHTTPRequestHandler):
    """The folder, with the snippet filled in and the strictest policy under which the widget works."""

    snippet: dict[str, str]
    service: str

    def do_GET(self) -> None:
        if self.path.split("?")[0] not in ("/", "/index.html"):
            super().do_GET()
            return
        html = (HERE / "index.html").read_text(encoding="utf-8")
        for placeholder, value in self.snippet.items():
            html = html.replace(placeholder, value)
        body = html.encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        only = f"script-src {self.service}; connect-src {self.service}"
        self.send_header("Content-Security-Policy", f"default-src 'none'; style-src 'self'; img-src data:; {only}")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_args: Any) -> None:
        """Say nothing about requests."""


def snippet_for(services: Services, service: str, site: str) -> dict[str, str]:
    """What stands in index.html, and what takes its place."""
    key, _ = services.keys.create(Wanted(TENANT))
    _, publishable = services.keys.create(Wanted(TENANT, publishable=True, origins=[site]))
    job = services.keep_job(Upload(JOB.name, JOB.read_bytes()), "bookkeeper", key)
    return {
        "JOB_ID": job.id,
        "ovl_pk_YOUR_PUBLISHABLE_KEY": publishable,
        "https://overlooked.example.org": service,
    }


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        services = make_services(Settings(data=Path(folder)))
        services.database.upgrade()
        print("Loading the model …", flush=True)
        services.rooms.loaded()
        api = make_server("127.0.0.1", 0, create_app(services=services), threaded=True)
        threading.Thread(target=api.serve_forever, daemon=True).start()
        site = ThreadingHTTPServer(("127.0.0.1", 0), partial(Site, directory=str(HERE)))
        address = f"http://127.0.0.1:{site.server_port}"
        Site.service = f"http://127.0.0.1:{api.server_port}"
        Site.snippet = snippet_for(services, Site.service, address)
        print(
            f"Open {address} and give it a résumé, for instance {JOB.with_name('resume.pdf')}. Ctrl-C ends it.",
            flush=True,
        )
        try:
            site.serve_forever()
        except KeyboardInterrupt:
            print()
        finally:
            site.server_close()
            services.close()


if __name__ == "__main__":
    main()
