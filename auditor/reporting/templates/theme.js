"use strict";
(() => {
  const root = document.documentElement, button = document.getElementById("theme");
  root.classList.add("js");
  const stored = value => { try { return value === undefined ? localStorage.getItem("theme") : localStorage.setItem("theme", value); } catch { return null; } };
  if (/^(light|dark)$/.test(stored() || "")) root.dataset.theme = stored();
  if (button) button.onclick = () => {
    const isDark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = isDark ? "light" : "dark"; stored(root.dataset.theme);
  };
})();
