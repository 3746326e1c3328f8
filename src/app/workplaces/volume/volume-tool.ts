import type { VolumeLook } from '../../../experiment/volume-look.ts';
import type { Grid } from '../../../geometry/grid.ts';
import type { LoweredScan } from '../../../geometry/lowered-scan.ts';
import type { Pointed } from '../../views/pointed.ts';

/** What is looked at, by what scan it was made. */
export interface VolumeScene {
  readonly look: VolumeLook;
  readonly grid: Grid;
  readonly scan: LoweredScan;
  readonly views: number;
}

/** What the tools of the panes see and ask for. */
export interface VolumeToolHost {
  /** `null` while there is no volume. */
  readonly scene: VolumeScene | null;
  readonly pointed: Pointed | null;
  /** Whether the left button turns the window, and does not move the crosshair. */
  readonly leftTurnsWindow: boolean;
  readonly showsLines: boolean;
  lookAt(look: VolumeLook): void;
  thicken(steps: number): void;
  toggleReduce(): void;
  toggleLeft(): void;
  /** Line integrals instead of the radiograph, or the other way round. */
  toggleProjection(): void;
}

/** The view that is looked at, of those that there are. */
export function viewOf({ look, views }: VolumeScene): number {
  return Math.min(look.view, views - 1);
}
