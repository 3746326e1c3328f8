import { describe } from 'vitest';
import { gpuOperators } from '../support/gpu-operators.ts';
import { describeVolumes } from '../support/volume-sessions.ts';

describe('volumes on a GPU', () => {
  describeVolumes(gpuOperators);
});
