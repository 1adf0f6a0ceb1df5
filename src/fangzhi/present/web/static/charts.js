// Puts a chart that can be moved in over each drawing that has data for one; Vega is fetched when the first comes near.
// Vega's expressions are interpreted (ast), not compiled: the pages forbid eval.
"use strict";
(() => {
  const own = document.currentScript;
  const places = new Map();
  const colours = () => {
    const style = getComputedStyle(document.documentElement);
    const found = {};
    for (const [standIn, name] of Object.entries(window.fangzhiCharts.variables)) found[standIn] = style.getPropertyValue(name).trim();
    return found;
  };
  const filled = (part, words) => {
    if (typeof part === "string") return words[part] ?? part;
    if (Array.isArray(part)) return part.map((one) => filled(one, words));
    if (part && typeof part === "object") return Object.fromEntries(Object.entries(part).map(([key, one]) => [key, filled(one, words)]));
    return part;
  };
  const bubble = document.createElement("div");
  bubble.className = "bubble";
  bubble.hidden = true;
  const tell = (_, event, __, words) => {
    bubble.hidden = !words;
    if (!words) return;
    bubble.textContent = words;
    bubble.style.left = `${Math.max(8, Math.min(event.clientX + 14, innerWidth - bubble.offsetWidth - 8))}px`;
    bubble.style.top = `${event.clientY + 18 + bubble.offsetHeight > innerHeight ? event.clientY - bubble.offsetHeight - 12 : event.clientY + 18}px`;
  };
  const show = async (place) => {
    const given = JSON.parse(place.querySelector("script").textContent);
    const words = { ...colours(), $x: given.titles.x ?? null, $y: given.titles.y ?? null };
    const spec = filled(window.fangzhiCharts.specs[place.dataset.chart], words);
    spec.datasets = given.sets;
    spec.config.font = getComputedStyle(document.body).fontFamily;
    let stage = place.querySelector(".stage");
    if (!stage) {
      stage = document.createElement("div");
      stage.className = "stage";
      stage.setAttribute("aria-hidden", "true"); // the same figures stand in the page as text
      place.insertBefore(stage, place.querySelector("figcaption"));
    }
    place.classList.add("alive");
    places.get(place)?.finalize();
    const result = await window.vegaEmbed(stage, spec, { actions: false, ast: true, defaultStyle: false, renderer: "svg", tooltip: tell });
    places.set(place, result);
    result.view.addEventListener("click", (_, item) => {
      if (item?.datum?.href) location.assign(item.datum.href);
    });
  };
  const fetched = (source) =>
    new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = source;
      script.onload = resolve;
      script.onerror = reject;
      document.head.append(script);
    });
  let ready;
  const start = () => (ready ??= Promise.all([own.dataset.specsSrc, own.dataset.vegaSrc].map(fetched)));
  addEventListener("DOMContentLoaded", () => {
    const found = document.querySelectorAll("[data-chart]");
    if (!found.length) return;
    document.body.append(bubble);
    const near = new IntersectionObserver((entries) => {
      for (const entry of entries) {
        if (!entry.isIntersecting) continue;
        near.unobserve(entry.target);
        start().then(() => show(entry.target), () => {}); // without Vega the drawing stays
      }
    }, { rootMargin: "300px" });
    for (const place of found) near.observe(place);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => [...places.keys()].forEach(show));
    addEventListener("scroll", () => (bubble.hidden = true), { passive: true });
  });
})();
