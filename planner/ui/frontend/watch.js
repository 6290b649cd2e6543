/** Looks after the page that it is on, whichever it is: its line, whether it stands, what was erased, what is being typed. */

import { forgetElsewhere } from "./chosen.js";
import { loadEmptyPagesAnew } from "./empty_page.js";
import { Erasures } from "./erasures.js";
import { watchLine } from "./line.js";
import { watchOver } from "./revive.js";
import { keepTappedInView, letKeysScroll, showUnfolded } from "./scrolling.js";
import { keepTyped } from "./typed.js";
import { keepWayBack } from "./way_back.js";

// A tap on a treatment's map that the server did not hear is kept nowhere.
const AFTER_STOP = { plan: "marks_come_back", treat: "look_at_last_tap" };
const WITHOUT_LINE = { plan: "marks_stay" };

const LOOK_MS = 1000;

const erasures = new Erasures();
setInterval(forgetElsewhere, LOOK_MS);
letKeysScroll();
showUnfolded();
keepTappedInView();
keepWayBack();
loadEmptyPagesAnew();

export default function ({ data, setTriggerValue }) {
  const page = window.location.pathname.split("/").pop();
  watchOver(AFTER_STOP[page] ?? "typed_comes_back");
  const runAgain = () => setTriggerValue("again", Date.now());
  watchLine(WITHOUT_LINE[page] ?? "nothing_heard", runAgain);
  erasures.update(data, runAgain);
  keepTyped(data.forms);
}
