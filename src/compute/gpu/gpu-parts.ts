import type { ViewRange } from '../device.ts';
import { type ArrayUses, leadingArray } from '../kernel.ts';
import { type Band, bandParts, byteLength, type GpuArray } from './gpu-array.ts';
import type { GpuPart } from './gpu-kernel.ts';

type GpuArrays = Readonly<Record<string, GpuArray | readonly GpuArray[]>>;

/** Workgroups that a dispatch has in one direction, by the limits that every device has. */
const MOST_ROWS = 65_535;

/**
 * Cuts a range of rows wherever one of the arrays goes from one buffer to the next, and takes each part once for every
 * buffer of an array that is read band by band. No part has more rows than a dispatch has workgroups in one direction.
 *
 * @param mostBytes what a list of arrays may take in one buffer
 */
export function partsOf(uses: ArrayUses, arrays: GpuArrays, range: ViewRange, mostBytes: number): GpuPart[] {
  const named = (...wanted: string[]) => Object.keys(uses).filter((name) => wanted.includes(uses[name]!));
  const byRows = named('in', 'out', 'in-out').map((name) => [name, arrays[name] as GpuArray] as const);
  const lists = named('in-list').map((name) => arrays[name] as readonly GpuArray[]);
  const leading = arrays[leadingArray(uses)] as GpuArray;
  const listed = lists[0]?.length ?? 0;

  let ranges: readonly ViewRange[] = [range];
  for (const array of [...byRows.map(([, each]) => each), ...lists.flat()]) {
    ranges = ranges.flatMap((each) => bandParts(array, each));
  }
  const mostRows = Math.min(MOST_ROWS, ...lists.map((list) => rowsThatFit(list, mostBytes)));
  const parts = ranges
    .flatMap((each) => cutIn(each, mostRows))
    .map(({ from, to }) => {
      const bands = Object.fromEntries(byRows.map(([name, array]) => [name, bandAt(array, from)]));
      return { from, to, rows: to - from, columns: leading.columns, allRows: leading.rows, bands, listed };
    });
  return named('in-by-band').reduce<GpuPart[]>(
    (each, name) =>
      each.flatMap((part) =>
        (arrays[name] as GpuArray).bands.map((band) => ({ ...part, bands: { ...part.bands, [name]: band } })),
      ),
    parts,
  );
}

/** The band of an array that holds a row. */
export function bandAt(array: GpuArray, row: number): Band {
  return bandParts(array, { from: row, to: row + 1 })[0]!.band;
}

function rowsThatFit(list: readonly GpuArray[], mostBytes: number): number {
  const bytesPerRow = list.reduce((sum, { columns }) => sum + byteLength({ rows: 1, columns }), 0);
  return Math.max(1, Math.floor(mostBytes / bytesPerRow));
}

function cutIn({ from, to }: ViewRange, mostRows: number): ViewRange[] {
  if (to - from <= mostRows) return [{ from, to }];
  return [{ from, to: from + mostRows }, ...cutIn({ from: from + mostRows, to }, mostRows)];
}
