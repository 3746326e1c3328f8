import type { WasmKernels } from '../../../compute/cpu/wasm-kernels.ts';
import { carried, type SquareSymmetry } from '../square-symmetry.ts';

/** What a tile takes at the most, so that it stays in the second-level cache. */
const TILE_BYTES = 2 ** 18;
const MOST_LINES = 32;
const FOUR = 4;
/** A cache finds a place by its last twelve bits; lines so far apart share none of them. */
const SAME_BITS = 4096;
const LANE_BYTES = 12;
/** Fractions and addresses of four rays on as many lines; see wasm/joseph-tiles.ts. */
const PLACES_BYTES = 32 * MOST_LINES;

/** The copies of a square image that are to lie side by side, and how they lie in tiles of some lines each. */
export interface TileShape {
  /** Of the part of the image that is taken, about its middle. */
  readonly side: number;
  /** How many lines of the copies there are: half of them where the others are turns of these. */
  readonly lines: number;
  readonly isHalf: boolean;
  readonly linesPerTile: number;
  readonly pixelBytes: number;
  /** From line to line. */
  readonly stride: number;
  /** Of zeros before position 0. */
  readonly marginBytes: number;
}

export function tileShape(side: number, lanes: number, isHalf: boolean): TileShape {
  const lines = isHalf ? Math.ceil(side / 2) : side;
  const pixelBytes = 4 * lanes;
  const affordable = FOUR * Math.floor(TILE_BYTES / (FOUR * pixelBytes * side));
  const linesPerTile = Math.max(FOUR, Math.min(MOST_LINES, FOUR * Math.ceil(lines / FOUR), affordable));
  const marginBytes = pixelBytes * (linesPerTile + 2);
  const needed = 2 * marginBytes + pixelBytes * side;
  const apart = SAME_BITS / 2 ** Math.ceil(Math.log2(linesPerTile));
  // An odd multiple: no two lines are a multiple of all places apart.
  const stride = apart * (2 * Math.ceil((needed / apart - 1) / 2) + 1);
  return { side, lines, isHalf, linesPerTile, pixelBytes, stride, marginBytes };
}

export function tileBytes({ stride, linesPerTile }: TileShape): number {
  return stride * linesPerTile + LANE_BYTES * 8 + PLACES_BYTES + 64;
}

/** One tile after the other in the kernels' memory; see wasm/turned-tiles.ts. */
export class TurnedImage {
  readonly shape: TileShape;
  readonly #kernels: WasmKernels;
  readonly #image: number;
  readonly #lanes: number;
  readonly #tile: number;
  /** Room that rays need while they are walked. */
  readonly places: number;

  /**
   * @param image address of a square image, f32[pixels, pixels]
   * @param lanes the copies, in four or eight lanes
   */
  constructor(kernels: WasmKernels, image: number, pixels: number, lanes: readonly SquareSymmetry[], shape: TileShape) {
    this.#kernels = kernels;
    this.#image = image;
    this.shape = shape;
    this.#lanes = kernels.allocate(LANE_BYTES * lanes.length);
    const outside = (pixels - shape.side) / 2;
    const middle = (pixels - 1) / 2;
    const byteOf = (symmetry: SquareSymmetry, line: number, position: number) => {
      const [x, y] = carried(symmetry, outside + position - middle, middle - outside - line);
      return 4 * ((middle - y) * pixels + middle + x);
    };
    const numbers = lanes.flatMap((symmetry) => {
      const first = byteOf(symmetry, 0, 0);
      return [first, byteOf(symmetry, 1, 0) - first, byteOf(symmetry, 0, 1) - first];
    });
    kernels.integers(this.#lanes, numbers.length).set(numbers);
    this.places = kernels.allocate(PLACES_BYTES);
    this.#tile = kernels.allocate(shape.stride * shape.linesPerTile);
    this.clear(0);
  }

  /** Of position 0 on the tile's first line. */
  get address(): number {
    return this.#tile + this.shape.marginBytes;
  }

  /** The tiles by their first lines, and how many lines they have; walked are whole fours of them. */
  *tiles(): Generator<{ readonly first: number; readonly lines: number; readonly walked: number }> {
    const { lines, linesPerTile } = this.shape;
    for (let first = 0; first < lines; first += linesPerTile) {
      const some = Math.min(linesPerTile, lines - first);
      yield { first, lines: some, walked: FOUR * Math.ceil(some / FOUR) };
    }
  }

  /** Zeros on the tile's lines from one on. */
  clear(from: number): void {
    const { stride, linesPerTile } = this.shape;
    this.#kernels.floats(this.#tile + stride * from, (stride / 4) * (linesPerTile - from)).fill(0);
  }

  /** Lays the copies' lines into the tile. */
  fill(first: number, lines: number): void {
    this.#forFours(this.#kernels.run.fillTile, first, lines);
    this.#halveMiddle(first, lines);
  }

  /** Adds the tile's lines to the image. */
  fold(first: number, lines: number): void {
    this.#halveMiddle(first, lines);
    this.#forFours(this.#kernels.run.foldTile, first, lines);
  }

  #forFours(move: WasmKernels['run']['fillTile'], first: number, lines: number): void {
    const { side, stride, pixelBytes } = this.shape;
    for (let four = 0; four < pixelBytes / 16; four++) {
      const lanes = this.#lanes + FOUR * LANE_BYTES * four;
      move(this.#image, lanes, first, lines, side, this.address + 16 * four, stride, pixelBytes);
    }
  }

  /** The middle one of an odd number of lines is a turn of itself, so that rays come by twice. */
  #halveMiddle(first: number, lines: number): void {
    const { side, isHalf, stride, pixelBytes } = this.shape;
    const middle = (side - 1) / 2 - first;
    if (!isHalf || !Number.isInteger(middle) || middle >= lines) return;
    const line = this.#kernels.floats(this.address + stride * middle, (pixelBytes / 4) * side);
    for (let i = 0; i < line.length; i++) line[i]! *= 0.5;
  }
}
