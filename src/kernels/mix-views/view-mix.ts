/** Views that are each a weighted sum of a few measured ones; `planEvenViews` makes it. Immutable, kept by identity. */
export interface ViewMix {
  /** Where the terms of each view begin, and where the last ones end, [views + 1]. */
  readonly firstTerm: Uint32Array<ArrayBuffer>;
  /** The measured view of each term, [terms]. */
  readonly views: Uint32Array<ArrayBuffer>;
  /** What it counts for, [terms]. */
  readonly shares: Float32Array<ArrayBuffer>;
}
