(() => {
  const $ = id => document.getElementById(id), state = JSON.parse($("state").textContent);
  const DECISIONS = ["confirm", "dismiss", "unsure"], WORDS = {confirm: "right", dismiss: "wrong", unsure: "not sure"};
  const make = (name, text, attributes = {}) => {
    const made = document.createElement(name);
    if (text) made.textContent = text;
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    return made;
  };
  const tell = (text, isBad = false) => { const told = $("told"); told.textContent = text; told.classList.toggle("bad", isBad); };
  // One at a time, so that the later of two is also the later in the store.
  let line = Promise.resolve();
  const post = (path, body, isLeaving = false) => isLeaving ? send(path, body, true) : line = line.then(() => send(path, body));
  const send = async (path, body, isLeaving = false) => {
    try {
      const answer = await fetch(path, {method: "POST", headers: {"Content-Type": "application/json"}, body: JSON.stringify(body), keepalive: isLeaving});
      const given = (answer.headers.get("content-type") || "").includes("json") ? await answer.json() : {error: await answer.text()};
      if (answer.ok) return given;
      tell(`Not saved: ${given.error}`, true);
    } catch (error) { tell(`Not saved: the server does not answer (${error.message})`, true); }
    return null;
  };
  const count = (number, noun) => `${number} ${noun}${number === 1 ? "" : "s"}`;
  const undone = number => number ? `Took back ${count(number, "verdict")}.` : "There is nothing to undo.";

  if (!state.document) {
    const told = sessionStorage.getItem("told"); sessionStorage.removeItem("told");
    if (told) tell(told);
    // The page is drawn anew by the server; the place on it is kept by hand, and what happened is told after.
    const again = text => { sessionStorage.setItem("told", text); sessionStorage.setItem("place", String(scrollY)); location.reload(); };
    const place = sessionStorage.getItem("place"); sessionStorage.removeItem("place");
    if (place) { history.scrollRestoration = "manual"; scrollTo({top: Number(place), behavior: "instant"}); }
    $("reviewer").addEventListener("submit", event => {
      event.preventDefault();
      document.cookie = `reviewer=${encodeURIComponent(event.target.name.value.trim())}; path=/; SameSite=Strict; max-age=31536000`;
      location.reload();
    });
    const undo = async () => { const answer = await post("/undo", {run: state.run}); if (answer) { if (answer.undone) again(undone(answer.undone)); else tell(undone(0)); } };
    $("undo").onclick = undo;
    for (const button of document.querySelectorAll("button[data-rule]")) button.onclick = async () => {
      const answer = await post("/bulk", {run: state.run, rule: button.dataset.rule, decision: button.dataset.decision});
      if (answer) again(`${count(answer.decided, "finding")} judged.`);
    };
    const filters = $("filters");
    // The address says what is shown: an empty field has no place in it.
    filters.addEventListener("submit", event => {
      event.preventDefault();
      const chosen = new URLSearchParams([...new FormData(filters)].filter(([, value]) => value));
      location.href = `/queue?${chosen}`;
    });
    addEventListener("keydown", event => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("select,textarea,input:not([type=checkbox])")) return;
      if (event.key === "z") undo();
    });
    return;
  }

  const {entries, marks, shown, goTo, isTyped, current} = globalThis.auditPage;
  const take = answer => {
    if (!answer) return false;
    state.verdicts = answer.verdicts; state.whole = answer.whole; state.dimensions = answer.dimensions;
    draw();
    return true;
  };
  const decide = async (decisions, after, batch) => {
    if (take(await post("/verdicts", {document: state.document, decisions, batch}))) { tell("Saved."); if (after) after(); }
  };
  const of = index => state.verdicts[index] || {decision: null, note: "", others: []};
  const noteOf = index => entries[index].querySelector(".judge input");
  const judge = (index, decision, after) => decide([{finding: index, decision: of(index).decision === decision ? "none" : decision, note: noteOf(index).value}], after);
  const sameRule = (index, decision) => {
    const rule = entries[index].dataset.r;
    decide(entries.map((entry, n) => [entry, n]).filter(([entry, n]) => entry.dataset.r === rule && (n === index || !of(n).decision)).map(([, n]) => ({finding: n, decision, note: noteOf(n).value})));
  };
  // A note is saved as it is typed; all that was typed in one go is one action, so one undo takes it back.
  const keepNotes = (index, note) => {
    let batch = "", waiting = 0;
    const save = (isLeaving = false) => {
      clearTimeout(waiting); waiting = 0;
      const body = {document: state.document, batch, decisions: [{finding: index, note: note.value}]};
      if (isLeaving) post("/verdicts", body, true); else post("/verdicts", body).then(answer => { if (take(answer)) tell("Note saved."); });
    };
    note.addEventListener("focus", () => { batch = crypto.getRandomValues(new Uint32Array(4)).reduce((text, part) => text + part.toString(16).padStart(8, "0"), ""); });
    note.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(save, 400); });
    note.addEventListener("blur", () => { if (waiting) save(); });
    addEventListener("pagehide", () => { if (waiting) save(true); });
  };
  entries.forEach((entry, index) => {
    const row = make("div", "", {class: "judge", role: "group", "aria-label": `Verdict on finding ${index + 1}`});
    for (const decision of DECISIONS) {
      const button = make("button", WORDS[decision], {type: "button", "data-d": decision, "aria-pressed": "false"});
      button.onclick = () => judge(index, decision);
      row.append(button);
    }
    const note = make("input", "", {"aria-label": `Note on finding ${index + 1}`, placeholder: "note", maxlength: "2000"});
    keepNotes(index, note);
    row.append(note); entry.append(row, make("small", "", {class: "others"}));
  });
  const panel = $("judging"), groups = new Map();
  const rowFor = (into, label, dimension, words) => {
    const row = make("div", "", {class: "row", role: "group", "aria-label": label});
    row.append(make("span", label, {class: "what"}));
    DECISIONS.forEach((decision, n) => {
      const button = make("button", words[n], {type: "button", "data-d": decision, "aria-pressed": "false"});
      button.onclick = () => {
        const given = dimension ? state.dimensions[dimension] : state.whole;
        decide([{dimension, decision: given === decision ? "none" : decision}]);
      };
      row.append(button);
    });
    groups.set(dimension, row); into.append(row);
    return row;
  };
  const whole = rowFor(panel, "The advice above is", null, ["right", "wrong", "not sure"]);
  const more = make("details"), told = make("span", "", {id: "told", role: "status", class: "soft"});
  more.append(make("summary", "On each kind of sign"));
  for (const dimension of Object.keys(state.dimensions)) rowFor(more, `Signs of ${state.questions[dimension]}?`, dimension, ["yes", "no", "not sure"]);
  const undo = make("button", "Undo", {type: "button", id: "undo", title: "Take back my last action (z)"});
  const help = make("button", "Keys", {type: "button", id: "help", title: "What the keys do (?)", "aria-haspopup": "dialog"});
  whole.append(undo, help, make("a", "Reviewed report", {href: `/document/${state.document}/report.html`}), make("a", "as Markdown", {href: `/document/${state.document}/report.md`}), make("span", `you are ${state.reviewer}`, {class: "soft"}), told);
  whole.append(more);
  const keys = make("dialog", "", {id: "keys", "aria-label": "Keys"}), list = make("dl");
  for (const [key, text] of [["n", "next finding"], ["p", "previous finding"], ["y", "right, and on to the next that is not judged"], ["x", "wrong, likewise"], ["u", "not sure, likewise"], ["Y", "right, with all others of this rule here"], ["X", "wrong, likewise"], ["e", "write a note; Esc leaves it"], ["z", "undo"], ["]", "next document"], ["[", "previous document"], ["c", "the text without residue of its page"], ["r", "suggested originals in place"], ["?", "this list; Esc closes it"]]) {
    const term = make("dt"); term.append(make("kbd", key)); list.append(term, make("dd", text));
  }
  const close = make("button", "Close", {type: "button"});
  close.onclick = () => keys.close();
  keys.append(make("h2", "Keys"), list, close); document.body.append(keys);
  help.onclick = () => keys.showModal();
  const draw = () => {
    entries.forEach((entry, index) => {
      const verdict = of(index);
      if (verdict.decision) entry.dataset.decision = verdict.decision; else delete entry.dataset.decision;
      for (const button of entry.querySelectorAll(".judge button")) button.setAttribute("aria-pressed", String(button.dataset.d === verdict.decision));
      const note = noteOf(index);
      if (document.activeElement !== note) note.value = verdict.note;
      entry.querySelector(".others").textContent = verdict.others.join(", ");
    });
    for (const mark of marks) mark.classList.toggle("dismissed", mark.dataset.f.split(" ").every(index => of(index).decision === "dismiss"));
    for (const [dimension, row] of groups) for (const button of row.querySelectorAll("button[data-d]"))
      button.setAttribute("aria-pressed", String(button.dataset.d === (dimension ? state.dimensions[dimension] : state.whole)));
  };
  const takeBack = async () => {
    const answer = await post("/undo", {document: state.document});
    if (!take(answer)) return;
    const [first] = answer.findings;
    tell(undone(answer.undone) + (answer.undone && answer.elsewhere ? " It was in another document." : ""));
    if (first !== undefined && shown.has(String(first))) goTo(first);
  };
  undo.onclick = takeBack;
  const onward = () => { const left = [...shown].map(Number).find(index => index > current() && !of(index).decision); if (left !== undefined) goTo(left); };
  const open = number => { location.href = `/document/${number}${state.query}`; };
  addEventListener("keydown", event => {
    if (keys.open) return;
    if (isTyped(event)) { if (event.key === "Escape") event.target.blur(); return; }
    const index = current(), meaning = {y: "confirm", x: "dismiss", u: "unsure"};
    if (event.key === "z") takeBack();
    else if (event.key === "?") keys.showModal();
    else if (event.key === "]") open(state.next);
    else if (event.key === "[") open(state.previous);
    else if (index < 0 || !entries[index]) return;
    else if (meaning[event.key]) judge(index, meaning[event.key], onward);
    else if (event.key === "Y" || event.key === "X") sameRule(index, meaning[event.key.toLowerCase()]);
    else if (event.key === "e") { event.preventDefault(); noteOf(index).focus(); }
  });
  // Another tab, or another reviewer, may have judged meanwhile.
  addEventListener("visibilitychange", async () => {
    if (document.hidden) return;
    try { const answer = await fetch(`/document/${state.document}/verdicts`); if (answer.ok) take(await answer.json()); } catch { tell("The server does not answer.", true); }
  });
  addEventListener("pageshow", event => { if (event.persisted) document.dispatchEvent(new Event("visibilitychange", {bubbles: true})); });
  draw();
})();
