/** The keyboard on the stage: arrows move what is selected, or the picture. */

const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const PAN_PX = 40;

export function listenToKeys(surface, pad) {
  surface.addEventListener("keydown", (event) => {
    if (act(event, pad)) event.preventDefault();
  });
}

function act(event, pad) {
  const { key } = event;
  const isCommand = event.ctrlKey || event.metaKey;
  if (isCommand && key.toLowerCase() === "z") return done(event.shiftKey ? pad.redo() : pad.undo());
  if (isCommand && key.toLowerCase() === "y") return done(pad.redo());
  if (isCommand || event.altKey) return false;
  if (ARROWS[key]) return done(arrow(ARROWS[key], event.shiftKey ? 10 : 1, pad));
  if (key === "Delete" || key === "Backspace") return done(pad.removeSelected());
  if (key === "Escape") return done(pad.select(""));
  if (key === "+" || key === "=") return done(pad.zoomBy(1.25));
  if (key === "-") return done(pad.zoomBy(0.8));
  if (key === "0") return done(pad.fit());
  return false;
}

function done() {
  return true;
}

function arrow([right, down], mm, pad) {
  const one = pad.selected && pad.document.find(pad.selected);
  if (!one) {
    pad.pan(-right * PAN_PX, -down * PAN_PX);
    pad.settle();
  } else pad.nudge(one, right * mm, down * mm);
}
