import type { HowMade } from './report.ts';

/** What something was told of before, and in which settings this one differs from it. */
export interface ToldBefore {
  /** Such as `Figure 1`. */
  readonly as: string;
  readonly but: readonly { readonly name: string; readonly here: string; readonly there: string }[];
}

/** With more differences all settings are told again. */
const MOST_DIFFERENCES = 4;

/** A report as far as it has been read: numbers figures and tables, and knows what need not be said again. */
export class Telling {
  #figures = 0;
  #tables = 0;
  #last = '';
  readonly #made: { readonly as: string; readonly made: HowMade }[] = [];
  readonly #said = new Set<string>();

  /** The label of the next figure. */
  figure(): string {
    this.#last = `Figure ${++this.#figures}`;
    return this.#last;
  }

  /** The label of the next table. @param isEntry whether it is what an entry shows, and not beside it */
  table(isEntry = false): string {
    const label = `Table ${++this.#tables}`;
    if (isEntry) this.#last = label;
    return label;
  }

  /** Whether something is said for the first time. */
  isNew(what: unknown): boolean {
    const text = JSON.stringify(what);
    if (this.#said.has(text)) return false;
    this.#said.add(text);
    return true;
  }

  /** An earlier figure or table whose settings are nearly those of the one that was numbered last; `null` for the first of its kind. */
  before(made: HowMade): ToldBefore | null {
    const found = this.#made.flatMap(({ as, made: earlier }): ToldBefore[] => {
      const but = differences(earlier, made);
      return but && but.length <= MOST_DIFFERENCES ? [{ as, but }] : [];
    });
    if (found.length === 0) this.#made.push({ as: this.#last, made });
    return found.sort((one, other) => one.but.length - other.but.length)[0] ?? null;
  }
}

/** `null` where other things are set, so that all have to be told. */
function differences(earlier: HowMade, { settings, subject }: HowMade): ToldBefore['but'] | null {
  const isAlike =
    earlier.subject === subject &&
    earlier.settings.length === settings.length &&
    settings.length > 0 &&
    settings.every(([name], i) => earlier.settings[i]![0] === name);
  if (!isAlike) return null;
  return settings.flatMap(([name, here], i) => {
    const there = earlier.settings[i]![1];
    return here === there ? [] : [{ name, here, there }];
  });
}
