import type { DeviceArray } from '../../compute/device.ts';
import type { Algebra } from '../../operators/algebra.ts';
import type { Operators } from '../../operators/contract.ts';
import type { Projector } from '../../operators/projector.ts';
import type { SetValues } from '../../spec-settings.ts';

/** What counted the readings: how much each of them is to be trusted follows from it. */
export interface Counting {
  /** Photons of the open beam at each channel; `null` where readings are not counted, or nobody knows how many there were. */
  readonly photons: number | null;
  /** Standard deviation of the electronics, in photons. */
  readonly electronicNoise: number;
  /** c in I/I₀ = e^(−c·p), what was counted relative to the open beam for each line integral p; `null` where that is unknown. */
  readonly signalFactor: number | null;
}

/**
 * What an iterative method is to solve: A·image ≈ readings. The operators of `projector` and `algebra` are all that it is
 * written over, so that it runs on every device, in a slice and in space.
 */
export interface Problem<A extends DeviceArray = DeviceArray> {
  readonly operators: Operators<A>;
  readonly algebra: Algebra<A>;
  /** A and Aᵀ. These, the algebra and the operators reject with what the signal of the present run carries once it is aborted. */
  readonly projector: Projector<A>;
  /** b, [views · detector rows, channels]; stay as they are. */
  readonly readings: A;
  /** x, [slices · rows, columns] of the projector's grid. It holds the start, and after every iteration its result. */
  readonly image: A;
  /** Whether the start is anything but zeros. */
  readonly isStarted: boolean;
  /** What is set of the method. */
  readonly settings: SetValues;
  /** No pixel may be less or more, in the image's unit; infinite where there is no bound. */
  readonly least: number;
  readonly most: number;
  /** What is 0 HU, in the image's unit: what strengths of priors are measured by. */
  readonly waterValue: number;
  readonly counting: Counting;
  /** What has been worked out under that name of the same readings, whatever the prior; made where it has not. */
  remember(name: string, make: () => Promise<number>): Promise<number>;
  /** A new image by filtered back-projection with the unchanged ramp; whoever asks gives it back by `operators.release`. */
  filtered(): Promise<A>;
  /** A new array of zeros, which goes when the method's run does. */
  create(rows: number, columns: number): Promise<A>;
}

/** What a method knows of the image that an iteration has made. */
export interface IterationFigures {
  /** ‖b − Ax‖ of that image, weighted where the method weighs its readings. */
  readonly residual: number;
  /** What the method makes as small as it can; left out where that is the residual. */
  readonly objective?: number;
}

/** How an iterative method goes about it. */
export interface IterativeWork {
  /**
   * Yields whenever `image` holds the next iteration, without end; first, before any, what is known of the start. It may be
   * left waiting for as long as anybody likes, and go on.
   *
   * @throws (rejects) InputError where the settings do not fit the problem
   */
  iterate<A extends DeviceArray>(problem: Problem<A>): AsyncGenerator<IterationFigures, void, void>;
}
