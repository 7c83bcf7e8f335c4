// The board works by its buttons; this lets a card be dragged, or moved with the arrow keys.
const board = document.querySelector("[data-module=board]");
const says = document.querySelector("[data-module=board-says]");
const stages = [...board.querySelectorAll(".stage")];
let held = null;
let over = null;

const stageOf = (card) => card.closest(".stage");
const say = (text, stage) => {
  says.textContent = text.replace("{stage}", stage ? stage.dataset.label : "");
};

function point(stage) {
  if (over) over.classList.remove("stage-over");
  over = stage;
  if (over) over.classList.add("stage-over");
}

function pickUp(card) {
  held = card;
  card.classList.add("held");
}

function letGo() {
  if (held) held.classList.remove("held");
  held = null;
  point(null);
}

// The same form as the button's, with another stage in it.
function putDown() {
  const [card, stage] = [held, over];
  letGo();
  if (!card || !stage || stage === stageOf(card)) return say(says.dataset.left);
  say(says.dataset.saving, stage);
  const form = card.querySelector("form");
  form.elements.stage.value = stage.dataset.stage;
  form.submit();
}

function byKey(event, card, handle) {
  const step = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 }[event.key];
  if (event.key === "Enter" || event.key === " ") {
    if (held) putDown();
    else {
      pickUp(card);
      point(stageOf(card));
      say(says.dataset.to, over);
    }
  } else if (held && step) {
    const next = stages[stages.indexOf(over) + step];
    if (next) point(next);
    over.scrollIntoView({ block: "nearest", inline: "nearest" });
    say(says.dataset.to, over);
  } else if (held && (event.key === "Escape" || event.key === "Tab")) {
    letGo();
    say(says.dataset.left);
    if (event.key === "Tab") return;
  } else return;
  event.preventDefault();
  handle.focus({ preventScroll: true });
}

for (const card of board.querySelectorAll(".applicant")) {
  const name = card.querySelector("h3").textContent;
  const handle = document.createElement("button");
  handle.type = "button";
  handle.className = "as-link handle";
  handle.textContent = board.dataset.move;
  handle.setAttribute("aria-label", `${board.dataset.move}: ${name}`);
  handle.setAttribute("aria-describedby", "how-to-move");
  handle.addEventListener("keydown", (event) => byKey(event, card, handle));
  card.querySelector("form").append(handle);
  card.draggable = true;
  card.addEventListener("dragstart", (event) => {
    event.dataTransfer.setData("text/plain", "");
    event.dataTransfer.effectAllowed = "move";
    pickUp(card);
  });
  card.addEventListener("dragend", letGo);
}

for (const stage of stages) {
  stage.addEventListener("dragover", (event) => {
    if (!held) return;
    event.preventDefault();
    if (over !== stage) point(stage);
  });
  stage.addEventListener("drop", (event) => {
    event.preventDefault();
    putDown();
  });
}
