import { expect } from 'vitest';
import { decodeAngles } from '../../../src/files/decoding.ts';
import type { SharedTable } from '../shared-facts.ts';

export const textTable: SharedTable = {
  title: 'angles as text',
  covers: /angles\.txt$/,
  refused: {},
  read: (file, source) => decodeAngles(source, file, () => {}),
  check: async (file, source) => {
    const shapes: unknown[] = [];
    const angles = await decodeAngles(source, file, (shape) => shapes.push(shape));
    // Every 2° for the projections 11 to 101; before and behind those, white and dark ones.
    expect([shapes, angles[10], angles[11], angles[100]]).toEqual([[[111]], -88.2, -86.2, 91.7999]);
  },
};
