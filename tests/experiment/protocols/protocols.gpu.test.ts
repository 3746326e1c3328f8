import { expect, test } from 'vitest';
import { gpuOperators } from '../../support/gpu-operators.ts';
import { PROTOCOL_SCANS, protocolsOf } from '../../support/protocol-runs.ts';
import { cpuOperators } from '../../support/walk.ts';

const { ctNumbers, water, lowContrast } = PROTOCOL_SCANS;

test.each(Object.entries({ ctNumbers, water, lowContrast }))(
  '%s: the GPU’s slice gives the numbers of the CPU’s',
  async (_, json) => {
    const operators = await gpuOperators();
    const [[cpu], [gpu]] = [await protocolsOf(cpuOperators(), json), await protocolsOf(operators, json)];
    expect(gpu!.verdict).toBe(cpu!.verdict);
    gpu!.rows.forEach(({ what, measured, outcome }, i) => {
      const expected = cpu!.rows[i]!;
      expect([what, outcome]).toEqual([expected.what, expected.outcome]);
      if (Number.isNaN(expected.measured)) return;
      // In HU, lp/cm, mm or as a part: slices agree to some hundredths of a HU.
      expect(Math.abs(measured - expected.measured), what).toBeLessThan(0.02);
    });
  },
);
