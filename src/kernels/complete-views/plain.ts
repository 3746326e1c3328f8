import type { ViewRange } from '../../compute/device.ts';
import type { HostRows } from '../../compute/kernel.ts';
import { cubicShares } from '../cubic-shares.ts';
import type { CompletionPlan } from './completion-plan.ts';
import { type CompletionTables, completionTables } from './completion-tables.ts';

const TURN = 2 * Math.PI;

/**
 * Views of a completed scan, [completed views × completed channels]: each line as its own view measured it, or from its
 * other side, or both, and what neither has measured between the lines next to it.
 */
export function plain(
  plan: CompletionPlan,
  { sinogram: { data: sinogram }, out: { data: out } }: Readonly<Record<'sinogram' | 'out', HostRows>>,
  range: ViewRange,
): void {
  const tables = completionTables(plan);
  const { channels, elapsedRad, turns } = tables;
  const measuredViews = plan.measured.anglesRad.length;
  const measuredChannels = plan.measured.channels;
  const own = new Place(tables);
  const across = new Place(tables);
  const readOwn = new ChannelReader(
    channels.map((channel) => channel.own),
    measuredChannels,
    sinogram,
  );
  const readAcross = new ChannelReader(
    channels.map((channel) => channel.across),
    measuredChannels,
    sinogram,
  );
  for (let view = range.from; view < range.to; view++) {
    const row = (view - range.from) * channels.length;
    const isMeasured = view < measuredViews;
    const turn = turns[view]!;
    const ownRad = elapsedRad[view]!;
    own.move(ownRad, turn);
    for (let k = 0; k < channels.length; k++) {
      const { fanAngleRad, ownShare, acrossShare } = channels[k]!;
      if (isMeasured && ownShare === 1) {
        out[row + k] = sinogram[view * measuredChannels + channels[k]!.own]!;
        continue;
      }
      const acrossRad = ownRad + Math.PI - 2 * fanAngleRad;
      across.move(acrossRad - TURN * Math.floor(acrossRad / TURN), turn);
      const sees = ownShare >= 0 && (isMeasured || !own.isGap);
      const seesAcross = acrossShare >= 0 && !across.isGap;
      if (sees || acrossShare < 0) {
        const reading = isMeasured ? readOwn.at(view, k) : readOwn.between(own, k);
        out[row + k] = seesAcross ? ownShare * reading + acrossShare * readAcross.between(across, k) : reading;
      } else if (seesAcross || ownShare < 0) {
        out[row + k] = readAcross.between(across, k);
      } else {
        // Between the lines that are nearest on either side of what was not measured.
        const isOwnLower = own.distanceRad <= across.distanceRad;
        const isOwnUpper = own.restRad < across.restRad;
        const lower = isOwnLower ? readOwn.at(own.viewBelow, k) : readAcross.at(across.viewBelow, k);
        const upper = isOwnUpper ? readOwn.at(own.viewAbove, k) : readAcross.at(across.viewAbove, k);
        const fromLower = isOwnLower ? own.distanceRad : across.distanceRad;
        const toUpper = isOwnUpper ? own.restRad : across.restRad;
        out[row + k] = lower + (fromLower / (fromLower + toUpper)) * (upper - lower);
      }
    }
  }
}

/** A place along the turn between two stops next to each other; it moves by little most times. */
class Place {
  /** The views of the two stops whose turn it is. */
  viewBelow = 0;
  viewAbove = 0;
  /** From the stop below, and to the one above. */
  distanceRad = 0;
  restRad = 0;
  /** Whether nothing was measured there. */
  isGap = false;
  readonly #tables: CompletionTables;
  #stop = 0;
  #turn = -1;

  constructor(tables: CompletionTables) {
    this.#tables = tables;
  }

  move(elapsedRad: number, turn: number): void {
    const { stopRad, isOpen, seenBeyondRad } = this.#tables;
    const last = stopRad.length - 1;
    let stop = this.#stop;
    while (stop > 0 && stopRad[stop]! > elapsedRad) stop--;
    while (stop < last && stopRad[stop + 1]! <= elapsedRad) stop++;
    if (stop !== this.#stop || turn !== this.#turn) {
      this.#stop = stop;
      this.#turn = turn;
      this.viewBelow = this.#viewAt(stop, turn);
      this.viewAbove = this.#viewAt(stop < last ? stop + 1 : 0, turn);
    }
    this.distanceRad = elapsedRad - stopRad[stop]!;
    this.restRad = (stop < last ? stopRad[stop + 1]! : TURN) - elapsedRad;
    this.isGap = isOpen[stop]! && Math.min(this.distanceRad, this.restRad) > seenBeyondRad;
  }

  /** Of the views at a stop one after the other. */
  #viewAt(stop: number, turn: number): number {
    const { firstOfStop, viewsInOrder } = this.#tables;
    const first = firstOfStop[stop]!;
    return viewsInOrder[first + (turn % (firstOfStop[stop + 1]! - first))]!;
  }
}

/** Reads views between their channels, at one position for each channel of the completed scan. */
class ChannelReader {
  /** The four channels next to each position, [positions × 4]; the outermost ones stand for those beyond. */
  readonly #neighbours: Int32Array;
  /** What they count for, [positions × 4]. */
  readonly #shares: Float64Array;
  readonly #channels: number;
  readonly #sinogram: Float32Array;

  constructor(positions: readonly number[], channels: number, sinogram: Float32Array) {
    this.#channels = channels;
    this.#sinogram = sinogram;
    this.#neighbours = new Int32Array(4 * positions.length);
    this.#shares = new Float64Array(4 * positions.length);
    positions.forEach((position, k) => {
      const below = Math.floor(position);
      this.#shares.set(cubicShares(position - below), 4 * k);
      for (let i = 0; i < 4; i++) {
        this.#neighbours[4 * k + i] = Math.min(channels - 1, Math.max(0, below - 1 + i));
      }
    });
  }

  at(view: number, k: number): number {
    const row = view * this.#channels;
    const n = this.#neighbours;
    const s = this.#shares;
    const x = this.#sinogram;
    const i = 4 * k;
    return (
      s[i]! * x[row + n[i]!]! +
      s[i + 1]! * x[row + n[i + 1]!]! +
      s[i + 2]! * x[row + n[i + 2]!]! +
      s[i + 3]! * x[row + n[i + 3]!]!
    );
  }

  between({ viewBelow, viewAbove, distanceRad, restRad }: Place, k: number): number {
    const below = this.at(viewBelow, k);
    return distanceRad === 0
      ? below
      : below + (distanceRad / (distanceRad + restRad)) * (this.at(viewAbove, k) - below);
  }
}
