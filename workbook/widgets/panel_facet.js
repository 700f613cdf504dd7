// A list of values with live counts: searched, ticked by mouse, or by arrows and space.

const SEARCHED_FROM = 9; // values; shorter lists are seen at a glance

function makeList(field, { choose, search }) {
  const el = node("details", "news-workbook-facet");
  const summary = node("summary");
  const title = node("span", "news-workbook-facet-title", field.title);
  const ticked = node("span", "news-workbook-facet-ticked");
  summary.append(title, ticked);
  const list = node("div", "news-workbook-facet-list");
  const more = node("div", "news-workbook-facet-more");
  const input = node("input", "news-workbook-facet-search");
  let lines = [];
  let chosen = [];
  let active = 0;

  el.open = field.opened;
  list.id = freshId();
  list.tabIndex = 0;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-multiselectable", "true");
  list.setAttribute("aria-label", field.title);
  input.type = "search";
  input.placeholder = `find among ${number(field.n)}`;
  input.setAttribute("aria-label", `Find in ${field.title}`);
  input.setAttribute("aria-controls", list.id);
  const seek = settled(() => search(field.name, input.value), 150);
  input.addEventListener("input", seek);
  el.append(summary, ...(field.n < SEARCHED_FROM ? [] : [input]), list, more);

  const isChosen = (value) => chosen.some((other) => other === value);

  function toggle(i) {
    const value = lines[i]?.[0];
    if (value === undefined) return;
    chosen = isChosen(value) ? chosen.filter((other) => other !== value) : [...chosen, value];
    mark();
    choose(field.name, chosen.length ? chosen : null);
  }

  function step(i) {
    active = Math.max(0, Math.min(i, lines.length - 1));
    mark();
    list.children[active]?.scrollIntoView({ block: "nearest" });
  }

  list.addEventListener("click", (event) => {
    const line = event.target.closest("[role=option]");
    if (!line) return;
    active = [...list.children].indexOf(line);
    toggle(active);
  });
  list.addEventListener("keydown", (event) => {
    const moves = { ArrowDown: active + 1, ArrowUp: active - 1, Home: 0, End: lines.length - 1 };
    if (event.key in moves) step(moves[event.key]);
    else if (event.key === " " || event.key === "Enter") toggle(active);
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown") list.focus();
    else return;
    event.preventDefault();
  });

  // Lines are kept and filled anew, so that focus and place stay where they are.
  function mark() {
    lines.forEach(([value, label, n], i) => {
      const line = list.children[i];
      line.setAttribute("aria-selected", isChosen(value));
      line.classList.toggle("active", i === active);
      line.classList.toggle("none", n === 0);
      const [words, count] = line.children;
      if (words.textContent !== label) words.textContent = words.title = label;
      if (count.textContent !== number(n)) count.textContent = number(n);
    });
    ticked.textContent = chosen.length ? `${number(chosen.length)} chosen` : "";
    list.setAttribute("aria-activedescendant", list.children[active]?.id ?? "");
  }

  function newLine() {
    const line = node("div", "news-workbook-facet-line");
    line.id = freshId();
    line.setAttribute("role", "option");
    const words = node("span", "news-workbook-facet-words");
    words.dir = "auto"; // a right-to-left override stays inside its own line
    line.append(words, node("span", "news-workbook-facet-count"));
    return line;
  }

  function update(view, value) {
    chosen = value ?? [];
    lines = view?.lines ?? [];
    while (list.children.length > lines.length) list.lastChild.remove();
    while (list.children.length < lines.length) list.append(newLine());
    active = Math.min(active, Math.max(0, lines.length - 1));
    list.hidden = !lines.length;
    const left = view?.more ? `${number(view.more)} more: find them by name` : "";
    more.textContent = lines.length ? left : "no such value";
    mark();
  }

  return { el, update, searched: (words) => input.value !== words && (input.value = words) };
}
