// Draws a Vega-Lite chart on canvas and replaces its rows in place.
// Article text only ever arrives as rows (data) or through textContent, never as markup or code.

// Vega is asked of the kernel once per page and then shared by every chart on it.
function loadVega(model) {
  globalThis.newsWorkbookVega ??= new Promise((resolve, reject) => {
    const receive = (message, buffers) => {
      if (message?.type !== "vega") return;
      model.off("msg:custom", receive);
      const url = URL.createObjectURL(new Blob([buffers[0]], { type: "text/javascript" }));
      import(url).then(() => resolve(globalThis.newsWorkbookVegaEmbed), reject);
    };
    model.on("msg:custom", receive);
    model.send({ type: "vega" });
  });
  return globalThis.newsWorkbookVega;
}

function theme() {
  const style = getComputedStyle(document.body);
  const colour = (name, other) => style.getPropertyValue(name).trim() || other;
  const ink = colour("--jp-ui-font-color1", "#222");
  const line = colour("--jp-border-color2", "#ddd");
  const font = colour("--jp-ui-font-family", "sans-serif");
  return {
    background: "transparent",
    font,
    axis: { labelColor: ink, titleColor: ink, gridColor: line, domainColor: line, tickColor: line },
    legend: { labelColor: ink, titleColor: ink },
    header: { labelColor: ink, titleColor: ink },
    text: { color: ink },
  };
}

// Vega reads dates only where a chart is first drawn; rows that come later are read here.
function dateFields(source) {
  const parse = Object.entries(source.format?.parse ?? {});
  return parse.filter(([, type]) => type === "date").map(([field]) => field);
}

function element(parent, tag, className) {
  const node = document.createElement(tag);
  node.className = className;
  parent.append(node);
  return node;
}

async function render({ model, el }) {
  el.classList.add("news-workbook-chart");
  const title = element(el, "div", "news-workbook-chart-title");
  const canvas = element(el, "div", "news-workbook-chart-canvas");
  const caption = element(el, "div", "news-workbook-chart-caption");
  let result = null;
  let drawing = Promise.resolve();
  let dates = {};
  let closed = false;

  const words = () => {
    title.textContent = model.get("title");
    caption.textContent = model.get("caption");
    canvas.setAttribute("role", "img");
    canvas.setAttribute("aria-label", model.get("description"));
  };

  // The rows are copied: Vega writes its own keys into the objects it is given.
  const copied = () =>
    Object.entries(model.get("rows")).map(([name, rows]) => [name, rows.map((row) => ({ ...row }))]);

  async function draw() {
    const embed = await loadVega(model);
    if (closed) return;
    result?.finalize();
    const spec = { ...model.get("spec"), datasets: Object.fromEntries(copied()) };
    if (spec.width === "container") spec.autosize = { type: "fit-x", contains: "padding" };
    result = await embed(canvas, spec, {
      mode: "vega-lite",
      renderer: "canvas",
      actions: false,
      ast: true, // expressions are interpreted, never compiled into code
      config: theme(),
      loader: { load: () => Promise.reject(new Error("charts load nothing")) },
    });
    dates = Object.fromEntries(result.vgSpec.data.map((source) => [source.name, dateFields(source)]));
    result.view.addEventListener("click", (_event, item) => {
      if (!item?.datum || item.datum.datum) return;
      model.set("selected", JSON.parse(JSON.stringify(item.datum)));
      model.save_changes();
    });
    drawn();
  }

  async function refill() {
    if (!result) return draw();
    const { view } = result;
    for (const [name, rows] of copied()) {
      for (const field of dates[name] ?? [])
        for (const row of rows) row[field] = row[field] === null ? null : Date.parse(row[field]);
      view.data(name, rows);
    }
    view.resize();
    await view.runAsync();
    drawn();
  }

  // What a test or a screen reader can ask: how many marks stand on the canvas now.
  function drawn() {
    const count = (item) =>
      item.marktype && item.marktype !== "group" && item.role === "mark"
        ? item.items.length
        : (item.items ?? []).reduce((sum, inner) => sum + count(inner), 0);
    el.dataset.marks = count(result.view.scenegraph().root);
    el.dataset.draws = Number(el.dataset.draws ?? 0) + 1;
  }

  // One drawing at a time, the newest state last.
  const queue = (step) => {
    drawing = drawing.then(step).catch((error) => {
      caption.textContent = `This chart could not be drawn: ${error.message}`;
      console.error(error);
    });
  };
  const onSpec = () => queue(draw);
  const onRows = () => queue(refill);
  const themes = new MutationObserver(() => queue(draw));

  // A chart as wide as its cell follows it.
  const widths = new ResizeObserver(() => {
    if (!result || model.get("spec").width !== "container" || !canvas.clientWidth) return;
    if (Math.abs(result.view.signal("width") - canvas.clientWidth) > 1)
      queue(() => result.view.signal("width", canvas.clientWidth).runAsync());
  });

  words();
  widths.observe(canvas);
  model.on("change:title change:caption change:description", words);
  model.on("change:spec", onSpec);
  model.on("change:rows", onRows);
  themes.observe(document.body, { attributes: true, attributeFilter: ["data-jp-theme-name"] });
  queue(draw);
  return () => {
    closed = true;
    themes.disconnect();
    widths.disconnect();
    model.off("change:title change:caption change:description", words);
    model.off("change:spec", onSpec);
    model.off("change:rows", onRows);
    result?.finalize();
  };
}

export default { render };
