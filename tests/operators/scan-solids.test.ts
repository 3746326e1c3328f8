import { describe, test } from 'vitest';
import { expectRowsOfFans } from '../support/extruded-scans.ts';
import { cpuOperators } from '../support/walk.ts';

describe.each(['flat', 'arc'] as const)('a cone on a detector that is %s', (detector) => {
  test.each(['shepp-logan-1974', 'hip-with-metal'])('scans %s, extruded, as a fan does, row by row', async (name) => {
    await expectRowsOfFans(cpuOperators(), name, detector, 1e-6);
  });
});
