import { linePairsPerCm, type SpectralCurve } from '../../measure/spectra/spectral-curve.ts';
import type { FbpTheory } from '../theory/fbp-theory.ts';
import type { ProtocolPlot } from './protocol.ts';

/** A measured MTF over the theoretical one. */
export function transferPlot({ frequencies, values }: SpectralCurve, theory: FbpTheory | null): ProtocolPlot {
  const x = frequencies.map(linePairsPerCm);
  return {
    title: 'Modulation transfer function',
    horizontal: { label: 'Frequency', unit: 'lp/cm', scale: 'linear' },
    vertical: { label: 'MTF', unit: '', scale: 'linear' },
    series: [
      { name: 'Measured', kind: 'line', x, y: values },
      ...(theory
        ? [
            {
              name: 'In theory',
              kind: 'line' as const,
              isTheory: true,
              x,
              y: frequencies.map((frequency) => theory.transfer(frequency)),
            },
          ]
        : []),
    ],
  };
}
