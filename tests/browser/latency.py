"""From a tick in a panel to the last redraw, beside the kernel's own round trip."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

TIMES = 10
WARM_UP = 2
MOST_LINES = 6  # that are ticked and unticked, one after the other

# A widget that the kernel answers, and does nothing else.
PING = """
import anywidget, traitlets
class Ping(anywidget.AnyWidget):
    _esm = '''export default { render({ model, el }) {
      el.className = "ping";
      el.textContent = "ping";
      el.onclick = () => { model.set("sent", model.get("sent") + 1); model.save_changes(); };
      model.on("change:answer", () => (el.dataset.pings = model.get("answer")));
    } }'''
    sent, answer = traitlets.Int(0).tag(sync=True), traitlets.Int(0).tag(sync=True)
ping = Ping()
ping.observe(lambda change: ping.set_trait("answer", change["new"]), "sent")
ping
"""

# The kernel answers messages in turn: once it has answered the ping that follows the tick, it has
# sent all drawings. The last of them is drawn when the page has been quiet for a while.
TIME = """
async ([act, quiet]) => {
  const parts = [...document.querySelectorAll(
    ".news-workbook-panel, .news-workbook-chart, .news-workbook-table")];
  const nameOf = (part) => {
    const title = part.querySelector(".news-workbook-chart-title")?.firstChild?.textContent;
    return part.className.match(/news-workbook-(\\w+)/)[1] + " " + (title ?? parts.indexOf(part));
  };
  const ping = document.querySelector(".ping");
  const draws = {};
  const start = performance.now();
  let last = start;
  let answered = 0;
  const observer = new MutationObserver((changes) => {
    const now = performance.now();
    for (const { target } of changes) {
      if (target === ping) { answered = now; continue; }
      const name = nameOf(target);
      draws[name] = (draws[name] ?? 0) + 1;
      last = now;
    }
  });
  const options = { attributes: true, attributeFilter: ["data-draws", "data-views", "data-rows"] };
  for (const part of parts) observer.observe(part, options);
  observer.observe(ping, { attributes: true, attributeFilter: ["data-pings"] });
  if (act) act === ".ping" || document.querySelector(act).click();
  ping.click();
  while (performance.now() - start < 60_000)
    if (answered && performance.now() - Math.max(last, answered) > quiet) break;
    else await new Promise((go) => setTimeout(go, 5));
  observer.disconnect();
  return { change: last - start, answered: answered - start, draws };
}
"""


@dataclass
class Measured:
    """What ten changes of a page took."""

    change: list[float] = field(default_factory=list)  # ms from a tick to the last redraw
    round_trip: list[float] = field(default_factory=list)  # ms of an empty one, in between
    sent: list[int] = field(default_factory=list)  # bytes from the server, for each change
    draws: list[dict[str, int]] = field(default_factory=list)  # redraws of each part

    def most_draws(self) -> dict[str, int]:
        """How often each part was redrawn by one change, at most."""
        most: Counter[str] = Counter()
        for one in self.draws:
            most |= Counter(one)
        return dict(most)

    def row(self) -> list[str]:
        """Least and median of the times, their ratio, kilobytes, and redraws of a chart."""
        charts = [n for name, n in self.most_draws().items() if name.startswith("chart")]
        return [
            f"{min(self.change):.0f} ({median(self.change):.0f})",
            f"{min(self.round_trip):.0f} ({median(self.round_trip):.0f})",
            f"{min(self.change) / min(self.round_trip):.1f}",
            f"{median(self.sent) / 1000:.0f}",
            str(max(charts, default=0)),
        ]


def count_bytes(page: Page) -> list[int]:
    """A running sum, as a list of one, of the bytes that the page gets by web socket."""
    total = [0]

    def add(data: str | bytes) -> None:
        total[0] += len(data)

    page.on("websocket", lambda socket: socket.on("framereceived", add))
    return total


def measure(page: Page, total: list[int]) -> Measured:
    """Tick and untick the first values of the panel's first list."""
    measured = Measured()
    facet = page.locator(".news-workbook-facet").first
    n_lines = facet.locator(".news-workbook-facet-line").count()
    for i in range(TIMES + WARM_UP):
        line = f".news-workbook-facet-line:nth-child({1 + i % min(n_lines, MOST_LINES)})"
        before = total[0]
        change = page.evaluate(TIME, [line, 250])
        sent = total[0] - before
        ping = page.evaluate(TIME, [".ping", 20])
        if i >= WARM_UP:
            measured.change.append(change["change"])
            measured.round_trip.append(ping["answered"])
            measured.draws.append(change["draws"])
            measured.sent.append(sent)
    return measured
