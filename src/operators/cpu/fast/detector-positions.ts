import type { KernelMemory } from '../../../compute/cpu/kernel-memory.ts';
import { columnCentreMm, type ImageGrid, rowCentreMm } from '../../../geometry/grid.ts';
import { type LoweredScan, sliceView, viewsOf } from '../../../geometry/lowered-scan.ts';
import { STRIP } from './seen-strips.ts';

/** Bytes of one view in the table that the back-projection kernels read; see wasm/detector-positions.ts. */
export const POSITION_BYTES = 64;
/** What the kernels take fractions of positions by, as wasm/detector-positions.ts lists it. */
export const POSITION_CONSTANTS = positionConstants();
/** The kernels' positions have room for strips of 511 channels. */
const MOST_CHANNELS_PER_PIXEL = 64;
/** Positions have 31 bits for whole channels; one is left for safety. */
const FARTHEST_CHANNEL = 2 ** 30;

function positionConstants(): Float32Array<ArrayBuffer> {
  const constants = new Float32Array(12);
  new Int32Array(constants.buffer).fill(2 ** 22 - 1, 0, 4);
  constants.fill(2 ** -22, 4, 8);
  constants.fill(1, 8, 12);
  return constants;
}

/** How a view lies in the kernels' memory: with zeros at both ends for pixels that see no channel. */
export interface PackedView {
  /** How many numbers a view has there. */
  readonly length: number;
  /** Where its channel 0 lies. */
  readonly firstChannel: number;
  /** The first number where a strip of pixels may begin that sees a channel, and how many there are of them. */
  readonly firstPlace: number;
  readonly places: number;
  /**
   * Where channel 0 of the view read backwards lies, whose number at −u is that of the view at u; `null` where such
   * numbers would fall between those of the view.
   */
  readonly firstBackwards: number | null;
}

/**
 * How the views of a scan are packed for a grid, or `null` where positions do not fit into the kernels' whole numbers:
 * pixels of many channels, or a grid that reaches millions of channels beyond the detector.
 */
export function packedView(scan: LoweredScan, grid: ImageGrid): PackedView | null {
  const { channels, axisChannel } = scan.detector;
  const { slope, offset } = mostAcross(scan);
  const channelsPerPixel = (slope * grid.pixelSizeMm) / scan.unitMm;
  const cornerMm = Math.hypot(columnCentreMm(grid, grid.columns + STRIP), rowCentreMm(grid, 0));
  const farthest = Math.abs(axisChannel) + offset + (slope * cornerMm) / scan.unitMm + 2 * channels;
  if (channelsPerPixel > MOST_CHANNELS_PER_PIXEL || !(farthest < FARTHEST_CHANNEL)) return null;
  // More channels than lie between any two pixels of a strip.
  const reach = Math.ceil((STRIP - 1) * channelsPerPixel) + 1;
  const zeros = 2 * reach + 2;
  const last = channels - 1;
  const backwards = readsBackwards(scan);
  // Backwards, channel k lies where channel 2·axis − k would.
  const mirrored = backwards ? 2 * axisChannel : last;
  const least = Math.min(0, mirrored - last);
  const most = Math.max(last, mirrored);
  const length = zeros + most - least + 1 + zeros;
  return {
    length,
    firstChannel: zeros - least,
    firstBackwards: backwards ? zeros - least + mirrored : null,
    firstPlace: reach,
    places: length - 2 * reach - 1,
  };
}

/**
 * Whether a view read backwards has its numbers at the same places as the view: where the axis falls on a channel or
 * midway between two, and not so far off the detector that memory would hold little but zeros.
 */
function readsBackwards({ detector: { axisChannel, channels } }: LoweredScan): boolean {
  return Number.isInteger(2 * axisChannel) && Math.abs(2 * axisChannel - (channels - 1)) <= channels;
}

/** By how many channels per unit of length the views of parallel rays see places apart, and the axis aside, at most. */
function mostAcross(scan: LoweredScan): { readonly slope: number; readonly offset: number } {
  let [slope, offset] = [0, 0];
  for (let view = 0; view < viewsOf(scan); view++) {
    const [x, y, one] = sliceView(scan, view).across;
    slope = Math.max(slope, Math.hypot(x, y));
    offset = Math.max(offset, Math.abs(one));
  }
  // cos² + sin² = 1 but for the last digit.
  return { slope: Math.abs(slope - 1) < 1e-12 ? 1 : slope, offset };
}

/** Writes where each view sees the pixels of a grid, as wasm/detector-positions.ts says. */
export function writePositions(
  kernels: KernelMemory,
  table: number,
  scan: LoweredScan,
  views: readonly number[],
  grid: ImageGrid,
  { firstChannel, firstPlace }: PackedView,
): void {
  const wide = kernels.bigIntegers(table, (views.length * POSITION_BYTES) / 8);
  const narrow = kernels.integers(table, (views.length * POSITION_BYTES) / 4);
  const { axisChannel } = scan.detector;
  const unitsPerPixel = grid.pixelSizeMm / scan.unitMm;
  views.forEach((view, entry) => {
    const [acrossX, acrossY, across1] = sliceView(scan, view).across;
    const uMm = columnCentreMm(grid, 0) * acrossX + rowCentreMm(grid, 0) * acrossY;
    const position = uMm / scan.unitMm + across1 + axisChannel + firstChannel - firstPlace;
    const numbers = [position, acrossX * unitsPerPixel, -acrossY * unitsPerPixel];
    numbers.forEach((number, i) => {
      wide[entry * 8 + i] = BigInt(Math.round(number * 2 ** 32));
    });
    for (let column = 0; column < STRIP; column++) {
      narrow[entry * 16 + 8 + column] = Math.round(column * acrossX * unitsPerPixel * 2 ** 22);
    }
  });
}
