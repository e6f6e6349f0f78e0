// Updates numbers and bars while a demonstration plays the year. Without this script the page has a link to reload.
const live = document.querySelector("[data-stream]");

function byKey(name) {
  const found = new Map();
  for (const element of document.querySelectorAll(`[data-${name}]`)) found.set(element.dataset[name], element);
  return found;
}

if (live) {
  const texts = byKey("live");
  const bars = byKey("bar");
  const source = new EventSource(live.dataset.stream);
  for (const link of document.querySelectorAll("[data-reload]")) link.hidden = true;

  source.addEventListener("message", ({ data }) => {
    const event = JSON.parse(data);
    if (!event.playing || event.shape !== live.dataset.shape) {
      source.close();
      location.reload();
      return;
    }
    for (const [key, text] of Object.entries(event.texts)) {
      const element = texts.get(key);
      if (element && element.textContent !== text) element.textContent = text;
    }
    for (const [key, [x, width]] of Object.entries(event.bars)) {
      const element = bars.get(key);
      element?.setAttribute("x", x);
      element?.setAttribute("width", width);
    }
  });
}
