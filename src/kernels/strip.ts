import { columnCentreMm, type PlacedGrid, rowCentreMm } from '../geometry/grid.ts';
import type { Scan } from '../geometry/scan.ts';
import { edgeTable } from './edge-table.ts';
import { type RayTable, rayTable } from './ray-table.ts';

/**
 * What a channel sees of an image by the distance-driven method: the strip between its two edges. It is followed along the
 * axis that the channel's ray is closest to. Of each line of pixels it covers a stretch, pixels count there for the parts of
 * the stretch that they cover, all of them for 1, times the length of ray per line (De Man & Basu, Phys. Med. Biol. 49:2463,
 * 2004, doi 10.1088/0031-9155/49/11/024).
 */
export interface Strip {
  /** Rows, or else columns. */
  alongRows: boolean;
  /** Where either edge crosses line 0, and how far it moves from line to line, in pixels. */
  start: number;
  step: number;
  otherStart: number;
  otherStep: number;
  /** Of ray per line. */
  lengthMm: number;
}

/** A stretch is no narrower, in pixels: where all edges meet, in the source, they would have no width to share out. */
export const LEAST_WIDTH = 2 ** -10;
/** Edges run no flatter beside the lines than this cosine. */
const LEAST_COSINE = 2 ** -10;

/** The strips of a scan's channels on a grid. */
export class Strips {
  readonly #scan: Scan;
  readonly #grid: PlacedGrid;
  readonly #rays: RayTable;
  readonly #edges: RayTable;
  #viewCosine = 1;
  #viewSine = 0;
  #start = 0;
  #step = 0;
  readonly #strip: Strip = { alongRows: true, start: 0, step: 0, otherStart: 0, otherStep: 0, lengthMm: 0 };

  constructor(scan: Scan, grid: PlacedGrid) {
    this.#scan = scan;
    this.#grid = grid;
    this.#rays = rayTable(scan);
    this.#edges = edgeTable(scan);
  }

  /** Goes on to a view. */
  place(view: number): void {
    this.#viewCosine = Math.cos(this.#scan.anglesRad[view]!);
    this.#viewSine = Math.sin(this.#scan.anglesRad[view]!);
  }

  /** Of the view that was gone to; the same object each time. */
  of(channel: number): Strip {
    const strip = this.#strip;
    this.#follow(channel);
    this.#crossing(channel, strip.alongRows);
    strip.start = this.#start;
    strip.step = this.#step;
    this.#crossing(channel + 1, strip.alongRows);
    strip.otherStart = this.#start;
    strip.otherStep = this.#step;
    return strip;
  }

  /**
   * The view's strips in runs of channels that are followed along the same axis.
   *
   * @param starts where the edges of the run cross line 0, from the beginning of the first pixel, written over
   * @param steps how far they move from line to line, written over
   * @param lengths of ray per line, in mm, of its channels, written over
   * @param visit is told when they are there
   */
  eachRun(
    starts: Float64Array,
    steps: Float64Array,
    lengths: Float32Array,
    visit: (alongRows: boolean, from: number, channels: number) => void,
  ): void {
    const { channels } = this.#scan;
    const strip = this.#strip;
    for (let from = 0, to = 0; from < channels; from = to) {
      this.#follow(from);
      const { alongRows } = strip;
      const add = (edge: number) => {
        this.#crossing(edge, alongRows);
        starts[edge - from] = this.#start + 0.5;
        steps[edge - from] = this.#step;
      };
      for (to = from; to < channels && strip.alongRows === alongRows; ) {
        lengths[to - from] = strip.lengthMm;
        add(to++);
        if (to < channels) this.#follow(to);
      }
      add(to);
      visit(alongRows, from, to - from);
    }
  }

  /** Along which axis a channel is followed. */
  #follow(channel: number): void {
    const { cosine: fanCosines, sine: fanSines } = this.#rays;
    // cos(β − γ) and sin(β − γ)
    const cosine = this.#viewCosine * fanCosines[channel]! + this.#viewSine * fanSines[channel]!;
    const sine = this.#viewSine * fanCosines[channel]! - this.#viewCosine * fanSines[channel]!;
    this.#strip.alongRows = Math.abs(cosine) >= Math.abs(sine);
    this.#strip.lengthMm = this.#grid.pixelSizeMm / Math.max(Math.abs(cosine), Math.abs(sine));
  }

  /** Where an edge crosses line 0, and how far it moves from line to line. */
  #crossing(edge: number, alongRows: boolean): void {
    const { pixelSizeMm, rows, columns, centreXMm = 0, centreYMm = 0 } = this.#grid;
    const { cosine: fanCosines, sine: fanSines, distanceMm } = this.#edges;
    const cosine = this.#viewCosine * fanCosines[edge]! + this.#viewSine * fanSines[edge]!;
    const sine = this.#viewSine * fanCosines[edge]! - this.#viewCosine * fanSines[edge]!;
    // From the middle of the grid.
    const uMm = distanceMm[edge]! - (centreXMm * cosine + centreYMm * sine);
    const across = awayFromZero(alongRows ? cosine : sine);
    if (alongRows) {
      this.#start = (uMm - rowCentreMm(this.#grid, 0) * sine) / across / pixelSizeMm + (columns - 1) / 2;
      this.#step = sine / across;
    } else {
      this.#start = (rows - 1) / 2 - (uMm - columnCentreMm(this.#grid, 0) * cosine) / across / pixelSizeMm;
      this.#step = cosine / across;
    }
  }
}

function awayFromZero(cosine: number): number {
  return Math.abs(cosine) >= LEAST_COSINE ? cosine : cosine < 0 ? -LEAST_COSINE : LEAST_COSINE;
}

/**
 * Visits the pixels that a strip covers anything of on one of its lines.
 *
 * @param positions how many pixels the line has
 * @param visit is told the pixel and which part of the stretch it covers
 */
export function eachCovered(
  { start, step, otherStart, otherStep }: Strip,
  line: number,
  positions: number,
  visit: (position: number, part: number) => void,
): void {
  eachBetween(start + line * step, otherStart + line * otherStep, positions, visit);
}

/** Visits the pixels of a line that a stretch between two places on it, in any order, covers anything of. */
export function eachBetween(
  one: number,
  other: number,
  positions: number,
  visit: (position: number, part: number) => void,
): void {
  const width = Math.max(Math.abs(other - one), LEAST_WIDTH);
  const from = (one + other - width) / 2;
  const to = from + width;
  const last = Math.min(positions - 1, Math.floor(to + 0.5));
  // Pixel j reaches from j − ½ to j + ½.
  for (let position = Math.max(0, Math.floor(from + 0.5)); position <= last; position++) {
    const covered = Math.min(to, position + 0.5) - Math.max(from, position - 0.5);
    if (covered > 0) visit(position, covered / width);
  }
}
