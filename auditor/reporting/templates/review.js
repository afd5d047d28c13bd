(() => {
  const $ = id => document.getElementById(id), state = JSON.parse($("state").textContent), DECISIONS = ["confirm", "dismiss", "unsure"];
  const make = (name, text, attributes = {}) => {
    const made = document.createElement(name);
    if (text) made.textContent = text;
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    return made;
  };
  const tell = (text, isBad = false) => { const told = $("told"); told.textContent = text; told.classList.toggle("bad", isBad); };
  const post = async (path, body) => {
    try {
      const answer = await fetch(path, {method: "POST", headers: {"Content-Type": "application/json"}, body: JSON.stringify(body)});
      const given = (answer.headers.get("content-type") || "").includes("json") ? await answer.json() : {error: await answer.text()};
      if (answer.ok) return given;
      tell(`Not saved: ${given.error}`, true);
    } catch (error) { tell(`Not saved: the server does not answer (${error.message})`, true); }
    return null;
  };
  const asked = event => event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName);

  if (!state.document) {
    $("reviewer").addEventListener("submit", event => {
      event.preventDefault();
      document.cookie = `reviewer=${encodeURIComponent(event.target.name.value.trim())}; path=/; SameSite=Strict; max-age=31536000`;
      location.reload();
    });
    const undo = async () => { const answer = await post("/undo", {}); if (answer) { if (answer.undone) location.reload(); else tell("There is nothing to undo."); } };
    $("undo").onclick = undo;
    for (const button of document.querySelectorAll("button[data-rule]")) button.onclick = async () => {
      const answer = await post("/bulk", {rule: button.dataset.rule, decision: button.dataset.decision});
      if (answer) location.reload();
    };
    addEventListener("keydown", event => { if (!asked(event) && event.key === "z") undo(); });
    return;
  }

  const {entries, shown, goTo, current} = globalThis.auditPage;
  const marks = [...document.querySelectorAll("#text a.m")];
  const decide = async (decisions, after) => {
    const answer = await post("/verdicts", {document: state.document, decisions});
    if (!answer) return;
    state.verdicts = answer.verdicts; draw(); tell("Saved."); if (after) after();
  };
  const of = index => state.verdicts[index] || {decision: null, note: "", others: []};
  const judge = (index, decision, after) => decide([{finding: index, decision: of(index).decision === decision ? "none" : decision, note: entries[index].querySelector(".judge input").value}], after);
  const sameRule = (index, decision) => {
    const rule = entries[index].dataset.r;
    decide(entries.map((entry, n) => [entry, n]).filter(([entry, n]) => entry.dataset.r === rule && (n === index || !of(n).decision)).map(([, n]) => ({finding: n, decision})));
  };
  entries.forEach((entry, index) => {
    const row = make("div", "", {class: "judge", role: "group", "aria-label": `Verdict on finding ${index + 1}`});
    for (const decision of DECISIONS) {
      const button = make("button", decision, {type: "button", "data-d": decision, "aria-pressed": "false"});
      button.onclick = () => judge(index, decision);
      row.append(button);
    }
    const note = make("input", "", {"aria-label": `Note on finding ${index + 1}`, placeholder: "note", maxlength: "2000"});
    note.onchange = () => { if (of(index).decision) decide([{finding: index, decision: of(index).decision, note: note.value}]); };
    row.append(note); entry.append(row, make("small", "", {class: "others"}));
  });
  const panel = $("judging"), groups = new Map();
  const rowFor = (label, dimension, words) => {
    const row = make("div", "", {class: "row", role: "group", "aria-label": label});
    row.append(make("span", label));
    DECISIONS.forEach((decision, n) => {
      const button = make("button", words[n], {type: "button", "data-d": decision, "aria-pressed": "false"});
      button.onclick = async () => {
        const held = dimension ? state.dimensions[dimension] : state.whole, next = held === decision ? "none" : decision;
        await decide([{dimension, decision: next}], () => { if (dimension) state.dimensions[dimension] = next; else state.whole = next; draw(); });
      };
      row.append(button);
    });
    groups.set(dimension, row); panel.append(row);
  };
  panel.append(make("h2", `Your verdict, ${state.reviewer}`));
  rowFor("The advice above is", null, ["right", "wrong", "unsure"]);
  for (const dimension of Object.keys(state.dimensions)) rowFor(`Signs of ${state.questions[dimension]}?`, dimension, ["yes", "no", "unsure"]);
  const help = make("p", "", {class: "soft"});
  for (const [key, text] of [["n", "next"], ["p", "previous"], ["y", "confirm"], ["x", "dismiss"], ["u", "unsure"], ["Y/X", "the rule's others here too"], ["e", "note"], ["z", "undo"], ["]", "next document"], ["[", "previous document"]]) help.append(make("kbd", key), ` ${text} `);
  const told = make("p", "", {id: "told", role: "status"});
  const undo = make("button", "Undo my last action (z)", {type: "button"});
  panel.append(undo, help, told);
  const draw = () => {
    entries.forEach((entry, index) => {
      const verdict = of(index);
      if (verdict.decision) entry.dataset.decision = verdict.decision; else delete entry.dataset.decision;
      for (const button of entry.querySelectorAll(".judge button")) button.setAttribute("aria-pressed", String(button.dataset.d === verdict.decision));
      const note = entry.querySelector(".judge input");
      if (document.activeElement !== note) note.value = verdict.note;
      entry.querySelector(".others").textContent = verdict.others.join(", ");
    });
    for (const mark of marks) mark.classList.toggle("dismissed", mark.dataset.f.split(" ").every(index => of(index).decision === "dismiss"));
    for (const [dimension, row] of groups) for (const button of row.querySelectorAll("button"))
      button.setAttribute("aria-pressed", String(button.dataset.d === (dimension ? state.dimensions[dimension] : state.whole)));
  };
  const takeBack = async () => {
    const answer = await post("/undo", {document: state.document});
    if (answer) { if (answer.undone) location.reload(); else tell("There is nothing to undo."); }
  };
  undo.onclick = takeBack;
  const onward = () => { const left = [...shown].map(Number).find(index => index > current() && !of(index).decision); if (left !== undefined) goTo(left); };
  const open = number => { location.href = `/document/${number}?order=${state.order}`; };
  addEventListener("keydown", event => {
    if (asked(event)) { if (event.key === "Escape") event.target.blur(); return; }
    const index = current(), keys = {y: "confirm", x: "dismiss", u: "unsure"};
    if (event.key === "z") takeBack();
    else if (event.key === "]") open(state.next);
    else if (event.key === "[") open(state.previous);
    else if (index < 0 || !entries[index]) return;
    else if (keys[event.key]) judge(index, keys[event.key], onward);
    else if (event.key === "Y" || event.key === "X") sameRule(index, keys[event.key.toLowerCase()]);
    else if (event.key === "e") { event.preventDefault(); entries[index].querySelector(".judge input").focus(); }
  });
  draw();
})();
