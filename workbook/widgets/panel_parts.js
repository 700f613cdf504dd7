// What the parts of the panel share. Names and values only ever arrive as textContent.

function node(tag, className, text) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

function button(className, text, act) {
  const made = node("button", className, text);
  made.type = "button";
  made.addEventListener("click", act);
  return made;
}

let panelParts = 0;
const freshId = () => `news-workbook-part-${(panelParts += 1)}-${Math.random().toString(36).slice(2)}`;

// Calls only the last of many calls in quick succession.
function settled(act, wait) {
  let timer = 0;
  return (...values) => {
    clearTimeout(timer);
    timer = setTimeout(() => act(...values), wait);
  };
}

const number = (value) => Number(value).toLocaleString("en");
const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);
