import { describe, expect, test } from 'vitest';
import { resolveExperiment } from '../../src/experiment/experiment.ts';
import { parseExperimentInput } from '../../src/experiment/experiment-schema.ts';
import { loadSubject } from '../../src/experiment/subject.ts';
import { describeVolumes } from '../support/volume-sessions.ts';
import { cpuOperators } from '../support/walk.ts';

describe('volumes on the CPU', () => {
  describeVolumes(cpuOperators);
});

describe('what does not go with a cone is refused in a sentence that names it', () => {
  const refusal = async (json: object) => {
    const input = parseExperimentInput({ version: 2, scan: { geometry: 'cone', channels: 64, rows: 8 }, ...json });
    const subject = await loadSubject(input, () => Promise.reject(new Error('no file is needed')));
    return resolveExperiment(input, subject);
  };

  test.each([
    [
      'slices of parallel rays',
      { scan: {}, reconstruction: { grid: { slices: 2 } } },
      'reconstruction.grid.slices is for scans by a detector of several rows, and parallel rays lie in one slice; leave it out or set scan.geometry to "cone"',
    ],
    [
      'another height of a fan’s slice',
      { scan: { geometry: 'fan' }, reconstruction: { grid: { centreZMm: 3 } } },
      /^reconstruction\.grid\.centreZMm is for scans by a detector of several rows, and rays of a fan lie in one slice/,
    ],
    [
      'gridrec',
      { reconstruction: { method: 'gridrec' } },
      'reconstruction.method: gridrec takes parallel rays, and rays of a cone leave the plane of their source; set it to "fbp"',
    ],
    [
      'Hu’s term of a fan',
      { scan: { geometry: 'fan' }, reconstruction: { missingCone: 'hu' } },
      'reconstruction.missingCone: Hu’s term is for cones, and these are rays of a fan; leave it out',
    ],
    [
      'Hu’s term of less than a turn',
      { scan: { geometry: 'cone', arcDeg: 240 }, reconstruction: { missingCone: 'hu' } },
      'reconstruction.missingCone: Hu’s term needs whole turns; set scan.arcDeg to 360 or leave it out',
    ],
    [
      'Hu’s term on a cylinder',
      { scan: { geometry: 'cone', detector: 'arc' }, reconstruction: { missingCone: 'hu' } },
      /^reconstruction\.missingCone: Hu’s term needs rows that lie in planes/,
    ],
    [
      'Hu’s term of a helix',
      { scan: { geometry: 'cone', pitchMm: 3 }, reconstruction: { missingCone: 'hu' } },
      /^reconstruction\.missingCone: Hu’s term is for a source on a circle/,
    ],
    [
      'Hu’s term of a detector to one side',
      { scan: { geometry: 'cone', offset: 9 }, reconstruction: { missingCone: 'hu' } },
      /^reconstruction\.missingCone: Hu’s term needs rows that see all of the object/,
    ],
    [
      'interpolation between turns that are none',
      { reconstruction: { method: '180-li' } },
      'reconstruction.method: 180-li interpolates between the turns of a helix; set scan.geometry to "cone" and scan.pitchMm to how far the source rises in a turn, or the method to "fbp"',
    ],
    [
      'interpolation between turns of a detector to one side',
      { scan: { geometry: 'cone', pitchMm: 5, offset: 20 }, reconstruction: { method: '180-li' } },
      /^reconstruction\.method: 180-li interpolates between the two sides of each line/,
    ],
    [
      'too many readings',
      { scan: { geometry: 'cone', views: 1000, rows: 512, channels: 512 } },
      'scan: 1000 views × 512 rows × 512 channels are 262144000 readings, but at most 134217728 are possible',
    ],
    [
      'too many voxels',
      { reconstruction: { grid: { pixels: 1024, slices: 256 } } },
      'reconstruction.grid: 1024 × 1024 pixels × 256 slices are 268435456 voxels, but at most 134217728 are possible',
    ],
  ])('%s', async (_, json, sentence) => {
    await expect(refusal(json)).rejects.toThrow(sentence);
  });

  test('a slice that is said in many words to be one at z = 0 is one', async () => {
    const grid = { pixels: 16, slices: 1, centreZMm: 0 };
    await expect(refusal({ scan: {}, reconstruction: { grid } })).resolves.toMatchObject({ reconstruction: { grid } });
  });
});
