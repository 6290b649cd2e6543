/** The entry that Streamlit calls: once for each mount, and again for every new `data`. */

import { TouchPad } from "./touch_pad.js";

const pads = new WeakMap();

export default function ({ data, parentElement, setStateValue }) {
  const root = parentElement.querySelector(".mp-root");
  if (!pads.has(root)) pads.set(root, new TouchPad(root));
  const pad = pads.get(root);
  root.__pad = pad;
  pad.update(data, setStateValue);
  // Streamlit also cleans up after calls that newer data has overtaken: only a pad that left the page may go.
  return () => setTimeout(() => {
    if (root.isConnected) return;
    pads.delete(root);
    pad.destroy();
  }, 0);
}
