import type { DeviceArray } from '../../compute/device.ts';
import { detectorRowsOf, geometryNamed, type Scan, weightedScan } from '../../geometry/scan.ts';
import { viewCut } from '../../kernels/take-plane/plane-cut.ts';
import { planPreparation, prepareViews } from '../../reconstruction/prepare-views.ts';
import { filterAndRefine } from '../../reconstruction/refine-views.ts';
import { plan, stage, wayOf } from './given.ts';
import { linesIn, linesNeeds, linesScan, rebinned, viewsScan } from './lines.ts';
import { scan } from './subject-and-scan.ts';

const preparation = plan({
  name: 'preparation',
  reads: ({ experiment: { reconstruction } }) => ({ filter: reconstruction.filter, cutoff: reconstruction.cutoff }),
  needs: () => ({ linesScan }),
  make: ({ filter, cutoff }, { linesScan }) => planPreparation(linesScan, filter, cutoff),
});

/** The lines as they are back-projected where they are filtered or made denser. */
const prepared = stage({
  name: 'views',
  phase: 'filter',
  givesWay: true,
  reads: (given) => {
    const { isCorrected, rebins, filters, refines } = wayOf(given);
    return { isCorrected, rebins, filters, refines };
  },
  needs: ({ filters, ...way }) => ({ viewsScan, preparation: filters ? preparation : null, ...linesNeeds(way) }),
  async *run({ operators, room }, { refines }, { viewsScan, preparation, ...given }) {
    const lines = linesIn(given);
    const out = await room(lines.rows, viewsScan.channels);
    const filterInto = preparation && ((into: DeviceArray) => prepareViews(operators, preparation, lines, into));
    const steps = refines ? filterAndRefine(operators, filterInto, lines, out) : filterInto?.(out);
    if (steps) for await (const { views } of steps) yield { done: views / lines.rows };
    return out;
  },
});

/** The same lines filtered, and no denser, for whoever wants to see what the filter alone has done. */
const filtered = stage({
  name: 'filtered lines',
  phase: 'filter',
  reads: (given) => {
    const { isCorrected, rebins } = wayOf(given);
    return { isCorrected, rebins };
  },
  needs: (way) => ({ linesScan, preparation, ...linesNeeds(way) }),
  async *run({ operators, create }, _reads, { linesScan, preparation, ...given }) {
    const lines = linesIn(given);
    const out = await create(lines.rows, weightedScan(linesScan).channels);
    for await (const { views } of prepareViews(operators, preparation, lines, out)) yield { done: views / lines.rows };
    return out;
  },
});

/** One view before and after what is done to it before it is back-projected. */
export interface FilteredView {
  /** What the line integrals are of: the scan, or what has been made of it by completing or rebinning it. */
  readonly scan: Scan;
  /** Which of its views, and at which of its detector's rows. */
  readonly view: number;
  readonly detectorRow: number;
  /** [channels] of the scan. */
  readonly lines: Float32Array;
  /** With its weights, which may make it longer, and the filter; `null` where the method takes the lines as they are. */
  readonly filtered: Float32Array | null;
  readonly filteredScan: Scan;
}

/** Of the view that is asked for, at the detector row whose sinogram is shown. */
export const filteredView = stage({
  name: 'filtered view',
  reads: (given) => {
    const { isCorrected, rebins, filters, refines } = wayOf(given);
    return { view: given.view ?? 0, isCorrected, rebins, filters, refines };
  },
  needs: ({ filters, refines, ...way }) => ({
    scan,
    linesScan,
    whole: filters ? (refines ? filtered : prepared) : null,
    ...linesNeeds(way),
  }),
  async run({ operators, create, giveBack }, { view: asked }, { scan, linesScan, whole, ...given }) {
    const view = viewLike(scan, Math.min(scan.anglesRad.length - 1, Math.max(0, asked)), linesScan);
    const rows = detectorRowsOf(linesScan);
    const detectorRow = rows >> 1;
    const rowOf = async (array: DeviceArray) => {
      const row = await create(1, array.columns);
      await operators.takePlane(viewCut(1, array.columns, view * rows + detectorRow), array, row);
      const values = await operators.read(row);
      giveBack(row);
      return values;
    };
    const lines = await rowOf(linesIn(given));
    const result: FilteredView = {
      ...{ scan: linesScan, view, detectorRow, lines },
      filtered: whole && (await rowOf(whole)),
      filteredScan: whole ? weightedScan(linesScan) : linesScan,
    };
    return result;
  },
});

/** The view of the lines that looks as a measured one does, or most nearly so where they are lines of other views. */
function viewLike(scan: Scan, measured: number, { anglesRad, geometry }: Scan): number {
  if (anglesRad.length === scan.anglesRad.length) return measured;
  const { periodRad } = geometryNamed(geometry);
  const turned = (view: number) => {
    const apart = Math.abs(anglesRad[view]! - scan.anglesRad[measured]!) % periodRad;
    return Math.min(apart, periodRad - apart);
  };
  return anglesRad.reduce((nearest, _, view) => (turned(view) < turned(nearest) ? view : nearest), 0);
}

interface Way {
  readonly isCorrected: boolean;
  readonly rebins: boolean;
  readonly filters: boolean;
  readonly refines: boolean;
}

/** What a part needs that reads the views which are back-projected. */
export function viewsNeeds({ filters, refines, ...way }: Way) {
  return filters || refines
    ? { prepared, rebinned: null, completed: null, reading: null, corrected: null }
    : { prepared: null, ...linesNeeds(way) };
}

export function viewsIn({
  prepared,
  ...lines
}: { readonly prepared: DeviceArray | null } & Parameters<typeof linesIn>[0]): DeviceArray {
  return prepared ?? linesIn(lines);
}

/** The last stage on the way to what is back-projected; `null` where that is the sinogram itself, or completed. */
export function linesStage({
  rebins,
  filters,
  refines,
  isBySlice,
}: Omit<Way, 'isCorrected'> & { readonly isBySlice: boolean }) {
  if (isBySlice) return null;
  if (filters || refines) return prepared;
  return rebins ? rebinned : null;
}
