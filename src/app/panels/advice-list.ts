import './advice-list.css';
import type { ScanAdvice } from '../../experiment/advice.ts';
import { make } from '../elements/element.ts';

const GOOD: Readonly<Record<ScanAdvice['kind'], string>> = {
  data: 'the data are what they are taken for',
  views: 'enough views for this grid',
  arc: 'arc long enough',
  'field-of-view': 'object in the field of view',
  rebinning: 'rebinned to parallel rays',
  starved: 'readings not starved',
  axis: 'axis found in the readings',
};

const BAD: Readonly<Record<ScanAdvice['kind'], string>> = {
  data: 'odd data',
  views: 'too few views',
  arc: 'arc too short',
  'field-of-view': 'object cut off',
  rebinning: 'rebinning',
  starved: 'starved readings',
  axis: 'axis unknown',
};

/** Whether a scan is as it should be: quiet where it is, in a sentence where it is not. Shapes and words, not colours alone. */
export class AdviceList {
  readonly root: HTMLElement;
  readonly #list = make('ul', { class: 'advice-list' });

  constructor() {
    const title = make('h2', { id: 'advice-title' }, 'This scan');
    this.root = make('section', { 'aria-labelledby': 'advice-title' }, title, this.#list);
    this.root.hidden = true;
  }

  show(advice: readonly ScanAdvice[]): void {
    this.root.hidden = advice.length === 0;
    // What is wrong stands first.
    const sorted = [...advice].sort((a, b) => Number(a.ok) - Number(b.ok));
    this.#list.replaceChildren(...sorted.map(item));
  }
}

function item({ kind, ok, sentence }: ScanAdvice): HTMLElement {
  const mark = make('span', { 'aria-hidden': 'true' }, ok ? '● ' : '▲ ');
  if (!ok) {
    const word = make('strong', {}, mark, `Warning: ${BAD[kind]}. `);
    return make('li', { class: 'advice-warning', 'data-advice': kind }, word, sentence);
  }
  const summary = make('summary', {}, mark, GOOD[kind]);
  return make('li', { class: 'advice-ok', 'data-advice': kind }, make('details', {}, summary, sentence));
}
