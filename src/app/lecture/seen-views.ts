/** So many views are seen at a time at the most: more would be too small for the last row. */
const MOST_SEEN = 2;
/** The plot of a step, and what is seen beside it, the first of these that is there: what a plot is about, or what a knob moves. */
const PLOT = 'analysis';
const BESIDE_PLOT = ['slice', 'scanner'];

/** Which of the views on the stage are seen: one alone, or two side by side; by the ids of their slots. */
export class SeenViews {
  #all: readonly string[] = [];
  /** `null` as long as nobody has chosen. */
  #chosen: readonly string[] | null = null;

  /** Something else stands on the stage. What was chosen stays as far as it is there. */
  arrange(all: readonly string[]): void {
    this.#all = all;
    const there = (this.#chosen ?? []).filter((id) => all.includes(id));
    this.#chosen = there.length > 0 ? there : null;
  }

  /** In the order of the stage; where nobody has chosen, what stands there last, which shows what a knob does. */
  get seen(): readonly string[] {
    const chosen = this.#chosen ?? this.#usual;
    return this.#all.filter((id) => chosen.includes(id));
  }

  get #usual(): readonly string[] {
    const last = this.#all.slice(-MOST_SEEN);
    if (!this.#all.includes(PLOT)) return last;
    const beside = BESIDE_PLOT.find((id) => this.#all.includes(id));
    return beside === undefined ? last : [beside, PLOT];
  }

  /** What somebody has chosen; `null` for what is usual. */
  get chosen(): readonly string[] | null {
    return this.#chosen;
  }

  choose(ids: readonly string[] | null): void {
    this.#chosen = ids;
    this.arrange(this.#all);
  }

  /** Lets the next view stand alone. */
  nextAlone(): void {
    const { seen } = this;
    const at = seen.length === 1 ? this.#all.indexOf(seen[0]!) + 1 : 0;
    const next = this.#all[at % this.#all.length];
    if (next !== undefined) this.#chosen = [next];
  }

  /** Lets the next two stand side by side. */
  nextPair(): void {
    const pairs = this.#all.flatMap((one, i) => this.#all.slice(i + 1).map((other) => [one, other]));
    if (pairs.length === 0) return;
    const now = this.seen.join(' ');
    const at = pairs.findIndex((pair) => pair.join(' ') === now);
    this.#chosen = pairs[(at + 1) % pairs.length]!;
  }

  /** Puts the view of this place beside what is seen, in the place of what has been seen longest; or takes it away. */
  toggle(place: number): void {
    const id = this.#all[place];
    if (id === undefined) return;
    const seen = this.#chosen ?? this.seen;
    if (!seen.includes(id)) this.#chosen = [...seen, id].slice(-MOST_SEEN);
    else if (seen.length > 1) this.#chosen = seen.filter((other) => other !== id);
  }
}
