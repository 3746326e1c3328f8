import type { AxisFinding } from '../corrections/axis/axis-finding.ts';
import type { CorrectedSinogram } from '../corrections/correction.ts';
import { cureSinogram } from '../corrections/cure-sinogram.ts';
import { CORRECTIONS } from '../corrections/registry.ts';
import { InputError } from '../errors.ts';
import { fetchedPart } from '../fetched-part.ts';
import type { FanScan } from '../geometry/fan/fan-scan.ts';
import type { ImageGrid } from '../geometry/image-grid.ts';
import type { ParallelScan } from '../geometry/parallel/parallel-scan.ts';
import type { Scan } from '../geometry/scan.ts';
import type { ImageQuality } from '../metrics/image-quality.ts';
import type {
  CompletionPlan,
  DeviceArray,
  FourierPlan,
  LapTimer,
  Operators,
  RebinPlan,
  ScanPrecision,
  ViewFilter,
} from '../operators/contract.ts';
import { split, type TaskExecutor } from '../operators/cpu/task-executor.ts';
import type { Interpolation } from '../operators/interpolation.ts';
import { startLaps } from '../operators/laps.ts';
import { WATER_MU_PER_MM } from '../phantom/attenuation.ts';
import type { ImagePhantom, Phantom } from '../phantom/phantom.ts';
import type { BeamPlan } from '../physics/scan-plan.ts';
import { COMPLETION_LIMITS, completeSinogram, planCompletion } from '../reconstruction/complete-lines.ts';
import { type FanFbpPlan, planFanFbp, prepareFanViews } from '../reconstruction/fan-fbp.ts';
import { backProjectViews, type FbpStep, filterSinogram } from '../reconstruction/fbp.ts';
import { planGridrec } from '../reconstruction/gridrec.ts';
import { rampFilter } from '../reconstruction/ramp-filter.ts';
import { planRebin, rebinToParallel } from '../reconstruction/rebin-to-parallel.ts';
import { filterAndRefine, refinedScan } from '../reconstruction/refine-views.ts';
import { type Experiment, gridOf, scanOf } from './experiment.ts';
import { type FilterName, GRIDREC_NEEDS_FILTER } from './experiment-schema.ts';
import type { PhysicalScanner, ScanProgress } from './physical-scanner.ts';
import { madeCorrections } from './physics-schema.ts';
import type { Subject } from './subject.ts';
import { workPerRay } from './work-per-ray.ts';

export type Stage = 'scan' | 'filter' | 'back-project';

/** How long a stage took, or that its result was kept from an earlier run. */
export interface StageTime {
  readonly stage: Stage;
  readonly timeMs: number;
  readonly kept: boolean;
}

/** What a run shows as it goes. Arrays stay valid until the next step of any run of the session replaces them. */
export type RunStep<A extends DeviceArray> =
  /** `scan` may have channels beyond the detector, that a correction has added; `measuredScan` has none. */
  | { readonly kind: 'sinogram'; readonly sinogram: A; readonly scan: Scan; readonly measuredScan: Scan }
  | { readonly kind: 'image'; readonly image: A; readonly grid: ImageGrid; readonly views: number; readonly of: number }
  | { readonly kind: 'truth'; readonly truth: A; readonly difference: A }
  /** `times` is `null` where the run was not to time its stages. */
  | { readonly kind: 'finished'; readonly totalMs: number; readonly times: readonly StageTime[] | null };

export interface RunOptions {
  readonly signal?: AbortSignal;
  /**
   * Back-projects anew and yields the image after every so many views, asked before every step; whatever the method, for
   * only FBP grows view by view, and only a fan that is not rebinned by the views that were measured. Left out, the image is yielded when it is complete.
   */
  readonly viewsPerStep?: () => number;
  /**
   * Waits for the device after every stage, so that each stage's time is its own. Browsers report the end of queued
   * work only now and then, so that without waiting one stage is given the time of another.
   */
  readonly timeStages?: boolean;
  /** Told how far a stage has come, 0 … 1. */
  readonly onProgress?: (stage: Stage, done: number) => void;
}

/** More would be seen when they are put together. */
const PIXELS_PER_RASTER_PART = 2 ** 20;

/** The result of a stage, and all that it depends on as one text. */
interface Kept<T> {
  readonly key: string;
  readonly value: T;
}

/**
 * Runs experiments on one backend and keeps the result of every stage for the next run: each stage is keyed by the
 * part of the experiment that it reads, so turning the filter does not rescan and turning the window runs nothing.
 * One run at a time.
 */
export class Session<A extends DeviceArray> {
  readonly operators: Operators<A>;
  readonly #host: TaskExecutor;
  readonly #subjectKeys = new WeakMap<Subject, string>();
  #subjects = 0;
  #pacedRuns = 0;
  #scan: Kept<Scan> | null = null;
  #filter: Kept<ViewFilter> | null = null;
  #fanPlan: Kept<FanFbpPlan> | null = null;
  #completion: Kept<CompletionPlan | null> | null = null;
  #rebinPlan: Kept<RebinPlan> | null = null;
  #fourierPlan: Kept<FourierPlan> | null = null;
  #grid: Kept<ImageGrid> | null = null;
  #scannedImage: Kept<A> | null = null;
  /** As the detector gave it. */
  #reading: Kept<A> | null = null;
  /** With what corrections have made of it; the reading itself where there are none. */
  #sinogram: Kept<A> | null = null;
  /** Whose sinogram that is: corrections may find another axis, and make views longer. */
  #curedScan: Scan | null = null;
  /** The same of the channels that the detector has. */
  #measuredScan: Scan | null = null;
  #axis: AxisFinding | null = null;
  /** What corrections do to the slice. */
  #imageSteps: CorrectedSinogram<A>['imageSteps'] = [];
  /** Loaded when an experiment first has physics, along with the tables of attenuation. */
  #scanner: PhysicalScanner<A> | null = null;
  #beam: BeamPlan | null = null;
  #starved: A | null = null;
  /** The sinogram with the lines that are measured in other views. */
  #completed: Kept<A> | null = null;
  #rebinned: Kept<A> | null = null;
  #filtered: Kept<A> | null = null;
  #image: Kept<A> | null = null;
  #truth: Kept<{ readonly array: A; readonly values: Float32Array }> | null = null;
  #difference: Kept<A> | null = null;
  /** The truth that the last run is about; one of an earlier run may still be kept. */
  readonly #refinedScans = new WeakMap<Scan, Scan>();
  #truthKey: string | null = null;

  /** @param host runs what is done on the CPU for every backend: rasters and image quality */
  constructor(operators: Operators<A>, host: TaskExecutor) {
    this.operators = operators;
    this.#host = host;
  }

  /**
   * Runs an experiment, yielding what there is to show. Throws what the signal carries when it is aborted, an
   * InputError where the device cannot hold the experiment, and a BackendLostError where the device is gone; what was
   * kept stays.
   */
  async *run(
    experiment: Experiment,
    subject: Subject,
    options: RunOptions = {},
  ): AsyncGenerator<RunStep<A>, void, void> {
    this.#host.follow?.(options.signal);
    try {
      yield* this.#run(experiment, subject, options);
    } finally {
      this.#host.follow?.(undefined);
    }
  }

  async *#run(experiment: Experiment, subject: Subject, options: RunOptions): AsyncGenerator<RunStep<A>, void, void> {
    const { operators } = this;
    const subjectKey = this.#keyOf(subject);
    const { physics } = experiment;
    const scanKey = JSON.stringify([subjectKey, experiment.scan]);
    const { filter: filterName, cutoff, interpolation = 'linear', pixels, pixelSizeMm } = experiment.reconstruction;
    const method = options.viewsPerStep ? 'fbp' : experiment.reconstruction.method;
    const readingKey = physics ? JSON.stringify([scanKey, physics, experiment.seed]) : scanKey;
    // What is played view by view are the views that were measured; gridrec takes parallel rays alone.
    const rebin = method === 'gridrec' || (!options.viewsPerStep && (experiment.reconstruction.rebin ?? false));
    const gridKey = JSON.stringify([pixels, pixelSizeMm]);
    const corrections = madeCorrections(experiment.corrections);
    const isCured = corrections.length > 0;
    const readsGrid = corrections.some((name) => CORRECTIONS.get(name).readsGrid);
    const sinogramKey = isCured ? JSON.stringify([readingKey, corrections, readsGrid && gridKey]) : readingKey;
    const filterKey = JSON.stringify([sinogramKey, rebin, filterName, cutoff, interpolation]);
    const { backProjection } = operators.description;
    const paced = options.viewsPerStep;
    // A sum in steps has other bits than one in one go, and others again at another pace: it stands for no other run's.
    const sum = paced ? `in steps ${++this.#pacedRuns}` : 'whole';
    const imageKey = JSON.stringify([method, filterKey, gridKey, method === 'fbp' ? backProjection : null, sum]);
    const truthKey = JSON.stringify([subjectKey, gridKey, physics?.energyKeV, physics?.spectrum]);

    this.#truthKey = subject.kind === 'measurement' ? null : truthKey;
    this.#scan = keep(this.#scan, scanKey, () => scanOf(experiment, subject));
    this.#grid = keep(this.#grid, gridKey, () => gridOf(experiment));
    const givenScan = this.#scan.value;
    const grid = this.#grid.value;
    this.#beam = subject.kind === 'measurement' ? null : await this.#planBeam(subjectKey, subject, experiment);
    const truthPhantom = subject.kind === 'measurement' ? null : (this.#beam?.truth ?? subject);
    const clock = new StageClock(operators, options.timeStages ?? false);
    const startRaster = () =>
      !truthPhantom || this.#truth?.key === truthKey ? null : this.#raster(truthPhantom, grid);
    // A GPU leaves the host free to make the raster meanwhile; on the CPU it would share the lanes of what is timed.
    const earlyRaster = operators.description.backend === 'gpu' ? startRaster() : null;
    // Awaited further down; until then a failure must not count as unhandled.
    earlyRaster?.catch(() => undefined);

    // Where a run was cut short, the reading may be another's already.
    if (this.#sinogram?.key !== sinogramKey || this.#reading?.key !== readingKey) {
      const before = this.#sinogramArrays();
      // The old ones go only when what was on screen has its successor; but however the run goes on.
      try {
        if (this.#reading?.key !== readingKey) {
          const made = await this.#makeReading(experiment, subject, subjectKey, scanKey, givenScan, options);
          this.#reading = { key: readingKey, value: made.reading };
          this.#starved = made.starved;
        }
        const reading = this.#reading.value;
        const cured = isCured
          ? await this.#cure(corrections, experiment, subject, sinogramKey, givenScan, grid, options)
          : null;
        this.#sinogram = { key: sinogramKey, value: cured?.sinogram ?? reading };
        this.#curedScan = cured?.scan ?? givenScan;
        this.#measuredScan = cured?.measuredScan ?? givenScan;
        this.#axis = cured?.axis ?? null;
        this.#imageSteps = cured?.imageSteps ?? [];
        await clock.lap('scan');
        yield this.#sinogramStep();
      } finally {
        const held = this.#sinogramArrays();
        for (const array of before) if (!held.has(array)) operators.release(array);
      }
    } else {
      clock.kept('scan');
      yield this.#sinogramStep();
    }
    const measured = this.#sinogram.value;
    const completion = this.#planCompletion(this.#curedScan!, sinogramKey);
    const scan = completion?.completed ?? this.#curedScan!;
    const rebinPlan = scan.geometry === 'fan' && rebin ? this.#planRebin(scan, sinogramKey) : null;
    const refines = method === 'fbp' && interpolation === 'smooth';
    const filters = method === 'fbp' && (filterName !== 'none' || (scan.geometry === 'fan' && !rebinPlan));
    const prepares = rebinPlan !== null || filters || refines;
    const stillPrepared = method === 'fbp' && this.#filtered?.key === filterKey;
    const lines = stillPrepared ? measured : await this.#complete(completion, sinogramKey, measured, options);
    const sinogram = rebinPlan && !stillPrepared ? await this.#rebin(rebinPlan, sinogramKey, lines, options) : lines;
    const measuredOrRebinned = rebinPlan?.parallel ?? scan;
    const scanned = refines ? this.#refine(measuredOrRebinned) : measuredOrRebinned;

    let views = sinogram;
    // Gridrec filters in the Fourier plane, on its way.
    if (filters || refines) {
      if (!stillPrepared) {
        const filtered = await this.#roomForFiltered(sinogram.rows, scanned.channels);
        // Held under no key until it is whole, so that a run cut short here is not taken for a finished one.
        this.#filtered = { key: '', value: filtered };
        const filterInto = (out: A) => this.#prepare(filterKey, measuredOrRebinned, filterName, cutoff, sinogram, out);
        const steps = refines
          ? filterAndRefine(operators, filters ? filterInto : null, sinogram, filtered)
          : filterInto(filtered);
        for await (const step of steps) {
          options.signal?.throwIfAborted();
          options.onProgress?.('filter', step.views / sinogram.rows);
        }
        this.#filtered = { key: filterKey, value: filtered };
      }
      views = this.#filtered!.value;
    }
    if (prepares && stillPrepared) clock.kept('filter');
    else if (prepares) await clock.lap('filter');

    if (this.#image?.key !== imageKey) {
      const image = await operators.create(grid.rows, grid.columns);
      const of = paced ? this.#measuredScan!.anglesRad.length : scanned.anglesRad.length;
      let shown = 0;
      // Views that were made of others come with the last of those.
      const stepViews = paced && (() => lastIfWhole(shown, paced(), of));
      let kept = false;
      try {
        const control = {
          signal: options.signal,
          onProgress: (done: number) => options.onProgress?.('back-project', done),
        };
        if (method === 'gridrec') {
          // A fan has been rebinned by now.
          const parallel = scanned as ParallelScan;
          const plan = this.#planFourier(imageKey, parallel, grid, filterName, cutoff, interpolation);
          await operators.reconstructFourier(plan, sinogram, parallel, grid, image, control);
          options.signal?.throwIfAborted();
          options.onProgress?.('back-project', 1);
        } else {
          for await (const step of backProjectViews(operators, scanned, grid, views, image, stepViews, control)) {
            options.signal?.throwIfAborted();
            if (paced) {
              // From its first step on the growing image is the one on screen, and the session's, though incomplete.
              kept = true;
              shown = Math.min(of, step.views);
              yield* this.#showImage({ key: '', value: image }, grid, shown, of);
            }
          }
        }
        for (const step of this.#imageSteps) await step.apply(image);
        await clock.lap('back-project');
        kept = true;
        yield* this.#showImage({ key: imageKey, value: image }, grid, of, of);
      } finally {
        if (!kept) operators.release(image);
      }
    } else {
      clock.kept('back-project');
      const of = scanned.anglesRad.length;
      yield { kind: 'image', image: this.#image.value, grid, views: of, of };
    }

    const totalMs = clock.total();
    totalMs.catch(() => undefined);
    if (subject.kind !== 'measurement') {
      yield* this.#subtractTruth(earlyRaster ?? startRaster(), truthKey, imageKey, grid, options.signal);
    }
    yield { kind: 'finished', totalMs: await totalMs, times: clock.times };
  }

  /**
   * RMSE, PSNR and SSIM of an image that this session made, or `null` where there is no truth on its grid to hold it
   * against.
   *
   * @param image host copy of the image, [rows × columns] of the last run's grid
   */
  async quality(image: Float32Array): Promise<ImageQuality | null> {
    const truth = this.truthValues;
    const grid = this.#grid?.value;
    if (!truth || !grid || truth.length !== image.length) return null;
    return this.#host.run('imageQuality', image, truth, grid.rows, grid.columns);
  }

  /** The phantom on the last run's grid, float32 [rows × columns], or `null` for measured data. */
  get truthValues(): Float32Array | null {
    return this.#truth && this.#truth.key === this.#truthKey ? this.#truth.value.values : null;
  }

  /** What reconstructs to 0 HU in the last run, in 1/mm: water at 60 keV, or as the beam sees it. */
  get waterMuPerMm(): number {
    return this.#beam?.calibration.waterMuPerMm ?? WATER_MU_PER_MM;
  }

  /** The energy at which water attenuates as in the last run's beam, or `null` where that run had no physics. */
  get effectiveEnergyKeV(): number | null {
    return this.#beam?.calibration.effectiveEnergyKeV ?? null;
  }

  /**
   * The part of the last run's readings that had next to nothing left, 0 … 1; `null` where none could. A small read: ask
   * after the picture is on screen.
   */
  async starvedFraction(): Promise<number | null> {
    const { value: reading } = this.#reading ?? {};
    if (!this.#starved || !reading) return null;
    const perView = await this.operators.read(this.#starved);
    return perView.reduce((sum, count) => sum + count, 0) / (reading.rows * reading.columns);
  }

  /** Where the last run found the axis; `null` where it was not looked for. */
  get axis(): AxisFinding | null {
    return this.#axis;
  }

  /** The arrays of the last run. */
  get arrays(): { readonly sinogram: A | null; readonly image: A | null } {
    return { sinogram: this.#sinogram?.value ?? null, image: this.#image?.value ?? null };
  }

  /** Gives back every array it keeps; the session can go on, from nothing. */
  release(): void {
    const arrays = [
      this.#scannedImage,
      this.#completed,
      this.#rebinned,
      this.#filtered,
      this.#image,
      this.#difference,
    ].map((kept) => kept?.value);
    for (const array of [...arrays, this.#truth?.value.array]) if (array) this.operators.release(array);
    for (const array of this.#sinogramArrays()) this.operators.release(array);
    this.#scanner?.release();
    this.#starved = null;
    this.#reading = null;
    this.#imageSteps = [];
    this.#scannedImage = null;
    this.#sinogram = null;
    this.#completed = null;
    this.#rebinned = null;
    this.#filtered = null;
    this.#image = null;
    this.#difference = null;
    this.#truth = null;
  }

  #sinogramStep(): RunStep<A> {
    const scan = this.#curedScan!;
    return { kind: 'sinogram', sinogram: this.#sinogram!.value, scan, measuredScan: this.#measuredScan! };
  }

  #planRebin(scan: FanScan, key: string): RebinPlan {
    this.#rebinPlan = keep(this.#rebinPlan, key, () => planRebin(scan));
    return this.#rebinPlan.value;
  }

  #planCompletion(scan: Scan, key: string): CompletionPlan | null {
    this.#completion = keep(this.#completion, key, () => planCompletion(scan, COMPLETION_LIMITS));
    return this.#completion.value;
  }

  /** The sinogram with all lines that a plan asks for; kept, since every filter and method starts from it. */
  async #complete(
    plan: CompletionPlan | null,
    sinogramKey: string,
    sinogram: A,
    { signal, onProgress }: RunOptions,
  ): Promise<A> {
    const { operators } = this;
    if (plan && this.#completed?.key === sinogramKey) return this.#completed.value;
    if (this.#completed) operators.release(this.#completed.value);
    this.#completed = null;
    if (!plan) return sinogram;
    const { anglesRad, channels } = plan.completed;
    const completed = await operators.create(anglesRad.length, channels);
    // Held under no key until it is whole.
    this.#completed = { key: '', value: completed };
    for await (const step of completeSinogram(operators, plan, sinogram, completed)) {
      signal?.throwIfAborted();
      onProgress?.('filter', step.views / completed.rows);
    }
    this.#completed = { key: sinogramKey, value: completed };
    return completed;
  }

  /** The parallel scan that a fan has measured; kept, since every filter starts from it. */
  async #rebin(plan: RebinPlan, sinogramKey: string, sinogram: A, { signal, onProgress }: RunOptions): Promise<A> {
    const { operators } = this;
    if (this.#rebinned?.key === sinogramKey) return this.#rebinned.value;
    if (this.#rebinned) operators.release(this.#rebinned.value);
    this.#rebinned = null;
    const rebinned = await operators.create(plan.parallel.anglesRad.length, plan.parallel.channels);
    // Held under no key until it is whole.
    this.#rebinned = { key: '', value: rebinned };
    for await (const step of rebinToParallel(operators, plan, sinogram, rebinned)) {
      signal?.throwIfAborted();
      onProgress?.('filter', step.views / rebinned.rows);
    }
    this.#rebinned = { key: sinogramKey, value: rebinned };
    return rebinned;
  }

  /** What readings pass through before they are back-projected. */
  #prepare(
    key: string,
    scan: Scan,
    filterName: FilterName,
    cutoff: number,
    sinogram: A,
    prepared: A,
  ): AsyncGenerator<FbpStep, void, void> {
    if (scan.geometry === 'fan') {
      this.#fanPlan = keep(this.#fanPlan, key, () => planFanFbp(scan, filterName, cutoff));
      return prepareFanViews(this.operators, this.#fanPlan.value, sinogram, prepared);
    }
    const window = filterName as Exclude<FilterName, 'none'>;
    this.#filter = keep(this.#filter, JSON.stringify([scan.channels, scan.channelSpacingMm, window, cutoff]), () =>
      rampFilter(scan.channels, scan.channelSpacingMm, window, cutoff),
    );
    return filterSinogram(this.operators, this.#filter.value, sinogram, prepared);
  }

  /** The scan of views at half the spacing; the same for the same scan, since operators keep what they derive from it. */
  #refine(scan: Scan): Scan {
    let refined = this.#refinedScans.get(scan);
    if (!refined) {
      refined = refinedScan(scan);
      this.#refinedScans.set(scan, refined);
    }
    return refined;
  }

  #planFourier(
    key: string,
    scan: ParallelScan,
    grid: ImageGrid,
    filter: FilterName,
    cutoff: number,
    interpolation: Interpolation,
  ): FourierPlan {
    if (filter === 'none') throw new InputError(GRIDREC_NEEDS_FILTER);
    this.#fourierPlan = keep(this.#fourierPlan, key, () => planGridrec(scan, grid, filter, cutoff, interpolation));
    return this.#fourierPlan.value;
  }

  /** Every array that the sinogram on show hangs on, once. */
  #sinogramArrays(): Set<A> {
    const ofSteps = this.#imageSteps.flatMap(({ arrays }) => arrays);
    const arrays = [this.#reading?.value, this.#sinogram?.value, this.#starved, ...ofSteps];
    return new Set(arrays.filter((array): array is A => array !== null && array !== undefined));
  }

  async #cure(
    corrections: readonly string[],
    { physics }: Experiment,
    subject: Subject,
    sinogramKey: string,
    scan: Scan,
    grid: ImageGrid,
    { signal }: RunOptions,
  ): Promise<CorrectedSinogram<A>> {
    return cureSinogram(this.operators, corrections, this.#reading!.value, scan, {
      grid,
      photons: physics?.photons,
      beam: this.#beam,
      water:
        this.#beam?.water ?? (subject.kind !== 'measurement' && subject.unit === 'arbitrary' ? 1 : WATER_MU_PER_MM),
      reconstruct: (sinogram, cured) => this.#plainImage(sinogramKey, cured, grid, sinogram, signal),
    });
  }

  /** An image by the unchanged ramp, as a means to an end. */
  async #plainImage(
    sinogramKey: string,
    scan: Scan,
    grid: ImageGrid,
    sinogram: A,
    signal: AbortSignal | undefined,
  ): Promise<A> {
    const { operators } = this;
    const plan = planCompletion(scan, COMPLETION_LIMITS);
    const whole = plan?.completed ?? scan;
    const image = await operators.create(grid.rows, grid.columns);
    let lines = sinogram;
    let prepared: A | null = null;
    let isDone = false;
    try {
      if (plan) {
        lines = await operators.create(whole.anglesRad.length, whole.channels);
        for await (const _ of completeSinogram(operators, plan, sinogram, lines)) signal?.throwIfAborted();
      }
      prepared = await operators.create(lines.rows, lines.columns);
      const key = JSON.stringify([sinogramKey, 'plain']);
      for await (const _ of this.#prepare(key, whole, 'ram-lak', 1, lines, prepared)) signal?.throwIfAborted();
      for await (const _ of backProjectViews(operators, whole, grid, prepared, image, undefined, { signal })) {
        signal?.throwIfAborted();
      }
      isDone = true;
      return image;
    } finally {
      if (lines !== sinogram) operators.release(lines);
      if (prepared) operators.release(prepared);
      if (!isDone) operators.release(image);
    }
  }

  async #makeReading(
    experiment: Experiment,
    subject: Subject,
    subjectKey: string,
    scanKey: string,
    scan: Scan,
    options: RunOptions,
  ): Promise<{ readonly reading: A; readonly starved: A | null }> {
    const { operators } = this;
    if (subject.kind === 'measurement') {
      const { lineIntegrals, views, channels } = subject;
      return { reading: await operators.upload(lineIntegrals, views, channels), starved: null };
    }
    const { physics } = experiment;
    if (physics && this.#scanner && this.#beam) {
      const { lineIntegrals, starved } = await this.#scanner.scan(
        scanKey,
        this.#beam,
        { ...experiment, physics },
        scan,
        (phantom, ofRay, out, precision, progress) =>
          this.#scanExactly(phantom, null, ofRay, out, options, precision, progress),
        options.signal,
      );
      return { reading: lineIntegrals, starved };
    }
    const sinogram = await operators.create(scan.anglesRad.length, scan.channels);
    let whole = false;
    try {
      await this.#scanExactly(subject, subjectKey, scan, sinogram, options);
      whole = true;
      return { reading: sinogram, starved: null };
    } finally {
      if (!whole) operators.release(sinogram);
    }
  }

  /**
   * Line integrals of a phantom, step by step.
   *
   * @param imageKey under which a phantom's image stays on the device; `null` lets it go afterwards
   */
  async #scanExactly(
    phantom: Phantom,
    imageKey: string | null,
    scan: Scan,
    sinogram: A,
    { signal, onProgress }: RunOptions,
    precision: ScanPrecision = 'single',
    progress: ScanProgress = { from: 0, to: 1 },
  ): Promise<void> {
    const { operators } = this;
    const image = phantom.kind === 'image' ? await this.#imageOnDevice(phantom, imageKey) : null;
    try {
      const views = scan.anglesRad.length;
      const step = operators.viewsPerStep('scan', scan.channels * workPerRay(phantom, precision));
      for (let from = 0; from < views; from += step) {
        signal?.throwIfAborted();
        const range = { from, to: Math.min(views, from + step) };
        if (phantom.kind === 'image') await operators.scanImage(image!, phantom.grid, scan, sinogram, range);
        else await operators.scanShapes(phantom, scan, sinogram, range, precision);
        onProgress?.('scan', progress.from + ((progress.to - progress.from) * range.to) / views);
      }
    } finally {
      if (image && imageKey === null) operators.release(image);
    }
  }

  async #imageOnDevice({ values, grid }: ImagePhantom, key: string | null): Promise<A> {
    if (key !== null && this.#scannedImage?.key === key) return this.#scannedImage.value;
    const image = await this.operators.upload(values, grid.rows, grid.columns);
    if (key !== null) {
      if (this.#scannedImage) this.operators.release(this.#scannedImage.value);
      this.#scannedImage = { key, value: image };
    }
    return image;
  }

  async #planBeam(subjectKey: string, phantom: Phantom, { physics }: Experiment): Promise<BeamPlan | null> {
    if (!physics) {
      this.#scanner?.release();
      return null;
    }
    if (!this.#scanner) {
      const { PhysicalScanner } = await fetchedPart(() => import('./physical-scanner.ts'), 'The physics of the scan');
      this.#scanner = new PhysicalScanner(this.operators);
    }
    return this.#scanner.beam(subjectKey, phantom, physics);
  }

  /** The phantom on a grid, shared out over the host's lanes. */
  async #raster(phantom: Phantom, grid: ImageGrid): Promise<Float32Array> {
    const values = new Float32Array(grid.rows * grid.columns);
    const parts = Math.max(this.#host.lanes, Math.ceil(values.length / PIXELS_PER_RASTER_PART));
    await Promise.all(
      split(0, grid.rows, parts).map(async ({ from, to }) => {
        const block =
          phantom.kind === 'image'
            ? await this.#host.run('rasterImage', phantom, grid, from, to)
            : await this.#host.run('rasterShapes', phantom, grid, from, to);
        values.set(block, from * grid.columns);
      }),
    );
    return values;
  }

  async *#subtractTruth(
    raster: Promise<Float32Array> | null,
    truthKey: string,
    imageKey: string,
    grid: ImageGrid,
    signal: AbortSignal | undefined,
  ): AsyncGenerator<RunStep<A>, void, void> {
    const { operators } = this;
    const retired: A[] = [];
    if (raster) {
      const values = await raster;
      signal?.throwIfAborted();
      if (this.#truth) retired.push(this.#truth.value.array);
      this.#truth = {
        key: truthKey,
        value: { array: await operators.upload(values, grid.rows, grid.columns), values },
      };
    }
    const truth = this.#truth!.value.array;
    const differenceKey = JSON.stringify([imageKey, truthKey]);
    try {
      if (this.#difference?.key !== differenceKey) {
        const old = this.#difference;
        const difference = await operators.create(grid.rows, grid.columns);
        this.#difference = { key: '', value: difference };
        if (old) retired.push(old.value);
        await operators.subtract(this.#image!.value, truth, difference);
        this.#difference = { key: differenceKey, value: difference };
      }
      yield { kind: 'truth', truth, difference: this.#difference.value };
    } finally {
      for (const array of retired) operators.release(array);
    }
  }

  /** Makes an image the session's, shows it, and then lets the one before it go. */
  *#showImage(next: Kept<A>, grid: ImageGrid, views: number, of: number): Generator<RunStep<A>, void, void> {
    const old = this.#image;
    this.#image = next;
    try {
      yield { kind: 'image', image: next.value, grid, views, of };
    } finally {
      if (old && old.value !== next.value) this.operators.release(old.value);
    }
  }

  /** Filtered views are never shown, so their room can be used again at once. */
  async #roomForFiltered(rows: number, columns: number): Promise<A> {
    const old = this.#filtered;
    this.#filtered = null;
    if (old && old.value.rows === rows && old.value.columns === columns) return old.value;
    if (old) this.operators.release(old.value);
    return this.operators.create(rows, columns);
  }

  #keyOf(subject: Subject): string {
    let key = this.#subjectKeys.get(subject);
    if (!key) {
      key = `subject ${++this.#subjects}`;
      this.#subjectKeys.set(subject, key);
    }
    return key;
  }
}

/** So many views for the next step, or all that are left where these complete a scan of `of` views. */
function lastIfWhole(shown: number, views: number, of: number): number {
  return shown + views >= of ? Number.POSITIVE_INFINITY : views;
}

function keep<T>(kept: Kept<T> | null, key: string, make: () => T): Kept<T> {
  return kept?.key === key ? kept : { key, value: make() };
}

/** Times a run, and its stages where it may wait for each. */
class StageClock {
  readonly #laps: LapTimer;
  readonly #times: StageTime[] | null;
  #totalMs = 0;

  constructor(operators: Pick<Operators, 'finished' | 'startLaps'>, timeStages: boolean) {
    this.#laps = startLaps(operators);
    this.#times = timeStages ? [] : null;
  }

  async lap(stage: Stage): Promise<void> {
    if (!this.#times) return;
    const timeMs = await this.#laps.lap();
    this.#totalMs += timeMs;
    this.#times.push({ stage, kept: false, timeMs });
  }

  kept(stage: Stage): void {
    this.#times?.push({ stage, kept: true, timeMs: 0 });
  }

  /** Time since the start when everything asked for so far is done. */
  async total(): Promise<number> {
    return this.#totalMs + (await this.#laps.lap());
  }

  get times(): readonly StageTime[] | null {
    return this.#times;
  }
}
