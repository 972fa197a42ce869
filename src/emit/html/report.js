"use strict";
// Finds the card of a mark and the mark of a card, filters, and turns between stories and tabs. The page reads without it.
// It is met in the head, so that nothing but what is open is ever laid out.
document.documentElement.classList.add("js");
addEventListener("DOMContentLoaded", () => {
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const one = (selector, within = document) => within.querySelector(selector);
  const root = document.documentElement;
  const page = one("#page");
  const overview = one("#overview");
  const stories = all(".story");
  const index = one("#index");
  const filters = one("#filters");
  const wide = matchMedia("screen and (min-width: 60rem)");
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  // The rows of the index, by the addresses of their stories.
  const rows = new Map(index ? all("tbody tr", index).map((row) => [one("a", row).hash, row]) : []);
  let open = null;

  root.classList.toggle("several", stories.length > 1);
  document.body.prepend(overview);

  const findings = (mark) => mark.dataset.findings.split(" ");
  const number = (id) => id.replace(/^.*\D/, "");
  const card = (finding) => one(`#${open.id}f${finding}`);
  const marks = (story) => all("[data-findings]", story);

  // Cards stand at the height of their words, none over another: where there are too many for that they are folded, and
  // the one that was chosen goes before the others.
  function align() {
    const copy = open && one(".copy", open);
    if (!copy || !copy.classList.contains("open")) return;
    copy.classList.toggle("aligned", wide.matches);
    const cards = all(".card:not([hidden])", copy);
    if (!wide.matches) {
      cards.forEach((each) => (each.style.top = ""));
      copy.style.minHeight = "";
      copy.classList.remove("folded");
      return;
    }
    const ground = copy.getBoundingClientRect().top;
    const words = new Map();
    for (const mark of marks(copy)) {
      for (const finding of findings(mark)) {
        if (mark.matches(".mark") && !words.has(finding)) words.set(finding, mark);
      }
    }
    const place = (each) => {
      const beside = words.get(number(each.id)) || each.closest(".cards").previousElementSibling;
      return beside ? beside.getBoundingClientRect().top - ground : 0;
    };
    const wanted = cards.map(place);
    let heights;
    let tops;
    const push = () => {
      let free = 0;
      cards.forEach((_, at) => {
        tops[at] = Math.max(tops[at] ?? wanted[at], free);
        free = tops[at] + heights[at];
      });
      return free;
    };
    const lay = (folded) => {
      copy.classList.toggle("folded", folded);
      heights = cards.map((each) => each.offsetHeight + 10);
      tops = [];
      push();
    };
    lay(false);
    if (tops.some((top, at) => top - wanted[at] > 150)) lay(true);
    const chosen = cards.findIndex((each) => each.classList.contains("on"));
    if (chosen >= 0) {
      let limit = (tops[chosen] = wanted[chosen]);
      for (let at = chosen - 1; at >= 0; at--) limit = tops[at] = Math.min(tops[at], limit - heights[at]);
      for (let at = chosen + 1; at < cards.length; at++) tops[at] = wanted[at];
    }
    const end = push();
    cards.forEach((each, at) => (each.style.top = `${tops[at]}px`));
    copy.style.minHeight = `${end + 24}px`;
  }

  // Brings out a finding: its card, and its words.
  function choose(finding, at) {
    all(".on", page).forEach((each) => each.classList.remove("on"));
    const chosen = card(finding);
    const words = marks(open).filter((mark) => findings(mark).includes(finding));
    [chosen, ...words].forEach((each) => each.classList.add("on"));
    align();
    const target = at === "card" ? chosen : words.find((each) => each.matches(".mark")) || chosen;
    target.focus({ preventScroll: true });
    target.scrollIntoView({ block: "nearest", behavior: still.matches ? "auto" : "smooth" });
    history.replaceState(null, "", `#${chosen.id}`);
  }

  function turn(tab) {
    for (const other of all("[role=tab]", tab.parentElement)) {
      const chosen = other === tab;
      other.setAttribute("aria-selected", chosen);
      other.tabIndex = chosen ? 0 : -1;
      one(`#${other.getAttribute("aria-controls")}`).classList.toggle("open", chosen);
    }
    align();
  }

  // Opens a story, or the index where there is none to open.
  function read(story) {
    stories.forEach((each) => each.classList.toggle("open", each === story));
    root.classList.toggle("reading", Boolean(story));
    open = story;
    const name = story && one("h2", story).textContent;
    document.title = name ? `copydesk: ${name}` : `copydesk: ${one("#closing p").textContent}`;
    if (!story) return;
    turn(one("[role=tab]", story));
    steps();
  }

  function steps() {
    for (const button of open ? all(".back button", page) : []) {
      const step = Number(button.dataset.step);
      button.disabled = step !== 0 && !near(stories.indexOf(open), step);
    }
  }

  // The story before or behind the one at `at`, of those that the index shows.
  function near(at, step) {
    const own = `#${stories[at].id}`;
    const links = all("tbody tr", index).filter((row) => !row.hidden || one("a", row).hash === own).map((row) => one("a", row));
    const next = links[links.findIndex((link) => link.hash === own) + step];
    return next ? one(next.hash) : null;
  }

  // Goes to what the address names: a story, a card or a mark; else to the index, or the one story.
  function follow() {
    const [, story, , finding] = /^#(s\d+)(([fm])(\d+))?$/.exec(location.hash)?.flatMap((part, at) => (at === 3 ? [] : [part])) || [];
    const named = story && document.getElementById(story);
    if (index && !named) {
      read(null);
      return;
    }
    const target = named || stories[0];
    if (target && target !== open) {
      read(target);
      if (index) scrollTo(0, 0);
    }
    if (finding && document.getElementById(`${story}f${finding}`)) choose(finding, "card");
  }

  function filter() {
    const ticked = (name) => new Set(all(`[name=${name}]:checked`, filters).map((box) => box.value));
    const [levels, sets] = [ticked("level"), ticked("set")];
    const words = one("[name=words]", filters).value.trim().toLowerCase();
    const clean = one("[name=clean]", filters);
    let total = 0;
    stories.forEach((story) => {
      const row = rows.get(`#${story.id}`);
      const named = words && (row || one("h2", story)).textContent.toLowerCase().includes(words);
      const shown = new Set();
      const counts = { error: 0, warning: 0, note: 0 };
      for (const each of all(".card", story)) {
        const { level, set } = each.dataset;
        const found = !words || named || each.textContent.toLowerCase().includes(words);
        each.hidden = !(levels.has(level) && sets.has(set) && found);
        if (each.hidden) continue;
        shown.add(number(each.id));
        counts[level]++;
        total++;
      }
      for (const mark of marks(story)) {
        const seen = findings(mark).filter((finding) => shown.has(finding));
        mark.classList.toggle("off", !seen.length);
        if (!mark.matches(".mark")) continue;
        mark.tabIndex = seen.length ? 0 : -1;
        const first = seen[0] && one(`#${story.id}f${seen[0]}`);
        if (!first) continue;
        const grave = ["error", "warning", "note"].find((level) =>
          seen.some((finding) => one(`#${story.id}f${finding}`).dataset.level === level));
        mark.className = mark.className.replace(/error|warning|note/, grave);
      }
      if (!row) return;
      for (const [level, count] of Object.entries(counts)) {
        const cell = one(`td.${level}`, row);
        cell.textContent = count;
        cell.classList.toggle("none", !count);
      }
      row.hidden = !shown.size && !(named || (clean?.checked && !words));
    });
    one("#shown").textContent = `${total} ${total === 1 ? "finding" : "findings"} shown`;
    steps();
    align();
  }

  function sort(column) {
    const at = all("th", index).indexOf(column);
    const rising = column.getAttribute("aria-sort") === "descending" || (!column.hasAttribute("aria-sort") && at === 0);
    all("th", index).forEach((other) => other.removeAttribute("aria-sort"));
    column.setAttribute("aria-sort", rising ? "ascending" : "descending");
    const key = (row) => (at === 0 ? row.cells[0].textContent : Number(row.cells[at].textContent));
    const compare = (one, other) => (at === 0 ? key(one).localeCompare(key(other)) : key(one) - key(other));
    const rows = all("tbody tr", index).sort((one, other) => (rising ? compare(one, other) : compare(other, one)));
    one("tbody", index).append(...rows);
    steps();
  }

  page.addEventListener("click", (event) => {
    const tab = event.target.closest("[role=tab]");
    if (tab) return turn(tab);
    const mark = event.target.closest(".mark:not(.off)");
    if (mark) {
      event.preventDefault();
      const shown = findings(mark).filter((finding) => !card(finding).hidden);
      const on = shown.findIndex((finding) => card(finding).classList.contains("on"));
      const linked = number(mark.hash);
      const next = on >= 0 ? shown[(on + 1) % shown.length] : shown.includes(linked) ? linked : shown[0];
      return choose(next, "card");
    }
    const chosen = event.target.closest(".card");
    const link = event.target.closest("a");
    if (!chosen || event.target.closest("summary") || (!link && String(getSelection()))) return;
    if (link) event.preventDefault();
    choose(number(chosen.id), "words");
  });
  page.addEventListener("keydown", (event) => {
    const tab = event.target.closest("[role=tab]");
    if (!tab || !["ArrowLeft", "ArrowRight"].includes(event.key)) return;
    const tabs = all("[role=tab]", tab.parentElement);
    const next = tabs[(tabs.indexOf(tab) + (event.key === "ArrowRight" ? 1 : tabs.length - 1)) % tabs.length];
    turn(next);
    next.focus();
  });
  page.addEventListener("toggle", align, true);
  addEventListener("resize", align);
  addEventListener("hashchange", follow);
  wide.addEventListener("change", align);

  if (index) {
    const bar = document.createElement("nav");
    bar.className = "back";
    bar.setAttribute("aria-label", "Between stories");
    for (const [step, words] of [[0, "All stories"], [-1, "Previous story"], [1, "Next story"]]) {
      const button = document.createElement("button");
      button.type = "button";
      button.dataset.step = step;
      button.textContent = words;
      bar.append(button);
    }
    bar.addEventListener("click", (event) => {
      const step = event.target.dataset.step;
      if (step === undefined) return;
      const next = Number(step) && near(stories.indexOf(open), Number(step));
      location.hash = next ? next.id : "";
    });
    index.after(bar);
    bar.hidden = false;
    page.prepend(index, bar);
    one("thead", index).addEventListener("click", (event) => {
      const column = event.target.closest("th");
      if (column) sort(column);
    });
  }
  if (filters) {
    filters.addEventListener("input", filter);
    filters.addEventListener("submit", (event) => event.preventDefault());
    filter();
  }
  follow();
});
