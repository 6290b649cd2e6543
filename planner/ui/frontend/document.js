/** The document of one case: what is on the pad, how it came there, and its sequence number. Each pad signs its own. */

import { merge } from "./merging.js";

const EMPTY = Object.freeze({ findings: Object.freeze([]), exclusions: Object.freeze([]), ghosts: Object.freeze([]) });
const MOST_STEPS_BACK = 200;
const documents = new Map();

/** Return the document of a case; it outlives the component, so that a remount loses no edit. */
export function documentOf(caseId) {
  if (!documents.has(caseId)) documents.set(caseId, new PadDocument(caseId));
  return documents.get(caseId);
}

export class PadDocument {
  constructor(caseId) {
    this.case = caseId;
    this.seq = 0;
    this.editsSeen = 0;
    this.idsUsed = { p: 0, z: 0, x: 0 };
    this.idsOfEdits = new Set();
    this.content = EMPTY;
    this.past = [];
    this.future = [];
    this.writer = newWriter();
    this.signer = this.writer; // whose document this is: another pad's, until something is changed on it
    this.agreed = { seq: 0, writer: "", content: EMPTY }; // what the server is known to have had
    this.since = []; // our states after that, each with its number
  }

  /**
   * Meet what the server has. If it was changed elsewhere while we had changes of our own, ours are put on it, and what
   * both changed is returned as `{ disputes }`; otherwise null.
   */
  meet(copy, ack, ackWriter = this.writer) {
    if (!copy || copy.case !== this.case || (copy.writer ?? "") === this.writer) {
      if (ackWriter === this.writer) this.agreeUpTo(ack);
      return null;
    }
    this.agreeUpTo(copy.included?.[this.writer] ?? 0); // their changes are changes of that state of ours
    const theirs = { seq: copy.seq, writer: copy.writer ?? "", content: contentOf(copy) };
    const isKnown = theirs.seq === this.agreed.seq && theirs.writer === this.agreed.writer;
    const hasForgotten = theirs.seq < this.agreed.seq;
    const isNews = !isKnown && !hasForgotten; // what it has forgotten it gets again
    const isMerged = isNews && this.since.length > 0;
    if (isNews) this.editsSeen = Math.max(this.editsSeen, copy.edits_seen ?? 0);
    const met = isMerged ? this.mergedWith(theirs.content) : null;
    if (met) this.take(met.content, theirs, Math.max(this.seq, copy.seq) + 1);
    else if (isNews) this.take(theirs.content, theirs, copy.seq);
    this.agreed = theirs;
    return met;
  }

  mergedWith(content) {
    this.noteIds(content);
    return merge(this.agreed.content, this.content, content, (letter) => this.newId(letter));
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

  take(content, theirs, seq) {
    Object.assign(this, { content, seq, future: [] });
    const isUnchanged = content === theirs.content;
    this.signer = isUnchanged ? theirs.writer : this.writer;
    this.past = isUnchanged ? [] : [theirs.content];
    this.since = isUnchanged ? [] : [{ seq, content }];
    this.noteIds();
  }

  /** The server has what we wrote, up to that number. */
  agreeUpTo(ack) {
    const known = this.since.filter(({ seq }) => seq <= ack).pop();
    if (!known) return;
    this.agreed = { ...known, writer: this.writer };
    this.since = this.since.filter(({ seq }) => seq > ack);
  }

  /** Number the state that the document has come to. */
  count() {
    this.seq += 1;
    this.signer = this.writer;
    this.since.push({ seq: this.seq, content: this.content });
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

  putFinding(finding) {
    const id = finding.id || this.newId(finding.kind === "zone" ? "z" : "p");
    this.commit({ ...this.content, findings: put(this.content.findings, { ...finding, id }), ghosts: this.ghostsBut(id) });
    return id;
  }

  putFindings(findings) {
    const named = findings.map((one) => ({ ...one, id: one.id || this.newId(one.kind === "zone" ? "z" : "p") }));
    const ghosts = this.content.ghosts.filter((ghost) => !named.some((one) => one.id === ghost.id));
    this.commit({ ...this.content, findings: named.reduce(put, this.content.findings), ghosts });
    return named.map((one) => one.id);
  }

  putExclusions(exclusions) {
    const named = exclusions.map((one) => ({ ...one, id: one.id || this.newId("x") }));
    this.commit({ ...this.content, exclusions: named.reduce(put, this.content.exclusions) });
    return named.map((one) => one.id);
  }

  remove(id) {
    const others = (all) => all.filter((one) => one.id !== id);
    const { findings, exclusions } = this.content;
    this.commit({ findings: others(findings), exclusions: others(exclusions), ghosts: this.ghostsBut(id) });
  }

  ghostsBut(id) {
    return this.content.ghosts.filter((one) => one.id !== id);
  }

  commit(content) {
    this.past = [...this.past, this.content].slice(-MOST_STEPS_BACK);
    this.future = [];
    this.content = content;
    this.count();
    this.noteIds();
  }

  undo() {
    if (!this.past.length) return false;
    this.future = [...this.future, this.content];
    this.content = this.past[this.past.length - 1];
    this.past = this.past.slice(0, -1);
    this.count();
    return true;
  }

  redo() {
    if (!this.future.length) return false;
    this.past = [...this.past, this.content];
    this.content = this.future[this.future.length - 1];
    this.future = this.future.slice(0, -1);
    this.count();
    return true;
  }

  /**
   * Apply the server's edits that were not applied yet, in order, each one step of undo; tell whether there were any.
   * `copy` is the document that the server had when it made them.
   */
  applyEdits(edits = [], copy = null) {
    const fresh = edits.filter((edit) => edit.n > this.editsSeen).sort((a, b) => a.n - b.n);
    for (const edit of fresh) {
      if (edit.op === "put_finding") this.putFinding(this.distinct(edit.finding, copy));
      else if (edit.op === "put_exclusion") this.putExclusions([this.distinct(edit.exclusion, copy)]);
      else if (edit.op === "remove") this.remove(edit.id);
      this.editsSeen = edit.n;
    }
    return fresh.length > 0;
  }

  /** The server may have given a new thing an id that a finger took meanwhile: the edit then gets another one. */
  distinct(one, copy) {
    const known = copy ? everything(contentOf(copy)) : [];
    const isTaken = one.id && this.find(one.id) && !known.some((other) => other.id === one.id);
    if (isTaken && !this.idsOfEdits.has(one.id)) return { ...one, id: "" };
    this.idsOfEdits.add(one.id);
    return one;
  }

  noteIds(content = this.content) {
    for (const { id } of everything(content)) {
      const [, letter, number] = /^([pzx])(\d+)$/.exec(id) ?? [];
      if (letter) this.idsUsed[letter] = Math.max(this.idsUsed[letter], Number(number));
    }
  }

  /** Return the whole document as it goes up to the server. */
  toWire(bodyKey, palpationKey = null) {
    return {
      case: this.case, seq: this.seq, writer: this.signer, base: this.agreed.seq, base_writer: this.agreed.writer,
      edits_seen: this.editsSeen, body_key: bodyKey, palpation_key: palpationKey, ...this.content,
    };
  }
}

/** Return a name for this pad on this page: two pads never have the same. */
function newWriter() {
  return Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function contentOf({ findings = [], exclusions = [], ghosts = [] }) {
  return { findings, exclusions, ghosts };
}

function everything({ findings, exclusions, ghosts }) {
  return [...findings, ...exclusions, ...ghosts];
}

function put(all, one) {
  const at = all.findIndex((other) => other.id === one.id);
  return at < 0 ? [...all, one] : all.map((other, i) => (i === at ? one : other));
}
