(() => {
  "use strict";
  const root = document.documentElement;
  const table = document.getElementById("accounts");
  const body = table.tBodies[0];
  const rows = [...body.rows];
  const headers = [...table.tHead.rows[0].cells].filter((header) => header.dataset.key);
  const search = document.getElementById("search");
  const tier = document.getElementById("tier");
  const shown = document.getElementById("shown");
  const darkButton = document.getElementById("dark");
  const STATUS = ["failed", "written", "unchanged"];
  const buttons = [...document.querySelectorAll("button[data-set-language]")];
  const language = () => root.dataset.language;
  // The rules by which the chosen language sorts names: umlauts, pinyin and so on.
  const collator = () => new Intl.Collator(root.lang, { numeric: true });
  const translated = (element, name) => JSON.parse(element.dataset[name])[language()];
  const textOf = (element) => (element.querySelector(`[data-in~="${language()}"]`) || element).textContent.trim();

  // A reader's choices are stored if the browser allows it; it may not for a page that is opened from a disk.
  const load = (name) => { try { return localStorage.getItem("kamdeck." + name); } catch { return null; } };
  const store = (name, value) => { try { localStorage.setItem("kamdeck." + name, value); } catch { /* not stored */ } };

  const named = (key) => key === "name" || headers.some((each) => each.dataset.key === key && each.classList.contains("named"));
  const sortKey = (row, key) => {
    if (key === "name") return textOf(row.querySelector(".name"));
    if (key === "status") return STATUS.indexOf(row.dataset.status);
    const cell = row.cells[Number(key) + 2];
    if (cell.dataset.rank === "") return null;
    return named(key) ? textOf(cell) : Number(cell.dataset.rank);
  };

  const sort = (header, direction) => {
    headers.forEach((each) => each.setAttribute("aria-sort", each === header ? direction : "none"));
    const sign = direction === "ascending" ? 1 : -1;
    const key = header.dataset.key;
    const keys = new Map(rows.map((row) => [row, sortKey(row, key)]));
    const names = new Map(rows.map((row) => [row, sortKey(row, "name")]));
    const { compare } = collator();
    const difference = named(key) ? compare : (a, b) => a - b;
    const byName = (one, other) => compare(names.get(one), names.get(other));
    rows.sort((one, other) => {
      const a = keys.get(one), b = keys.get(other);
      // Rows without a value come last in both directions.
      if (a === null || b === null) return (a === null) - (b === null) || byName(one, other);
      return sign * difference(a, b) || byName(one, other);
    });
    body.append(...rows);
  };

  const sortAgain = () => {
    const header = headers.find((each) => each.getAttribute("aria-sort") !== "none");
    sort(header, header.getAttribute("aria-sort"));
  };

  // Texts in hidden languages are searched too: a reader may know only one of an account's names.
  const texts = new Map(rows.map((row) => [row, row.textContent.toLowerCase().replace(/\s+/g, " ")]));
  const filter = () => {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    let count = 0;
    rows.forEach((row) => {
      const matches = (!tier || !tier.value || row.dataset.tier === tier.value)
        && words.every((word) => texts.get(row).includes(word));
      row.hidden = !matches;
      count += matches;
    });
    document.getElementById("nothing").hidden = count > 0;
    shown.textContent = translated(shown, "text").replace("{shown}", count.toLocaleString(root.lang));
  };

  const setLanguage = (chosen) => {
    root.dataset.language = chosen;
    root.lang = buttons.find((each) => each.dataset.setLanguage === chosen).lang;
    buttons.forEach((each) => each.setAttribute("aria-pressed", String(each.dataset.setLanguage === chosen)));
    document.querySelectorAll("option").forEach((each) => { each.textContent = translated(each, "text"); });
    document.querySelectorAll("[data-placeholder]").forEach((each) => { each.placeholder = translated(each, "placeholder"); });
    document.querySelectorAll("[data-aria-label]").forEach((each) => { each.ariaLabel = translated(each, "ariaLabel"); });
    document.title = translated(document.querySelector("title"), "text");
    sortAgain();
    filter();
  };

  const isDark = () => root.dataset.scheme ? root.dataset.scheme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  const updateDarkButton = () => darkButton.setAttribute("aria-pressed", String(isDark()));

  headers.forEach((header) => header.querySelector("button").addEventListener("click", () => {
    const now = header.getAttribute("aria-sort");
    // The first click on a column of numbers shows the greatest first.
    const first = header.classList.contains("number") ? "descending" : "ascending";
    const second = first === "ascending" ? "descending" : "ascending";
    sort(header, now === first ? second : first);
  }));
  search.addEventListener("input", filter);
  if (tier) tier.addEventListener("change", filter);
  document.querySelector("form").addEventListener("submit", (event) => event.preventDefault());
  buttons.forEach((each) => each.addEventListener("click", () => {
    store("language", each.dataset.setLanguage);
    setLanguage(each.dataset.setLanguage);
  }));
  darkButton.addEventListener("click", () => {
    root.dataset.scheme = isDark() ? "light" : "dark";
    store("scheme", root.dataset.scheme);
    updateDarkButton();
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", updateDarkButton);

  if (["light", "dark"].includes(load("scheme"))) root.dataset.scheme = load("scheme");
  // Controls that need this script are hidden in the page, and shown by it.
  document.querySelectorAll(".tools, .switches").forEach((each) => { each.hidden = false; });
  updateDarkButton();
  setLanguage(buttons.some((each) => each.dataset.setLanguage === load("language")) ? load("language") : language());
})();
