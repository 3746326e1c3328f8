import type { ExperimentPatch } from '../experiment/experiment-patch.ts';

/** An element of MathML: its name, and what it holds. */
export type MathNode = string | readonly [name: string, attributes: Readonly<Record<string, string>>, ...MathNode[]];

/** A piece of a drawing of 120 × 64, y downwards. */
export type DrawnPiece =
  /** An SVG path. */
  | readonly ['path', d: string, look?: DrawnLook]
  | readonly ['circle', x: number, y: number, radius: number, look?: DrawnLook]
  | readonly ['text', x: number, y: number, text: string];

/** `ink` where nothing is said. */
export type DrawnLook = 'ink' | 'quiet' | 'accent' | 'filled' | 'accent-filled' | 'dashed';

/** An experiment that shows a term, put on the page as a link is: a step that undo brings back. */
export interface ShownExperiment {
  /** What it has that the default experiment has not, as a merge patch of that. */
  readonly experiment: ExperimentPatch;
  /** Where it is looked at; the first of all where nothing is said. */
  readonly workplace?: string;
  /** What a link says besides: of the workplace's room by its name, `marks`, `kept`, `windows`. */
  readonly besides?: Readonly<Record<string, unknown>>;
  /** One sentence: what to look at. */
  readonly look: string;
}

/** An artefact of the laboratory, over the default scan of a phantom that shows it. */
export interface ShownArtefact {
  readonly artefact: string;
  readonly look: string;
}

/** One of the page's dialogs. */
export interface ShownDialog {
  readonly dialog: 'benchmark' | 'compare' | 'log' | 'sweep';
  readonly look: string;
}

export type ShownTerm = ShownExperiment | ShownArtefact | ShownDialog;

/** A word that stands on screen, and what it means. */
export interface Term {
  /** In kebab-case: lessons name it so. */
  readonly id: string;
  readonly title: string;
  /**
   * What stands on screen for it besides its title, and the names that it has in the registries, behind their kind:
   * `scan.views` for a number, `correction rings`, `view sinogram`.
   */
  readonly names?: readonly string[];
  /** What it is, and why it matters or how it is read: two sentences. */
  readonly words: string;
  /** A formula, in TeX. */
  readonly tex?: string;
  /** Where that stands. */
  readonly source?: string;
  readonly drawing?: readonly DrawnPiece[];
  readonly show?: ShownTerm;
  /** By their ids. */
  readonly related: readonly string[];
}
