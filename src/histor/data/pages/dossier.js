/* Helps to find things on a page that is complete without it. Written for Histor; licence as the package. */
(() => {
  "use strict";
  const $ = (selector) => Array.from(document.querySelectorAll(selector));
  const tip = document.getElementById("tip");

  // The sentence behind a number: shown beside it, and all its pieces lit when it is gone to.
  const pieces = (number) => $(`mark[data-e~="${number}"]`);
  const numberOf = (link) => (/^#[en](\d+)$/.exec(link.getAttribute("href") || "") || [])[1];
  const light = () => {
    $("mark.on").forEach((mark) => mark.classList.remove("on"));
    const found = /^#e(\d+)$/.exec(location.hash);
    if (found) pieces(found[1]).forEach((mark) => mark.classList.add("on"));
    const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target) {
      for (let at = target.parentElement; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
      if (target.closest(".gone")) { find.value = ""; sift(); target.scrollIntoView(); }
    }
  };
  const show = (event) => {
    const link = event.target.closest ? event.target.closest("a.n") : null;
    const number = link && !link.closest(".text") && numberOf(link);
    if (!number) { tip.hidden = true; return; }
    tip.textContent = pieces(number).map((mark) => mark.textContent).join("");
    if (!tip.textContent) return;
    tip.hidden = false;
    link.setAttribute("aria-describedby", "tip");
    const box = link.getBoundingClientRect(), own = tip.getBoundingClientRect();
    tip.style.left = `${Math.max(8, Math.min(box.left, innerWidth - own.width - 8))}px`;
    tip.style.top = `${box.bottom + own.height + 10 > innerHeight ? box.top - own.height - 6 : box.bottom + 6}px`;
  };
  document.addEventListener("mouseover", show);
  document.addEventListener("focusin", show);
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") tip.hidden = true; });
  addEventListener("scroll", () => { tip.hidden = true; }, { passive: true });

  // Finding: rows without the words step aside, and what holds only such rows with them.
  const find = document.getElementById("find"), found = document.getElementById("found");
  const rows = $(".row").map((row) => [row, row.textContent.toLowerCase()]);
  const holders = $("table.rows tbody, section.sub");
  const sift = () => {
    const words = find.value.toLowerCase().split(/\s+/).filter(Boolean);
    let left = 0;
    for (const [row, text] of rows) {
      const keep = words.every((word) => text.includes(word));
      row.classList.toggle("gone", !keep);
      left += keep;
    }
    for (const holder of holders) {
      const own = holder.querySelectorAll(".row");
      holder.classList.toggle("gone", own.length > 0 && Array.from(own).every((row) => row.classList.contains("gone")));
    }
    found.textContent = words.length ? `${left} of ${rows.length} rows` : "";
  };
  let waiting = 0;
  find.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(sift, 120); });
  document.getElementById("finder").hidden = false;

  addEventListener("hashchange", light);
  addEventListener("beforeprint", () => $("details").forEach((one) => { one.open = true; }));
  light();
})();
