import type { Experiment } from '../../../experiment/experiment.ts';
import type { ProtocolReport } from '../../../experiment/protocols/measure-phantom.ts';
import type { RunResult } from '../../../experiment/run-result.ts';
import type { Subject } from '../../../experiment/subject.ts';
import type { MeasuredPlane } from '../../../measure/plane.ts';
import type { RegionShape } from '../../../measure/region-shape.ts';
import type { PlotContent } from '../../../plots/plot.ts';
import type { Engine } from '../../engine/engine.ts';
import type { Lane } from '../../lanes/lane.ts';
import type { LaneResults } from '../../lanes/lane-runs.ts';
import type { Mark } from '../../marks/mark.ts';
import type { MeasuredNumber } from '../../marks/measured-number.ts';
import type { MeasuredPicture } from '../../marks/measured-picture.ts';
import type { Plane, WindowKind } from '../../views/view.ts';
import type { IteratedRun } from './convergence/iterated-run.ts';

export type { MeasuredNumber } from '../../marks/measured-number.ts';

/** Pictures, and what was marked on them. */
export interface PictureContext {
  /** All marks, in the order in which they were made, on whatever plane. */
  readonly marks: readonly Mark[];
  /** The one that a hand has chosen. */
  readonly chosen: Mark | null;
  /**
   * The picture of a plane that is on the stage, such as the sinogram, in the unit in which it is shown; `null` where there
   * is none. Reading it from a GPU takes its time.
   */
  picture(plane: Plane): Promise<MeasuredPicture | null>;
  /** The phantom in the plane of the slice, as fine as it is shown; `null` where there is none in the slice's unit. */
  phantom(): Promise<MeasuredPicture | null>;
}

/** What an analysis is given: the run that is over, and what was marked on its pictures. */
export interface AnalysisContext extends PictureContext {
  readonly engine: Engine;
  readonly experiment: Experiment;
  readonly subject: Subject;
  readonly result: RunResult;
  /** The slice in display units, and the phantom on the same grid where there is one. */
  readonly slice: MeasuredPlane;
  readonly truth: MeasuredPlane | null;
  /** Of those values: `HU`, or `''` where the phantom’s are arbitrary. */
  readonly unit: string;
  /** What was run beside it, by lane. */
  readonly lanes: LaneResults;
  /** The names of the curves that a hand has chosen, of an analysis that has several; `null` before any has. */
  readonly curves: readonly string[] | null;
  /** Tells how far a long analysis has come, 0 … 1. */
  progress(done: number): void;
}

/** A picture that came out, such as a noise power spectrum: shown in greys, the least value black. */
export interface AnalysisPicture {
  readonly title: string;
  readonly values: MeasuredPlane;
  readonly unit: string;
  /** Of the axes, such as `fx (1/mm)`. */
  readonly horizontalLabel: string;
  readonly verticalLabel: string;
}

/** A region that was measured, in mm of the slice. */
export interface ShownRegion {
  readonly label: string;
  readonly shape: RegionShape;
  /** What is looked for stands out with its name, and what it is compared with stays faint; plain without one. */
  readonly role?: 'object' | 'background';
  /** Of its slice in a volume; `null` of a scan of one slice. */
  readonly heightMm: number | null;
}

/** A phantom of the library that an analysis has something to say of. */
export interface OfferedPhantom {
  readonly name: string;
  readonly title: string;
}

/** A curve that a hand may have drawn, or not. */
export interface OfferedCurve {
  /** In links. */
  readonly name: string;
  readonly title: string;
  readonly hint: string;
  readonly isShown: boolean;
}

/** An iteration of a lane's run. */
export interface LaneIteration {
  readonly lane: Lane;
  readonly iteration: number;
}

/**
 * What there is to see of iterations while they are made.
 *
 * @param runs the present one first; each has its start
 * @param curves as an analysis is given them
 */
export type GrowingAnalysis = (runs: readonly IteratedRun[], curves: readonly string[] | null) => AnalysisResult;

export interface AnalysisResult {
  readonly plot: PlotContent | null;
  /** The pictures whose values are on the plot's horizontal axis: their display window is turned there. */
  readonly window?: WindowKind;
  readonly numbers: readonly MeasuredNumber[];
  /** What a student should know of how it was measured, in a sentence or two. */
  readonly words: string;
  /** The curves that there are to choose from. */
  readonly curves?: readonly OfferedCurve[];
  /** Which iteration a point of the plot is of: its image is shown where a hand points. */
  readonly iterationAt?: (series: number, point: number) => LaneIteration | null;
  readonly picture?: AnalysisPicture;
  /** Acceptance tests, with verdicts, tables and plots of their own. */
  readonly protocols?: readonly ProtocolReport[];
  /** Drawn over the slice and the phantom. */
  readonly regions?: readonly ShownRegion[];
  /** What may be opened instead, where there was nothing to measure. */
  readonly offers?: readonly OfferedPhantom[];
}

/** A way to measure a run. Listed in `analyses.ts`; its work is fetched when it is first chosen. */
export interface Analysis {
  /** In links. */
  readonly name: string;
  readonly title: string;
  readonly hint: string;
  /** The views that stand beside it; left out where these are the slice, the phantom and the sinogram, or a volume’s planes. */
  readonly views?: readonly string[];
  /** Whether it is of what was kept as well, which is run beside the present experiment then. */
  readonly comparesKept?: boolean;
  /** Why it has nothing to say of this run, as a sentence that says what to do about it; `null` where it does. */
  whyNot(context: AnalysisContext): string | null;
  /** @throws InputError where the pictures do not hold what is to be measured */
  measure(context: AnalysisContext, signal: AbortSignal): Promise<AnalysisResult>;
  /**
   * The same of pictures alone, of one that is so quick that it follows a hand: of previews too, and of a slice that builds
   * up. `null` where there is nothing to see. Left out of what needs a run that is over.
   */
  follow?(context: PictureContext): Promise<AnalysisResult | null>;
  /** Fetches what draws iterations of runs under way, as they are made. */
  grow?(): Promise<GrowingAnalysis>;
}
