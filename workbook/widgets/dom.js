// What the widgets share. Names and values only ever arrive as textContent, never as markup.

function node(tag, className, text) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

// A button with these words; a label says in full what a sign means.
function button(text, label, act) {
  const made = node("button", "", text);
  made.type = "button";
  if (label) made.setAttribute("aria-label", label);
  if (label) made.title = label;
  made.addEventListener("click", act);
  return made;
}

let nodesMade = 0;
const freshId = () => `news-workbook-${(nodesMade += 1)}-${Math.random().toString(36).slice(2)}`;

// Acts once, when calls in quick succession have come to rest.
function settled(act, wait) {
  let timer = 0;
  const call = () => {
    clearTimeout(timer);
    timer = setTimeout(act, wait);
  };
  call.cancel = () => clearTimeout(timer);
  return call;
}

const number = (value) => Number(value).toLocaleString("en");
const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);
