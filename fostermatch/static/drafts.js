// Saves what is typed as a draft, a few seconds after the last change. The button does the same.
const form = document.querySelector("[data-module=draft]");
const says = document.querySelector("[data-module=draft-says]");
const PAUSE = 3000;
let waiting = null;
let underway = null;

async function keep() {
  underway = new AbortController();
  try {
    const answer = await fetch(form.dataset.keep, {
      method: "POST",
      body: new FormData(form),
      headers: { Accept: "application/json" },
      redirect: "error", // signed out meanwhile, or the need is saved already
      signal: underway.signal,
    });
    if (!answer.ok) throw new Error(answer.status);
    says.textContent = (await answer.json()).said;
  } catch (error) {
    if (error.name !== "AbortError") says.textContent = form.dataset.failed;
  }
}

for (const change of ["input", "change"]) {
  form.addEventListener(change, () => {
    clearTimeout(waiting);
    waiting = setTimeout(keep, PAUSE);
  });
}
form.addEventListener("submit", () => {
  clearTimeout(waiting);
  underway?.abort();
});
