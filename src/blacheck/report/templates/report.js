// Adds to a page that is complete without it: filters, keys, and folded parts that open when they are needed.
(() => {
  "use strict";
  const form = document.getElementById("filter");
  const help = document.getElementById("help");
  const keys = document.getElementById("keys");
  const output = form.querySelector("output");
  const cards = [...document.querySelectorAll(".card")];
  const themes = [...document.querySelectorAll(".theme, .item")];
  const words = new Map(cards.map((card) => [card, card.textContent.toLocaleLowerCase()]));
  const folded = [...document.querySelectorAll("details.settled")];

  const choice = () => new Map([...new FormData(form)].filter(([, value]) => value.trim()));

  const fits = (card, wanted) => {
    const status = wanted.get("status");
    const terms = (wanted.get("q") || "").toLocaleLowerCase().split(/\s+/);
    return (
      (!status || card.classList.contains(status) || (status === "gaps" && "gap" in card.dataset)) &&
      (!wanted.get("theme") || wanted.get("theme") === card.closest(".theme").dataset.theme) &&
      (!wanted.get("tier") || wanted.get("tier") === card.dataset.tier) &&
      (!wanted.get("review") || "review" in card.dataset) &&
      terms.every((term) => words.get(card).includes(term))
    );
  };

  const show = () => {
    const wanted = choice();
    for (const card of cards) card.hidden = !fits(card, wanted);
    for (const part of [...folded, ...themes]) part.hidden = wanted.size > 0 && !part.querySelector(".card:not([hidden])");
    for (const part of folded) part.open = wanted.size > 0;
    const n = cards.filter((card) => !card.hidden).length;
    output.value = n ? output.dataset.says.replace("{n}", n).replace("{total}", cards.length) : output.dataset.none;
  };

  const address = (id) => {
    const wanted = choice();
    if (!wanted.size) return id ? `#${id}` : location.pathname + location.search;
    return `#${new URLSearchParams(id ? [...wanted, ["at", id]] : [...wanted])}`;
  };
  const remember = (id) => history.replaceState(null, "", address(id));

  // A filter in the address looks like "#status=missing", with a place "#status=missing&at=e-id"; a place alone has no "=".
  const recall = () => {
    const hash = decodeURI(location.hash.slice(1));
    if (hash.includes("=")) {
      const state = new URLSearchParams(hash);
      for (const field of form.elements) {
        if (field.type === "checkbox") field.checked = state.has(field.name);
        else if (field.name) field.value = state.get(field.name) || "";
      }
      show();
      const place = document.getElementById(state.get("at"));
      place ? reveal(place) : form.scrollIntoView();
    } else if (hash) {
      reveal(document.getElementById(hash));
      remember(hash);
    }
  };

  const reveal = (place) => {
    if (!place) return;
    if (place.closest(".card[hidden], .theme[hidden], .item[hidden]")) {
      form.reset();
      show();
    }
    for (let part = place.closest("details"); part; part = part.parentElement.closest("details")) part.open = true;
    place.scrollIntoView();
  };

  const step = (by) => {
    const gaps = cards.filter((card) => "gap" in card.dataset && !card.hidden);
    const here = document.activeElement.closest(".card");
    const passed = gaps.filter((card) => card.getBoundingClientRect().top < 8).length;
    const index = gaps.includes(here) ? gaps.indexOf(here) + by : by > 0 ? passed : passed - 1;
    const next = gaps[index];
    if (!next) return;
    next.tabIndex = -1;
    next.scrollIntoView();
    next.focus({ preventScroll: true });
    remember(next.id);
  };

  const actions = {
    j: () => step(1),
    k: () => step(-1),
    "/": () => form.elements.q.focus(),
    "?": () => help.showModal(),
  };

  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, select, textarea, dialog");
    if (typing || event.ctrlKey || event.metaKey || event.altKey || !keys.checked || !(event.key in actions)) return;
    event.preventDefault();
    actions[event.key]();
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", () => (show(), remember()));
  form.addEventListener("reset", () => setTimeout(() => (show(), remember())));
  document.getElementById("help-open").addEventListener("click", () => help.showModal());
  for (const link of document.querySelectorAll("a[data-status]")) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      form.reset();
      form.elements.status.value = link.dataset.status;
      show();
      location.hash = address();
    });
  }
  window.addEventListener("hashchange", recall);

  // The numbers of questions show their titles to a pointer.
  const titles = new Map(cards.map((card) => [card.id, card.querySelector("h4, h5").textContent]));
  for (const link of document.querySelectorAll(".used a, .alt dd a")) link.title = titles.get(link.hash.slice(1)) || "";

  let closed = [];
  window.addEventListener("beforeprint", () => {
    closed = [...document.querySelectorAll("details:not([open])")];
    for (const part of closed) part.open = true;
  });
  window.addEventListener("afterprint", () => closed.forEach((part) => (part.open = false)));

  document.getElementById("contents").open = matchMedia("(min-width: 70rem)").matches;
  form.hidden = false;
  show();
  recall();
})();
