"""New versions of the browser edition: one is offered when it is whole, and kept only as a whole."""

import shutil

import pytest
from playwright.sync_api import expect

from browser_edition.site import service_worker
from tests.browser.looks import objections
from tests.browser.site_fixtures import IS_KEPT, serving
from tests.wheels import needs_wheels
from text import translations

pytestmark = [pytest.mark.browser, needs_wheels]

WORDS = translations("en")
SITE = WORDS.section("site")


@pytest.mark.slow
def test_a_new_version_waits_until_the_reader_wants_it(open_site, site_folder, tmp_path):
    folder = tmp_path / "site"
    shutil.copytree(site_folder, folder)
    with serving(folder) as running:
        stage = open_site("/", address=running.address)
        stage.page.wait_for_function(IS_KEPT, timeout=60_000)
        publish(folder, "Softmax: the new version")
        stage.page.reload()
        notice = stage.page.locator("#update")
        expect(notice).to_be_visible(timeout=60_000)
        expect(notice).to_contain_text(SITE("update"))
        expect(stage.page.locator("h1")).to_have_text(WORDS("softmax.heading"))
        assert objections(stage.page) == []
        notice.get_by_role("button").click()
        expect(stage.page.locator("h1")).to_have_text("Softmax: the new version")
        stage.settled()


def publish(folder, heading, is_whole=True):
    """Publish a version with another heading of the first page; one that is not whole has another page than it says."""
    page = folder / "index.html"
    changed = page.read_text("utf-8").replace(WORDS("softmax.heading"), heading)
    paths = [path for path in folder.rglob("*") if path.is_file() and path.suffix != ".gz"]
    files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}
    script = service_worker(
        {name: content for name, content in files.items() if name != "service_worker.js"}
        | {"index.html": changed.encode()}
    )
    for name, content in {"index.html": changed.encode() if is_whole else b"half", "service_worker.js": script}.items():
        (folder / name).write_bytes(content)
        (folder / f"{name}.gz").unlink(missing_ok=True)


@pytest.mark.slow
def test_half_of_a_new_version_is_not_kept(open_site, site_folder, tmp_path):
    folder = tmp_path / "site"
    shutil.copytree(site_folder, folder)
    with serving(folder) as running:
        stage = open_site("/", address=running.address)
        stage.page.context.page_errors.allow("integrity|ServiceWorker|service_worker")
        stage.page.wait_for_function(IS_KEPT, timeout=60_000)
        publish(folder, "Softmax: half a version", is_whole=False)
        stage.page.evaluate("""async () => {
          const registration = await navigator.serviceWorker.getRegistration();
          await registration.update();
          const worker = registration.installing;
          if (worker && worker.state !== 'redundant')
            await new Promise((resolve) => worker.addEventListener('statechange', () =>
              worker.state === 'redundant' && resolve()));
        }""")
        stage.page.reload()
        stage.settled()
        expect(stage.page.locator("h1")).to_have_text(WORDS("softmax.heading"))
        assert (
            stage.page.evaluate("() => caches.keys()")
            == [name for name in stage.page.evaluate("() => caches.keys()") if name.startswith("softmax-lab")][:1]
        )
