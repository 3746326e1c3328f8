import { type BenchmarkKernelName, benchmarkKernels } from '../../experiment/benchmark/kernels.ts';
import type { BenchmarkRow } from '../../experiment/benchmark/row.ts';
import { speedNumber, speedUnit } from '../../experiment/benchmark/table-text.ts';
import { significant } from '../../number-text.ts';
import { make } from '../elements/element.ts';

/** Backends side by side: one table for each kernel, a line for each way to run it, a column for each size. */
export class BenchmarkTables {
  readonly element = make('div', { class: 'benchmark-tables' });
  readonly #sizes: readonly number[];
  readonly #tables = new Map<BenchmarkKernelName, KernelTable>();

  constructor(sizes: readonly number[]) {
    this.#sizes = sizes;
  }

  add(row: BenchmarkRow): void {
    let table = this.#tables.get(row.kernel);
    if (!table) {
      table = new KernelTable(row.kernel, this.#sizes);
      this.#tables.set(row.kernel, table);
      this.element.append(table.element);
    }
    table.add(row);
  }
}

/** Cells with a bar, whose length is the part of the fastest in the table. */
class KernelTable {
  readonly element: HTMLElement;
  readonly #sizes: readonly number[];
  readonly #body = make('tbody');
  readonly #lines = new Map<string, HTMLTableRowElement>();
  readonly #bars: { readonly bar: HTMLElement; readonly speed: number }[] = [];

  constructor(kernel: BenchmarkKernelName, sizes: readonly number[]) {
    this.#sizes = sizes;
    const { title, counted } = benchmarkKernels[kernel];
    this.element = make(
      'table',
      { class: 'benchmark-table' },
      make('caption', {}, title, make('small', {}, ` ${speedUnit(counted)}`)),
      make(
        'thead',
        {},
        make('tr', {}, make('td'), ...sizes.map((pixels) => make('th', { scope: 'col' }, `${pixels}²`))),
      ),
      this.#body,
    );
  }

  add(row: BenchmarkRow): void {
    const cell = this.#lineOf(row).cells[1 + this.#sizes.indexOf(row.pixels)]!;
    if (!row.isRight) {
      cell.append(
        make('strong', { class: 'dialog-fault' }, 'WRONG'),
        make('small', {}, `off by ${row.relativeDifference.toExponential(0)}, no time given`),
      );
      return;
    }
    if (row.gigaPerSecond !== null) {
      const bar = make('span', { class: `benchmark-bar benchmark-bar-${row.backend}`, 'aria-hidden': 'true' });
      cell.append(make('span', { class: 'benchmark-speed' }, speedNumber(row)), bar);
      this.#bars.push({ bar, speed: row.gigaPerSecond });
      this.#drawBars();
    }
    cell.append(make('small', {}, timesText(row)));
  }

  #lineOf(row: BenchmarkRow): HTMLTableRowElement {
    const name = lineName(row);
    let line = this.#lines.get(name);
    if (!line) {
      line = make('tr', {}, make('th', { scope: 'row' }, name), ...this.#sizes.map(() => make('td')));
      this.#lines.set(name, line);
      this.#body.append(line);
    }
    return line;
  }

  #drawBars(): void {
    const fastest = Math.max(...this.#bars.map(({ speed }) => speed));
    for (const { bar, speed } of this.#bars) bar.style.setProperty('--part', String(speed / fastest));
  }
}

function lineName({ backend, device, isSoftware, variant }: BenchmarkRow): string {
  if (backend === 'cpu') return device;
  return `GPU${isSoftware ? ' (software)' : ''}${variant ? `, ${variant}` : ''}`;
}

function timesText({ gpuMs, medianMs, isSoftware, fractionOfCeiling }: BenchmarkRow): string {
  const wall = `${significant(medianMs!)} ms`;
  return [
    gpuMs === null || isSoftware ? wall : `${significant(gpuMs)} ms, ${wall} including waiting`,
    ...(isSoftware ? ['not a measure of GPU speed'] : []),
    ...(fractionOfCeiling === null ? [] : [`${significant(100 * fractionOfCeiling)} % of the ceiling`]),
  ].join('; ');
}
