import { make } from '../../../elements/element.ts';
import { setText } from '../../../elements/set-text.ts';
import type { Mark } from '../../../marks/mark.ts';
import type { MarkValues } from '../../../marks/mark-values.ts';
import { markWords } from '../../../marks/mark-words.ts';
import { MarksHand } from '../../../marks/marks-hand.ts';
import { MarksTool, type MarksToolHost } from '../../../marks/marks-tool.ts';
import type { PaneTool } from '../../../panes/pane-tool.ts';
import type { Layout, Slot } from '../../../stage/layout.ts';
import type { Plane } from '../../../views/view.ts';
import type { ShownRegion } from '../../measure/analysis.ts';
import { ShownValues } from '../../measure/shown-values.ts';
import type { WorkplacePage } from '../../workplace.ts';

/** The marks of a step: on its pictures, where hands may move them, and with their values in the panel. */
export class StepMarks implements MarksToolHost {
  readonly hand: MarksHand;
  /** Where an analysis has measured. */
  outlined: readonly ShownRegion[] = [];
  readonly #page: WorkplacePage;
  readonly #list: HTMLElement;
  readonly #values: ShownValues;
  readonly #tools = new Map<Plane, MarksTool>();
  #rows: ReadonlyMap<string, HTMLElement> = new Map();

  /** @param list where their values stand */
  constructor(page: WorkplacePage, list: HTMLElement) {
    this.#page = page;
    this.#list = list;
    this.hand = new MarksHand({
      store: page.marks,
      changed: (step) => {
        page.present.again(step);
        page.looked(step.moving);
      },
      chosen: () => page.redraw(),
      say: (sentence) => this.say(sentence),
    });
    this.#values = new ShownValues(page, { showValues: (values) => this.#show(values) });
  }

  /** Where there is nothing to take hold of, the left button stays with the window. */
  tool({ view }: Slot): PaneTool | null {
    if (view.draw || !this.#isOn(view.plane)) return null;
    const tool = this.#tools.get(view.plane) ?? new MarksTool(view.plane, this);
    this.#tools.set(view.plane, tool);
    return tool;
  }

  /** The pictures, or the marks on them, are others. */
  measure(layout: Layout): void {
    const marks = this.#page.marks.all;
    if ([...this.#rows.keys()].join() !== marks.map(({ name }) => name).join()) this.#fill(marks);
    if (marks.length > 0) this.#values.measure(marks, layout, null);
  }

  redraw(): void {
    this.#page.redraw();
  }

  say(sentence: string): void {
    this.#page.notices.done(sentence);
  }

  regions(plane: Plane): readonly ShownRegion[] {
    return plane === 'slice' ? this.outlined.filter(({ heightMm }) => heightMm === null) : [];
  }

  #isOn(plane: Plane): boolean {
    return this.outlined.length > 0 || this.#page.marks.all.some((mark) => mark.plane === plane);
  }

  #fill(marks: readonly Mark[]): void {
    this.#rows = new Map(marks.map(({ name }) => [name, make('span', {}, '…')]));
    this.#list.replaceChildren(
      ...marks.map(({ name, form }) =>
        make('li', {}, make('b', {}, name), ` ${markWords(form.kind).title.toLowerCase()}: `, this.#rows.get(name)!),
      ),
    );
  }

  #show(values: readonly MarkValues[]): void {
    for (const { mark, headline } of values) {
      const row = this.#rows.get(mark.name);
      if (row) setText(row, headline);
    }
  }
}
