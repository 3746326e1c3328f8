import { boundedSentence } from '../errors.ts';

/** A float32 array [rows, columns], row-major, that lives where its backend computes. */
export interface DeviceArray {
  readonly rows: number;
  readonly columns: number;
}

/** Views from `from` up to but not including `to`. */
export interface ViewRange {
  readonly from: number;
  readonly to: number;
}

/** How a long operation can be followed and given up. */
export interface RunControl {
  /** When aborted, the operation rejects with its reason at the next opportunity, and its output is undefined. */
  readonly signal?: AbortSignal | undefined;
  /** Told the part that is done, 0 … 1. */
  readonly onProgress?: ((done: number) => void) | undefined;
}

/** What ran: the words a badge and a report need. */
export interface BackendDescription {
  readonly backend: 'cpu' | 'gpu';
  /** For people: "CPU, 4 threads", or the GPU's name. */
  readonly name: string;
  /** All that a GPU's driver says of it, for recognising it; browsers tell little. */
  readonly adapterInfo?: string;
  /** The kernel that back-projects, where there are several; results differ by rounding at least. */
  readonly backProjection?: string;
  /** What makes results differ from exact f32 by more than rounding, in words; left out where nothing does. */
  readonly approximation?: string;
  /** Both of the kernel that back-projects volumes; left out where nothing is to choose from. */
  readonly ofVolumes?: { readonly backProjection: string; readonly approximation?: string };
  /** True for a GPU that is emulated by software: its times say nothing about GPUs. */
  readonly isSoftware: boolean;
  /** What times of its work are by, in words, and how well they are known; left out for the clock on the wall. */
  readonly clock?: { readonly words: string; readonly resolutionMs: number };
}

/** The device a run was on is gone: a GPU that was reset, a worker that died. The message says so for people. */
export class BackendLostError extends Error {
  override readonly name = 'BackendLostError';

  constructor(sentence: string) {
    // Browsers and drivers put words of their own into it.
    super(boundedSentence(sentence));
  }
}
