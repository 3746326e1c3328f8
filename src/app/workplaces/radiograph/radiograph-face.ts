import type { Acquisition, BeamAcquisition } from '../../../experiment/acquisition-schema.ts';
import type { RadiographDirection } from '../../../experiment/in-radiograph.ts';
import type { RadiographFigures } from '../../../experiment/radiograph-figures.ts';
import type { ScanSettings } from '../../../experiment/settings.ts';
import type { ProjectionKind } from '../../../experiment/volume-look.ts';
import type { RegionContrast } from '../../../measure/region-contrast.ts';
import type { ExperimentChanges } from '../../present/changed-experiment.ts';

/** What the left button does in the picture. */
export type LeftButton = 'window' | 'regions';

/** What a hand asks of the room. */
export interface RadiographHand {
  /** A knob of the experiment. @param finished on release */
  turn(changes: ExperimentChanges, finished: boolean): void;
  projection(kind: ProjectionKind): void;
  seen(from: RadiographDirection): void;
  left(left: LeftButton): void;
  close(): void;
}

/** What the knobs stand at. */
export interface ShownRadiograph {
  readonly scan: ScanSettings;
  readonly acquisition: Acquisition;
  /** What the scan has, or would have as soon as a knob of the beam is turned. */
  readonly usualAcquisition: BeamAcquisition;
  readonly seed: number;
  readonly figures: RadiographFigures;
  /** How far the object reaches: source and panel stay outside. */
  readonly reach: { readonly towardsSourceMm: number; readonly towardsDetectorMm: number };
  readonly direction: RadiographDirection;
  /** Whether the object has a height that one can look down through. */
  readonly hasHeight: boolean;
  readonly projection: ProjectionKind;
  readonly left: LeftButton;
}

/** Stands in the place of the controls. */
export interface RadiographFace {
  readonly root: HTMLElement;
  show(shown: ShownRadiograph): void;
}

/** Stands above the numbers of the run. */
export interface RadiographNumbersFace {
  readonly root: HTMLElement;
  show(figures: RadiographFigures, hasScatter: boolean): void;
  /** @param contrast of what was counted; `null` while nobody knows */
  measure(contrast: RegionContrast | null): void;
}
