import { type CompletionChannel, type CompletionTables, completionTables } from '../completion-tables.ts';
import type { CompletionPlan, ViewRange } from '../contract.ts';
import { cubicShares } from './cubic-shares.ts';

const TURN = 2 * Math.PI;

/**
 * Views of a completed scan, float32 [range, completed channels]: each line as its own view measured it, or from its other
 * side, or both, and what neither has measured between the lines next to it. GPU twin: shaders/complete-views.wgsl.
 *
 * @param sinogram float32 [measured views × channels]
 */
export function completeViews(
  plan: CompletionPlan,
  sinogram: Float32Array,
  range: ViewRange,
): Float32Array<ArrayBuffer> {
  const tables = completionTables(plan);
  const measuredViews = plan.measured.anglesRad.length;
  const { channels } = plan.completed;
  const reader = new LineReader(tables, sinogram, plan.measured.channels);
  const out = new Float32Array((range.to - range.from) * channels);
  for (let view = range.from; view < range.to; view++) {
    const row = (view - range.from) * channels;
    const isMeasured = view < measuredViews;
    for (let k = 0; k < channels; k++) {
      const channel = tables.channels[k]!;
      out[row + k] =
        isMeasured && channel.ownShare === 1
          ? sinogram[view * plan.measured.channels + channel.own]!
          : reader.line(view, isMeasured, channel);
    }
  }
  return out;
}

/** Two stops next to each other, and what is read between them. */
interface Between {
  readonly below: number;
  readonly above: number;
  /** From the one below, and from the one below to the one above. */
  readonly distanceRad: number;
  readonly widthRad: number;
  /** Whether nothing was measured between them. */
  readonly isGap: boolean;
}

class LineReader {
  readonly #tables: CompletionTables;
  readonly #sinogram: Float32Array;
  readonly #channels: number;

  constructor(tables: CompletionTables, sinogram: Float32Array, channels: number) {
    this.#tables = tables;
    this.#sinogram = sinogram;
    this.#channels = channels;
  }

  line(view: number, isMeasured: boolean, channel: CompletionChannel): number {
    const { elapsedRad, turns } = this.#tables;
    const turn = turns[view]!;
    const ownRad = elapsedRad[view]!;
    const own = this.#between(ownRad);
    const across = this.#between(folded(ownRad + Math.PI - 2 * channel.fanAngleRad));
    const read = ({ below, above, distanceRad, widthRad }: Between, at: number) => {
      const part = distanceRad / widthRad;
      return (1 - part) * this.#reading(below, turn, at) + part * this.#reading(above, turn, at);
    };
    const ownReading = () => (isMeasured ? this.#inView(view, channel.own) : read(own, channel.own));
    const sees = channel.ownShare >= 0 && (isMeasured || !own.isGap);
    const seesAcross = channel.acrossShare >= 0 && !across.isGap;
    if (sees && seesAcross) return channel.ownShare * ownReading() + channel.acrossShare * read(across, channel.across);
    if (sees) return ownReading();
    if (seesAcross) return read(across, channel.across);
    // Between the lines that are nearest on either side of what was not measured.
    if (channel.ownShare < 0) return read(across, channel.across);
    if (channel.acrossShare < 0) return read(own, channel.own);
    const isOwnLower = own.distanceRad <= across.distanceRad;
    const isOwnUpper = own.widthRad - own.distanceRad < across.widthRad - across.distanceRad;
    const [lower, lowerAt] = isOwnLower ? [own, channel.own] : [across, channel.across];
    const [upper, upperAt] = isOwnUpper ? [own, channel.own] : [across, channel.across];
    const part = lower.distanceRad / (lower.distanceRad + upper.widthRad - upper.distanceRad);
    return (1 - part) * this.#reading(lower.below, turn, lowerAt) + part * this.#reading(upper.above, turn, upperAt);
  }

  #between(elapsedRad: number): Between {
    const { stopRad, isOpen, seenBeyondRad } = this.#tables;
    let [low, high] = [0, stopRad.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (stopRad[middle]! <= elapsedRad) low = middle;
      else high = middle;
    }
    const wraps = high === stopRad.length;
    const widthRad = (wraps ? TURN : stopRad[high]!) - stopRad[low]!;
    const distanceRad = elapsedRad - stopRad[low]!;
    const isGap = isOpen[low]! && distanceRad > seenBeyondRad && widthRad - distanceRad > seenBeyondRad;
    return { below: low, above: wraps ? 0 : high, distanceRad, widthRad, isGap };
  }

  /** The reading of a stop, of one of its views after the other. */
  #reading(stop: number, turn: number, at: number): number {
    const { firstOfStop, viewsInOrder } = this.#tables;
    const first = firstOfStop[stop]!;
    return this.#inView(viewsInOrder[first + (turn % (firstOfStop[stop + 1]! - first))]!, at);
  }

  /** Between the channels of a view, by cubic convolution. */
  #inView(view: number, at: number): number {
    const row = view * this.#channels;
    const last = this.#channels - 1;
    const below = Math.floor(at);
    const shares = cubicShares(at - below);
    const channel = (k: number) => this.#sinogram[row + Math.min(last, Math.max(0, k))]!;
    return (
      shares[0] * channel(below - 1) +
      shares[1] * channel(below) +
      shares[2] * channel(below + 1) +
      shares[3] * channel(below + 2)
    );
  }
}

function folded(angleRad: number): number {
  return angleRad - TURN * Math.floor(angleRad / TURN);
}
