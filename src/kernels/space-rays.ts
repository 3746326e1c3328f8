import type { WasmKernels } from '../compute/cpu/wasm-kernels.ts';
import type { ViewRange } from '../compute/device.ts';
import { type Grid, gridShape } from '../geometry/grid.ts';
import { type LoweredRays, VIEW_VECTORS_LENGTH } from '../geometry/lowered-rays.ts';

/** Neighbouring views whose rays of one detector row follow each other. */
const VIEWS_IN_TURN = 8;

/** What a channel's ray has of e₁ and e₃ in its direction, and of e₁ in the place that it starts at: geometry/lowered-rays.ts. */
const KINDS: Record<
  LoweredRays['kind'],
  { isParallel: boolean; partsOf(s: number, aside: number): readonly [across: number, ahead: number, aside: number] }
> = {
  parallel: { isParallel: true, partsOf: (s) => [0, 1, s] },
  flat: { isParallel: false, partsOf: (s, aside) => [s - aside, 1, 0] },
  arc: { isParallel: false, partsOf: (s, aside) => [Math.sin(s) - aside, Math.cos(s), 0] },
};

/**
 * The rays of one row of a detector after the other in the memory of the WebAssembly kernels, in voxels of a grid, as
 * wasm/voxel-ray.ts takes them. Holds its room from when it is made, in a task that has begun.
 */
export class SpaceRays {
  /** What it allocates for each channel, and besides. */
  static readonly BYTES_PER_CHANNEL = 3 * 8;
  static readonly BYTES = 160;

  /** Addresses of each channel's parts of the direction and of the place that it starts at, f64[channels] each. */
  readonly across: number;
  readonly ahead: number;
  readonly aside: number;
  /** Address of what the rays of a row have in common. */
  readonly row: number;
  readonly #rays: LoweredRays;
  readonly #grid: Grid;
  readonly #ofRow: Float64Array;

  constructor(kernels: WasmKernels, rays: LoweredRays, grid: Grid) {
    const { kind, detector, aside } = rays;
    const { channels, axisChannel, channelsPerUnit } = detector;
    this.across = kernels.allocate(8 * channels);
    this.ahead = kernels.allocate(8 * channels);
    this.aside = kernels.allocate(8 * channels);
    this.row = kernels.allocate(120);
    this.#rays = rays;
    this.#grid = grid;
    this.#ofRow = kernels.doubles(this.row, 15);
    const [acrosses, aheads, asides] = [this.across, this.ahead, this.aside].map((at) => kernels.doubles(at, channels));
    const { partsOf } = KINDS[kind];
    for (let channel = 0; channel < channels; channel++) {
      const [ofAcross, ofAhead, ofAside] = partsOf((channel - axisChannel) / channelsPerUnit, aside);
      acrosses![channel] = ofAcross;
      aheads![channel] = ofAhead;
      asides![channel] = ofAside;
    }
  }

  /** Puts the rays of a row into the memory. @param row of all views' rows */
  place(row: number): void {
    const { kind, vectors, detector } = this.#rays;
    const t = ((row % detector.rows) - detector.axisRow) / detector.rowsPerUnit;
    const at = VIEW_VECTORS_LENGTH * Math.floor(row / detector.rows);
    const { isParallel } = KINDS[kind];
    const { pixelSizeMm, sliceSpacingMm = pixelSizeMm, centreXMm = 0, centreYMm = 0, centreZMm = 0 } = this.#grid;
    const [columns, rows, slices] = gridShape(this.#grid);
    // Rows count downwards.
    const perMm = [1 / pixelSizeMm, -1 / pixelSizeMm, 1 / sliceSpacingMm];
    const centre = [centreXMm, centreYMm, centreZMm];
    const middle = [(columns - 1) / 2, (rows - 1) / 2, (slices - 1) / 2];
    for (let i = 0; i < 3; i++) {
      const [start, across, along, ahead] = [0, 3, 6, 9].map((vector) => vectors[at + vector + i]!);
      const rising = t * along!;
      const from = start! + (isParallel ? rising : 0) - centre[i]!;
      this.#ofRow[i] = from * perMm[i]! + middle[i]!;
      this.#ofRow[3 + i] = across! * perMm[i]!;
      this.#ofRow[6 + i] = across! * perMm[i]!;
      this.#ofRow[9 + i] = isParallel ? 0 : rising * perMm[i]!;
      this.#ofRow[12 + i] = ahead! * perMm[i]!;
    }
  }
}

/**
 * Rows of all views' rows, some neighbouring views' first rows first, then their second ones, and so on: what these pass of a
 * volume is nearly the same, and is still in the cache.
 */
export function* rowsInTurn({ from, to }: ViewRange, detectorRows: number): Generator<number, void, void> {
  const firstView = Math.floor(from / detectorRows);
  const endView = Math.ceil(to / detectorRows);
  for (let first = firstView; first < endView; first += VIEWS_IN_TURN) {
    for (let detectorRow = 0; detectorRow < detectorRows; detectorRow++) {
      for (let view = first; view < Math.min(endView, first + VIEWS_IN_TURN); view++) {
        const row = view * detectorRows + detectorRow;
        if (row >= from && row < to) yield row;
      }
    }
  }
}
