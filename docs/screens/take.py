"""Takes the pictures in this folder: every page, from the running service with the real model, in chromium.

`make screens` runs it. Look at each picture afterwards.
"""

from __future__ import annotations

import io
import shutil
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright
from werkzeug.serving import make_server

from service.storage.sealing import new_key
from service.web.app import create_app
from service.web.logs import Log
from service.web.services import make_services
from service.web.settings import Settings

HERE = Path(__file__).parent
CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
ARGUMENTS = "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-sync --font-render-hinting=none".split()
DESKTOP, PHONE = {"width": 1280, "height": 860}, {"width": 360, "height": 740}
#: A picture is at most this high, in pixels; what follows looks like what is there.
HIGHEST = 2600
COLOURS = 64
#: In the dark a few pages tell as much as all; the tests look at every one.
IN_THE_DARK = {"dark-start", "dark-gaps", "dark-questions-told", "dark-review", "dark-result", "dark-career-sites"}
#: How long a page may take, in milliseconds: judging is slow where a machine is busy.
PATIENCE = 180_000
STORY = (
    "I have been treasurer of the Minnesota Point Sailing Association since February 2019. I keep all its books in "
    "QuickBooks Online, pay the bills, and reconcile the checking account and the credit card every month. At each "
    "board meeting I go through a page with income and spending against the budget. I have taught two other board "
    "members to enter receipts in QuickBooks."
)


@contextmanager
def running() -> Iterator[str]:
    """The service on a free port; its address."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(
            data=Path(folder), encryption_keys=(new_key(),), rate="10000 per minute", create_rate="1000 per hour"
        )
        services = make_services(settings)
        services.database.upgrade()
        services.rooms.loaded()
        server = make_server("127.0.0.1", 0, create_app(services=services, log=Log(io.StringIO())), threaded=True)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.port}"
        server.shutdown()
        services.close()


class Camera:
    """Takes pictures of one window, under a prefix."""

    def __init__(self, browser: Browser, prefix: str, only: set[str], **options: object) -> None:
        context = browser.new_context(reduced_motion="reduce", **options)  # type: ignore[arg-type]
        context.set_default_timeout(PATIENCE)
        self.page: Page = context.new_page()
        self.prefix, self._only = prefix, only

    def take(self, name: str, full: bool = True) -> None:
        """A picture of the page as it stands."""
        name = f"{self.prefix}-{name}"
        if self._only and name not in self._only:
            return
        self.page.wait_for_load_state("networkidle")
        picture = Image.open(io.BytesIO(self.page.screenshot(full_page=full)))
        picture = picture.crop((0, 0, picture.width, min(picture.height, HIGHEST)))
        picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(HERE / f"{name}.png", optimize=True)


def walk(camera: Camera, url: str) -> None:
    """The whole way with the samples."""
    page = camera.page
    page.goto(url)
    camera.take("start")
    page.get_by_role("button", name="Compare them").click()
    page.get_by_text("Choose your résumé, or paste its text.").wait_for()
    camera.take("start-errors", full=False)
    page.get_by_role("button", name="Look at a sample first").click()
    page.wait_for_url("**/read")
    camera.take("read")
    base = page.url.removesuffix("/read")
    page.goto(f"{base}/gaps")
    camera.take("gaps")
    page.goto(f"{base}/review")
    camera.take("review-empty", full=False)
    page.goto(f"{base}/questions")
    camera.take("questions")
    stale = page.context.new_page()
    stale.goto(f"{base}/questions")
    page.get_by_role("textbox").first.fill(STORY)
    page.get_by_role("button", name="Save and go on").click()
    page.wait_for_url("**told=*")
    camera.take("questions-told")
    stale.get_by_role("textbox").first.fill("I helped with the books of our parents' association.")
    stale.get_by_role("button", name="Save and go on").click()
    stale.get_by_role("heading", name="This was changed in another window").wait_for()
    before, camera.page = camera.page, stale
    camera.take("conflict", full=False)
    camera.page = before
    page.goto(f"{base}/questions")
    page.get_by_role("button", name="That is enough questions").click()
    page.wait_for_url("**/review")
    camera.take("review")
    for keep in page.get_by_label("Keep: it is true").all():
        keep.check()
    page.get_by_role("button", name="Save and go on").click()
    page.wait_for_url("**/result")
    camera.take("result")
    page.get_by_label("Where do you stand?").select_option("rejected")
    page.get_by_role("button", name="Look again").click()
    page.wait_for_url("**/employer")
    camera.take("employer")
    page.get_by_label("No", exact=True).check()
    page.get_by_label("How many days ago").fill("6")
    page.get_by_label("Why was this not on your résumé?").first.fill("It is unpaid, so I thought it did not count.")
    page.get_by_label("Name of the person").fill("Marta Lindqvist")
    page.get_by_role("button", name="Save and go on").click()
    page.wait_for_url("**/result")
    camera.take("message")
    page.get_by_text("Come back later").click()
    camera.take("private-link", full=False)
    page.goto(f"{base}/delete")
    camera.take("delete", full=False)
    page.get_by_role("button", name="Delete everything now").click()
    page.wait_for_url("**/deleted")
    camera.take("deleted", full=False)
    page.goto(f"{base}/gaps")
    camera.take("closed", full=False)


def no_grounds(camera: Camera, url: str) -> None:
    """What somebody sees who has nothing new to say."""
    page = camera.page
    page.goto(url)
    page.get_by_role("button", name="Look at a sample first").click()
    page.wait_for_url("**/read")
    base = page.url.removesuffix("/read")
    page.goto(f"{base}/questions")
    page.get_by_role("textbox").first.fill("I collect stamps and sing in a choir on Tuesdays, since about 2012.")
    page.get_by_role("button", name="Save and go on").click()
    page.wait_for_url("**told=*")
    page.get_by_role("button", name="That is enough questions").click()
    page.wait_for_url("**/result")
    page.get_by_label("Where do you stand?").select_option("rejected")
    page.get_by_role("button", name="Look again").click()
    page.wait_for_url("**/result")
    camera.take("no-grounds")


def others(camera: Camera, url: str) -> None:
    """What stands beside the way."""
    for name, path in {"about": "about", "career-sites": "career-sites", "not-found": "nowhere"}.items():
        camera.page.goto(f"{url}/{path}")
        camera.take(name)


def main() -> None:
    """Everything, or what is named on the command line."""
    only = set(sys.argv[1:])
    with running() as url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        for prefix, options in {
            "desktop": {"viewport": DESKTOP},
            "phone": {"viewport": PHONE},
            "dark": {"viewport": DESKTOP, "color_scheme": "dark"},
        }.items():
            camera = Camera(browser, prefix, only or (IN_THE_DARK if prefix == "dark" else set()), **options)
            walk(camera, url)
            no_grounds(camera, url)
            others(camera, url)
        camera = Camera(browser, "german", only, viewport=DESKTOP, locale="de-DE")
        camera.page.goto(url)
        camera.take("start")
        browser.close()


if __name__ == "__main__":
    main()
