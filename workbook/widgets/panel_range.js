// A range with its histogram: two sliders over one track, and the exact ends to type.

function makeRange(field, { choose }) {
  const { stops } = field;
  const last = stops.length - 1;
  const el = node("fieldset", "news-workbook-range");
  const title = node("legend", "", field.title);
  const bars = node("div", "news-workbook-range-bars");
  const track = node("div", "news-workbook-range-track");
  const exact = node("div", "news-workbook-range-ends");
  const without = node("div", "news-workbook-range-without");
  // Asked once the slider is let go, or the arrow keys rest.
  const release = settled(() => {
    const [low, high] = sliders.map((each) => Number(each.value));
    send(low === 0 ? null : stops[low], high === last ? null : stops[high]);
  }, 150);
  const sliders = ["from", "to"].map((end) => slider(end));
  const inputs = ["from", "to"].map((end) => typed(end));
  const largest = Math.max(1, ...field.bars);
  const most = Math.max(...field.bars.map(Math.sqrt), 1);
  bars.setAttribute("aria-hidden", "true");
  bars.title = `the highest bar: ${number(largest)}`;
  field.bars.forEach(() => bars.append(node("span")));
  track.append(...sliders);
  exact.append(inputs[0], node("span", "", "to"), inputs[1]);
  el.append(title, bars, track, exact, without);

  function slider(end) {
    const made = node("input");
    made.type = "range";
    [made.min, made.max, made.step] = [0, last, 1];
    made.setAttribute("aria-label", `${field.title}: ${end}`);
    made.addEventListener("input", slide);
    made.addEventListener("change", release);
    return made;
  }

  function typed(end) {
    const made = node("input");
    made.type = field.days ? "date" : "number";
    if (field.days) [made.min, made.max] = [stops[0], stops[last]];
    else made.step = "any";
    made.setAttribute("aria-label", `${field.title}: ${end}, exactly`);
    made.addEventListener("change", type);
    return made;
  }

  // While a slider moves only the words follow it; the kernel is asked once it is let go.
  function slide(event) {
    const [low, high] = sliders.map((each) => Number(each.value));
    if (low > high) event.target.value = event.target === sliders[0] ? high : low;
    show(sliders.map((each) => stops[Number(each.value)]));
  }

  function type() {
    const ends = inputs.map((each) => (each.value === "" ? null : each.value));
    const [low, high] = field.days ? ends : ends.map((end) => (end === null ? null : Number(end)));
    send(low === stops[0] ? null : low, high === stops[last] ? null : high);
  }

  const send = (low, high) =>
    choose(field.name, low === null && high === null ? null : [low, high]);

  function show(ends) {
    inputs.forEach((each, i) => (each.value = ends[i]));
    sliders.forEach((each, i) => each.setAttribute("aria-valuetext", String(ends[i])));
    const places = sliders.map((each) => Number(each.value));
    track.style.setProperty("--low", `${(100 * places[0]) / last}%`);
    track.style.setProperty("--high", `${(100 * places[1]) / last}%`);
    sliders[0].style.zIndex = places[0] > last / 2 ? 2 : 1;
  }

  function update(counts, value) {
    const [low, high] = value ?? [null, null];
    const above = stops.findIndex((stop) => stop >= high);
    sliders[0].value = low === null ? 0 : Math.max(0, stops.findLastIndex((stop) => stop <= low));
    sliders[1].value = high === null || above < 0 ? last : above;
    show([low ?? stops[0], high ?? stops[last]]);
    // Square roots, so that a bar of one is seen beside one of a thousand.
    counts?.slice(0, -1).forEach((n, i) => {
      bars.children[i].style.height = n ? `${Math.max(8, (100 * Math.sqrt(n)) / most)}%` : "0";
    });
    const left = counts?.at(-1) ?? 0;
    without.textContent = left ? `${number(left)} without, left out of any range` : "";
  }

  return { el, update };
}
