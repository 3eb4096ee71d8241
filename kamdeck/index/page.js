(() => {
  "use strict";
  const root = document.documentElement;
  const table = document.getElementById("accounts");
  const body = table.tBodies[0];
  const rows = [...body.rows];
  const heads = [...table.tHead.rows[0].cells].filter((head) => head.dataset.key);
  const search = document.getElementById("search");
  const tier = document.getElementById("tier");
  const shown = document.getElementById("shown");
  const shade = document.getElementById("shade");
  const STATUS = ["failed", "written", "unchanged"];
  const language = () => root.dataset.language;

  // What a reader chose is kept where the browser allows it; a page opened from a disk may not.
  const kept = (name) => { try { return localStorage.getItem("kamdeck." + name); } catch { return null; } };
  const keep = (name, value) => { try { localStorage.setItem("kamdeck." + name, value); } catch { /* not kept */ } };

  const weight = (row, key) => {
    if (key === "name") return Number(language() === "zh" ? row.dataset.nameZh : row.dataset.nameEn);
    if (key === "status") return STATUS.indexOf(row.dataset.status);
    const rank = row.cells[Number(key) + 2].dataset.rank;
    return rank === "" ? null : Number(rank);
  };

  const sort = (head, direction) => {
    heads.forEach((each) => each.setAttribute("aria-sort", each === head ? direction : "none"));
    const sign = direction === "ascending" ? 1 : -1;
    const key = head.dataset.key;
    const weights = new Map(rows.map((row) => [row, weight(row, key)]));
    const names = new Map(rows.map((row) => [row, weight(row, "name")]));
    rows.sort((one, other) => {
      const a = weights.get(one), b = weights.get(other);
      if (a === null || b === null) return (a === null) - (b === null) || names.get(one) - names.get(other);
      return sign * (a - b) || names.get(one) - names.get(other);
    });
    body.append(...rows);
  };

  const resort = () => {
    const head = heads.find((each) => each.getAttribute("aria-sort") !== "none");
    sort(head, head.getAttribute("aria-sort"));
  };

  // Hidden words of the other language are searched, too: a reader may know only one of an account's names.
  const texts = new Map(rows.map((row) => [row, row.textContent.toLowerCase().replace(/\s+/g, " ")]));
  const filter = () => {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    let count = 0;
    rows.forEach((row) => {
      const fits = (!tier || !tier.value || row.dataset.tier === tier.value)
        && words.every((word) => texts.get(row).includes(word));
      row.hidden = !fits;
      count += fits;
    });
    document.getElementById("nothing").hidden = count > 0;
    const words_shown = language() === "zh" ? shown.dataset.textZh : shown.dataset.textEn;
    shown.textContent = words_shown.replace("{shown}", count).replace("{all}", shown.dataset.of);
  };

  const speak = (chosen) => {
    root.dataset.language = chosen;
    root.lang = chosen === "zh" ? "zh-Hans" : "en";
    document.querySelectorAll("[data-speak]").forEach((each) => {
      each.setAttribute("aria-pressed", String(each.dataset.speak === chosen));
    });
    const end = chosen === "zh" ? "Zh" : "En";
    document.querySelectorAll("option").forEach((each) => { each.textContent = each.dataset["text" + end]; });
    document.querySelectorAll("[data-placeholder-en]").forEach((each) => { each.placeholder = each.dataset["placeholder" + end]; });
    document.querySelectorAll("[data-aria-label-en]").forEach((each) => { each.ariaLabel = each.dataset["ariaLabel" + end]; });
    document.title = document.querySelector("title").dataset["text" + end];
    resort();
    filter();
  };

  const dark = () => root.dataset.shade ? root.dataset.shade === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  const shadeTold = () => shade.setAttribute("aria-pressed", String(dark()));

  heads.forEach((head) => head.querySelector("button").addEventListener("click", () => {
    const now = head.getAttribute("aria-sort");
    const first = head.classList.contains("number") ? "descending" : "ascending";
    const second = first === "ascending" ? "descending" : "ascending";
    sort(head, now === first ? second : first);
  }));
  search.addEventListener("input", filter);
  if (tier) tier.addEventListener("change", filter);
  document.querySelector("form").addEventListener("submit", (event) => event.preventDefault());
  document.querySelectorAll("[data-speak]").forEach((each) => each.addEventListener("click", () => {
    keep("language", each.dataset.speak);
    speak(each.dataset.speak);
  }));
  shade.addEventListener("click", () => {
    root.dataset.shade = dark() ? "light" : "dark";
    keep("shade", root.dataset.shade);
    shadeTold();
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", shadeTold);

  if (["light", "dark"].includes(kept("shade"))) root.dataset.shade = kept("shade");
  document.querySelectorAll(".tools, .switches").forEach((each) => { each.hidden = false; });
  shadeTold();
  speak(["en", "zh"].includes(kept("language")) ? kept("language") : language());
})();
