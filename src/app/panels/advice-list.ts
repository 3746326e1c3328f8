import './advice-list.css';
import type { ScanAdvice } from '../../experiment/advice.ts';
import { chooseAxisButton } from '../axis/choose-axis.ts';
import { make } from '../elements/element.ts';
import { setText } from '../elements/set-text.ts';
import { placesOf } from './advice-places.ts';

const GOOD: Readonly<Record<ScanAdvice['kind'], string>> = {
  data: 'data as expected',
  views: 'enough projections',
  arc: 'arc long enough',
  pitch: 'turns close enough',
  height: 'volume within the cone',
  'field-of-view': 'object in the field of view',
  rebinning: 'rebinned to parallel rays',
  starved: 'no photon starvation',
  finding: 'found in the data',
  method: 'another method may help',
};

const BAD: Readonly<Record<ScanAdvice['kind'], string>> = {
  data: 'unusual data',
  // A second line in the narrow column would move what stands below while a hand turns the knob.
  views: 'few projections',
  arc: 'arc too short',
  pitch: 'pitch too great',
  height: 'volume too high',
  'field-of-view': 'object truncated',
  rebinning: 'rebinning',
  starved: 'photon starvation',
  finding: 'not found in the data',
  method: 'another method may help',
};

/**
 * Whether a scan is as it should be: a line for each thing that can be wrong, which unfolds to a sentence. Shapes and words,
 * not colours alone. A line stays when what it says changes, and stays unfolded, so that nothing below it jumps.
 */
export class AdviceList {
  readonly root: HTMLElement;
  readonly #list = make('ul', { class: 'advice-list' });
  readonly #lines = new Map<string, AdviceLine>();

  constructor() {
    const title = make('h2', { id: 'advice-title' }, 'This scan');
    this.root = make('section', { 'aria-labelledby': 'advice-title' }, title, this.#list);
  }

  show(advice: readonly ScanAdvice[]): void {
    this.root.hidden = advice.length === 0;
    // What is wrong stands first.
    const sorted = [...advice].sort((a, b) => Number(a.ok) - Number(b.ok));
    const places = placesOf(sorted);
    const lines = sorted.map((one, i) => this.#lineOf(one, places[i]!).root);
    // Taken out and put back, an element would lose the focus.
    if (lines.length === this.#list.children.length && lines.every((line, i) => this.#list.children[i] === line))
      return;
    this.#list.replaceChildren(...lines);
  }

  #lineOf(advice: ScanAdvice, place: string): AdviceLine {
    let line = this.#lines.get(place);
    if (!line) {
      line = new AdviceLine(advice.kind);
      this.#lines.set(place, line);
    }
    line.show(advice);
    return line;
  }
}

/** The triangle says it to the eye, on one line. */
function warning(title: string): HTMLElement {
  return make('strong', {}, make('span', { class: 'visually-hidden' }, 'Warning: '), title);
}

class AdviceLine {
  readonly root: HTMLElement;
  readonly #mark = make('span', { 'aria-hidden': 'true' });
  readonly #summary = make('summary');
  readonly #sentence = make('p');
  #choose: HTMLElement | null = null;
  /** What the line says, folded. */
  #said = '';

  constructor(kind: ScanAdvice['kind']) {
    this.root = make('li', { 'data-advice': kind }, make('details', {}, this.#summary, this.#sentence));
  }

  show({ kind, ok, title = (ok ? GOOD : BAD)[kind], sentence, isOfAxis }: ScanAdvice): void {
    setText(this.#sentence, sentence);
    if (isOfAxis) this.#choose ??= this.#offerChoice();
    else {
      this.#choose?.remove();
      this.#choose = null;
    }
    const said = `${ok} ${title}`;
    if (said === this.#said) return;
    this.#said = said;
    this.root.className = ok ? 'advice-ok' : 'advice-warning';
    this.#mark.textContent = ok ? '● ' : '▲ ';
    this.#summary.replaceChildren(this.#mark, ok ? title : warning(title));
  }

  #offerChoice(): HTMLElement {
    const choose = chooseAxisButton();
    this.#sentence.after(choose);
    return choose;
  }
}
