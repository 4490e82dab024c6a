// Lets decisions be typed on each card and downloaded as a file. Nothing leaves the page in any other way.
(() => {
  "use strict";
  const blank = document.getElementById("decide").content.firstElementChild;
  const bar = document.getElementById("typed");
  const says = bar.dataset;
  const typed = new Map();
  let saved = true;
  let last = { by: "", date: new Date(Date.now() - new Date().getTimezoneOffset() * 60000).toISOString().slice(0, 10) };

  const list = document.createElement("datalist");
  list.id = "decide-clauses";
  for (const number of document.querySelectorAll(".fulltext .num")) list.append(new Option(number.textContent.trim()));
  document.body.append(list);

  const statusOf = (card) => [...card.classList].find((name) => blank.elements.status.querySelector(`[value="${name}"]`)) || "not_applicable";

  const tell = () => {
    bar.hidden = saved || typed.size === 0;
    bar.querySelector("output").value = (typed.size === 1 ? says.one : says.many).replace("{n}", typed.size);
  };

  // Only what belongs to the decision that is chosen can be filled in.
  const fit = (form) => {
    const kind = form.elements.decision.value;
    for (const part of form.querySelectorAll("[data-if]")) part.hidden = part.dataset.if !== kind;
    for (const option of form.elements.reason.options) {
      option.hidden = option.disabled = Boolean(option.value) && Boolean(kind) && !option.dataset.for.split(" ").includes(kind);
    }
    const reason = form.elements.reason;
    if (reason.selectedOptions[0]?.disabled) reason.value = "";
    form.elements.status.required = kind === "overrule";
    form.elements.note.required = "note" in (reason.selectedOptions[0]?.dataset ?? {});
  };

  const check = (form, card) => {
    const { decision, status, reason, clause, quote } = form.elements;
    const now = statusOf(card);
    const overruled = decision.value === "overrule";
    status.setCustomValidity(overruled && status.value === now ? says.same : "");
    const free = "free" in (reason.selectedOptions[0]?.dataset ?? {});
    const shown = card.querySelector(".passage");
    const ofText = ["covered", "partial", "mixed", "contrary"].includes(status.value);
    const lacks = overruled && ofText && !free && !shown && !clause.value.trim() && !quote.value.trim();
    clause.setCustomValidity(lacks ? says.needed : "");
    return form.reportValidity();
  };

  const keep = (form, card) => {
    fit(form);
    if (!check(form, card)) return;
    const value = Object.fromEntries([...new FormData(form)].map(([key, text]) => [key, String(text).trim()]));
    if (value.decision !== "overrule") value.status = value.clause = value.quote = "";
    const entry = { element: card.id.replace(/^e-/, ""), ...value, machine: statusOf(card) };
    typed.set(card, Object.fromEntries(Object.entries(entry).filter(([, text]) => text)));
    last = { by: value.by, date: value.date };
    saved = false;
    form.querySelector("output").value = says.kept;
    form.querySelector("[data-discard]").hidden = false;
    tell();
  };

  const discard = (form, card) => {
    typed.delete(card);
    form.reset();
    fit(form);
    form.querySelector("output").value = "";
    form.querySelector("[data-discard]").hidden = true;
    tell();
  };

  const made = (card) => {
    const form = blank.cloneNode(true);
    form.elements.by.value = last.by;
    form.elements.date.value = last.date;
    form.addEventListener("input", () => fit(form));
    form.addEventListener("submit", (event) => (event.preventDefault(), keep(form, card)));
    form.querySelector("[data-discard]").addEventListener("click", () => discard(form, card));
    fit(form);
    return form;
  };

  for (const card of document.querySelectorAll("article.card")) {
    const part = document.createElement("details");
    part.className = "decide";
    const summary = part.appendChild(document.createElement("summary"));
    summary.textContent = says.open;
    part.addEventListener("toggle", () => part.open && part.childElementCount === 1 && part.append(made(card)));
    card.querySelector(".body").append(part);
  }

  const quoted = (text) => JSON.stringify(text).replace(/[\u0085\u2028\u2029]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`);

  const file = () => {
    const head = { blacheck_decisions: "1", document: quoted(says.document), sha256: quoted(says.sha256) };
    const lines = Object.entries(head).map(([key, value]) => `${key}: ${value}`);
    lines.push("decisions:");
    for (const entry of typed.values()) {
      lines.push(...Object.entries(entry).map(([key, value], index) => `  ${index ? " " : "-"} ${key}: ${quoted(value)}`));
    }
    return `${lines.join("\n")}\n`;
  };

  bar.querySelector("button").addEventListener("click", () => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([file()], { type: "application/yaml" }));
    link.download = says.file;
    link.click();
    URL.revokeObjectURL(link.href);
    saved = true;
    tell();
  });

  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, select, textarea, dialog");
    const card = document.activeElement.closest("article.card");
    if (event.key !== "d" || typing || !card || event.ctrlKey || event.metaKey || event.altKey) return;
    if (!document.getElementById("keys").checked) return;
    event.preventDefault();
    const part = card.querySelector(".decide");
    part.open = true;
    part.addEventListener("toggle", () => part.querySelector("input").focus(), { once: true });
    if (part.childElementCount > 1) part.querySelector("input").focus();
  });

  window.addEventListener("beforeunload", (event) => {
    if (!saved && typed.size) event.preventDefault();
  });
})();
