"""Pages of both editions in windows with a disk, as a reader has them, and what Python in the browser uses there."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from playwright.async_api import BrowserContext, BrowserType, Page, Response, Route

from tests.browser.chromium import executable

from .browser import FLAGS, HEIGHT, OBSERVER, WIDTH

MB = 1e6
MODULES = """const { addresses } = JSON.parse(document.querySelector("#lesson-data").textContent);
  const main = new URL(addresses.main, document.baseURI);"""
READY = f"""async () => {{
  {MODULES}
  await (await import(main)).pythonIsReady(addresses.python);
  return performance.now();
}}"""
HAS_DATA = "() => document.querySelector('#lesson-data') !== null"
TIMES_OF_ANSWERS = f"""async ({{ lesson, session, queries }}) => {{
  let socket;
  if (session) socket = new WebSocket(session);
  else {{
    {MODULES}
    const load = (name) => import(new URL(`python/${{name}}.js`, main));
    const [{{ pythonWorker }}, {{ PythonSocket }}] = await Promise.all([load("python_worker"), load("python_socket")]);
    socket = new PythonSocket(pythonWorker(addresses.python), {{ lesson, language: "en", firstFrames: {{}} }});
  }}
  await new Promise((resolve) => (socket.onopen = resolve));
  const times = [];
  for (const [position, query] of queries.entries()) {{
    const start = performance.now();
    await new Promise((resolve, reject) => {{
      socket.onmessage = ({{ data }}) => {{
        if (!data.startsWith("+")) resolve(); // parts of a long answer begin so, but the last
      }};
      socket.onclose = reject;
      socket.send(`${{position + 1}} ${{query}}`);
    }});
    times.push(performance.now() - start);
  }}
  socket.onclose = null;
  socket.close();
  return times;
}}"""


NOTE_MEMORIES = """self.memories = new Set();
for (const name of ["instantiate", "instantiateStreaming"]) {
  const call = WebAssembly[name];
  WebAssembly[name] = async (module, imports) => {
    const made = await call(module, imports);
    const named = { ...imports?.env, ...(made.instance ?? made).exports };
    for (const each of Object.values(named)) if (each instanceof WebAssembly.Memory) self.memories.add(each);
    return made;
  };
}
"""


@asynccontextmanager
async def disk_page(chromium: BrowserType, folder: Path) -> AsyncIterator[Page]:
    """Open a window whose cache is in a folder: cold where it is empty."""
    context: BrowserContext = await chromium.launch_persistent_context(
        folder, executable_path=executable(), args=FLAGS, viewport={"width": WIDTH, "height": HEIGHT}
    )
    try:
        await context.add_init_script(path=OBSERVER)
        yield context.pages[0] if context.pages else await context.new_page()
    finally:
        await context.close()


async def python_ready(page: Page) -> float:
    """Return the milliseconds from the navigation until Python in the browser was ready."""
    await page.wait_for_function(HAS_DATA)
    return float(await asyncio.wait_for(page.evaluate(READY), 60))


class Wire:
    """Counts the bytes that a static host sends to a page and its worker, without the headers of the answers."""

    def __init__(self, page: Page, folder: Path, prefix: str = "") -> None:
        """Count from now on; ``folder`` holds the site, which is served below ``prefix``."""
        self._folder, self._prefix = folder, prefix
        self.sizes: dict[str, int] = {}
        page.context.on("response", self._count)

    def _count(self, response: Response) -> None:
        path = unquote(urlsplit(response.url).path).removeprefix(self._prefix).strip("/")
        file = self._folder / path
        file = file / "index.html" if file.is_dir() else file
        compressed = file.with_name(f"{file.name}.gz")
        if file.is_file():
            self.sizes[path] = (compressed if compressed.is_file() else file).stat().st_size

    def megabytes(self, *, plotly: bool) -> float:
        """Return the sum, with or without Plotly."""
        return sum(size for path, size in self.sizes.items() if plotly or "plotly" not in path) / MB


async def note_memories(page: Page) -> None:
    """Let the worker of the page, which is not opened yet, note which memories WebAssembly has."""

    async def with_notes(route: Route) -> None:
        answer = await route.fetch()
        await route.fulfill(response=answer, body=NOTE_MEMORIES + await answer.text())

    await page.route("**/worker.js", with_notes)


async def worker_memory(page: Page) -> dict[str, float]:
    """Return the megabytes of the page's worker: WebAssembly's memory, its JavaScript objects and their buffers.

    The memories are those that ``note_memories`` has noted; what the heap of JavaScript takes says the browser itself.
    """
    session = await page.context.new_cdp_session(page)
    attached: asyncio.Future[str] = asyncio.get_running_loop().create_future()
    answers: dict[int, asyncio.Future[Any]] = {}

    def attach(event: dict[str, Any]) -> None:
        if event["targetInfo"]["type"] == "worker" and not attached.done():
            attached.set_result(event["sessionId"])

    def receive(event: dict[str, Any]) -> None:
        message = json.loads(event["message"])
        if message.get("id") in answers:
            answers[message["id"]].set_result(message)

    session.on("Target.attachedToTarget", attach)
    session.on("Target.receivedMessageFromTarget", receive)
    await session.send("Target.setAutoAttach", {"autoAttach": True, "waitForDebuggerOnStart": False, "flatten": False})
    worker = await asyncio.wait_for(attached, 30)

    async def ask(method: str, **parameters: Any) -> Any:
        number = len(answers) + 1
        answers[number] = asyncio.get_running_loop().create_future()
        message = json.dumps({"id": number, "method": method, "params": parameters})
        await session.send("Target.sendMessageToTarget", {"sessionId": worker, "message": message})
        answer = await asyncio.wait_for(answers[number], 60)
        if "error" in answer:
            raise RuntimeError(f"{method}: {answer['error']['message']}")
        return answer["result"]

    await ask("HeapProfiler.collectGarbage")
    sizes = "[...memories].map((memory) => memory.buffer.byteLength)"
    found = await ask("Runtime.evaluate", expression=sizes, returnByValue=True)
    heap = await ask("Runtime.getHeapUsage")
    wasm = sum(found["result"]["value"])
    return {
        "WebAssembly's memory": wasm / MB,
        "JavaScript heap": heap["totalSize"] / MB,
        "buffers": heap["backingStorageSize"] / MB,
    }
