import type { ExperimentPatch } from '../experiment/experiment-patch.ts';
import type { Block, LessonEntry, Line } from './compiled-lesson.ts';
import type { CriterionSetting, QuantitySetting } from './quantity.ts';

/** What stands on the stage: a view of the present experiment, or of a lane. */
export interface LessonSlot {
  readonly view: string;
  /** `present`, `unfiltered`, or a lane of the step. */
  readonly lane: string;
  /** What its picture is a drawing of, which stands over it: the axes and units of a scan mean nothing there. */
  readonly drawingOf?: string;
}

/** What is run beside the step's experiment. */
export interface LessonLane {
  readonly name: string;
  /** Over its pictures, beginning with a capital letter. */
  readonly label: string;
  readonly experiment: ExperimentPatch;
  /** Whether it follows what a hand turns, or stays as the step began. */
  readonly follows: boolean;
}

/** A curve that a student draws before it is shown. */
export interface Sketch {
  readonly kind: 'view';
  /** The direction whose projection is to be drawn. */
  readonly angleDeg: number;
}

/** What an answer leads to. */
export interface Following {
  /** What becomes of the experiment once it is given. */
  readonly change: ExperimentPatch;
  /** What stands on the stage then; `null` for what stood there before. */
  readonly layout: readonly LessonSlot[] | null;
}

export interface PredictOption {
  readonly text: Line;
  /** Why it is right, or where it goes wrong, once it has been committed. */
  readonly why: Line;
  /** It is right where these hold of what is computed after the prediction. */
  readonly when?: readonly CriterionSetting[];
  /** Said only of what no number tells. */
  readonly isRight?: boolean;
}

/** What a step asks for. */
export type Task =
  | { readonly kind: 'look' }
  | ({
      readonly kind: 'predict';
      readonly question: Line;
      /** One of both. */
      readonly options: readonly PredictOption[];
      readonly sketch: Sketch | null;
      /** Said once it is shown. */
      readonly after: Line;
    } & Following)
  | ({
      readonly kind: 'measure';
      readonly question: Line;
      /** The name of the value that is right. */
      readonly value: string;
      /** A part of that value, by which an answer may be off. */
      readonly tolerance: number;
      /** How to come by it, where one is stuck. */
      readonly hint: Line;
      /** Said once it is known. */
      readonly after: Line;
    } & Following)
  | ({
      readonly kind: 'explain';
      readonly question: Line;
      /** What a good answer says. */
      readonly model: Line;
    } & Following)
  | {
      readonly kind: 'find';
      readonly question: Line;
      readonly criteria: readonly CriterionSetting[];
      /** A setting for which they hold, which a test runs, and which is shown to whoever gives up. */
      readonly solution: ExperimentPatch;
      readonly found: Line;
    };

/** A step of a lesson: one idea, seen. */
export interface LessonStep {
  readonly id: string;
  readonly title: string;
  readonly text: readonly Block[];
  readonly notes: readonly Block[];
  readonly layout: readonly LessonSlot[];
  /** Over the lesson's experiment. */
  readonly experiment: ExperimentPatch;
  readonly lanes: readonly LessonLane[];
  /** Paths of settings whose controls are there: `scan.views`, `reconstruction.filter`, `display`. */
  readonly knobs: readonly string[];
  /** As links have them; checked where they are shown. */
  readonly marks: readonly unknown[];
  /** An analysis of *Measure* whose plot stands beside the pictures, by its name; `null` for none. */
  readonly plot: string | null;
  /** Whether views are played one by one when the step is shown. */
  readonly plays: boolean;
  readonly values: Readonly<Record<string, QuantitySetting>>;
  readonly task: Task;
}

export interface Lesson extends Omit<LessonEntry, 'steps'> {
  /** Over the defaults. */
  readonly experiment: ExperimentPatch;
  readonly steps: readonly LessonStep[];
}

/** What a task leads to when it is done as it asks; `null` where it asks for nothing, or its answer changes nothing. */
export function followingOf(task: Task): Following | null {
  if (task.kind === 'look') return null;
  if (task.kind === 'find') return { change: task.solution, layout: null };
  const { change, layout } = task;
  return layout || Object.keys(change).length > 0 ? { change, layout } : null;
}
