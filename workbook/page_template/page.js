// Makes the pages of a report live where scripts run: charts, tables to sort, marked passages.
// Text of articles only ever arrives as data or through textContent, never as markup or code.

function element(parent, tag, className) {
  const node = document.createElement(tag);
  node.className = className;
  parent.append(node);
  return node;
}

const dark = matchMedia("(prefers-color-scheme: dark)");
const tip = tooltip();

function options() {
  const style = getComputedStyle(document.documentElement);
  const colour = (name) => style.getPropertyValue(name).trim();
  const [ink, line, page] = ["--ink", "--grid", "--paper"].map(colour);
  return chartOptions({ ink, line, page, font: "sans-serif" }, tip); // the font of the pictures
}

// Rows come with their names said once, and packed where they are many.
const asRows = ({ fields, lines }) =>
  lines.map((line) => Object.fromEntries(fields.map((name, i) => [name, line[i]])));

function unpack(text) {
  const packed = new Blob([Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))]);
  return new Response(packed.stream().pipeThrough(new DecompressionStream("gzip"))).json();
}

// The address of the passage or article behind a mark, if it is among the pages.
function passageOf(item) {
  const { article_id: article, start, end } = item?.datum ?? {};
  if (typeof article !== "string" || document.body.dataset.articles !== "all") return null;
  const span = Number.isInteger(start) && Number.isInteger(end) ? `-${start}-${end}` : "";
  return `articles.html#${encodeURIComponent(article)}${span}`;
}

// The picture stays for paper, and where it is shrunk: a chart on canvas would be cut off there.
async function enliven(figure) {
  const picture = figure.querySelector("img");
  if (picture.clientWidth < Number(picture.getAttribute("width"))) return;
  const { spec, datasets: held } = JSON.parse(figure.querySelector("script").textContent);
  const datasets = typeof held === "string" ? await unpack(held) : held;
  const place = element(figure, "div", "live");
  place.setAttribute("role", "img");
  place.setAttribute("aria-label", picture.alt);
  let result = null;

  async function draw() {
    const rows = Object.entries(datasets).map(([name, lines]) => [name, asRows(lines)]);
    const drawing = { ...spec, background: "transparent", datasets: Object.fromEntries(rows) };
    result?.finalize();
    result = await newsWorkbookVegaEmbed(place, drawing, options());
    result.view.addEventListener("mousemove", (_event, item) => {
      place.style.cursor = passageOf(item) ? "pointer" : "";
    });
    result.view.addEventListener("click", (_event, item) => {
      const link = passageOf(item);
      if (link) location.assign(link);
    });
    // As high as the picture, so that the text below stays where it is.
    figure.style.minHeight ||= `${picture.offsetHeight}px`;
    figure.classList.add("is-live");
  }

  let drawing = draw();
  await drawing;
  dark.addEventListener("change", () => (drawing = drawing.then(draw)));
}

// A chart is drawn when it is about to be seen.
function enlivenCharts() {
  const seen = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        if (!isIntersecting) continue;
        seen.unobserve(target);
        enliven(target);
      }
    },
    { rootMargin: "600px" },
  );
  for (const figure of document.querySelectorAll("figure.news-workbook-chart")) seen.observe(figure);
}

const textOf = (row, column) => row.cells[column]?.textContent.trim() ?? "";
const numberIn = (text) => Number(text.replaceAll(",", ""));
const isNothing = (text) => text === "" || text === "–";

// Numbers by size and other text by the alphabet; what has no value stands last.
function sortBy(rows, column, { numbers, descending }) {
  const order = (a, b) => (numbers ? numberIn(a) - numberIn(b) : a.localeCompare(b));
  return rows.sort((first, second) => {
    const [a, b] = [textOf(first, column), textOf(second, column)];
    if (isNothing(a) || isNothing(b)) return isNothing(a) - isNothing(b);
    return descending ? order(b, a) : order(a, b);
  });
}

// A table that shows but its first rows is left alone: their order would say nothing of the rest.
function makeSortable(table) {
  const body = table.tBodies[0];
  if (table.tHead?.rows.length !== 1 || body?.rows.length < 2 || table.nextElementSibling) return;
  for (const [column, cell] of [...table.tHead.rows[0].cells].entries()) {
    const words = cell.textContent;
    cell.textContent = "";
    const button = element(cell, "button", "sort");
    button.type = "button";
    button.textContent = words;
    button.addEventListener("click", () => {
      const rows = [...body.rows];
      const texts = rows.map((row) => textOf(row, column)).filter((text) => !isNothing(text));
      const numbers = !texts.some((text) => Number.isNaN(numberIn(text)));
      const before = cell.getAttribute("aria-sort");
      const descending = before ? before === "ascending" : numbers; // the largest numbers first
      for (const other of cell.parentNode.cells) other.removeAttribute("aria-sort");
      cell.setAttribute("aria-sort", descending ? "descending" : "ascending");
      body.append(...sortBy(rows, column, { numbers, descending }));
    });
  }
}

// Mark the passage that the address names, where the page does not mark it already.
function markPassage() {
  const name = decodeURIComponent(location.hash.slice(1));
  const [, article, start, end] = name.match(/^(.*)-(\d+)-(\d+)$/) ?? [];
  const body = document.getElementById(article)?.querySelector(".body");
  if (!body || document.getElementById(name)) return;
  const letters = [...body.textContent]; // counted as Python does, not in units of UTF-16
  const mark = document.createElement("mark");
  mark.textContent = letters.slice(start, end).join("");
  body.replaceChildren(letters.slice(0, start).join(""), mark, letters.slice(end).join(""));
  mark.scrollIntoView({ block: "center" });
}

enlivenCharts();
for (const table of document.querySelectorAll(".jp-OutputArea-output table")) makeSortable(table);
addEventListener("hashchange", markPassage);
markPassage();
