/** Every word that the pad shows; the server may send others for the same keys. */

export const words = {
  stage: "Back of the patient: patient's left is on your left",
  tools: "Tools", options: "Options of the tool",
  mark: "Mark", zone: "Zone", exclusion: "Exclusion", select: "Select", delete: "Delete", undo: "Undo", redo: "Redo",
  fit: "Fit", zoom: "Zoom", play: "Order", layers: "Layers",
  tender_point: "Tender point", trigger_point: "Trigger point", tender_short: "Tender", trigger_short: "Trigger",
  zone_title: "Zone", intensity: "Intensity",
  off_back: "That is off the back: tap inside its outline",
  off_back_move: "That is off the back: the point stays where it was",
  off_back_zone: "That outline lies off the back: draw it on the back",
  too_small: "Draw a larger outline: it needs at least three corners",
  crosses: "The outline crosses itself",
  keep_mended: "Keep the mended outline", draw_again: "Draw again",
  selected_instead: "There is a point here: it is selected, none was added",
  nothing_selected: "Select a point, zone or exclusion first",
  nothing_back: "Nothing to undo", nothing_forward: "Nothing to redo",
  close_outline: "Close outline", drop_corner: "Remove corner", outline_hint: "Draw round it, or tap its corners",
  select_hint: "Tap a point, a zone or an injection. Drag moves it; drag beside it moves the picture",
  left: "L", right: "R", patient_left: "patient's left", patient_right: "patient's right",
  zoom_in: "Zoom in", zoom_out: "Zoom out", zoom_marked: "Plan", close: "Close", targets: "Targets", margin: "Margin",
  play_start: "Play", play_pause: "Pause", play_speed: "Speed", play_scrubber: "Place in the order",
  play_empty: "No injections yet", injection: "Injection", pass: "Pass", of: "of",
  elsewhere: "This desk was also changed elsewhere: both changes are shown",
  both_changed: "another tablet changed it too. Theirs · yours:", keep_theirs: "Keep theirs", keep_mine: "Keep yours", keep_both: "Keep both",
  removed_here: "you removed it, another tablet changed it", removed_there: "another tablet removed it, you changed it",
  keep_it: "Keep it", remove_it: "Remove it",
  waiting: "Not saved yet",
  let_go: "Changes of this desk that were not saved, however often the page was loaded, are let go. Look whether all marks are there",
  stopped: "This page has stopped, and is loaded anew as soon as the server answers.",
  stopped_again: "This page has stopped. Load it anew when you are ready.",
  marks_come_back: "Marks that were not saved come back.",
  look_at_last_tap: "Look then whether your last tap was taken. What was typed about a skip is lost.",
  typed_comes_back: "Words of some forms come back: look whether yours do.", load_anew: "Load it now",
  no_line: "No connection to the server, trying again.",
  marks_stay: "Marks stay on this screen and are saved once it is back; what is beside the map waits until then.",
  nothing_heard: "The page waits until it is back: look then whether your last tap was taken.",
  last_time: "Last time", still_there: "Still there, intensity", gone: "Gone", found_again: "found again", goes_to: "goes to target",
  press_today: "still there? Press 0 to 10 as it feels today; 0 stays in the plan",
  depth: "depth", angle: "angle", inserted: "inserted", length: "length",
};

/** Return the server's word for a key, or ours. */
export function say(key, labels) {
  return labels?.[key] ?? words[key] ?? key;
}
