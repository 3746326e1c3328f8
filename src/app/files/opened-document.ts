import type { ExperimentInput } from '../../experiment/experiment-schema.ts';

/** What says something of its own, and may name files. */
export type OpenedDocument =
  /** A whole experiment, from the file of this name; the other files are those that it may name. */
  | { readonly kind: 'experiment'; readonly name: string; readonly input: ExperimentInput }
  /** Something to replace the present phantom, from the file of this name. */
  | { readonly kind: 'phantom'; readonly name: string; readonly phantom: unknown }
  /** A list of slides, from the file of this name, not yet checked. */
  | { readonly kind: 'lecture'; readonly name: string; readonly json: unknown };
