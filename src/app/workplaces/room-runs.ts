import type { Experiment } from '../../experiment/experiment.ts';
import type { Engine } from '../engine/engine.ts';
import type { Lane } from '../lanes/lane.ts';
import type { LaneResult, LaneRuns } from '../lanes/lane-runs.ts';
import { PRESENT } from '../lanes/present.ts';
import { NewestWish } from '../runs/newest-wish.ts';
import { coarsenedAs, previewNotes } from '../runs/preview.ts';
import type { RunPictures } from '../runs/run-pictures.ts';
import { lanesOf } from '../stage/layout.ts';
import type { Stage } from '../stage/stage.ts';
import type { Workplaces } from './workplaces.ts';

/** What follows a whole run in the present workplace: what stands beside it, what lies between the two, the room's numbers. */
export class RoomRuns {
  readonly #stage: Stage;
  readonly #pictures: RunPictures;
  readonly #lanes: LaneRuns;
  readonly #workplaces: Workplaces;
  readonly #cpu: Engine;
  /** Given up when the hand has let go. */
  readonly #movement = new NewestWish();
  #isFollowing = false;
  #settled: LaneResult | null = null;
  /** The newest slice that nothing follows yet. */
  #moving: { readonly present: LaneResult; readonly whole: Experiment } | null = null;

  /** @param cpu shows what is computed on the host */
  constructor(stage: Stage, pictures: RunPictures, lanes: LaneRuns, workplaces: Workplaces, cpu: Engine) {
    this.#stage = stage;
    this.#pictures = pictures;
    this.#lanes = lanes;
    this.#workplaces = workplaces;
    this.#cpu = cpu;
  }

  /** What the present experiment came to when it last ran whole. */
  get settled(): LaneResult | null {
    return this.#settled;
  }

  /**
   * @param present what the present experiment has come to
   * @param signal given when another run begins
   */
  async follow(present: LaneResult, signal: AbortSignal): Promise<void> {
    this.#moving = null;
    this.#settled = present;
    this.#movement.abandon();
    const { room } = this.#workplaces;
    const onStage = this.#stage.slots.flatMap(lanesOf);
    const lanes = await this.#lanes.run(present.engine, [...onStage, ...(room?.lanes ?? [])]);
    if (signal.aborted) return;
    if (!lanes) {
      room?.givenUp?.();
      return;
    }
    const resultOf = (lane: Lane) => (lane === PRESENT ? present : lanes.get(lane));
    for (const slot of this.#stage.slots.filter(({ view }) => view.ofResult)) {
      const of = resultOf(slot.lane);
      if (of) await this.#pictures.showOfResult(this.#cpu, slot, of, signal);
    }
    for (const slot of this.#stage.slots.filter(({ view }) => view.between)) {
      const [from, other] = [resultOf(slot.from ?? PRESENT), resultOf(slot.lane)];
      if (from && other) await this.#pictures.showBetween(this.#cpu, slot, from, other, signal);
    }
    if (!signal.aborted) await room?.settled?.({ ...present, lanes, signal });
  }

  /**
   * A slice is on screen while a hand moves: what lies between it and others follows, as soon as these are there. The newest
   * slice counts.
   *
   * @param present of a run, or of its preview
   * @param whole what was asked for
   */
  moved(present: LaneResult, whole: Experiment): void {
    const isUnderWay = this.#moving !== null || this.#isFollowing;
    this.#moving = { present, whole };
    if (!isUnderWay) void this.#followHand();
  }

  async #followHand(): Promise<void> {
    this.#isFollowing = true;
    const signal = this.#movement.begin();
    while (this.#moving && !signal.aborted) {
      const { present, whole } = this.#moving;
      this.#moving = null;
      const { engine, experiment, subject } = present;
      const note = experiment === whole ? null : previewNotes(experiment, whole).slice;
      for (const slot of this.#stage.slots.filter(({ view, lane }) => view.ofResult && lane === PRESENT)) {
        await this.#pictures.showOfResult(this.#cpu, slot, present, signal, note);
      }
      for (const slot of this.#stage.slots.filter(({ view }) => view.between)) {
        const { lane, from = PRESENT } = slot;
        // What lies between two that were kept stays as it is.
        if ((lane === PRESENT) === (from === PRESENT)) continue;
        const kept = lane === PRESENT ? from : lane;
        const pair = kept.pair({ experiment: whole, subject });
        if (!pair) continue;
        const alike = coarsenedAs(experiment, whole, pair.experiment, pair.subject);
        const other = await this.#lanes.runQuietly(engine, kept, { ...pair, experiment: alike });
        if (signal.aborted) break;
        if (!other) continue;
        const both = lane === PRESENT ? ([other, present] as const) : ([present, other] as const);
        await this.#pictures.showBetween(this.#cpu, slot, ...both, signal, note);
      }
    }
    this.#isFollowing = false;
    // A hand that has taken hold again meanwhile.
    if (this.#moving) void this.#followHand();
  }
}
