import type { DeviceArray } from '../../compute/device.ts';
import type { CorrectedSinogram } from '../../corrections/correction.ts';
import { cureSinogram } from '../../corrections/cure-sinogram.ts';
import { CORRECTIONS } from '../../corrections/registry.ts';
import { geometryNamed, type Scan } from '../../geometry/scan.ts';
import { WATER_MU_PER_MM } from '../../phantom/attenuation.ts';
import { signalFactor, unitOf } from '../signal-of-readings.ts';
import { physicsOf, plan, stage, wayOf } from './given.ts';
import { beam } from './physics.ts';
import { plainImage } from './plain-image.ts';
import { type Reading, reading } from './reading.ts';
import { grid, scan, subject, wholeGrid } from './subject-and-scan.ts';

/** What corrections have made of a sinogram; `null` for it where they have left it as it was read, as finding the axis does. */
export type Corrected = Omit<CorrectedSinogram<DeviceArray>, 'sinogram'> & { readonly sinogram: DeviceArray | null };

/** The sinogram with what corrections have made of it, and the scan that it is of now. */
export const corrected = stage({
  name: 'corrected',
  phase: 'scan',
  reads: (given) => {
    const { corrections } = given.experiment;
    const physics = physicsOf(given);
    const readsGrid = corrections.some(({ kind }) => CORRECTIONS.get(kind).readsGrid);
    return {
      corrections,
      photons: physics?.photons,
      hasBeam: physics !== null,
      readsGrid,
      makesVolumes: geometryNamed(given.experiment.scan.geometry).makesVolumes,
      // Slices are made on the way.
      backProjection: readsGrid ? given.backProjection : null,
    };
  },
  needs: ({ hasBeam, readsGrid, makesVolumes }) => ({
    subject,
    scan,
    reading,
    beam: hasBeam ? beam : null,
    grid: readsGrid ? grid : null,
    wholeGrid: readsGrid && makesVolumes ? wholeGrid : null,
  }),
  async run(context, { corrections, photons }, { subject, scan, reading, beam, grid, wholeGrid }): Promise<Corrected> {
    const { operators, host, own, signal, tell } = context;
    const isMeasured = subject.kind === 'measurement';
    const water = isMeasured ? null : subject.unit === 'arbitrary' ? 1 : WATER_MU_PER_MM;
    const cured = await cureSinogram(operators, corrections, reading.lineIntegrals, scan, {
      host,
      // There where one of the corrections says that it reads it.
      grid: grid!,
      imageGrid: wholeGrid ?? grid!,
      photons,
      beam,
      signalFactor: signalFactor(beam, unitOf(subject), isMeasured),
      water: beam?.water ?? water,
      reconstruct: (sinogram, scan) =>
        plainImage(operators, sinogram, scan, wholeGrid ?? grid!, { signal, onProgress: tell }),
      signal,
      tell,
    });
    const isMade = cured.sinogram !== reading.lineIntegrals;
    if (isMade) own(cured.sinogram);
    for (const { arrays } of cured.imageSteps) for (const array of arrays) own(array);
    return isMade ? cured : { ...cured, sinogram: null };
  },
});

/** The scan that the sinogram is of: corrections may find another axis, and make views longer. */
export const sinogramScan = plan({
  name: 'scan of the sinogram',
  reads: (given) => ({ isCorrected: wayOf(given).isCorrected }),
  needs: ({ isCorrected }) => ({ scan, corrected: isCorrected ? corrected : null }),
  make: (_reads, { scan, corrected }): Scan => corrected?.scan ?? scan,
});

/** What a part needs that reads the sinogram, corrected or not; corrections may leave it as it was read. */
export function sinogramNeeds(isCorrected: boolean) {
  return { reading, corrected: isCorrected ? corrected : null };
}

export function sinogramIn(needs: {
  readonly reading: Reading | null;
  readonly corrected: Corrected | null;
}): DeviceArray {
  const sinogram = needs.corrected?.sinogram ?? needs.reading?.lineIntegrals;
  if (!sinogram) throw new Error('a sinogram is neither read nor corrected');
  return sinogram;
}
