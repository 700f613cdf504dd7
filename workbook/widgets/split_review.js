// Places in text files where an article begins or may begin, each with two buttons.
// Every line of an article is text: it is set with textContent and never read as markup.

function line(className, text) {
  const made = node("p", className, text);
  made.dir = "auto"; // a right-to-left override stays inside its own line
  return made;
}

function render({ model, el }) {
  el.classList.add("news-workbook-splits", "tex2jax_ignore", "mathjax_ignore");

  const set = (values) => {
    for (const [name, value] of Object.entries(values)) model.set(name, value);
    model.save_changes();
  };

  function choice(place, begins, text) {
    const made = button(text, `${text}: ${place.text.slice(0, 60)}`, () =>
      set({ decision: [place.place, begins] }),
    );
    made.dataset.choice = `${place.place}-${begins}`;
    made.setAttribute("aria-pressed", String(place.decided && place.begins === begins));
    return made;
  }

  function card(place) {
    const made = node("section", place.begins ? "begins" : "");
    made.setAttribute("aria-label", place.heading);
    const bar = node("div", "news-workbook-splits-bar");
    bar.append(
      node("span", "", place.heading),
      choice(place, true, "An article begins here"),
      choice(place, false, "The article goes on"),
    );
    made.append(bar);
    place.before.forEach((text) => made.append(line("around", text)));
    made.append(line("here", place.text));
    place.after.forEach((text) => made.append(line("around", text)));
    return made;
  }

  function pager(first, shown, total) {
    const bar = node("div", "news-workbook-splits-pager");
    const page = model.get("page");
    const back = button("‹", "Previous places", () => set({ page: page - 1 }));
    const on = button("›", "Next places", () => set({ page: page + 1 }));
    back.disabled = page === 0;
    on.disabled = first + shown >= total;
    const words = total ? `${first + 1}–${first + shown} of ${total}` : "No boundary is in doubt.";
    const note = node("span", "news-workbook-splits-note", model.get("note"));
    note.setAttribute("role", "status");
    bar.append(back, node("span", "", words), on, note);
    return bar;
  }

  function draw() {
    const { places, first, total } = model.get("view");
    const focused = el.contains(document.activeElement) && document.activeElement.dataset.choice;
    el.replaceChildren(...places.map(card), pager(first, places.length, total));
    if (focused) el.querySelector(`button[data-choice="${focused}"]`)?.focus();
    el.dataset.places = total;
  }

  model.on("change:view", draw);
  model.on("change:note", draw);
  draw();
  return () => {
    model.off("change:view", draw);
    model.off("change:note", draw);
  };
}

export default { render };
