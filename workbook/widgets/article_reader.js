// Shows one article with its marked passages. Text is set with textContent only.

function node(tag, className, text) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  made.dir = "auto";
  return made;
}

function render({ model, el }) {
  el.classList.add("news-workbook-reader", "tex2jax_ignore", "mathjax_ignore");
  el.tabIndex = 0;
  el.setAttribute("role", "region");
  el.setAttribute("aria-label", "Article");

  function paragraph({ kind, segments }) {
    const made = node(kind === "heading" ? "h4" : "p", kind);
    for (const [text, layers] of segments) {
      if (!layers.length) made.append(document.createTextNode(text));
      else made.append(node("mark", layers.map((layer) => `layer-${layer}`).join(" "), text));
    }
    return made;
  }

  function legend(layers) {
    const made = node("div", "news-workbook-reader-legend");
    layers.forEach((layer) => made.append(node("mark", `layer-${layer}`, layer.replaceAll("-", " "))));
    return made;
  }

  const colours = () => {
    for (const [name, colour] of Object.entries(model.get("palette")))
      el.style.setProperty(`--workbook-${name}`, colour);
  };

  function draw() {
    const article = model.get("article");
    if (!article.paragraphs) {
      el.replaceChildren(node("p", "news-workbook-reader-hint", "Choose a row to read its article here."));
      return;
    }
    const text = node("div", "news-workbook-reader-text");
    article.paragraphs.forEach((each) => text.append(paragraph(each)));
    el.replaceChildren(
      node("h3", "", article.heading),
      node("div", "news-workbook-reader-details", article.details),
      legend(article.layers),
      text,
    );
    const passage = text.querySelector(".layer-passage");
    text.scrollTop = passage ? passage.offsetTop - text.offsetTop - text.clientHeight / 3 : 0;
  }

  const open = () => {
    draw();
    el.scrollIntoView({ block: "nearest" });
  };
  model.on("change:article", open);
  colours();
  draw();
  return () => model.off("change:article", open);
}

export default { render };
