import type { AxisFinding } from '../corrections/axis/axis-finding.ts';
import type { ScanAdvice } from './advice.ts';

/** Where the axis was found, or that it is unknown and why. */
export function axisAdvice(axis: AxisFinding): ScanAdvice {
  if (axis.shift === null) {
    return {
      kind: 'axis',
      ok: false,
      sentence: `The readings do not tell where the axis is: ${axis.why}. The slice is made with the offset as it is.`,
    };
  }
  const channels = Number(axis.shift.toFixed(2));
  const where =
    channels === 0 ? 'where' : `${Math.abs(channels)} channels ${channels < 0 ? 'short of' : 'beyond'} where`;
  return {
    kind: 'axis',
    ok: true,
    sentence: `By the readings the axis stands ${where} the offset has it; the slice is made with that.`,
  };
}
