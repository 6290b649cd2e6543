/** The document of one case: what is on the pad, how it came there, and its sequence number. Each pad signs its own. */

import { EMPTY, everything, withExclusions, withFindings, without } from "./content.js";
import { lineageOf, others } from "./lineage.js";
import { meet, served } from "./meeting.js";
import { findUnsent, goOnWith } from "./unsent.js";

const MOST_STEPS_BACK = 200;
const documents = new Map();

/** Return the document of a case; it outlives the component, so that a remount loses no edit, and a reload none unsent. */
export function documentOf(caseId) {
  if (!documents.has(caseId)) documents.set(caseId, opened(new PadDocument(caseId), findUnsent(caseId)));
  return documents.get(caseId);
}

/** Return the document, gone on with from what was kept of it before the page was loaded, if anything was. */
export function opened(document, unsent) {
  if (unsent) goOnWith(document, unsent);
  return document;
}

export class PadDocument {
  constructor(caseId) {
    this.case = caseId;
    this.seq = 0;
    this.lastOwn = 0; // no two states of ours ever have one number
    this.editsSeen = 0;
    this.idsUsed = { p: 0, z: 0, x: 0 };
    this.content = EMPTY;
    this.past = []; // the states that undo goes back to, each with the number that it had
    this.future = [];
    this.writer = newWriter();
    this.signer = ""; // whose document this is: nobody's or another pad's, until something is changed on it
    this.agreed = { seq: 0, writer: "", content: EMPTY, included: {} }; // what the server is known to have had
    this.told = { seq: 0, writer: "" }; // what it said last that it has: older, if it lost or never heard of the rest
    this.since = []; // our states after what is agreed, each with its number and the name it went up under
    this.loads = 0; // how often the page was loaded since
    this.hasLetGo = false; // of what was kept, after too many loads, and has not said so yet
  }

  /**
   * Meet what the server has: its document, what was typed beside the pad and waits to be put into it, and which number
   * of which pad it has kept. Our changes are put on it. Returns null, or what `meeting.meet` says if it is to be sent.
   */
  meet(copy, ack, ackWriter = copy?.writer ?? this.writer, edits = []) {
    this.agreeUpTo(ack, ackWriter);
    if (!copy || copy.case !== this.case) return null;
    const isSaved = copy.seq === ack && (copy.writer ?? "") === ackWriter;
    return meet(this, served(copy, edits), isSaved);
  }

  /** Return up to which number ours is safe, if the server has kept that number of that pad. */
  safeUpTo(ack, ackWriter = this.writer) {
    if (ackWriter === this.writer || !this.since.length) return ack;
    return Math.min(ack, this.seq - 1);
  }

  /** Put the thing `otherId`, as it is by now, in the place of the thing of that id, in one step. */
  replaceBoth(id, otherId) {
    const other = this.find(otherId);
    const settled = (all) => all.filter((one) => one.id !== other.id).map((one) => (one.id === id ? { ...other, id } : one));
    const { findings, exclusions, ghosts } = this.content;
    this.commit({ findings: settled(findings), exclusions: settled(exclusions), ghosts });
  }

  /** Take the server's document as it is: nothing of ours is to be put on it. */
  takeAsTheirs({ content, seq, writer }) {
    Object.assign(this, { content, seq, signer: writer, past: [], future: [] });
    this.noteIds();
  }

  /** The server has what we wrote, up to that number; before a reload we wrote under another name. */
  agreeUpTo(ack, writer = this.writer) {
    const known = this.since.filter((one) => one.writer === writer && one.seq <= ack).pop();
    if (!known) return;
    this.agreed = { ...known, included: lineageOf(this.agreed) };
    this.told = { seq: known.seq, writer };
    this.since = this.since.slice(this.since.indexOf(known) + 1);
    this.loads = 0;
  }

  /** Number the state that the document has come to, behind what it was made from. */
  countAs(content, after = 0) {
    this.lastOwn = Math.max(this.seq, this.lastOwn, after) + 1;
    Object.assign(this, { content, seq: this.lastOwn, signer: this.writer });
    this.since.push({ seq: this.seq, writer: this.writer, content });
    this.noteIds();
  }

  find(id) {
    return everything(this.content).find((one) => one.id === id);
  }

  /** A ghost is a finding of the session before: a finding put under its id confirms it. */
  isGhost(id) {
    return this.content.ghosts.some((one) => one.id === id);
  }

  isExclusion(id) {
    return this.content.exclusions.some((one) => one.id === id);
  }

  /** Return an id that this case never used: p1 for points, z1 for zones, x1 for exclusions. */
  newId(letter) {
    this.idsUsed[letter] += 1;
    return `${letter}${this.idsUsed[letter]}`;
  }

  /** Return what gives new ids to things that cannot keep theirs, to one thing always the same. */
  namer() {
    const names = new Map();
    return (letter, id) => {
      if (!names.has(id)) names.set(id, this.newId(letter));
      return names.get(id);
    };
  }

  putFinding(finding) {
    return this.putFindings([finding])[0];
  }

  putFindings(findings) {
    const named = findings.map((one) => ({ ...one, id: one.id || this.newId(one.kind === "zone" ? "z" : "p") }));
    this.commit(withFindings(this.content, named));
    return named.map((one) => one.id);
  }

  putExclusions(exclusions) {
    const named = exclusions.map((one) => ({ ...one, id: one.id || this.newId("x") }));
    this.commit(withExclusions(this.content, named));
    return named.map((one) => one.id);
  }

  remove(id) {
    this.commit(without(this.content, id));
  }

  commit(content) {
    this.keepAsPast();
    this.future = [];
    this.countAs(content);
  }

  /** Undo goes back to what the document is now. */
  keepAsPast() {
    this.past = [...this.past, { seq: this.seq, content: this.content }].slice(-MOST_STEPS_BACK);
  }

  undo() {
    if (!this.past.length) return false;
    this.future = [...this.future, this.content];
    const { content } = this.past[this.past.length - 1];
    this.past = this.past.slice(0, -1);
    this.countAs(content);
    return true;
  }

  redo() {
    if (!this.future.length) return false;
    this.keepAsPast();
    const content = this.future[this.future.length - 1];
    this.future = this.future.slice(0, -1);
    this.countAs(content);
    return true;
  }

  noteIds(content = this.content) {
    for (const { id } of everything(content)) {
      const [, letter, number] = /^([pzx])(\d+)$/.exec(id) ?? [];
      if (letter) this.idsUsed[letter] = Math.max(this.idsUsed[letter], Number(number));
    }
  }

  /** Return the whole document as it goes up to the server. */
  toWire(bodyKey, palpationKey = null) {
    const lineage = this.signer === this.writer ? lineageOf(this.agreed) : this.agreed.included;
    return {
      case: this.case, seq: this.seq, writer: this.signer, base: this.told.seq, base_writer: this.told.writer,
      included: others(lineage, this.signer), edits_seen: this.editsSeen, body_key: bodyKey, palpation_key: palpationKey,
      ...this.content,
    };
  }
}

/** Return a name for this pad on this page: two pads never have the same. */
function newWriter() {
  return Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
