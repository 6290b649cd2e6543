/** The pad: holds what is chosen, turns gestures into changes of the document, and redraws. */

import { Bar } from "./bar.js";
import { Card } from "./card.js";
import { Disputes } from "./disputes.js";
import { documentOf } from "./document.js";
import { Gestures } from "./gestures.js";
import { listenToKeys } from "./keys.js";
import { describePlace } from "./place.js";
import { PlayThrough } from "./play.js";
import { Courier } from "./protocol.js";
import { Sheet } from "./sheet.js";
import { Spot } from "./spot.js";
import { Toast } from "./toast.js";
import { makeTools } from "./tools.js";
import { keepUnsent, sayLetGo } from "./unsent.js";
import { say, words } from "./words.js";

const CHROME_PX = 16;
const FINDINGS = "Findings";
const CHANGING = new Set(["mark", "zone", "exclusion", "select"]);

export class TouchPad extends Sheet {
  constructor(root) {
    super(words.stage);
    Object.assign(this, { root, tool: "mark", said: "" });
    this.toast = new Toast();
    this.play = new PlayThrough(this.stage.canvas, this.view, () => this.showPlay());
    this.tools = makeTools(this);
    this.bar = new Bar(this);
    this.card = new Card(this);
    this.spot = new Spot(this);
    this.disputes = new Disputes(this);
    this.courier = new Courier(() => this.document.toWire(this.body.key, this.showsPalpation ? this.palpation.key : null));
    this.layer.onPainted = () => this.courier.tellDrawn();
    this.stage.element.append(this.palpation.element, this.card.element, this.toast.element);
    root.replaceChildren(this.bar.element, this.stage.element);
    this.gestures = new Gestures(this.stage.surface, this.hand());
    listenToKeys(this.stage.surface, this);
    this.sizes = new ResizeObserver(() => this.resize());
    this.sizes.observe(this.stage.element);
  }

  get acked() {
    return this.courier.acked;
  }

  get layers() {
    return this.data.layers ?? [];
  }

  get showsPalpation() {
    return this.layers.some((layer) => layer.on_request && !this.layer.hidden.has(layer.id));
  }

  word(key) {
    return say(key, this.data.labels);
  }

  /** Take new data from the server. */
  update(data, setStateValue) {
    const isFirst = !this.data.case;
    this.data = data;
    this.changeCase(data.case);
    const met = this.document.meet(data.doc, data.ack ?? 0, data.ack_writer, data.edits);
    const { isMissingBody, isNewPlan } = this.take(data);
    keepUnsent(this.document);
    this.courier.receive(data, setStateValue, this.document);
    if (!isNewPlan && !this.layer.isDrawing) this.courier.tellDrawn();
    // Asked for once a body: a server that cannot send it must not be asked in a loop.
    const isToAsk = isMissingBody && this.askedFor !== data.body.key;
    if (isToAsk) this.askedFor = data.body.key;
    if (isToAsk || met) this.courier.send();
    if (isFirst) this.begin();
    if (isNewPlan) Object.assign(this, { pickedInjection: -1 }).play.setOrder(this.order);
    if (met?.isBoth || met?.disputes.length) this.disputes.met(met);
    this.sayRefusal();
    sayLetGo(this.document, this);
    this.spot.update();
    this.applyLook();
    this.render();
  }

  changeCase(id) {
    if (this.document.case === id) return;
    this.document = documentOf(id);
    this.disputes.drop();
    this.courier.acked = 0;
    Object.assign(this, { selected: "", pickedInjection: -1, ghost: null, preview: null, isDragging: false });
  }

  begin() {
    for (const layer of this.layers) if (layer.on === false) this.layer.hidden.add(layer.id);
    this.exclusionKind = this.exclusionKinds[0]?.id ?? "";
    this.layer.load(this.data.plotly_url);
  }

  /** Say what the server refused, once; a crossing outline is offered mended and taken out until the user chooses. */
  sayRefusal() {
    const { refused = "", mended } = this.data;
    const refusal = refused && `${refused} ${mended?.id ?? ""}`;
    if (refusal === this.said) return;
    this.said = refusal;
    const crossing = mended && this.document.find(mended.id);
    if (crossing) this.askInstead(crossing, mended.outlines);
    else if (refused) this.toast.say(refused);
  }

  askInstead(crossing, outlines) {
    const isExclusion = this.document.isExclusion(crossing.id);
    this.document.remove(crossing.id);
    this.ask([crossing.outline_mm], outlines, (kept) => (isExclusion
      ? this.addExclusions(kept, crossing) : this.addZones(kept, crossing)));
    this.changed();
  }

  applyLook() {
    this.root.classList.toggle("mp-dark", Boolean(this.data.dark));
    this.root.style.setProperty("--mp-chrome", `${this.data.chrome_px ?? CHROME_PX}px`);
  }

  chooseTool(tool) {
    this.tools[this.tool].leave();
    if (this.tool === "play") this.play.pause();
    this.tool = tool;
    // Nobody marks on a map that hides her marks.
    if (CHANGING.has(tool)) this.layer.hidden.delete(FINDINGS);
    if (tool !== "select") this.select("");
    this.render();
  }

  choose(choice) {
    Object.assign(this, choice);
    this.render();
  }

  /** The document changed: show it in this frame, and send it. */
  changed() {
    if (this.selected && !this.document.find(this.selected)) this.selected = "";
    this.render();
    keepUnsent(this.document);
    this.courier.send();
  }

  // --- showing -----------------------------------------------------------------------------------

  /** Return what the fingers do: the chosen tool hears taps and drags, two fingers always move the picture. */
  hand() {
    const tool = () => this.tools[this.tool];
    return {
      tap: (at) => tool().tap(at),
      hold: (at) => tool().hold(at),
      dragStart: (at) => tool().dragStart(at),
      dragMove: (at) => tool().dragMove(at),
      dragEnd: (at) => tool().dragEnd(at),
      cancel: () => tool().cancel(),
      pinchStart: () => {},
      pinchMove: (factor, middle, moved) => this.pinch(factor, middle, moved),
      pinchEnd: () => this.settle(),
      wheel: (factor, at) => this.wheel(factor, at),
    };
  }

  /** Return the injections right on a place, each with the colour of its target. */
  injectedAt(u, v) {
    if (this.layer.hidesRole("injection")) return [];
    const colours = Object.fromEntries(this.targets.map((target) => [target.id, target.colour]));
    return this.order.at(u, v).map((one) => ({ ...one, colour: colours[one.target] ?? "var(--mp-chosen)" }));
  }

  /** Say where the moved point is; between moves, where the place is that the server points at. */
  readPlace(one) {
    const said = one && !one.outline_mm ? describePlace(this.body, one.u_mm, one.v_mm) : this.spot.words;
    this.stage.readout.hidden = !said;
    this.stage.readout.textContent = said;
  }

  toggleLayer(id) {
    const isShown = this.layer.hidden.delete(id);
    if (!isShown) this.layer.hidden.add(id);
    if (isShown && this.layers.find((layer) => layer.id === id)?.on_request) this.askForMap();
    else this.layer.draw();
    this.render();
  }

  askForMap() {
    this.palpation.await();
    this.showPlan();
    this.courier.send();
  }

  showPlay() {
    if (this.tool !== "play") return;
    this.stage.showHead(this.play.head());
    this.bar.update();
  }

  resize() {
    const { clientWidth, clientHeight } = this.stage.element;
    if (!clientWidth || !clientHeight) return;
    this.view.resize(clientWidth, clientHeight);
    this.settle();
  }

  /** The picture stands still: draw everything for the new view. */
  settle() {
    this.layer.draw();
    this.render();
  }

  render() {
    const corners = this.tools[this.tool].corners ?? [];
    this.draw({ hides: (role) => this.layer.hidesRole(role), hidesFindings: this.layer.hidden.has(FINDINGS), content: this.content, selected: this.selected, stroke: this.stroke, ghost: this.ghost, corners,
      labels: this.data.labels, injectedAt: (u, v) => this.injectedAt(u, v), exclusionTitle: (id) => this.exclusionKinds.find((kind) => kind.id === id)?.title ?? id });
    this.root.dataset.tool = this.tool;
    this.stage.canvas.hidden = this.tool !== "play";
    if (this.tool === "play") this.play.draw();
    this.stage.showHead(this.tool === "play" ? this.play.head() : null);
    this.stage.pending.textContent = this.word("waiting");
    this.stage.pending.classList.toggle("mp-shown", this.document.seq > this.acked);
    this.palpation.showLegend(this.showsPalpation);
    this.bar.update();
    this.card.update();
  }

  // --- for tests: places of the page ---------------------------------------------------------------

  /** Return the page pixel of a tape place. */
  toPx(u, v) {
    const box = this.stage.surface.getBoundingClientRect();
    const [px, py] = this.toStagePx(u, v);
    return [px + box.left, py + box.top];
  }

  /** Return the tape place under a page pixel. */
  toTape(px, py) {
    const box = this.stage.surface.getBoundingClientRect();
    return this.tapeAt([px - box.left, py - box.top]);
  }

  destroy() {
    this.courier.stop();
    this.sizes.disconnect();
    this.play.pause();
    clearTimeout(this.wheelTimer);
    this.layer.destroy();
  }
}
