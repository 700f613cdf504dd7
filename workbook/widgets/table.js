// A table of one page of rows: sort by a heading, turn pages, pick a row.
// Every cell is text: it is set with textContent and never read as markup.

const LONG = 16; // characters; longer cells wrap

function node(tag, className, text) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

function button(label, text, act) {
  const made = node("button", "", text);
  made.type = "button";
  made.setAttribute("aria-label", label);
  made.addEventListener("click", act);
  return made;
}

function render({ model, el }) {
  el.classList.add("news-workbook-table", "tex2jax_ignore", "mathjax_ignore");

  const set = (values) => {
    for (const [name, value] of Object.entries(values)) model.set(name, value);
    model.save_changes();
  };

  function heading(column) {
    const [by, descending] = model.get("order");
    const sorted = by === column.name;
    const cell = node("th", column.number ? "number" : "");
    cell.scope = "col";
    cell.setAttribute("aria-sort", !sorted ? "none" : descending ? "descending" : "ascending");
    const mark = !sorted ? "" : descending ? " ▾" : " ▴";
    const next = sorted ? !descending : column.number;
    cell.append(
      button(`Sort by ${column.title}`, column.title + mark, () =>
        set({ order: [column.name, next], page: 0 }),
      ),
    );
    return cell;
  }

  function line(values, index, columns) {
    const row = node("tr");
    row.tabIndex = 0;
    row.dataset.row = index;
    if (index === model.get("chosen")) row.setAttribute("aria-selected", "true");
    values.forEach((value, i) => {
      const cell = node("td", columns[i].number ? "number" : "");
      const words = node("div", value.length > LONG ? "long" : "", value);
      words.dir = "auto"; // a right-to-left override stays inside its own cell
      if (value.length > LONG) words.title = value;
      cell.append(words);
      row.append(cell);
    });
    return row;
  }

  function draw() {
    const { columns, lines, first, total } = model.get("view");
    const focused = el.contains(document.activeElement) && document.activeElement.dataset.row;
    const table = node("table");
    const head = table.createTHead().insertRow();
    columns.forEach((column) => head.append(heading(column)));
    const body = table.createTBody();
    lines.forEach((values, i) => body.append(line(values, first + i, columns)));
    const scroller = node("div", "news-workbook-table-scroller");
    scroller.append(table);
    el.replaceChildren(scroller, pager(first, lines.length, total));
    if (focused) el.querySelector(`tr[data-row="${focused}"]`)?.focus();
    el.dataset.rows = total;
  }

  function pager(first, shown, total) {
    const bar = node("div", "news-workbook-table-pager");
    const page = model.get("page");
    const back = button("Previous page", "‹", () => set({ page: page - 1 }));
    const on = button("Next page", "›", () => set({ page: page + 1 }));
    back.disabled = page === 0;
    on.disabled = first + shown >= total;
    const from = total ? first + 1 : 0;
    const words = `${from.toLocaleString("en")}–${(first + shown).toLocaleString("en")} of ${total.toLocaleString("en")}`;
    bar.append(back, node("span", "", words), on);
    return bar;
  }

  const rowOf = (event) => event.target.closest("tr[data-row]");
  const choose = (row) => set({ chosen: Number(row.dataset.row) });

  const onClick = (event) => rowOf(event) && choose(rowOf(event));
  const onKey = (event) => {
    const row = rowOf(event);
    if (!row) return;
    const other = { ArrowDown: row.nextElementSibling, ArrowUp: row.previousElementSibling };
    if (event.key === "Enter" || event.key === " ") choose(row);
    else if (event.key in other) other[event.key]?.focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  const mark = () => {
    for (const row of el.querySelectorAll("tr[data-row]"))
      row.toggleAttribute("aria-selected", Number(row.dataset.row) === model.get("chosen"));
  };
  el.addEventListener("click", onClick);
  el.addEventListener("keydown", onKey);
  model.on("change:view", draw);
  model.on("change:chosen", mark);
  draw();
  return () => {
    el.removeEventListener("click", onClick);
    el.removeEventListener("keydown", onKey);
    model.off("change:view", draw);
    model.off("change:chosen", mark);
  };
}

export default { render };
