import type { ViewMix, ViewRange } from '../contract.ts';
import type { Band } from './gpu-array.ts';
import * as layouts from './struct-layouts.ts';

export function packMixParameters(range: ViewRange, channels: number, out: Band, readings: Band): ArrayBuffer {
  return layouts.MixParameters.pack([
    {
      firstView: range.from,
      endView: range.to,
      firstRow: out.firstRow,
      channels,
      firstReadingRow: readings.firstRow,
      endReadingRow: readings.firstRow + readings.rows,
    },
  ]);
}

export function packMixTerms({ views, shares }: ViewMix): ArrayBuffer {
  return layouts.MixTerm.pack(Array.from(views, (view, term) => ({ view, share: shares[term]! })));
}
