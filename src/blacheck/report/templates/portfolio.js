// Adds to a page that is complete without it: filters, orders, and counts over what is shown.
(() => {
  "use strict";
  const form = document.getElementById("filter");
  const output = form.querySelector("output");
  const tables = [...document.querySelectorAll(".sortable tbody")];
  const list = [...tables[0].rows];
  const matrix = new Map([...tables[1].rows].map((row) => [row.dataset.row, row]));
  const near = new Map([...document.querySelectorAll(".near")].map((part) => [part.dataset.row, part]));
  const heads = [...document.querySelectorAll("[data-key]")];
  const columns = new Map([...document.querySelectorAll(".matrix [data-key]")].map((head, index) => [head.dataset.key, index + 1]));
  const statuses = [...document.querySelectorAll(".list.sortable [data-key]")].map((head) => head.dataset.key);
  const agreements = list.map((row, index) => ({
    row,
    index,
    cells: matrix.get(row.dataset.row).cells,
    others: [matrix.get(row.dataset.row), near.get(row.dataset.row)].filter(Boolean),
    unread: row.classList.contains("unread"),
    words: `${row.textContent} ${matrix.get(row.dataset.row).cells[0].textContent}`.toLocaleLowerCase(),
    year: row.dataset.year || "",
    kind: row.dataset.kind || "",
    parties: (row.dataset.parties || "").split("|"),
  }));

  const choice = () => new Map([...new FormData(form)].filter(([, value]) => value.trim()));
  const wantedStatuses = (wanted) => {
    const option = form.elements.status.selectedOptions[0];
    return wanted.get("status") ? (option.dataset.statuses || wanted.get("status")).split(" ") : [];
  };
  const statusIn = (one, element) => (one.unread ? "" : one.cells[columns.get(element)].className.split(" ")[0]);

  const hasStatus = (one, element, asked) => {
    if (!asked.length) return true;
    if (element) return asked.includes(statusIn(one, element));
    return [...one.cells].some((cell) => asked.includes(cell.className.split(" ")[0]));
  };

  const fits = (one, wanted, asked) =>
    (wanted.get("q") || "").toLocaleLowerCase().split(/\s+/).every((term) => one.words.includes(term)) &&
    (!wanted.get("party") || one.parties.includes(wanted.get("party"))) &&
    (!wanted.get("kind") || one.kind === wanted.get("kind")) &&
    (!wanted.get("from") || (one.year && one.year >= wanted.get("from"))) &&
    (!wanted.get("to") || (one.year && one.year <= wanted.get("to"))) &&
    hasStatus(one, wanted.get("element"), asked);

  // By an element the most urgent answers come first, by a status those who have most of it.
  const rank = (one, order) => {
    if (columns.has(order)) return statuses.indexOf(statusIn(one, order)) >>> 0;
    if (statuses.includes(order)) return one.unread ? 1 : -Number(one.row.cells[1 + statuses.indexOf(order)].textContent);
    return { year: one.year, kind: one.kind, party: one.parties[0] }[order] ?? one.index;
  };
  const compare = (one, other) => (typeof one === "number" ? one - other : !one - !other || one.localeCompare(other));

  let order = "";
  const sort = () => {
    const backwards = order.startsWith("-") ? -1 : 1;
    const key = order.replace("-", "");
    const sorted = [...agreements].sort(
      (one, other) => one.unread - other.unread || backwards * compare(rank(one, key), rank(other, key)) || one.index - other.index,
    );
    for (const one of sorted) {
      tables[0].append(one.row);
      for (const other of one.others) other.parentElement.append(other);
    }
    for (const head of heads) {
      if (head.dataset.key === key) head.setAttribute("aria-sort", backwards > 0 ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    }
    form.elements.order.value = [...form.elements.order.options].some((option) => option.value === key) ? key : "";
  };

  const count = (shown) => {
    for (const row of document.querySelectorAll(".common [data-element]")) {
      const found = shown.map((one) => statusIn(one, row.dataset.element)).filter(Boolean);
      for (const cell of row.querySelectorAll("[data-status]")) {
        const n = found.filter((status) => status === cell.dataset.status).length;
        cell.textContent = n;
        cell.classList.toggle("nil", n === 0);
      }
      const covered = found.filter((status) => status === "covered").length;
      const percent = found.length ? Math.round((100 * covered) / found.length) : 0;
      const says = row.querySelector(".share span");
      says.textContent = says.dataset.says.replace("{n}", percent);
      row.querySelector(".bar .covered").setAttribute("width", percent);
    }
  };

  const show = () => {
    const wanted = choice();
    const asked = wantedStatuses(wanted);
    const shown = agreements.filter((one) => fits(one, wanted, asked));
    for (const one of agreements) for (const part of [one.row, ...one.others]) part.hidden = !shown.includes(one);
    const column = columns.get(wanted.get("element"));
    for (const one of shown)
      [...one.cells].slice(1).forEach((cell, index) => {
        const here = (!column || index + 1 === column) && (!asked.length || asked.includes(cell.className.split(" ")[0]));
        cell.classList.toggle("marked", here && !one.unread && (Boolean(column) || asked.length > 0));
      });
    count(shown);
    output.value = shown.length
      ? output.dataset.says.replace("{n}", shown.length).replace("{total}", agreements.length)
      : output.dataset.none;
  };

  const remember = () => {
    const state = new URLSearchParams([...choice()].filter(([name]) => name !== "order"));
    if (order) state.set("order", order);
    history.replaceState(null, "", `${state}` ? `#${state}` : location.pathname + location.search);
  };

  // A choice in the address looks like "#party=X"; a place on the page has no "=".
  const recall = () => {
    const hash = location.hash.slice(1);
    if (!hash.includes("=")) return;
    const state = new URLSearchParams(hash);
    for (const field of form.elements) if (field.name && field.name !== "order") field.value = state.get(field.name) || "";
    order = state.get("order") || "";
    sort();
    show();
  };

  for (const head of heads) {
    const words = head.querySelector("span");
    const button = document.createElement("button");
    button.type = "button";
    button.title = output.dataset.sort.replace("{name}", words.textContent);
    button.append(...head.childNodes);
    if (head.closest(".matrix")) button.replaceChildren(words.textContent);
    head.replaceChildren(button);
    button.addEventListener("click", () => {
      order = order === head.dataset.key ? `-${order}` : head.dataset.key;
      sort();
      remember();
    });
  }
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", (event) => {
    if (event.target.name === "order") {
      order = event.target.value;
      sort();
    } else show();
    remember();
  });
  form.addEventListener("reset", () =>
    setTimeout(() => {
      order = "";
      sort();
      show();
      remember();
    }),
  );
  window.addEventListener("hashchange", recall);

  form.hidden = false;
  show();
  recall();
})();
