"use strict";
(() => {
  const rows = [...document.querySelectorAll("#rows tr")];
  const total = Number(document.getElementById("rows").dataset.total);
  const form = document.querySelector(".filters");
  const search = document.getElementById("search");
  const choices = ["severity", "state", "rule", "page"].map((name) => document.getElementById(name));
  const texts = rows.map((row) => row.textContent.toLowerCase());

  const filter = () => {
    const words = search.value.toLowerCase().split(/\s+/);
    const chosen = choices.filter((choice) => choice.value !== "");
    let shown = 0;
    rows.forEach((row, index) => {
      const fits = chosen.every((choice) => row.dataset[choice.id] === choice.value);
      row.hidden = !(fits && words.every((word) => texts[index].includes(word)));
      shown += row.hidden ? 0 : 1;
    });
    document.getElementById("count").textContent = `${shown} of ${total} finding${total === 1 ? "" : "s"}`;
  };

  const show = (page) => {
    form.reset();
    document.getElementById("page").value = page;
    filter();
    document.getElementById("findings").scrollIntoView();
  };

  form.addEventListener("input", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(filter));
  document.querySelectorAll("svg g").forEach((patch) => patch.addEventListener("click", () => show(patch.dataset.page)));
  document.querySelectorAll("[data-show]").forEach((button) => button.addEventListener("click", () => show(button.dataset.show)));
})();
