import type { ProjectionKind } from '../../../experiment/volume-look.ts';
import { isAlike } from '../../present/moment.ts';
import type { Regions } from './regions.ts';

/** How a radiograph is looked at: what comes back with the present experiment, and with a link to it. */
export interface RadiographKept {
  readonly projection: ProjectionKind;
  /** `null` until a hand has moved one. */
  readonly regions: Regions | null;
}

/** As it was counted. */
export const FIRST_KEPT: RadiographKept = { projection: 'signal', regions: null };

/** It where it is another than at first. */
export function choicesMade(kept: RadiographKept): RadiographKept | null {
  return isAlike(kept, FIRST_KEPT) ? null : kept;
}
