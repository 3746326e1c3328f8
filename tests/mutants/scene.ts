import type { Mutant } from './mutant.ts';

export const SCENE: readonly Mutant[] = [
  {
    name: 'the scene’s detector runs against its channels',
    file: 'src/app/views/scene/scanner-pose.ts',
    text: 's: (channel - detector.axisChannel) / detector.channelsPerUnit',
    replacement: 's: (detector.axisChannel - channel) / detector.channelsPerUnit',
    tests: ['tests/app/views/scene/scanner-pose.test.ts'],
  },
  {
    name: 'one walks around the scene the other way, as if in a mirror',
    file: 'src/app/views/scene/orbit.ts',
    text: 'x + distanceMm * cos(elevation) * sin(azimuth)',
    replacement: 'x - distanceMm * cos(elevation) * sin(azimuth)',
    tests: ['tests/app/views/scene/orbit.test.ts'],
  },
  {
    name: 'a block of a volume that is seen does not know its neighbours’ nearest texels',
    file: 'src/measure/volume-texels.ts',
    text: 'Math.min(count, (block + 1) * RANGE_BLOCK + 1)',
    replacement: 'Math.min(count, (block + 1) * RANGE_BLOCK)',
    tests: ['tests/measure/volume-texels.test.ts'],
  },
];
