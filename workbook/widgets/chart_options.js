// How every chart is drawn: on canvas, in the colours of the page that it stands in, fetching nothing.

const refuse = () => Promise.reject(new Error("charts load nothing"));

function chartOptions({ ink, line, page, font }, tip) {
  const words = { labelColor: ink, titleColor: ink };
  const config = {
    background: "transparent",
    font,
    axis: { ...words, gridColor: line, domainColor: line, tickColor: line },
    legend: words,
    header: words,
    title: { color: ink, subtitleColor: ink },
    text: { color: ink },
    view: { stroke: line },
    // Dots that lie over one another stay apart by a thin ring of the page's own colour.
    circle: { stroke: page, strokeWidth: 0.7 },
    point: { stroke: page, strokeWidth: 0.7 },
  };
  return {
    mode: "vega-lite",
    renderer: "canvas",
    actions: false,
    ast: true, // expressions are interpreted, never compiled into code
    config,
    tooltip: tip.show,
    loader: { load: refuse, sanitize: refuse },
  };
}
