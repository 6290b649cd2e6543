/** Line icons of the bar, drawn on a 24 x 24 sheet. */

import { svg } from "./elements.js";

const PATHS = {
  mark: "M12 3v4M12 17v4M3 12h4M17 12h4M12 12m-5 0a5 5 0 1 0 10 0a5 5 0 1 0-10 0M12 12h.01",
  zone: "M5 8l6-4 8 3 1 8-6 5-8-2z",
  exclusion: "M12 12m-8.5 0a8.5 8.5 0 1 0 17 0a8.5 8.5 0 1 0-17 0M6 6l12 12",
  select: "M6 3l12 9-5.5 1L16 20l-2.6 1.2L10 14.3 6 18z",
  delete: "M4 7h16M9 7V4h6v3M6.5 7l1 13h9l1-13M10 11v5M14 11v5",
  undo: "M9 14L4 9l5-5M4 9h9.5a6.5 6.5 0 0 1 0 13H11",
  redo: "M15 14l5-5-5-5M20 9h-9.5a6.5 6.5 0 0 0 0 13H13",
  fit: "M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5",
  zoom: "M10.5 10.5m-6.5 0a6.5 6.5 0 1 0 13 0a6.5 6.5 0 1 0-13 0M15.5 15.5L21 21M7.5 10.5h6M10.5 7.5v6",
  play: "M7 4l13 8-13 8z",
  pause: "M8 5v14M16 5v14",
  layers: "M12 3l9 5-9 5-9-5zM3 12.5l9 5 9-5M3 17l9 5 9-5",
  close: "M6 6l12 12M18 6L6 18",
};

export function icon(name) {
  return svg("svg", { class: "mp-icon", viewBox: "0 0 24 24", "aria-hidden": "true" }, svg("path", { d: PATHS[name] }));
}
