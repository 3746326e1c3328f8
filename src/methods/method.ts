import type { ObjectEntries } from 'valibot';

/**
 * One way to reconstruct a slice from line integrals. A spec is light: the panel, schemas and advice are made from it.
 */
export interface Method {
  /** In files and links. */
  readonly name: string;
  readonly words: {
    /** In a list of methods. */
    readonly label: string;
    /** At the beginning of a sentence. */
    readonly short: string;
  };
  /** Whether it takes parallel rays alone, so that a fan is rebinned to such rays first. */
  readonly needsParallelRays: boolean;
  /** Whether it is nothing without a filter: plain back-projection, filter `none`, is no matter of it. */
  readonly needsFilter: boolean;
  /** Whether `smooth` interpolation makes views of twice the density of it, and not something within. */
  readonly refinesViews: boolean;
  /** Whether its image grows view by view, so that it can be played. Others are played by filtered back-projection. */
  readonly growsByViews: boolean;
  /** What can be set of it beyond the filter and the grid, as valibot schemas by key; all may be left out. */
  readonly settings: ObjectEntries;
}
