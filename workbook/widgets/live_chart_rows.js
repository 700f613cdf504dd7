// The rows of a chart: in its state where they are few, else in a message of their own.
function rowsOf(model) {
  let held = null;
  let wake = () => {};
  const receive = (message) => {
    if (message?.type !== "rows") return;
    held = message;
    wake();
  };
  model.on("msg:custom", receive);

  async function now() {
    const { rows, version } = model.get("data");
    if (rows) return rows;
    while (held?.version !== version) {
      const came = new Promise((resolve) => (wake = resolve));
      if (!held || held.version < version - 1) model.send({ type: "rows" });
      await came;
      if (model.get("data").version !== version) return now();
    }
    return held.rows;
  }
  return { now, remove: () => model.off("msg:custom", receive) };
}
