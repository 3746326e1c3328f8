import type { Engine } from '../engine/engine.ts';
import type { LaneResult, LaneRuns } from '../lanes/lane-runs.ts';
import type { RunPictures } from '../runs/run-pictures.ts';
import type { Stage } from '../stage/stage.ts';
import type { Workplaces } from './workplaces.ts';

/** What follows a whole run in the present workplace: what stands beside it, what lies between the two, the room's numbers. */
export class RoomRuns {
  readonly #stage: Stage;
  readonly #pictures: RunPictures;
  readonly #lanes: LaneRuns;
  readonly #workplaces: Workplaces;
  readonly #cpu: Engine;

  /** @param cpu shows what is computed on the host */
  constructor(stage: Stage, pictures: RunPictures, lanes: LaneRuns, workplaces: Workplaces, cpu: Engine) {
    this.#stage = stage;
    this.#pictures = pictures;
    this.#lanes = lanes;
    this.#workplaces = workplaces;
    this.#cpu = cpu;
  }

  /**
   * @param present what the present experiment has come to
   * @param signal given when another run begins
   */
  async follow(present: LaneResult, signal: AbortSignal): Promise<void> {
    const { room } = this.#workplaces;
    const onStage = this.#stage.slots.map(({ lane }) => lane);
    const lanes = await this.#lanes.run(present.engine, [...onStage, ...(room?.lanes ?? [])]);
    if (!lanes || signal.aborted) return;
    for (const [lane, other] of lanes) await this.#pictures.showBetween(this.#cpu, present, lane, other);
    if (!signal.aborted) await room?.settled?.({ ...present, lanes, signal });
  }
}
