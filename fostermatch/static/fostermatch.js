// Everything works without this file; it adds calendars, focus on errors and "/" for search.
document.querySelectorAll("[data-module=error-summary]").forEach((summary) => summary.focus());
document.querySelectorAll(".date-picker").forEach((picker) => {
  const typed = picker.querySelector("input").value;
  DKFDS.datePicker.init(picker);
  if (typed) picker.querySelector(".date-picker__external-input").value = typed;
});
document.addEventListener("keydown", (event) => {
  const search = document.querySelector("input[name=q]");
  if (event.key === "/" && search && !event.target.matches("input, textarea, select")) {
    event.preventDefault();
    search.focus();
  }
});
