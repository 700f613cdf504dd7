// Tells the kernel when an output comes into sight and when it leaves: what nobody sees need not be
// drawn at once. Only outputs that follow a panel are watched.

function watchView(model, el) {
  if (!model.get("watched")) return () => {};
  let seen = null; // not told yet
  const tell = (now) => {
    if (now !== seen) model.send({ type: "in view", by: now - (seen ?? false) });
    seen = now;
  };
  const margin = "200px";
  const observer = new IntersectionObserver((entries) => tell(entries.at(-1).isIntersecting), {
    rootMargin: margin,
    scrollMargin: margin,
  });
  observer.observe(el);
  return () => {
    observer.disconnect();
    if (seen) tell(false);
  };
}
