// What stands under the mouse, as text: never markup, never a picture that would be fetched.

function tooltip() {
  const made = document.createElement("div");
  made.className = "news-workbook-chart-tooltip tex2jax_ignore mathjax_ignore";
  made.setAttribute("role", "tooltip");

  function fill(value) {
    const lines = typeof value === "object" ? Object.entries(value) : [["", value]];
    made.replaceChildren();
    for (const [name, said] of lines) {
      if (said === null || said === undefined || said === "null") continue;
      element(made, "div", "name").textContent = name;
      const words = element(made, "div", "words");
      words.textContent = said;
      words.dir = "auto";
    }
  }

  function show(_handler, event, _item, value) {
    if (value === null || value === undefined || value === "") return made.remove();
    fill(value);
    document.body.append(made);
    const { innerWidth: width, innerHeight: height } = window;
    made.style.left = `${Math.max(0, Math.min(event.clientX + 12, width - made.offsetWidth - 8))}px`;
    made.style.top = `${Math.max(0, Math.min(event.clientY + 12, height - made.offsetHeight - 8))}px`;
  }

  return { show, remove: () => made.remove() };
}
