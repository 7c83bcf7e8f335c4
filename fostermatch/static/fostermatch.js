// Everything works without this file; it adds calendars, focus on errors and "/" for search.
document.querySelectorAll("[data-module=error-summary]").forEach((summary) => summary.focus());

const typed = [...document.querySelectorAll(".date-picker input")].map((input) => input.value);
DKFDS.datePicker.on(document.body);
document.querySelectorAll(".date-picker").forEach((picker, number) => {
  const [sent, shown] = ["internal", "external"].map((kind) =>
    picker.querySelector(`.date-picker__${kind}-input`),
  );
  shown.value = typed[number];
  // What is no date is sent as it was typed, so that the answer can say so and keep it.
  sent.form.addEventListener("submit", () => {
    if (!sent.value) sent.value = shown.value;
  });
});

document.addEventListener("keydown", (event) => {
  const search = document.querySelector("input[name=q]");
  if (event.key === "/" && search && !event.target.matches("input, textarea, select")) {
    event.preventDefault();
    search.focus();
  }
});

const total = document.querySelector("output[data-sum]");
total?.form.addEventListener("input", () => {
  const parts = [...total.htmlFor].map((id) => Number(document.getElementById(id).value));
  const sum = parts.reduce((one, other) => one + other, 0);
  total.value = Number.isFinite(sum) ? sum.toLocaleString(document.documentElement.lang) : "–";
});
