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
    place.scrollIntoView({block: "center"});
    place.focus({preventScroll: true});
  };
  const select = index => {
    now = index;
    document.querySelectorAll(".now").forEach(each => each.classList.remove("now"));
    entries[index].classList.add("now");
    marks.filter(mark => covered.get(mark).includes(String(index))).forEach(mark => mark.classList.add("now"));
    const side = entries[index].closest(".side");
    if (side.scrollHeight > side.clientHeight) side.scrollTop = entries[index].offsetTop - side.offsetTop - 60;
  };
  const toggle = name => $(name).setAttribute("aria-pressed", String(body.classList.toggle(name)));
  $("next").onclick = () => go(1);
  $("previous").onclick = () => go(-1);
  $("cleaned").onclick = () => toggle("cleaned");
  $("restored").onclick = () => toggle("restored");
  const tip = document.createElement("div");
  tip.className = "tip"; tip.setAttribute("aria-hidden", "true"); tip.hidden = true; body.append(tip);
  const show = mark => {
    const list = document.createElement("ul");
    list.className = "list";
    for (const index of covered.get(mark)) if (shown.has(index)) {
      const copy = entries[index].cloneNode(true);
      copy.removeAttribute("id"); copy.classList.remove("now"); list.append(copy);
      copy.querySelectorAll(".judge,.others").forEach(each => each.remove());
      copy.querySelectorAll("a").forEach(link => link.replaceWith(link.textContent));
    }
    if (!list.children.length || !mark.getClientRects().length) return;
    tip.replaceChildren(list); tip.hidden = false;
    const rects = mark.getClientRects(), at = rects[0], below = rects[rects.length - 1].bottom, size = tip.getBoundingClientRect();
    tip.style.left = `${Math.max(8, Math.min(at.left, innerWidth - size.width - 8))}px`;
    tip.style.top = `${below + size.height + 12 > innerHeight ? Math.max(8, at.top - size.height - 8) : below + 8}px`;
  };
  const hide = () => { tip.hidden = true; };
  const markOf = event => event.target.closest && event.target.closest("#text a.m");
  $("text").addEventListener("mouseover", event => { const mark = markOf(event); if (mark) show(mark); });
  $("text").addEventListener("mouseout", hide);
  $("text").addEventListener("focusin", event => { const mark = markOf(event); if (mark) show(mark); });
  $("text").addEventListener("focusout", hide);
  $("text").addEventListener("click", event => { const mark = markOf(event); if (mark) { event.preventDefault(); select(Number(covered.get(mark)[0])); show(mark); } });
  addEventListener("scroll", () => {
    const mark = markOf({target: document.activeElement});
    if (mark && !tip.hidden) show(mark); else hide();
  }, {passive: true});
  addEventListener("keydown", event => {
    if (event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName)) return;
    const keys = {n: () => go(1), p: () => go(-1), c: () => toggle("cleaned"), r: () => toggle("restored"), Escape: hide};
    if (keys[event.key]) { keys[event.key](); if (event.key !== "Escape") event.preventDefault(); }
  });
  globalThis.auditPage = {entries, shown, goTo, current: () => now};
  filter();
})();
