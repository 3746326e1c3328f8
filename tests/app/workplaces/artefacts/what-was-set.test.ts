import { expect, test } from 'vitest';
import { setSentence, whatWasSet } from '../../../../src/app/workplaces/artefacts/what-was-set.ts';
import { resolveExperiment } from '../../../../src/experiment/experiment.ts';
import { parseExperimentInput } from '../../../../src/experiment/experiment-schema.ts';
import { showingScan } from '../../../../src/experiment/showing-scan.ts';
import { shapePhantom } from '../../../../src/phantom/phantom-file.ts';
import { libraryPhantom } from '../../../support/library-phantom.ts';

const head = shapePhantom(libraryPhantom('shepp-logan-1974'));
const experimentOf = (parts: object) => resolveExperiment(parseExperimentInput({ version: 2, ...parts }), head);
const said = (parts: object) => {
  const before = experimentOf(parts);
  return setSentence(whatWasSet(showingScan(before, head), before));
};

test('numbers are said with their units, and choices by their names', () => {
  expect(said({ scan: { views: 12 } })).toBe(
    'Set so that the artefact shows: Projections 720 instead of 12. Close restores your settings.',
  );
  expect(said({ scan: { arcDeg: 60 }, reconstruction: { filter: 'none' } })).toMatch(
    /: Arc 180° instead of 60°; Filter Ram–Lak \(ramp\) instead of none\. /,
  );
  expect(said({ reconstruction: { grid: { pixels: 32, pixelSizeMm: 8 } } })).toMatch(
    /Spacing 1 instead of 0\.5 mm; Grid 256 instead of 32 px; Pixel size 1 instead of 8 mm\. /,
  );
});

test('of another phantom its field is not told besides', () => {
  const before = experimentOf({ scan: { views: 12 } });
  const base = experimentOf({
    phantom: 'thorax',
    scan: { channels: 600, channelSpacingMm: 0.8 },
    reconstruction: { grid: { pixels: 512, pixelSizeMm: 0.82 } },
  });
  expect(whatWasSet(base, before)).toEqual([
    { what: 'Phantom', values: ['Thorax', 'Shepp–Logan 1974'] },
    { what: 'Projections', values: ['720', '12'] },
  ]);
});
