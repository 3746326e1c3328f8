import { detectorRowsOf, geometryOf, type Scan } from '../../geometry/scan.ts';
import type { CorrectionWork } from '../correction.ts';

/** h·c in keV·mm: the wavelength of a photon of 1 keV. */
const WAVELENGTH_AT_1_KEV_MM = 1.239841984e-6;
/** Readings that a lane is given at once, about. */
const AT_ONCE = 2 ** 22;

interface PhaseRetrievalSettings {
  readonly deltaOverBeta: number;
  readonly distanceMm: number;
  readonly energyKeV: number;
}

export const correct: CorrectionWork['correct'] = async (
  given,
  { operators, host, settings, signalFactor, adopt, signal, tell },
) => {
  if (signalFactor === null) throw new Error('phase is retrieved of readings that are no transmission');
  const { sinogram, scan } = given;
  const rows = detectorRowsOf(scan);
  const { alphaMm2, channelSpacingMm, rowSpacingMm } = filterOf(scan, settings as unknown as PhaseRetrievalSettings);
  const readings = await operators.read(sinogram);
  const out = new Float32Array(readings.length);
  const perView = rows * scan.channels;
  const step = perView * Math.max(1, Math.floor(AT_ONCE / perView));
  for (let from = 0; from < readings.length; from += step) {
    signal?.throwIfAborted();
    const some = readings.slice(from, from + step);
    const of = { rows, channels: scan.channels, alphaMm2, channelSpacingMm, rowSpacingMm, signalFactor };
    out.set(await host.run('withPhaseRetrieved', some, of), from);
    tell?.(Math.min(1, (from + step) / readings.length));
  }
  const retrieved = adopt(await operators.upload(out, sinogram.rows, sinogram.columns));
  const figures = { alphaMm2, widthChannels: Math.sqrt(alphaMm2) / channelSpacingMm };
  return { ...given, sinogram: retrieved, findings: { ...given.findings, phase: { figures } } };
};

/**
 * α = z·λ·(δ/β)/(4π), since μ = 4πβ/λ. Behind a source lengths on the detector are those in the object times the magnification M,
 * and the distance counts as z/M (Paganin et al. 2002, eq. 10).
 */
export function filterOf(scan: Scan, { deltaOverBeta, distanceMm, energyKeV }: PhaseRetrievalSettings) {
  const channelSpacingMm = geometryOf(scan).isocenterSpacingMm(scan);
  const magnification = scan.channelSpacingMm / channelSpacingMm;
  const zMm =
    'sourceToDetectorMm' in scan ? (scan.sourceToDetectorMm - scan.sourceToIsocenterMm) / magnification : distanceMm;
  const alphaMm2 = (zMm * (WAVELENGTH_AT_1_KEV_MM / energyKeV) * deltaOverBeta) / (4 * Math.PI);
  const rowSpacingMm = 'rowSpacingMm' in scan ? scan.rowSpacingMm / magnification : channelSpacingMm;
  return { alphaMm2, channelSpacingMm, rowSpacingMm };
}
