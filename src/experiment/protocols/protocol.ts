import type { MeasuredPlane } from '../../measure/plane.ts';
import type { RegionShape } from '../../measure/region-shape.ts';
import type { Experiment } from '../experiment.ts';
import type { Subject } from '../subject.ts';
import type { RemedyName } from './remedies.ts';
import type { SliceLayout } from './slice-layout.ts';

/** Between what a measured value has to lie, and who says so. */
export interface ProtocolLimit {
  readonly least: number | null;
  readonly most: number | null;
  /** The document that sets it. */
  readonly source: string;
}

export type ProtocolOutcome = 'pass' | 'fail' | 'not judged';

/** One line of a protocol. */
export interface ProtocolRow {
  readonly what: string;
  /** `NaN` where nothing could be measured. */
  readonly measured: number;
  /** Of a measured mean: the standard deviation of its pixels; of other numbers, how far they may be off by chance. */
  readonly spread: number | null;
  readonly unit: string;
  readonly expected: number | null;
  readonly limit: ProtocolLimit | null;
  readonly outcome: ProtocolOutcome;
  /** Why it is not judged, or what else is to be known of it, as a sentence; `null` where nothing is. */
  readonly remark: string | null;
  /** With what other setting it could be judged. */
  readonly remedy?: RemedyName;
}

/** Where something was measured, in mm of the slice. */
export interface ProtocolRegion {
  readonly label: string;
  readonly shape: RegionShape;
  /** What is looked for stands out with its name, and what it is compared with stays faint; plain without one. */
  readonly role?: 'object' | 'background';
}

/** An axis of a plot, as a page’s plots have it. */
export interface ProtocolAxis {
  readonly label: string;
  readonly unit: string;
  readonly scale: 'linear' | 'log';
}

export interface ProtocolSeries {
  readonly name: string;
  readonly kind: 'line' | 'points';
  readonly isTheory?: boolean;
  readonly x: readonly number[];
  readonly y: readonly number[];
  readonly errors?: readonly number[];
}

export interface ProtocolPlot {
  readonly title: string;
  readonly horizontal: ProtocolAxis;
  readonly vertical: ProtocolAxis;
  readonly series: readonly ProtocolSeries[];
  readonly marks?: readonly { readonly x: number; readonly label: string }[];
}

/** What a protocol measures. */
export interface ProtocolSlice {
  /** In HU, in mm. */
  readonly plane: MeasuredPlane;
  readonly layout: SliceLayout;
  readonly experiment: Experiment;
  readonly subject: Subject;
  /** What is 0 HU, in 1/mm. */
  readonly waterMuPerMm: number;
}

/** What a protocol finds in one slice. */
export interface ProtocolFindings {
  readonly rows: readonly ProtocolRow[];
  readonly regions: readonly ProtocolRegion[];
  readonly plots: readonly ProtocolPlot[];
  /** How it was measured, in a sentence or two. */
  readonly words: string;
}

/** An acceptance test of one kind of phantom. */
export interface Protocol {
  /** In files. */
  readonly name: string;
  readonly title: string;
  /** Phantoms of the library that are made for it. */
  readonly phantoms: readonly string[];
  /** Whether a slice through a phantom holds what it measures. */
  suits(layout: SliceLayout): boolean;
  measure(slice: ProtocolSlice): ProtocolFindings;
}
