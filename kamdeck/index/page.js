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
  const language = () => root.dataset.language;

  // A reader's choices are stored if the browser allows it; it may not for a page that is opened from a disk.
  const load = (name) => { try { return localStorage.getItem("kamdeck." + name); } catch { return null; } };
  const store = (name, value) => { try { localStorage.setItem("kamdeck." + name, value); } catch { /* not stored */ } };

  const sortKey = (row, key) => {
    if (key === "name") return Number(language() === "zh" ? row.dataset.nameZh : row.dataset.nameEn);
    if (key === "status") return STATUS.indexOf(row.dataset.status);
    const rank = row.cells[Number(key) + 2].dataset.rank;
    return rank === "" ? null : Number(rank);
  };

  const sort = (header, direction) => {
    headers.forEach((each) => each.setAttribute("aria-sort", each === header ? direction : "none"));
    const sign = direction === "ascending" ? 1 : -1;
    const key = header.dataset.key;
    const keys = new Map(rows.map((row) => [row, sortKey(row, key)]));
    const names = new Map(rows.map((row) => [row, sortKey(row, "name")]));
    rows.sort((one, other) => {
      const a = keys.get(one), b = keys.get(other);
      // Rows without a value come last in both directions.
      if (a === null || b === null) return (a === null) - (b === null) || names.get(one) - names.get(other);
      return sign * (a - b) || names.get(one) - names.get(other);
    });
    body.append(...rows);
  };

  const sortAgain = () => {
    const header = headers.find((each) => each.getAttribute("aria-sort") !== "none");
    sort(header, header.getAttribute("aria-sort"));
  };

  // Texts in the hidden language are searched too: a reader may know only one of an account's names.
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
    const template = language() === "zh" ? shown.dataset.textZh : shown.dataset.textEn;
    shown.textContent = template.replace("{shown}", count).replace("{all}", shown.dataset.of);
  };

  const setLanguage = (chosen) => {
    root.dataset.language = chosen;
    root.lang = chosen === "zh" ? "zh-Hans" : "en";
    document.querySelectorAll("button[data-set-language]").forEach((each) => {
      each.setAttribute("aria-pressed", String(each.dataset.setLanguage === chosen));
    });
    const suffix = chosen === "zh" ? "Zh" : "En";
    document.querySelectorAll("option").forEach((each) => { each.textContent = each.dataset["text" + suffix]; });
    document.querySelectorAll("[data-placeholder-en]").forEach((each) => { each.placeholder = each.dataset["placeholder" + suffix]; });
    document.querySelectorAll("[data-aria-label-en]").forEach((each) => { each.ariaLabel = each.dataset["ariaLabel" + suffix]; });
    document.title = document.querySelector("title").dataset["text" + suffix];
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
  document.querySelectorAll("button[data-set-language]").forEach((each) => each.addEventListener("click", () => {
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
  setLanguage(["en", "zh"].includes(load("language")) ? load("language") : language());
})();
