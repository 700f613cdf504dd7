// Shows one article with its marked passages: layers on and off, from mark to mark, a search.
// Text is set with textContent only and never read as markup.

const PAUSE = 400; // milliseconds without a key before the search starts

// The layers that nobody steps through: they belong to another mark or lie under most of a text.
const UNDER = ["cue", "speaker"];
const isStop = (layer) => !UNDER.includes(layer) && !layer.startsWith("harder-than-");

function render({ model, el }) {
  el.classList.add("news-workbook-reader", "tex2jax_ignore", "mathjax_ignore");
  el.setAttribute("role", "region");
  el.setAttribute("aria-label", "Article");
  for (const [name, colour] of Object.entries(model.get("palette")))
    el.style.setProperty(`--workbook-${name}`, colour);

  const head = node("div");
  head.setAttribute("aria-live", "polite");
  const back = button("‹", "Previous mark (p)", () => step(-1));
  const on = button("›", "Next mark (n)", () => step(1));
  const place = node("span");
  place.setAttribute("role", "status");
  const search = node("input");
  search.type = "search";
  search.placeholder = "Search in the article";
  search.setAttribute("aria-label", "Search in the article");
  const legend = node("div", "news-workbook-reader-legend");
  legend.setAttribute("role", "group");
  legend.setAttribute("aria-label", "Marks shown");
  const bar = node("div", "news-workbook-reader-bar");
  bar.append(back, place, on, search, legend);
  const problem = node("div", "news-workbook-reader-problem");
  problem.setAttribute("role", "alert");
  const text = node("div", "news-workbook-reader-text");
  text.tabIndex = 0;
  text.setAttribute("role", "document");
  text.setAttribute("aria-label", "Text of the article");
  el.replaceChildren(head, bar, problem, text);

  let at = -1; // which mark the reader is at
  let seen = model.get("opened");
  let from = null; // where the keyboard was before it came here

  function paragraph(segments) {
    const made = node("p");
    made.dir = "auto";
    for (const [words, layers, begins] of segments) {
      if (!layers.length) {
        made.append(document.createTextNode(words));
        continue;
      }
      const mark = node("mark", "", words);
      mark.dataset.layers = layers.join(" ");
      mark.dataset.begins = begins.join(" ");
      made.append(mark);
    }
    return made;
  }

  // A mark shows the layers that are on.
  function paint() {
    const off = model.get("off");
    const left = (layers) => layers.split(" ").filter((layer) => layer && !off.includes(layer));
    for (const mark of text.querySelectorAll("mark")) {
      mark.className = left(mark.dataset.layers).map((layer) => `layer-${layer}`).join(" ");
      const stops = left(mark.dataset.begins).filter(isStop);
      const wanted = model.get("query").trim() ? stops.includes("search") : stops.length;
      mark.toggleAttribute("data-stop", wanted);
    }
    legend.replaceChildren(...(model.get("article").layers ?? []).map(layerButton));
    move(-1);
  }

  function layerButton([layer, number]) {
    const off = model.get("off");
    const words = `${layer.replaceAll("-", " ")} ${number}`;
    const made = button("", "", () => {
      model.set("off", off.includes(layer) ? off.filter((each) => each !== layer) : [...off, layer]);
      model.save_changes();
      [...legend.children].find((each) => each.dataset.layer === layer)?.focus();
    });
    made.dataset.layer = layer;
    made.setAttribute("aria-pressed", !off.includes(layer));
    made.append(node("span", off.includes(layer) ? "" : `mark layer-${layer}`, words));
    return made;
  }

  const stops = () => [...text.querySelectorAll("mark[data-stop]")];

  function show(mark) {
    if (mark) text.scrollTop = mark.offsetTop - text.offsetTop - text.clientHeight / 3;
  }

  // Stand at a mark; -1 is at none.
  function move(index) {
    const marks = stops();
    marks.forEach((mark) => mark.removeAttribute("aria-current"));
    at = marks.length ? index : -1;
    if (at >= 0) {
      marks[at].setAttribute("aria-current", "true");
      show(marks[at]);
    }
    const what = model.get("query").trim() ? "hit" : "mark";
    place.textContent =
      at >= 0 ? `${at + 1} of ${marks.length}` : `${marks.length} ${what}${marks.length === 1 ? "" : "s"}`;
    back.disabled = on.disabled = !marks.length;
  }

  function step(by) {
    const marks = stops();
    if (!marks.length) return;
    if (at >= 0) return move((at + by + marks.length) % marks.length);
    // From no mark: from the passage on.
    const passage = Math.max(0, marks.findIndex((mark) => mark.matches(".layer-passage")));
    move((passage + (by < 0 ? marks.length - 1 : marks[passage].matches(".layer-passage") ? 1 : 0)) % marks.length);
  }

  function draw() {
    const { heading, details, paragraphs } = model.get("article");
    bar.hidden = text.hidden = !paragraphs;
    if (!paragraphs) {
      head.replaceChildren(node("p", "news-workbook-reader-hint", "Choose a row to read its article here."));
      return;
    }
    const title = node("h3", "", heading);
    const words = node("div", "news-workbook-reader-details", details);
    title.dir = words.dir = "auto";
    head.replaceChildren(title, words);
    text.replaceChildren(...paragraphs.map(paragraph));
    if (document.activeElement !== search) search.value = model.get("query");
    problem.textContent = model.get("problem");
    paint();
  }

  // A new passage is scrolled to; a new search goes to its first hit.
  function follow() {
    awaited = false;
    const before = text.scrollTop;
    draw();
    if (model.get("opened") !== seen) {
      seen = model.get("opened");
      text.scrollTop = 0;
      show(text.querySelector(".layer-passage") ?? text.querySelector(".layer-search"));
      el.scrollIntoView({ block: "nearest" });
    } else if (model.get("query").trim() && stops().length) move(0);
    else text.scrollTop = before;
  }

  // Article and passage come together: they are drawn once.
  let awaited = false;
  const onChange = () => {
    if (!awaited) queueMicrotask(follow);
    awaited = true;
  };

  const lookFor = () => {
    onType.cancel();
    if (search.value === model.get("query")) return;
    model.set("query", search.value);
    model.save_changes();
  };
  const onType = settled(lookFor, PAUSE);

  const onKey = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    event.stopPropagation(); // keys pressed here are no shortcuts of the notebook
    const typing = event.target === search;
    if (event.key === "Escape" && typing && search.value) {
      search.value = "";
      lookFor();
    } else if (event.key === "Escape") from?.focus();
    else if (typing && event.key === "Enter" && search.value === model.get("query")) step(event.shiftKey ? -1 : 1);
    else if (typing && event.key === "Enter") lookFor();
    else if (!typing && event.key === "n") step(1);
    else if (!typing && event.key === "p") step(-1);
    else return;
    event.preventDefault();
  };
  const onFocus = (event) => {
    if (event.relatedTarget && !el.contains(event.relatedTarget)) from = event.relatedTarget;
  };

  const warn = () => (problem.textContent = model.get("problem"));
  search.addEventListener("input", onType);
  el.addEventListener("keydown", onKey);
  el.addEventListener("focusin", onFocus);
  model.on("change:article change:opened", onChange);
  model.on("change:problem", warn);
  model.on("change:off", paint);
  draw();
  return () => {
    onType.cancel();
    el.removeEventListener("keydown", onKey);
    el.removeEventListener("focusin", onFocus);
    model.off("change:article change:opened", onChange);
    model.off("change:problem", warn);
    model.off("change:off", paint);
  };
}

export default { render };
