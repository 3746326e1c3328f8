import { make } from '../elements/element.ts';
import { setText } from '../elements/set-text.ts';

/** Fills a list of terms and values. What stands there already stays. */
export function fillList(list: HTMLElement, rows: readonly (readonly [string, string])[]): void {
  const cells = [...list.children];
  if (cells.length === 2 * rows.length && rows.every(([term], i) => cells[2 * i]!.textContent === term)) {
    for (const [i, [, value]] of rows.entries()) setText(cells[2 * i + 1]!, value);
    return;
  }
  list.replaceChildren(...rows.flatMap(([term, value]) => [make('dt', {}, term), make('dd', {}, value)]));
}
