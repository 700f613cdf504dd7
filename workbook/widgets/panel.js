// The panel: how much is kept, chips, query, lists and ranges. The kernel says what to show
// (`view`); what the reader sets goes to it as one plain object (`choice`).

function makeQuery(field, { choose }) {
  const el = node("div", "news-workbook-query");
  const label = node("label", "", field.title);
  const input = node("input");
  const problem = node("div", "news-workbook-query-problem");
  input.type = "text";
  input.id = freshId();
  input.placeholder = 'strike AND "night bus", harbo*';
  input.title = 'AND, OR, NOT, "a phrase", prefix*, title:word, brackets; Enter searches';
  label.htmlFor = input.id;
  problem.id = freshId();
  problem.setAttribute("role", "alert");
  input.setAttribute("aria-describedby", problem.id);
  const search = () => choose(field.name, input.value.trim() || null);
  input.addEventListener("change", search);
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.isComposing) search();
  });
  el.append(label, input, problem);

  function update(_view, value, view) {
    if (document.activeElement !== input || !value) input.value = value ?? "";
    problem.textContent = view.queryProblem ?? "";
    input.setAttribute("aria-invalid", Boolean(view.queryProblem));
  }
  return { el, update };
}

function makeTick(field, { choose }) {
  const el = node("label", "news-workbook-tick");
  const input = node("input");
  input.type = "checkbox";
  input.addEventListener("change", () => choose(field.name, input.checked || null));
  el.append(input, node("span", "", field.title));
  return { el, update: (_view, value) => (input.checked = Boolean(value)) };
}

const MAKERS = { query: makeQuery, list: makeList, range: makeRange, tick: makeTick };

function render({ model, el }) {
  el.classList.add("news-workbook-panel", "tex2jax_ignore", "mathjax_ignore");
  el.addEventListener("keydown", (event) => {
    // Keys pressed here are no commands of the notebook, which takes arrows even from a slider.
    if (!event.ctrlKey && !event.metaKey && !event.altKey) event.stopPropagation();
  });
  el.tabIndex = -1;
  el.setAttribute("role", "group");
  el.setAttribute("aria-label", "Filters");

  function send(name, value) {
    model.set(name, value);
    model.save_changes();
  }
  function choose(name, value) {
    const { [name]: _before, ...others } = model.get("choice");
    send("choice", value === null ? others : { ...others, [name]: value });
  }
  const search = (name, words) => send("searches", { ...model.get("searches"), [name]: words });

  const count = node("div", "news-workbook-panel-count");
  const chips = node("ul", "news-workbook-panel-chips");
  const problem = node("div", "news-workbook-panel-problem");
  const note = node("div", "news-workbook-panel-note");
  const reset = button("Reset", "", () => send("choice", {}));
  const head = node("div", "news-workbook-panel-head");
  reset.className = "news-workbook-panel-reset";
  count.setAttribute("role", "status");
  problem.setAttribute("role", "alert");
  chips.setAttribute("aria-label", "Active filters");
  head.append(count, reset);

  const keep = makeTick(
    { name: "kept", title: "Keep for the other notebooks" },
    { choose: (_name, value) => send("kept", Boolean(value)) },
  );
  keep.el.title = "The other notebooks on these articles then start from this choice";

  let fields = [];
  function build() {
    fields = model.get("fields").map((field) => [field.name, MAKERS[field.kind](field, { choose, search })]);
    el.replaceChildren(head, chips, problem, note, ...fields.map(([, made]) => made.el), keep.el);
  }

  function chip({ words, field, rest }) {
    const item = node("li");
    const remove = button("×", `Remove ${words}`, () => {
      choose(field, rest);
      el.focus(); // the chip goes, and Reset with the last one
    });
    const said = node("span", "", words);
    said.dir = "auto";
    said.title = words;
    item.append(said, remove);
    return item;
  }

  function draw() {
    const view = model.get("view");
    const choice = model.get("choice");
    count.replaceChildren(node("b", "", number(view.chosen)), ` of ${number(view.total)} ${view.rows}`);
    chips.replaceChildren(...view.chips.map(chip));
    chips.hidden = !view.chips.length;
    reset.disabled = same(choice, {});
    problem.textContent = view.problem;
    note.textContent = view.note;
    for (const [name, made] of fields) made.update(view.shown[name], choice[name], view);
    keep.el.hidden = model.get("kept") === null;
    keep.update(null, model.get("kept"));
    el.dataset.chosen = view.chosen;
    el.dataset.views = Number(el.dataset.views ?? 0) + 1;
  }

  const searched = () => {
    for (const [name, made] of fields) made.searched?.(model.get("searches")[name] ?? "");
  };
  const rebuild = () => (build(), draw());
  // A choice made here shows at once where it was made; chips and counts follow with the view.
  model.on("change:view change:kept", draw);
  model.on("change:searches", searched);
  model.on("change:fields", rebuild);
  rebuild();
  return () => {
    model.off("change:view change:kept", draw);
    model.off("change:searches", searched);
    model.off("change:fields", rebuild);
  };
}

export default { render };
