/** The pad's own bar: the tools, and below them what the chosen tool needs. No press here goes to the server by itself. */

import { ButtonRow } from "./button_row.js";
import { html } from "./elements.js";
import { intensityItems } from "./intensity.js";
import { PlayControls } from "./play_controls.js";

const TOOLS = ["mark", "zone", "exclusion", "select"];

export class Bar {
  constructor(pad) {
    this.pad = pad;
    this.tools = new ButtonRow(pad.word("tools"), "mp-tools");
    this.options = new ButtonRow(pad.word("options"), "mp-options");
    this.controls = new PlayControls(pad.play, (key) => pad.word(key));
    this.hint = html("p", { class: "mp-hint" });
    this.context = html("div", { class: "mp-context" }, this.options.element, this.controls.element, this.hint);
    this.element = html("div", { class: "mp-bar" }, this.tools.element, this.context);
  }

  update() {
    const { pad } = this;
    this.tools.show(this.toolItems());
    const isPlaying = pad.tool === "play";
    this.controls.element.hidden = !isPlaying;
    this.options.element.hidden = isPlaying || pad.tool === "select";
    this.hint.hidden = pad.tool !== "select";
    this.hint.textContent = pad.word("select_hint");
    if (isPlaying) this.controls.update();
    else this.options.show(this[pad.tool]?.() ?? []);
  }

  toolItems() {
    const { pad } = this;
    const { past, future } = pad.document;
    const item = (id, extra) => ({ id, label: pad.word(id), icon: id, look: "mp-tool", ...extra });
    const tool = (id) => item(id, { pressed: pad.tool === id, onPress: () => pad.chooseTool(id) });
    const later = ["zoom", "play", ...(pad.layers.length ? ["layers"] : [])];
    return [
      ...TOOLS.map(tool),
      item("delete", { disabled: !pad.selected, onPress: () => pad.removeSelected() }),
      item("undo", { disabled: !past.length, onPress: () => pad.undo() }),
      item("redo", { disabled: !future.length, onPress: () => pad.redo() }),
      item("fit", { onPress: () => pad.fit() }),
      ...later.map(tool),
    ];
  }

  mark() {
    const { pad } = this;
    const kinds = ["tender_point", "trigger_point"].map((kind) => ({
      id: kind, label: pad.word(kind), text: pad.word(kind === "tender_point" ? "tender_short" : "trigger_short"),
      look: `mp-kind mp-kind-${kind}`, pressed: pad.pointKind === kind, onPress: () => pad.choose({ pointKind: kind }),
    }));
    return [...kinds, ...this.intensities()];
  }

  intensities() {
    return intensityItems(this.pad.intensity, this.pad.word("intensity"), (value) => this.pad.choose({ intensity: value }));
  }

  zone() {
    return [...this.corners(), ...this.intensities()];
  }

  exclusion() {
    const { pad } = this;
    return [...this.corners(), ...pad.exclusionKinds.map((kind) => ({
      id: `kind-${kind.id}`, label: kind.title, pressed: pad.exclusionKind === kind.id,
      onPress: () => pad.choose({ exclusionKind: kind.id }),
    }))];
  }

  corners() {
    const { pad } = this;
    const tool = pad.tools[pad.tool];
    if (!tool.corners.length) return [];
    return [
      { id: "close-outline", label: pad.word("close_outline"), look: "mp-primary", disabled: tool.corners.length < 3,
        onPress: () => tool.corners.length >= 3 && tool.close() },
      { id: "drop-corner", label: pad.word("drop_corner"), onPress: () => tool.dropCorner() },
    ];
  }

  zoom() {
    const { pad } = this;
    return [
      { id: "zoom-in", label: pad.word("zoom_in"), text: "+", look: "mp-step", onPress: () => pad.zoomBy(1.5) },
      { id: "zoom-out", label: pad.word("zoom_out"), text: "−", look: "mp-step", onPress: () => pad.zoomBy(1 / 1.5) },
      { id: "zoom-marked", label: pad.word("zoom_marked"), disabled: !pad.isMarked, onPress: () => pad.showMarked(pad.content) },
      ...(pad.body.regions ?? []).map((region) => ({
        id: `region-${region.id}`, ...pad.regionWords(region), onPress: () => pad.showRegion(region),
      })),
    ];
  }

  layers() {
    const { pad } = this;
    return pad.layers.map((layer) => ({
      id: `layer-${layer.id}`, label: layer.title, pressed: !pad.layer.hidden.has(layer.id),
      onPress: () => pad.toggleLayer(layer.id),
    }));
  }
}
