// A table of one page of rows: search, sort by a heading, choose columns, turn pages, pick a row.
// Every cell is text: it is set with textContent and never read as markup.

const LONG = 16; // characters; longer cells wrap
const PAUSE = 250; // milliseconds without a key before the search starts

function render({ model, el }) {
  el.classList.add("news-workbook-table", "tex2jax_ignore", "mathjax_ignore");
  const set = (values) => {
    for (const [name, value] of Object.entries(values)) model.set(name, value);
    model.save_changes();
  };
  let active = 0; // the row that the keyboard is at, counted over all pages
  let moving = false; // whether the row takes the focus when its page comes

  const table = node("table");
  const head = table.createTHead().insertRow();
  const body = table.createTBody();
  table.setAttribute("role", "grid");
  head.setAttribute("aria-rowindex", 1);
  const scroller = node("div", "news-workbook-table-scroller");
  scroller.append(table);
  const bar = node("div", "news-workbook-table-bar");
  const search = node("input");
  search.type = "search";
  search.placeholder = "Search in this table";
  search.setAttribute("aria-label", "Search in this table");
  search.value = model.get("query");
  const chooser = node("details", "news-workbook-table-columns");
  const columnList = node("div");
  columnList.setAttribute("role", "group");
  columnList.setAttribute("aria-label", "Columns shown");
  chooser.append(node("summary", "", "Columns"), columnList);
  const turn = (step) => set({ page: model.get("view").page + step });
  const back = button("‹", "Previous page", () => turn(-1));
  const on = button("›", "Next page", () => turn(1));
  const place = node("span");
  place.setAttribute("role", "status");
  bar.append(back, place, on, search, chooser);
  el.replaceChildren(scroller, bar);

  function sortBy(column) {
    const [by, descending] = model.get("order");
    const first = column.number; // numbers: the largest first
    if (by !== column.name) return set({ order: [column.name, first], page: 0 });
    set({ order: descending === first ? [column.name, !first] : ["", false], page: 0 });
  }

  function headCell(column) {
    const [by, descending] = model.get("order");
    const sorted = by === column.name;
    const cell = node("th", column.number ? "number" : "");
    cell.scope = "col";
    if (!column.sorts) {
      cell.textContent = column.title;
      return cell;
    }
    cell.setAttribute("aria-sort", !sorted ? "none" : descending ? "descending" : "ascending");
    const mark = !sorted ? "" : descending ? " ▾" : " ▴";
    const made = button(column.title + mark, `Sort by ${column.title}`, () => sortBy(column));
    made.dataset.key = `sort-${column.name}`;
    cell.append(made);
    return cell;
  }

  function line(values, index, columns) {
    const row = node("tr");
    row.dataset.row = index;
    row.dataset.key = `row-${index}`;
    row.setAttribute("aria-rowindex", index + 2);
    row.tabIndex = -1;
    values.forEach((value, i) => {
      const cell = node("td", columns[i].number ? "number" : "");
      cell.setAttribute("role", "gridcell");
      const words = node("div", "", value ?? "–");
      words.dir = "auto"; // a right-to-left override stays inside its own cell
      if (value === null) {
        words.className = "none";
        words.title = "no value";
      } else if (value.length > LONG) {
        words.className = "long";
        words.title = value;
      }
      cell.append(words);
      row.append(cell);
    });
    return row;
  }

  function columnBox(column) {
    const label = node("label");
    const box = node("input");
    box.type = "checkbox";
    box.checked = !column.off;
    box.dataset.key = `column-${column.name}`;
    box.addEventListener("change", () => {
      const off = model.get("off").filter((name) => name !== column.name);
      set({ off: box.checked ? off : [...off, column.name] });
    });
    const words = node("span", "", column.title);
    words.dir = "auto";
    label.append(box, words);
    return label;
  }

  function draw() {
    const { columns, lines, page, size, total, all } = model.get("view");
    const first = page * size;
    const focused = el.contains(document.activeElement) && document.activeElement.dataset.key;
    const shown = columns.filter((column) => !column.off);
    head.replaceChildren(...shown.map(headCell));
    body.replaceChildren(...lines.map((values, i) => line(values, first + i, shown)));
    columnList.replaceChildren(...columns.map(columnBox));
    table.setAttribute("aria-rowcount", total + 1);
    table.setAttribute("aria-label", `Table of ${number(total)} rows`);
    const last = first + lines.length;
    const range = total > size ? `${number(first + 1)}–${number(last)} of ${number(total)}` : number(total);
    const left = total < all ? ` found of ${number(all)}` : total > size ? "" : total === 1 ? " row" : " rows";
    const words = range + left;
    if (place.textContent !== words) place.textContent = words;
    back.hidden = on.hidden = total <= size;
    back.disabled = page === 0;
    on.disabled = last >= total;
    search.hidden = all <= size;
    el.dataset.rows = total;
    // The page that the keyboard asked for may be yet to come: other answers come before it.
    const asked = Math.max(0, Math.min(model.get("page"), Math.ceil(total / size) - 1));
    const awaited = moving && page !== asked;
    if (!awaited && (active < first || active >= last)) active = first;
    mark();
    if (moving && !awaited) rowAt(active)?.focus();
    else if (focused) find(focused)?.focus();
    moving = awaited;
  }

  const find = (key) => [...el.querySelectorAll("[data-key]")].find((each) => each.dataset.key === key);
  const rowAt = (index) => body.querySelector(`tr[data-row="${index}"]`);

  function mark() {
    for (const row of body.rows) {
      const index = Number(row.dataset.row);
      row.setAttribute("aria-selected", index === model.get("chosen"));
      row.tabIndex = index === active ? 0 : -1; // one stop for the tab key; arrows do the rest
    }
  }

  function go(index) {
    const { page, size, total } = model.get("view");
    active = Math.max(0, Math.min(index, total - 1));
    const wanted = Math.floor(active / size);
    if (wanted === page) {
      mark();
      rowAt(active)?.focus();
    } else {
      moving = true;
      set({ page: wanted });
    }
  }

  function choose(row) {
    active = Number(row.dataset.row);
    if (model.get("chosen") === active) set({ chosen: -1 }); // so that it may be read again
    set({ chosen: active });
  }

  const onClick = (event) => {
    const row = event.target.closest("tr[data-row]");
    if (row && !getSelection().toString()) choose(row); // words may be marked to copy them
  };

  const onKey = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    event.stopPropagation(); // keys pressed here are no shortcuts of the notebook
    if (event.key === "Escape") return leave(event.target);
    const row = event.target.closest("tr[data-row]");
    if (!row) return;
    const { size, total } = model.get("view");
    const moves = { ArrowDown: 1, ArrowUp: -1, PageDown: size, PageUp: -size, Home: -total, End: total };
    if (event.key in moves) go(active + moves[event.key]);
    else if (event.key === "Enter" || event.key === " ") choose(row);
    else return;
    event.preventDefault();
  };

  // Escape: close the list of columns, empty the search, or let go of the row.
  function leave(target) {
    if (chooser.contains(target)) {
      chooser.open = false;
      chooser.firstChild.focus();
    } else if (target === search) {
      search.value = "";
      lookFor();
    } else set({ chosen: -1 });
  }

  const lookFor = () => search.value !== model.get("query") && set({ query: search.value, page: 0 });
  const onType = settled(lookFor, PAUSE);

  search.addEventListener("input", onType);
  search.addEventListener("change", lookFor);
  el.addEventListener("click", onClick);
  el.addEventListener("keydown", onKey);
  model.on("change:view change:order", draw);
  model.on("change:chosen", mark);
  draw();
  const unwatch = watchView(model, el);
  return () => {
    unwatch();
    onType.cancel();
    el.removeEventListener("click", onClick);
    el.removeEventListener("keydown", onKey);
    model.off("change:view change:order", draw);
    model.off("change:chosen", mark);
  };
}

export default { render };
