(() => {
  const $ = id => document.getElementById(id), form = $("give"), drop = $("drop"), MAX_FILES = 5000, AT_ONCE = 4;
  const tell = (text, isBad = false) => { $("told").textContent = text; $("told").classList.toggle("bad", isBad); };
  const count = (number, noun) => `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;
  const entry = (subject, message) => { const made = document.createElement("li"), name = document.createElement("bdi"); name.textContent = subject; made.append(name, `: ${message}`); $("failures").append(made); };
  let files = [];
  const choose = given => {
    files = given;
    $("chosen").textContent = files.length ? `${count(files.length, "file")} chosen` : "";
  };
  const named = file => [file.webkitRelativePath || file.name, file];
  for (const id of ["files", "folder"]) $(id).addEventListener("change", event => choose([...event.target.files].map(named)));
  const inside = async (entry, path) => {
    if (entry.isFile) return [[path + entry.name, await new Promise((give, fail) => entry.file(give, fail))]];
    const reader = entry.createReader(), found = [];
    for (;;) {
      const part = await new Promise((give, fail) => reader.readEntries(give, fail));
      if (!part.length) return found;
      for (const each of part) found.push(...await inside(each, `${path}${entry.name}/`));
    }
  };
  for (const name of ["dragenter", "dragover"]) addEventListener(name, event => { event.preventDefault(); drop.classList.add("over"); });
  addEventListener("dragleave", event => { if (!event.relatedTarget) drop.classList.remove("over"); });
  addEventListener("drop", async event => {
    event.preventDefault(); drop.classList.remove("over");
    const entries = [...event.dataTransfer.items].map(item => item.webkitGetAsEntry && item.webkitGetAsEntry()).filter(Boolean);
    const plain = [...event.dataTransfer.files].map(named);
    try {
      const found = entries.length ? (await Promise.all(entries.map(each => inside(each, "")))).flat() : plain;
      choose(found);
      if (found.length) audit();
    } catch (error) { tell(`The files cannot be read: ${error.message}`, true); }
  });
  const answered = async answer => {
    const given = (answer.headers.get("content-type") || "").includes("json") ? await answer.json() : {error: await answer.text()};
    if (!answer.ok) throw new Error(given.error);
    return given;
  };
  const progress = (done, total) => { const bar = $("bar"); bar.hidden = false; bar.max = Math.max(total, 1); bar.value = done; };
  const sendFile = (batch, name, content) => fetch(`/desk/files/${batch}?name=${encodeURIComponent(name.replace(/[\ud800-\udfff]/g, "-"))}`, {method: "POST", headers: {"X-Audit-Desk": "1", "Content-Type": "application/octet-stream"}, body: content}).then(answered);
  const sendAll = async (batch, given) => {
    let sent = 0, kept = 0;
    const waiting = [...given];
    await Promise.all(Array.from({length: AT_ONCE}, async () => {
      for (let next = waiting.shift(); next; next = waiting.shift()) {
        try { await sendFile(batch, ...next); kept++; }
        catch (error) { entry(next[0] || "the text", error.message); }
        progress(++sent, given.length); tell(`Taking ${count(given.length, "file")}: ${sent} here`);
      }
    }));
    return kept;
  };
  const watch = async id => {
    for (;;) {
      const job = await fetch(`/desk/jobs/${id}`).then(answered);
      if (job.state === "failed") throw new Error(job.error);
      if (job.state === "done") return job;
      progress(Math.min(job.done, job.total), job.total);
      tell(job.state === "waiting" ? "Waiting for the job before it" : `Reading: ${count(job.done, "document")} done`);
      await new Promise(next => setTimeout(next, 250));
    }
  };
  const begin = body => fetch("/desk/jobs", {method: "POST", headers: {"Content-Type": "application/json"}, body: JSON.stringify(body)}).then(answered);
  const finish = job => {
    $("bar").hidden = true;
    for (const each of job.failures) entry(each.subject, each.message);
    if (!job.documents) { tell("There was nothing to audit in it.", true); return; }
    const target = job.document ? `/document/${job.document}` : `/queue?run=${job.run}`;
    if (!job.failures.length && !$("failures").children.length) { location.href = target; return; }
    tell(`${count(job.documents, "document")} audited. `);
    const link = document.createElement("a"); link.href = target; link.textContent = "Read what was found"; $("told").append(link); link.focus();
  };
  const audit = async () => {
    const address = $("address") ? $("address").value.trim() : "", text = form.text.value;
    $("failures").replaceChildren();
    if (files.length > MAX_FILES) { tell(`${count(files.length, "file")} are more than the desk takes at once (${MAX_FILES}): audit run FOLDER has no such limit.`, true); return; }
    if (!files.length && !text.trim() && !address) { tell("Paste a text, or drop files.", true); form.text.focus(); return; }
    $("go").disabled = true;
    try {
      const batch = crypto.getRandomValues(new Uint32Array(4)).reduce((name, part) => name + part.toString(16).padStart(8, "0"), "");
      const given = [...files, ...(text.trim() ? [["", new Blob([text])]] : [])];
      if (given.length && !await sendAll(batch, given)) { $("bar").hidden = true; tell("Nothing could be taken.", true); return; }
      finish(await watch((await begin(given.length ? {batch} : {address})).id));
    } catch (error) { $("bar").hidden = true; tell(`Not audited: ${error.message}`, true); }
    finally { $("go").disabled = false; }
  };
  form.addEventListener("submit", event => { event.preventDefault(); audit(); });
  form.text.addEventListener("keydown", event => { if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) audit(); });
})();
