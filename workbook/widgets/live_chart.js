// Draws a Vega-Lite chart on canvas and replaces its rows in place.
// Article text only ever arrives as rows (data) or through textContent, never as markup or code.

function colours() {
  const style = getComputedStyle(document.body);
  const colour = (name, other) => style.getPropertyValue(name).trim() || other;
  return {
    ink: colour("--jp-ui-font-color1", "#222"),
    line: colour("--jp-border-color2", "#ddd"),
    page: colour("--jp-layout-color0", "#fff"),
    font: colour("--jp-ui-font-family", "sans-serif"),
  };
}

// Vega reads dates only where a chart is first drawn; rows that come later are read here.
function dateFields(source) {
  const parse = Object.entries(source.format?.parse ?? {});
  return parse.filter(([, type]) => type === "date").map(([field]) => field);
}

// A mark of the chart itself: no legend, no axis, no rectangle of a brush.
const isMark = (item) =>
  item?.datum && item.mark?.role === "mark" && !/_brush(_bg)?$/.test(item.mark.name ?? "");

const isInterval = (select) => (select.type ?? select) === "interval";
const selections = (spec) => (spec.params ?? []).filter((param) => param.select);

// The values of a selection by field, without Vega's own book-keeping.
const fieldsOf = (value) =>
  Object.fromEntries(
    Object.entries(value ?? {}).filter(([name, ends]) => !/^(vlPoint|_vgsid_)/.test(name) && ends?.length),
  );

function render({ model, el }) {
  const title = element(el, "div", "news-workbook-chart-title");
  const canvas = element(el, "div", "news-workbook-chart-canvas");
  const caption = element(el, "div", "news-workbook-chart-caption");
  const tip = tooltip();
  const rows = rowsOf(model);
  let result = null;
  let drawing = Promise.resolve();
  let dates = {};
  let brushed = {};
  let standing = false; // whether something is selected
  let closed = false;

  const words = () => {
    title.textContent = model.get("title");
    caption.textContent = model.get("caption");
    canvas.setAttribute("role", "img");
    canvas.setAttribute("aria-label", model.get("description"));
    const drawn = selections(model.get("spec")).some(({ select }) => isInterval(select));
    if (drawn) element(title, "span", "news-workbook-chart-hint").textContent = "drag across the chart to narrow";
  };

  // The rows are copied: Vega writes its own keys into the objects it is given.
  const copied = async () =>
    Object.entries(await rows.now()).map(([name, lines]) => [name, lines.map((row) => ({ ...row }))]);

  async function draw() {
    const embed = globalThis.newsWorkbookVegaEmbed;
    const datasets = Object.fromEntries(await copied());
    if (closed) return;
    result?.finalize();
    const spec = { ...model.get("spec"), datasets };
    if (spec.width === "container") spec.autosize = { type: "fit-x", contains: "padding" };
    result = await embed(canvas, spec, chartOptions(colours(), tip));
    dates = Object.fromEntries(result.vgSpec.data.map((source) => [source.name, dateFields(source)]));
    // While JupyterLab changes its theme nothing has a width: asked again, as soon as it has one.
    widths.unobserve(canvas);
    widths.observe(canvas);
    result.view.addEventListener("click", (_event, item) => {
      if (isMark(item)) model.send({ type: "pick", row: JSON.parse(JSON.stringify(item.datum)) });
    });
    for (const { name } of selections(spec))
      result.view.addSignalListener(name, (_name, value) => {
        brushed[name] = fieldsOf(value);
        standing = true;
      });
    drawn();
  }

  // A selection is sent once, when the mouse is let go.
  function release() {
    const picked = Object.assign({}, ...Object.values(brushed));
    brushed = {};
    if (!result || !Object.keys(picked).length) return;
    model.send({ type: "brush", fields: JSON.parse(JSON.stringify(picked)) });
  }

  // What was drawn over is now the whole chart: its rectangle would mark another stretch. It goes
  // before the rows change, because Vega reads the old stretch on the new axis.
  async function clearBrush(view) {
    if (!standing) return;
    for (const { name, select } of selections(model.get("spec")))
      if (isInterval(select))
        for (const end of select.encodings ?? ["x", "y"]) view.signal(`${name}_${end}`, [0, 0]);
    await view.runAsync();
    standing = false;
  }

  async function refill() {
    if (!result) return draw();
    const { view } = result;
    await clearBrush(view);
    for (const [name, lines] of await copied()) {
      for (const field of dates[name] ?? [])
        for (const row of lines) row[field] = row[field] === null ? null : Date.parse(row[field]);
      view.data(name, lines);
    }
    view.resize();
    await view.runAsync();
    brushed = {};
    drawn();
  }

  // What a test or a screen reader can ask: how many marks stand on the canvas now.
  function drawn() {
    const count = (item) =>
      item.marktype && item.marktype !== "group" && item.role === "mark"
        ? isMark(item.items[0] ?? {}) ? item.items.length : 0
        : (item.items ?? []).reduce((sum, inner) => sum + count(inner), 0);
    el.dataset.marks = count(result.view.scenegraph().root);
    el.dataset.draws = Number(el.dataset.draws ?? 0) + 1;
  }

  // One drawing at a time, the newest state last; a new drawing brings its rows with it.
  let waiting = null;
  const queue = (step) => {
    if (waiting?.step === draw && step === refill) return;
    if (waiting?.step === refill && step === draw) return void (waiting.step = draw);
    const job = (waiting = { step });
    drawing = drawing
      .then(() => {
        if (waiting === job) waiting = null;
        return job.step();
      })
      .catch((error) => {
        caption.textContent = `This chart could not be drawn: ${error.message}`;
        console.error(error);
      });
  };
  const onSpec = () => queue(draw);
  const onRows = () => queue(refill);
  const themes = new MutationObserver(() => queue(draw));

  // A chart as wide as its cell follows it.
  const fits = () =>
    !result ||
    model.get("spec").width !== "container" ||
    !canvas.clientWidth ||
    Math.abs(canvas.querySelector("canvas").clientWidth - canvas.clientWidth) <= 1;
  const widths = new ResizeObserver(() => {
    if (fits()) return;
    queue(() => fits() || result.view.signal("width", canvas.clientWidth).runAsync());
  });

  words();
  model.on("change:title change:caption change:description change:spec", words);
  model.on("change:spec", onSpec);
  model.on("change:data", onRows);
  themes.observe(document.body, { attributes: true, attributeFilter: ["data-jp-theme-name"] });
  addEventListener("pointerup", release);
  const unwatch = watchView(model, el);
  queue(draw);
  return () => {
    closed = true;
    unwatch();
    themes.disconnect();
    widths.disconnect();
    removeEventListener("pointerup", release);
    tip.remove();
    rows.remove();
    model.off("change:title change:caption change:description change:spec", words);
    model.off("change:spec", onSpec);
    model.off("change:data", onRows);
    result?.finalize();
  };
}

function element(parent, tag, className) {
  const node = document.createElement(tag);
  node.className = className;
  parent.append(node);
  return node;
}

globalThis.newsWorkbookChart = { render };
