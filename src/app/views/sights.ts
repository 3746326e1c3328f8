import type { DeviceArray } from '../../compute/device.ts';
import type { DisplayUnit, Experiment } from '../../experiment/experiment.ts';
import type { ImageStep, PlanesStep, ProjectionStep, RunStep, TruthStep } from '../../experiment/run-steps.ts';
import type { Subject } from '../../experiment/subject.ts';
import type { Engine } from '../engine/engine.ts';
import type { Lane } from '../lanes/lane.ts';
import { PRESENT } from '../lanes/present.ts';
import type { PaneHover } from '../panes/pane-content.ts';
import type { DisplayWindow } from '../panes/window-level.ts';
import { FIRST_SCENE, type SceneLook } from './scene/scene-look.ts';
import type { PictureStep, Plane, ViewContext, WindowKind } from './view.ts';

export type SinogramStep = Extract<RunStep, { readonly kind: 'sinogram' }>;

/** The run that a step is of. */
export interface SeenRun {
  readonly engine: Engine;
  /** What runs, which may be a preview of what was asked for. */
  readonly experiment: Experiment;
  readonly subject: Subject;
  readonly unit: DisplayUnit;
  readonly preview: ViewContext['preview'];
}

/** The newest step of each kind; `null` where the lane's last run had none. Their arrays are good until the next sight. */
interface SeenSteps {
  readonly sinogram: SinogramStep | null;
  readonly image: ImageStep | null;
  readonly truth: TruthStep | null;
  /** Of a volume, with the look that they were cut by; only where the workplace looks at one. */
  readonly planes: PlanesStep | null;
  /** Of a run that reconstructs nothing. */
  readonly projection: ProjectionStep | null;
}

export type Windows = Readonly<Record<WindowKind, DisplayWindow>>;

interface SeenByAll {
  /** What a hand has pointed at in a pane, in the axes' own values; `null` while it points at nothing. */
  readonly pointer: { readonly plane: Plane; readonly hover: PaneHover } | null;
  /** How many views have arrived, since playback was last moved; `null` before. */
  readonly playedViews: number | null;
  /** How often everything has been begun anew: the scanner is to stand at its first view then. */
  readonly rewound: number;
  /** By which slices are shown, in display units; `null` before the first. */
  readonly window: DisplayWindow | null;
  /** Those of all kinds of pictures. */
  readonly windows: Windows | null;
  readonly isInverted: boolean;
  /** How the scene is looked at. */
  readonly scene: SceneLook;
}

/** All that there is to be seen of a lane at a moment, for views that draw themselves. */
export interface Sight extends Omit<SeenRun, 'engine'>, SeenSteps, SeenByAll {
  /**
   * The values of an array of one of the steps, on the host. To be asked for when something waits for them: reading them
   * from a GPU takes its time.
   *
   * @throws BackendLostError (rejects) where their device is gone; another run follows
   */
  values(array: DeviceArray): Promise<Float32Array>;
}

type Listener = (sight: Sight) => void;

const NO_STEPS: SeenSteps = { sinogram: null, image: null, truth: null, planes: null, projection: null };

/** Keeps what there is to be seen, and tells the views that draw themselves of everything new. */
export class Sights {
  readonly #read: (engine: Engine, array: DeviceArray) => Promise<Float32Array>;
  readonly #lanes = new Map<Lane, { readonly run: SeenRun; readonly steps: SeenSteps }>();
  readonly #listeners = new Map<Lane, Set<Listener>>();
  readonly #engines = new WeakMap<PictureStep, Engine>();
  /** Kinds of steps that a lane's run under way has had. */
  readonly #had = new Map<Lane, { readonly experiment: Experiment; readonly kinds: Set<string> }>();
  #all: SeenByAll = {
    pointer: null,
    playedViews: null,
    rewound: 0,
    window: null,
    windows: null,
    isInverted: false,
    scene: FIRST_SCENE,
  };

  /** @param read the values of an array on the host */
  constructor(read: (engine: Engine, array: DeviceArray) => Promise<Float32Array>) {
    this.#read = read;
  }

  /** Tells of a lane from now on, and at once of what there is. @returns what ends it */
  follow(lane: Lane, listener: Listener): () => void {
    const listeners = this.#listeners.get(lane) ?? new Set();
    this.#listeners.set(lane, listeners.add(listener));
    const sight = this.#sight(lane);
    if (sight) listener(sight);
    return () => {
      listeners.delete(listener);
      if (listeners.size > 0) return;
      this.#listeners.delete(lane);
      // What nobody sees is not to keep arrays; the present run is there for whoever comes next.
      if (lane !== PRESENT) this.#lanes.delete(lane);
    };
  }

  /** A run has shown a step. */
  step(lane: Lane, run: SeenRun, step: RunStep): void {
    if (lane !== PRESENT && !this.#listeners.has(lane)) return;
    const before = this.#lanes.get(lane)?.steps ?? NO_STEPS;
    const kinds = this.#kindsOf(lane, run);
    if (step.kind === 'finished') {
      // Arrays of kinds that this run had not are given back with it.
      const kept = Object.entries(before).map(([kind, of]) => [kind, kinds.has(kind) ? of : null]);
      this.#lanes.set(lane, { run, steps: Object.fromEntries(kept) as unknown as SeenSteps });
      this.#had.delete(lane);
    } else {
      kinds.add(step.kind);
      this.#engines.set(step, run.engine);
      this.#lanes.set(lane, { run, steps: { ...before, [step.kind]: step } });
    }
    this.#tell(lane);
  }

  point(pointer: Sight['pointer']): void {
    this.#tellAll({ pointer });
  }

  play(playedViews: number): void {
    this.#tellAll({ playedViews });
  }

  /** Something else begins: whatever was played is over. */
  rewind(): void {
    this.#tellAll({ playedViews: null, rewound: this.#all.rewound + 1 });
  }

  lookAtScene(scene: SceneLook): void {
    if (scene !== this.#all.scene) this.#tellAll({ scene });
  }

  turn(windows: Windows, isInverted: boolean): void {
    const before = this.#all;
    const kinds = Object.keys(windows) as WindowKind[];
    const isSame = (kind: WindowKind) => before.windows && sameWindow(windows[kind], before.windows[kind]);
    if (isInverted === before.isInverted && kinds.every(isSame)) return;
    const window = before.window && sameWindow(before.window, windows.slice) ? before.window : windows.slice;
    this.#tellAll({ window, windows, isInverted });
  }

  #tellAll(changed: Partial<SeenByAll>): void {
    this.#all = { ...this.#all, ...changed };
    for (const lane of this.#listeners.keys()) this.#tell(lane);
  }

  #tell(lane: Lane): void {
    const sight = this.#sight(lane);
    if (sight) for (const listener of [...(this.#listeners.get(lane) ?? [])]) listener(sight);
  }

  #sight(lane: Lane): Sight | null {
    const seen = this.#lanes.get(lane);
    if (!seen) return null;
    const { run, steps } = seen;
    const { experiment, subject, unit, preview } = run;
    const values = async (array: DeviceArray) => {
      const step = Object.values(steps).find((step) => step && Object.values(step).includes(array));
      if (!step) throw new Error('asked for the values of an array that no step has');
      return this.#read(this.#engines.get(step)!, array);
    };
    return { experiment, subject, unit, preview, ...steps, ...this.#all, values };
  }

  /** Those of the run under way; one that was given up, whose successor this is, had others. */
  #kindsOf(lane: Lane, { experiment }: SeenRun): Set<string> {
    let had = this.#had.get(lane);
    if (had?.experiment !== experiment) {
      had = { experiment, kinds: new Set() };
      this.#had.set(lane, had);
    }
    return had.kinds;
  }
}

function sameWindow(a: DisplayWindow, b: DisplayWindow): boolean {
  return a.width === b.width && a.level === b.level;
}
