// Marks every piece of the fact that the address points to; without this script its first piece is marked by the style sheet.
"use strict";
(() => {
  const show = () => {
    for (const piece of document.querySelectorAll(".mark.chosen")) piece.classList.remove("chosen");
    const fact = location.hash.match(/^#[fp]-([0-9a-f]+)$/);
    if (!fact) return;
    for (const piece of document.querySelectorAll(`[data-facts~="${fact[1]}"], .mark[href="#p-${fact[1]}"]`)) piece.classList.add("chosen");
    for (const item of document.querySelectorAll(".item.chosen")) item.classList.remove("chosen");
    const item = document.getElementById(`p-${fact[1]}`);
    const panel = document.getElementById("facts");
    if (!item) return;
    item.classList.add("chosen");
    // Only the panel scrolls, and only where it stands beside the text.
    if (location.hash.startsWith("#f-") && panel.scrollHeight > panel.clientHeight) {
      panel.scrollTop = item.offsetTop - panel.clientHeight / 3;
    }
  };
  addEventListener("hashchange", show);
  addEventListener("DOMContentLoaded", show);
  // A region on the map and its row in the ranking beside it stand out together.
  const point = (event) => {
    for (const one of document.querySelectorAll(".near")) one.classList.remove("near");
    const place = event.target.closest?.(".mapgrid .map a, .mapgrid .rank tbody tr, .mapgrid .list tbody tr");
    const link = place?.matches("a") ? place : place?.querySelector("th a");
    if (!link) return;
    const same = `[href="${CSS.escape(link.getAttribute("href"))}"]`;
    for (const one of place.closest(".mapgrid").querySelectorAll(`.map a${same}, tbody tr:has(th a${same})`)) one.classList.add("near");
  };
  addEventListener("pointerover", point);
  addEventListener("focusin", point);
  addEventListener("change", (event) => {
    const form = event.target.closest("form.chooser");
    if (!form || event.target.tagName !== "SELECT") return;
    // Another indicator has its own measures and periods: let the server choose the best covered.
    if (event.target.name === "indicator") {
      for (const other of form.querySelectorAll("select")) if (other !== event.target) other.disabled = true;
    }
    form.submit();
  });
})();
