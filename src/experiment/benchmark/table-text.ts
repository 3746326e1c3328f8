import type { CountedWork } from './benchmark-kernel.ts';
import { type BenchmarkKernelName, benchmarkKernels } from './kernels.ts';
import type { BenchmarkRow } from './row.ts';

/** Names of columns, and the least room of each; all but the first are flush right. */
const COLUMNS: readonly (readonly [string, number])[] = [
  ['device', 32],
  ['kernel', 28],
  ['grid', 6],
  ['scan size', 12],
  ['median ms', 10],
  ['best ms', 9],
  ['GPU ms', 9],
  ['speed', 20],
  ['of ceiling', 10],
  ['difference', 10],
];

export const BENCHMARK_COLUMNS: readonly string[] = COLUMNS.map(([name]) => name);

export const benchmarkTableHead: string = line(BENCHMARK_COLUMNS);

/** A row of the plain text table, aligned with its head. */
export function benchmarkTableLine(row: BenchmarkRow): string {
  const ms = (value: number | null) => (value === null ? '' : value >= 100 ? value.toFixed(0) : value.toPrecision(3));
  return line([
    row.isSoftware ? `(software) ${row.device}` : row.device,
    kernelText(row),
    `${row.pixels}${benchmarkKernels[row.kernel].output === 'cone-volume' ? '³' : '²'}`,
    `${row.views} × ${row.channels}`,
    ms(row.medianMs),
    ms(row.bestMs),
    ms(row.gpuMs),
    speedText(row),
    row.fractionOfCeiling === null ? '' : `${(100 * row.fractionOfCeiling).toPrecision(2)} %`,
    row.isRight ? row.relativeDifference.toExponential(0) : 'WRONG',
  ]);
}

/** What ran, for people: "Back-projection (tile)". */
export function kernelText({ kernel, variant }: { kernel: BenchmarkKernelName; variant: string | null }): string {
  const { title } = benchmarkKernels[kernel];
  return variant ? `${title} (${variant})` : title;
}

const UNITS: Readonly<Record<CountedWork, { readonly perGiga: number; readonly name: string }>> = {
  updates: { perGiga: 1, name: 'GUPS' },
  rays: { perGiga: 1000, name: 'million rays/s' },
  readings: { perGiga: 1000, name: 'million readings/s' },
};

/** A speed with its unit; empty where there is none. */
export function speedText({ gigaPerSecond, counted }: Pick<BenchmarkRow, 'gigaPerSecond' | 'counted'>): string {
  return gigaPerSecond === null ? '' : `${speedNumber({ gigaPerSecond, counted })} ${speedUnit(counted)}`;
}

export function speedUnit(counted: CountedWork): string {
  return UNITS[counted].name;
}

/** A speed without its unit; empty where there is none. */
export function speedNumber({ gigaPerSecond, counted }: Pick<BenchmarkRow, 'gigaPerSecond' | 'counted'>): string {
  if (gigaPerSecond === null) return '';
  const value = gigaPerSecond * UNITS[counted].perGiga;
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3);
}

function line(cells: readonly string[]): string {
  return cells
    .map((cell, i) => {
      const width = COLUMNS[i]![1];
      // A long name is cut, and what follows stays in its column.
      return i < 2 ? cell.slice(0, width).padEnd(width) : cell.padStart(width);
    })
    .join(' ')
    .trimEnd();
}
