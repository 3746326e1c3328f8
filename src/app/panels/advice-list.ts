import './advice-list.css';
import type { ScanAdvice } from '../../experiment/advice.ts';
import { make } from '../elements/element.ts';
import { placesOf } from './advice-places.ts';

const GOOD: Readonly<Record<ScanAdvice['kind'], string>> = {
  data: 'the data are what they are taken for',
  views: 'enough views for this grid',
  arc: 'arc long enough',
  'field-of-view': 'object in the field of view',
  rebinning: 'rebinned to parallel rays',
  starved: 'readings not starved',
  finding: 'found in the readings',
};

const BAD: Readonly<Record<ScanAdvice['kind'], string>> = {
  data: 'odd data',
  views: 'too few views',
  arc: 'arc too short',
  'field-of-view': 'object cut off',
  rebinning: 'rebinning',
  starved: 'starved readings',
  finding: 'not found in the readings',
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
    this.root.hidden = true;
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

class AdviceLine {
  readonly root: HTMLElement;
  readonly #mark = make('span', { 'aria-hidden': 'true' });
  readonly #summary = make('summary');
  readonly #sentence = make('p');

  constructor(kind: ScanAdvice['kind']) {
    this.root = make('li', { 'data-advice': kind }, make('details', {}, this.#summary, this.#sentence));
  }

  show({ kind, ok, title = (ok ? GOOD : BAD)[kind], sentence }: ScanAdvice): void {
    this.root.className = ok ? 'advice-ok' : 'advice-warning';
    this.#mark.textContent = ok ? '● ' : '▲ ';
    this.#summary.replaceChildren(this.#mark, ok ? title : make('strong', {}, `Warning: ${title}`));
    this.#sentence.textContent = sentence;
  }
}
