// Vega, asked of the kernel once per page and then shared by every chart on it.

const PATIENCE = 5_000; // ms, before a chart asks again: the kernel that was asked may be gone

function loadVega(model) {
  const page = (globalThis.newsWorkbookVega ??= {});
  page.loaded ??= new Promise((resolve, reject) => {
    page.receive = (buffer) => {
      const url = URL.createObjectURL(new Blob([buffer], { type: "text/javascript" }));
      import(url).then(() => resolve(globalThis.newsWorkbookVegaEmbed), reject);
    };
  });
  if (globalThis.newsWorkbookVegaEmbed) return page.loaded;
  const receive = (message, buffers) => {
    if (message?.type === "vega" && !globalThis.newsWorkbookVegaEmbed) page.receive(buffers[0]);
  };
  const ask = () => {
    page.asked = Date.now();
    model.send({ type: "vega" });
  };
  model.on("msg:custom", receive);
  if (!page.asked || Date.now() - page.asked > PATIENCE) ask();
  const again = setInterval(() => Date.now() - page.asked > PATIENCE && ask(), PATIENCE);
  return page.loaded.finally(() => {
    clearInterval(again);
    model.off("msg:custom", receive);
  });
}

// The rows of a chart: in its state where they are few, else in a message of their own.
function rowsOf(model) {
  let held = null;
  let wake = () => {};
  const receive = (message) => {
    if (message?.type !== "rows") return;
    held = message;
    wake();
  };
  model.on("msg:custom", receive);

  async function now() {
    const { rows, version } = model.get("data");
    if (rows) return rows;
    while (held?.version !== version) {
      const came = new Promise((resolve) => (wake = resolve));
      if (!held || held.version < version - 1) model.send({ type: "rows" });
      await came;
      if (model.get("data").version !== version) return now();
    }
    return held.rows;
  }
  return { now, remove: () => model.off("msg:custom", receive) };
}
