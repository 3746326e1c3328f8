import type { ExperimentPatch } from '../experiment/experiment-patch.ts';
import type { Block } from './compiled-lesson.ts';

/** A term as the build makes it of the glossary's file (`scripts/glossary-markdown.mjs`). */
export interface CompiledTerm {
  /** In kebab-case: lessons name it so. */
  readonly id: string;
  readonly title: string;
  /** What it is, and why it matters or how it is read, in two sentences or three; a formula besides, if it has one. */
  readonly text: readonly Block[];
  /** As they stand in the file, not yet checked: `glossary-schema.ts`. */
  readonly settings: unknown;
}

/** A word that stands on screen, and what it means. */
export interface Term extends Omit<CompiledTerm, 'settings'> {
  /**
   * What stands on screen for it besides its title, and the names that it has in the registries: the path of a setting
   * (`scan.views`, `corrections.rings`), or a name behind its kind (`view sinogram`, `measure rmse`).
   */
  readonly names: readonly string[];
  /** Where its formula stands. */
  readonly source: string | null;
  readonly drawing: TermDrawing | null;
  /** What *Show me* does; `null` for what cannot be shown here. */
  readonly show: ShownTerm | null;
  /** By their ids. */
  readonly related: readonly string[];
}

export interface TermDrawing {
  readonly pieces: readonly DrawnPiece[];
  /** What it shows, for those who cannot see it. */
  readonly words: string;
}

/** A piece of a drawing of 120 × 64, y downwards. */
export type DrawnPiece =
  /** An SVG path. */
  | readonly ['path', d: string, look?: DrawnLook]
  | readonly ['circle', x: number, y: number, radius: number, look?: DrawnLook]
  | readonly ['text', x: number, y: number, text: string];

/** `ink` where nothing is said. */
export const DRAWN_LOOKS = ['ink', 'quiet', 'accent', 'filled', 'accent-filled', 'dashed'] as const;
export type DrawnLook = (typeof DRAWN_LOOKS)[number];

/** An experiment that shows a term, put on the page as a link is: a step that undo brings back. */
export interface ShownExperiment {
  /** What it has that the default experiment has not, as a merge patch of that. */
  readonly experiment: ExperimentPatch;
  /** The same, of the scan of a volume or the radiograph that is fitted to the phantom in such a workplace. */
  readonly fitted: ExperimentPatch;
  /** Where it is looked at; `null` where the page begins. */
  readonly workplace: string | null;
  /** What a link says besides: of the workplace's room by its name, `marks`, `kept`, `windows`. */
  readonly besides: Readonly<Record<string, unknown>> | null;
}

/** What *Show me* puts on the page, with one sentence that says what to look at. */
export type ShownTerm = { readonly look: string } & (
  | { readonly kind: 'experiment'; readonly shown: ShownExperiment }
  /** An artefact of the laboratory, over the default scan of a phantom that shows it. */
  | { readonly kind: 'artefact'; readonly artefact: string }
  | { readonly kind: 'dialog'; readonly dialog: ShownDialog }
);

/** The page's dialogs that a term may lead to. */
export const SHOWN_DIALOGS = ['benchmark', 'compare', 'log', 'sweep'] as const;
export type ShownDialog = (typeof SHOWN_DIALOGS)[number];
