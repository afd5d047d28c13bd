(() => {
  const $ = id => document.getElementById(id), form = $("filters"), body = $("documents").tBodies[0];
  const {outlets, rules, rows: packed} = JSON.parse($("rows").textContent);
  let name = "";
  const rows = packed.map(([shared, tail, ...rest]) => [name = name.slice(0, shared) + tail, ...rest]);
  const PAGE = 50, ADVICE = ["accept", "unjudged", "review", "reject"], WORDINGS = ["Accept", "Not judged", "Review", "Reject"];
  const [REPORT, TITLE, OUTLET, ADVISED, CHANCES, SEVERITIES, WORDS, RULES, FLAGGED] = [0, 1, 2, 3, 4, 5, 6, 7, 8];
  const findings = row => row[SEVERITIES][0] + row[SEVERITIES][1] + row[SEVERITIES][2];
  const keys = {title: row => row[TITLE].toLowerCase(), advice: row => row[ADVISED], findings, words: row => row[WORDS]};
  for (let n = 0; n < 4; n++) keys[`p${n}`] = row => row[CHANCES][n];
  const worst = new Map(rows.map(row => [row, Math.max(0, ...row[CHANCES])]));
  rows.sort((a, b) => b[ADVISED] - a[ADVISED] || worst.get(b) - worst.get(a) || (a[REPORT] < b[REPORT] ? -1 : 1));
  const haystack = rows.map(row => `${row[TITLE]} ${row[REPORT]} ${outlets[row[OUTLET]]}`.toLowerCase());
  const place = new Map(rows.map((row, index) => [row, index]));
  let chosen = rows, page = 0, sorted = null;
  const percent = value => value < 0 ? "–" : value > 0 && value < 10 ? "<1 %" : value > 990 && value < 1000 ? ">99 %" : `${Math.round(value / 10)} %`;
  const element = (name, text, className) => {
    const made = document.createElement(name);
    if (text !== undefined) made.textContent = text;
    if (className) made.className = className;
    return made;
  };
  const line = row => {
    const made = element("tr"), cell = element("td"), link = element("a"), badge = element("span", WORDINGS[row[ADVISED]], `badge ${ADVICE[row[ADVISED]]}`), advice = element("td");
    link.href = `${row[REPORT]}.html`; link.append(element("bdi", row[TITLE]));
    const outlet = element("small"); outlet.append(element("bdi", outlets[row[OUTLET]]));
    cell.append(link, " ", outlet); advice.append(badge); made.append(cell, advice);
    row[CHANCES].forEach((chance, n) => made.append(element("td", percent(chance), row[FLAGGED] & (1 << n) ? "num strong" : "num")));
    made.append(element("td", findings(row), "num"), element("td", row[WORDS], "num"));
    return made;
  };
  const draw = () => {
    const pages = Math.max(1, Math.ceil(chosen.length / PAGE));
    page = Math.min(Math.max(page, 0), pages - 1);
    body.replaceChildren(...chosen.slice(page * PAGE, (page + 1) * PAGE).map(line));
    $("page").textContent = `page ${page + 1} of ${pages}`;
    $("shown").textContent = `${chosen.length.toLocaleString("en")} of ${rows.length.toLocaleString("en")} shown`;
    $("back").disabled = page === 0; $("forth").disabled = page === pages - 1; $("paging").hidden = pages === 1;
  };
  const choose = () => {
    const words = form.words.value.toLowerCase().split(/\s+/).filter(Boolean), advice = ADVICE.indexOf(form.advice.value);
    const dimension = form.dimension.selectedIndex - 1, rule = rules.indexOf(form.rule.value);
    chosen = rows.filter((row, index) => (advice < 0 || row[ADVISED] === advice) && (dimension < 0 || row[FLAGGED] & (1 << dimension))
      && (rule < 0 || row[RULES].includes(rule)) && words.every(word => haystack[index].includes(word)));
    if (sorted) {
      const {key, sign} = sorted, value = new Map(chosen.map(row => [row, keys[key](row)]));
      chosen.sort((a, b) => { const x = value.get(a), y = value.get(b); return sign * (x < y ? -1 : x > y ? 1 : 0) || place.get(a) - place.get(b); });
    }
    page = 0; draw();
  };
  for (const head of document.querySelectorAll("#documents th")) {
    const button = element("button"); button.type = "button"; button.append(...head.childNodes); head.append(button);
    button.onclick = () => {
      const key = head.dataset.key, isSame = sorted && sorted.key === key;
      sorted = {key, sign: isSame ? -sorted.sign : key === "title" ? 1 : -1};
      for (const other of head.parentNode.children) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", sorted.sign > 0 ? "ascending" : "descending");
      choose();
    };
  }
  form.addEventListener("input", choose);
  form.addEventListener("submit", event => event.preventDefault());
  $("back").onclick = () => { page--; draw(); };
  $("forth").onclick = () => { page++; draw(); };
  choose();
})();
