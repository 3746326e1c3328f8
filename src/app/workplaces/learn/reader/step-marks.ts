import { make } from '../../../elements/element.ts';
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
import { markRows } from './mark-rows.ts';

/** The marks of a step: on its pictures, where hands may move them, and with their values in the panel. */
export class StepMarks implements MarksToolHost {
  readonly hand: MarksHand;
  /** Where an analysis has measured. */
  outlined: readonly ShownRegion[] = [];
  readonly #page: WorkplacePage;
  readonly #list: HTMLElement;
  readonly #values: ShownValues;
  readonly #tools = new Map<Plane, MarksTool>();
  /** What was measured of the marks that are in sight, by their names; `null` as long as it is not. */
  #headlines: ReadonlyMap<string, string | null> = new Map();
  #listed = '';

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
    const seen = marks.filter(({ plane }) => layout.some(({ view }) => view.plane === plane));
    this.#headlines = new Map(seen.map(({ name }) => [name, this.#headlines.get(name) ?? null]));
    this.#write(seen);
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

  #show(values: readonly MarkValues[]): void {
    const measured = new Map(values.map(({ mark, headline }) => [mark.name, headline]));
    this.#headlines = new Map([...this.#headlines].map(([name, before]) => [name, measured.get(name) ?? before]));
    this.#write(values.map(({ mark }) => mark).filter(({ name }) => this.#headlines.has(name)));
  }

  /** The same again is left alone: it would be laid out anew. */
  #write(marks: readonly Mark[]): void {
    const rows = markRows(
      marks.map(({ name, form }) => ({ name, kind: form.kind, headline: this.#headlines.get(name) ?? null })),
    );
    const listed = JSON.stringify(rows);
    if (listed === this.#listed) return;
    this.#listed = listed;
    this.#list.replaceChildren(
      ...rows.map(({ names, kind, headline }) =>
        make('li', {}, make('b', {}, names.join(', ')), ` ${markWords(kind).title.toLowerCase()}: ${headline ?? '…'}`),
      ),
    );
  }
}
