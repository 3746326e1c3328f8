import type { ProjectionKind, VolumeLook } from '../../../experiment/volume-look.ts';
import type { PlaneReduction } from '../../../kernels/take-plane/plane-cut.ts';
import type { LookStop, LookStops, Place } from '../../views/planes.ts';
import type { SlabSteps } from './look-steps.ts';

/** What the left button does in a plane. */
export type LeftButton = 'crosshair' | 'window';

/** What a hand asks of the room. */
export interface VolumeHand {
  stop(stop: LookStop, at: number): void;
  /** @param moving while the hand goes on */
  slab(thicknessMm: number, reduce: PlaneReduction, moving: boolean): void;
  left(left: LeftButton): void;
  projection(kind: ProjectionKind): void;
  /** Whether the crosshair is to be seen. */
  lines(shown: boolean): void;
  /** The phantom that is offered is wanted. */
  inSpace(): void;
  /** Whether the volume is to grow while the views are played. */
  grows(grows: boolean): void;
}

/** What is looked at, and how. */
export interface ShownLook {
  readonly look: VolumeLook;
  /** Whether a view can be shown as what was counted. */
  readonly hasSignal: boolean;
  /** The middle of the voxel that the planes go through. */
  readonly place: Place;
  readonly stops: LookStops;
  readonly slab: SlabSteps;
  readonly left: LeftButton;
  readonly showsLines: boolean;
  readonly grows: boolean;
  /** What the planes lack, or have too much of: sentences. */
  readonly remarks: readonly string[];
  /** The title of a phantom in space that could be scanned instead of one that is drawn in a slice. */
  readonly inSpace: string | null;
}

/** What stands beside the stage. */
export interface VolumeFace {
  readonly root: HTMLElement;
  show(shown: ShownLook): void;
}
