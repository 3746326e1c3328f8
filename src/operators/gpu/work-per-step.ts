/** Work per submission: some ten milliseconds on a small GPU, far from the second after which drivers step in. */
const WORK_PER_STEP = { scan: 1e8, filter: 2e7, 'back-project': 5e8 };
/** A software GPU is some hundred times slower, and a run must stay cancellable. */
const SOFTWARE_FRACTION = 1 / 32;
/** What such a step is taken for until a device has been seen at work. */
const STEP_MS = 10;

const MAX_WORKGROUPS = 65_535;

type WorkStage = keyof typeof WORK_PER_STEP;

/** How much is asked of a device at a time. */
export class WorkPerStep {
  readonly #fraction: number;

  constructor(isSoftware: boolean) {
    this.#fraction = isSoftware ? SOFTWARE_FRACTION : 1;
  }

  of(stage: WorkStage): number {
    return WORK_PER_STEP[stage] * this.#fraction;
  }

  /** What a device is taken to do of a stage until it has been seen at work. */
  perMs(stage: WorkStage): number {
    return this.of(stage) / STEP_MS;
  }

  /** Views that go together, at least one. */
  views(stage: WorkStage, workPerView: number): number {
    return Math.max(1, Math.floor(this.of(stage) / workPerView));
  }

  /** The same, an even number, so that the filter finds its views in pairs, and no more than one dispatch takes. */
  pairedViews(stage: WorkStage, workPerView: number): number {
    const views = 2 * Math.floor(this.of(stage) / workPerView / 2);
    return Math.min(MAX_WORKGROUPS - 1, Math.max(2, views));
  }
}
