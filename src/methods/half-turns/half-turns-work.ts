import { InputError } from '../../errors.ts';
import { reconstructHalfTurns } from '../../reconstruction/half-turn-interpolation.ts';
import { filterIsMissing, type MethodWork } from '../method.ts';

export const reconstruct: MethodWork<null>['reconstruct'] = async function* (run) {
  const { operators, scan, volumeGrid, views, image, viewsPerStep, control, settings } = run;
  const { filter = 'none', cutoff, interpolation } = settings;
  if (filter === 'none') throw new InputError(filterIsMissing('180-li'));
  const asked = { window: filter, ...(cutoff && { cutoff }), ...(interpolation && { interpolation }) };
  for await (const step of reconstructHalfTurns(
    operators,
    scan,
    volumeGrid,
    views,
    image,
    asked,
    viewsPerStep,
    control,
  )) {
    yield { views: step.views };
  }
};
