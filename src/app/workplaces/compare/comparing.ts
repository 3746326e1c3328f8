import { BackendLostError } from '../../../compute/device.ts';
import { displayUnitOf } from '../../../experiment/experiment.ts';
import { whyOnNoScale } from '../../../experiment/slice-scale.ts';
import { keptLane } from '../../lanes/kept.ts';
import type { Lane } from '../../lanes/lane.ts';
import type { LaneResult } from '../../lanes/lane-runs.ts';
import { PRESENT } from '../../lanes/present.ts';
import { whatDiffers } from '../../present/what-differs.ts';
import type { Layout } from '../../stage/layout.ts';
import { VIEWS } from '../../views/registry.ts';
import type { Room, SettledRun, WorkplacePage } from '../workplace.ts';
import type { CompareFace, SliceNumbers } from './compare-panel.ts';

/** The room of *Compare*: both slices, what they differ by, and both columns of numbers. */
export class Comparing implements Room {
  readonly layout: Layout;
  readonly #page: WorkplacePage;
  readonly #kept: Lane;
  readonly #face: CompareFace;

  constructor(page: WorkplacePage, face: CompareFace) {
    this.#page = page;
    this.#kept = keptLane(page.kept);
    const slice = VIEWS.get('slice');
    this.layout = [
      { view: slice, lane: PRESENT, title: 'Current' },
      { view: slice, lane: this.#kept, title: 'A (kept)' },
      { view: VIEWS.get('departure'), lane: this.#kept },
      { view: VIEWS.get('phantom'), lane: PRESENT },
    ];
    this.#face = face;
  }

  get numbers(): HTMLElement {
    return this.#face.root;
  }

  /** What is there becomes A where nothing was kept: the next turn of a knob shows what it does. */
  enter(): void {
    const { kept, present } = this.#page;
    if (!kept.pair) kept.keep(present.pair);
    this.#face.await();
  }

  async settled({ lanes, signal, ...present }: SettledRun): Promise<void> {
    const kept = lanes.get(this.#kept);
    if (kept) this.#face.showDifferences(whatDiffers(present.experiment, kept.experiment));
    try {
      const numbers = await Promise.all([this.#numbersOf(present), kept ? this.#numbersOf(kept) : null]);
      if (!signal.aborted) this.#face.showNumbers(...numbers);
    } catch (error) {
      if (!(error instanceof BackendLostError)) this.#page.notices.failure(error);
    }
  }

  /** How near a slice is to its phantom; `null` where there is nothing to compare it with. */
  async #numbersOf({ engine, experiment, subject, result }: LaneResult): Promise<SliceNumbers | null> {
    if (whyOnNoScale(experiment) !== null || !result.isThere) return null;
    const quality = await result.quality(await this.#page.copies.of(engine, result.image));
    return quality && { quality, unit: displayUnitOf(subject), waterMuPerMm: result.waterMuPerMm };
  }
}
