// Search by name for pages that are files: window.fangzhiNames is [name, path][] for each language.
"use strict";
addEventListener("DOMContentLoaded", () => {
  const words = (new URLSearchParams(location.search).get("q") || "").trim();
  const list = document.getElementById("found");
  document.getElementById("big-q").value = words;
  if (!words) return;
  const english = document.documentElement.lang === "en";
  const wanted = words.toLowerCase();
  const found = window.fangzhiNames[english ? "en" : "zh"].filter(([name]) => name.toLowerCase().includes(wanted));
  found.sort(([a], [b]) => a.length - b.length || (a < b ? -1 : 1));
  document.getElementById("nothing").hidden = found.length > 0;
  for (const [name, path] of found.slice(0, 200)) {
    const link = document.createElement("a");
    link.className = "chip";
    link.href = (english ? "../" : "") + path;
    link.textContent = name;
    list.append(document.createElement("li"));
    list.lastChild.append(link);
  }
});
