/** The document of one case: what is on the pad, how it came there, and its sequence number. The pad is its one writer. */

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
  }

  /** Take the server's copy if it is newer than ours; tell whether it was taken. */
  adopt(copy) {
    if (!copy || copy.case !== this.case || !(copy.seq > this.seq)) return false;
    this.seq = copy.seq;
    this.editsSeen = Math.max(this.editsSeen, copy.edits_seen ?? 0);
    this.content = contentOf(copy);
    this.noteIds();
    this.past = [];
    this.future = [];
    return true;
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
    this.seq += 1;
    this.noteIds();
  }

  undo() {
    if (!this.past.length) return false;
    this.future = [...this.future, this.content];
    this.content = this.past[this.past.length - 1];
    this.past = this.past.slice(0, -1);
    this.seq += 1;
    return true;
  }

  redo() {
    if (!this.future.length) return false;
    this.past = [...this.past, this.content];
    this.content = this.future[this.future.length - 1];
    this.future = this.future.slice(0, -1);
    this.seq += 1;
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

  noteIds() {
    for (const { id } of everything(this.content)) {
      const [, letter, number] = /^([pzx])(\d+)$/.exec(id) ?? [];
      if (letter) this.idsUsed[letter] = Math.max(this.idsUsed[letter], Number(number));
    }
  }

  /** Return the whole document as it goes up to the server. */
  toWire(bodyKey, palpationKey = null) {
    return {
      case: this.case, seq: this.seq, edits_seen: this.editsSeen, body_key: bodyKey, palpation_key: palpationKey,
      ...this.content,
    };
  }
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
