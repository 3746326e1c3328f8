/** One thing that can be saved, and the ways in which it can. */
export interface Saveable {
  readonly name: string;
  /** In the list: `Reconstruction`. */
  readonly title: string;
  /** What it is, where the title does not say it: `90 views × 184 channels`. */
  readonly what: string;
  readonly group: SaveGroup;
  readonly ways: readonly SaveWay[];
}

/** Of which the list has a heading each. */
export type SaveGroup = 'On the page' | 'The whole run' | 'Plots and tables' | 'Documents';

export interface SaveWay {
  readonly name: string;
  /** In the list: `NIfTI`. */
  readonly label: string;
  /** What it keeps: a sentence or two. */
  readonly keeps: string;
  /** Why it is not possible: a sentence; `null` where it is. */
  readonly whyNot: string | null;
  /** Of a picture: whether it may come as its pixels alone, without axes, scale and caption. */
  readonly mayBePlain?: boolean;
  /** Without what all names begin with: `reconstruction.nii`. */
  readonly fileName: string;
  /**
   * @param isPlain pixels alone
   * @param onProgress how far that is, 0 … 1
   */
  file(isPlain: boolean, onProgress: (done: number) => void): Promise<Blob>;
}
