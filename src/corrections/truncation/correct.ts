import { COMPLETION_LIMITS, completeSinogram, planCompletion } from '../../reconstruction/complete-lines.ts';
import type { CorrectionWork } from '../correction.ts';
import { EXTENSION_LIMITS, extendSinogram, planExtension } from './extend-views.ts';

export const correct: CorrectionWork['correct'] = async (given, { operators, grid, water, create, adopt }) => {
  let { sinogram, scan } = given;
  // What the detector's other end has measured is no guess.
  const completion = planCompletion(scan, COMPLETION_LIMITS);
  if (completion) {
    scan = completion.completed;
    const completed = await create(scan.anglesRad.length, scan.channels);
    for await (const _ of completeSinogram(operators, completion, sinogram, completed));
    sinogram = completed;
  }
  const extension = planExtension(scan, grid, water, EXTENSION_LIMITS);
  if (!extension) return { ...given, sinogram, scan };
  const extended = await extendSinogram(operators, sinogram, scan, extension);
  const { before, after } = extension;
  const figures = { channelsBefore: before, channelsAfter: after };
  const findings = { ...given.findings, truncation: { figures } };
  return { ...given, sinogram: adopt(extended.sinogram), scan: extended.scan, findings };
};
