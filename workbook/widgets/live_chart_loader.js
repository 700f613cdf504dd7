// What draws, Vega and live_chart.js, is asked of the kernel once per page and then shared by every
// chart on it: this little is all that each chart keeps in a saved notebook.

const PATIENCE = 5_000; // ms, before a chart asks again: the kernel that was asked may be gone

function load(model) {
  const page = (globalThis.newsWorkbookPage ??= {});
  page.loaded ??= new Promise((resolve, reject) => {
    page.receive = (buffer) => {
      const url = URL.createObjectURL(new Blob([buffer], { type: "text/javascript" }));
      import(url).then(() => resolve(globalThis.newsWorkbookChart), reject);
    };
  });
  if (globalThis.newsWorkbookChart) return page.loaded;
  const receive = (message, buffers) => {
    if (message?.type === "vega" && !globalThis.newsWorkbookChart) page.receive(buffers[0]);
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

async function render({ model, el }) {
  el.classList.add("news-workbook-chart");
  const chart = await load(model);
  return chart.render({ model, el });
}

export default { render };
