(() => {
  const body = document.body, $ = id => document.getElementById(id);
  const entries = [...document.querySelectorAll("#findings > li")], marks = [...document.querySelectorAll("#text a.m")];
  const form = $("filters"), covered = new Map(marks.map(mark => [mark, mark.dataset.f.split(" ")]));
  const shown = new Set();
  const chosen = name => new Set([...form.querySelectorAll(`input[name=${name}]:checked`)].map(box => box.value));
  const filter = () => {
    const dimensions = chosen("dimension"), severities = chosen("severity"), rule = form.rule.value;
    shown.clear();
    entries.forEach((entry, index) => {
      const is = dimensions.has(entry.classList[0]) && severities.has(entry.classList[1]) && (!rule || entry.dataset.r === rule);
      entry.hidden = !is;
      if (is) shown.add(String(index));
    });
    marks.forEach(mark => mark.classList.toggle("off", !covered.get(mark).some(index => shown.has(index))));
    $("shown").textContent = `${shown.size} of ${entries.length} shown`;
  };
  form.addEventListener("change", filter);
  form.addEventListener("submit", event => event.preventDefault());
  let now = -1;
  const go = step => {
    const order = [...shown].map(Number);
    if (!order.length) return;
    const next = step > 0 ? order.find(index => index > now) : order.filter(index => index < now).pop();
    goTo(next === undefined ? (step > 0 ? order[0] : order[order.length - 1]) : next);
  };
  const goTo = index => {
    select(index);
    const target = $(`m${now}`);
    const place = target && target.tagName !== "A" ? target.nextElementSibling || target : target || entries[now];
    if (place === entries[now]) place.tabIndex = -1;
    if (place !== entries[now]) place.scrollIntoView({block: "center"});
    place.focus({preventScroll: true});
    if (isBeside.matches) hide();  // the entry beside says it all, and can be pressed
  };
  const list = $("findings"), side = $("side"), isBeside = matchMedia("(min-width:64rem)");
  // The panel ends where the window does, so that its last entry can be seen before the page is scrolled.
  const fit = () => {
    const height = isBeside.matches ? `${Math.round(innerHeight - Math.max(side.getBoundingClientRect().top, 10) - 10)}px` : "";
    if (side.style.maxHeight === height) return;
    side.style.maxHeight = height;
    if (now >= 0) reveal(entries[now]);
  };
  const reveal = entry => {
    const frame = list.getBoundingClientRect(), place = entry.getBoundingClientRect();
    if (place.top < frame.top || place.bottom > Math.min(frame.bottom, innerHeight))
      list.scrollTop += place.top - frame.top - Math.max(0, (frame.height - place.height) / 3);
  };
  const select = index => {
    now = index;
    document.querySelectorAll(".now").forEach(each => each.classList.remove("now"));
    entries[index].classList.add("now");
    marks.filter(mark => covered.get(mark).includes(String(index))).forEach(mark => mark.classList.add("now"));
    fit(); reveal(entries[index]);
  };
  const toggle = name => $(name).setAttribute("aria-pressed", String(body.classList.toggle(name)));
  $("next").onclick = () => go(1);
  $("previous").onclick = () => go(-1);
  $("cleaned").onclick = () => toggle("cleaned");
  $("restored").onclick = () => toggle("restored");
  const tip = document.createElement("div");
  tip.className = "tip"; tip.setAttribute("aria-hidden", "true"); tip.hidden = true; body.append(tip);
  const show = mark => {
    if (!isBeside.matches) return;
    const list = document.createElement("ul");
    list.className = "list";
    for (const index of covered.get(mark)) if (shown.has(index)) {
      const copy = entries[index].cloneNode(true);
      copy.removeAttribute("id"); copy.classList.remove("now"); list.append(copy);
      copy.querySelectorAll(".judge,.others,.signed").forEach(each => each.remove());
      copy.querySelectorAll("a").forEach(link => link.replaceWith(link.textContent));
    }
    if (!list.children.length || !mark.getClientRects().length) return;
    tip.replaceChildren(list); tip.hidden = false;
    const rects = mark.getClientRects(), at = rects[0], below = rects[rects.length - 1].bottom, size = tip.getBoundingClientRect();
    tip.style.left = `${Math.max(8, Math.min(at.left, $("text").getBoundingClientRect().right - size.width - 8))}px`;
    tip.style.top = `${below + size.height + 12 > innerHeight ? Math.max(8, at.top - size.height - 8) : below + 8}px`;
  };
  const hide = () => { tip.hidden = true; };
  const markOf = event => event.target.closest && event.target.closest("#text a.m");
  $("text").addEventListener("mouseover", event => { const mark = markOf(event); if (mark) show(mark); });
  $("text").addEventListener("mouseout", hide);
  $("text").addEventListener("focusin", event => { const mark = markOf(event); if (mark) show(mark); });
  $("text").addEventListener("focusout", hide);
  $("text").addEventListener("click", event => { const mark = markOf(event); if (mark) { event.preventDefault(); select(Number(covered.get(mark)[0])); show(mark); } });
  // Letters belong to a field that takes them: a box that was ticked, or a list that was clicked, does not.
  const isTyped = event => event.ctrlKey || event.metaKey || event.altKey
    || event.target.matches("select,textarea,input:not([type=checkbox]):not([type=radio])");
  let isClicked = false;
  form.addEventListener("pointerdown", () => { isClicked = true; });
  form.addEventListener("keydown", () => { isClicked = false; });
  form.rule.addEventListener("change", () => { if (isClicked) form.rule.blur(); });
  addEventListener("resize", fit);
  addEventListener("scroll", () => {
    const mark = markOf({target: document.activeElement});
    fit();
    if (mark && !tip.hidden) show(mark); else hide();
  }, {passive: true});
  addEventListener("keydown", event => {
    if (isTyped(event)) return;
    const keys = {n: () => go(1), p: () => go(-1), c: () => toggle("cleaned"), r: () => toggle("restored"), Escape: hide};
    if (keys[event.key]) { keys[event.key](); if (event.key !== "Escape") event.preventDefault(); }
  });
  globalThis.auditPage = {entries, marks, shown, goTo, isTyped, current: () => now};
  for (const mark of marks) mark.classList.toggle("dismissed", covered.get(mark).every(index => entries[index].dataset.decision === "dismiss"));
  filter(); fit();
})();
