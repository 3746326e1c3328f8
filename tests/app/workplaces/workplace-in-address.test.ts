import { expect, test } from 'vitest';
import { WORKPLACES } from '../../../src/app/workplaces/registry.ts';
import { addressPart, workplaceIn } from '../../../src/app/workplaces/workplace-in-address.ts';
import { resolveExperiment } from '../../../src/experiment/experiment.ts';
import { parseExperimentInput } from '../../../src/experiment/experiment-schema.ts';
import { jsonFromHash, linkHash } from '../../../src/experiment/link.ts';
import { shapePhantom } from '../../../src/phantom/phantom-file.ts';
import { libraryPhantom } from '../../support/library-phantom.ts';

const experiment = resolveExperiment(
  parseExperimentInput({ scan: { views: 90 } }),
  shapePhantom(libraryPhantom('shepp-logan-1974')),
);

test.each(WORKPLACES.names)('a link leads to %s, and holds the same experiment', (name) => {
  const hash = `${linkHash(experiment)}${addressPart(name)}`;
  expect(workplaceIn(hash)).toBe(name);
  expect(jsonFromHash(hash)).toEqual(jsonFromHash(linkHash(experiment)));
});

test('old links, and names that no workplace has, lead to the first', () => {
  expect(addressPart('scan')).toBe('');
  for (const hash of ['', linkHash(experiment), `${linkHash(experiment)}&workplace=attic&utm_source=x`]) {
    expect(workplaceIn(hash)).toBe('scan');
  }
});
