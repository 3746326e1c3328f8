import { Registry } from '../../registry.ts';
import { artefacts } from './artefacts/spec.ts';
import { compare } from './compare/spec.ts';
import { learn } from './learn/spec.ts';
import { measure } from './measure/spec.ts';
import { radiograph } from './radiograph/spec.ts';
import { scan } from './scan/spec.ts';
import { volume } from './volume/spec.ts';
import type { Workplace } from './workplace.ts';

/** Where one can work, in the order of their tabs; the page begins with the first. */
export const WORKPLACES = new Registry<Workplace>('workplaces', [
  scan,
  artefacts,
  volume,
  radiograph,
  measure,
  compare,
  learn,
]);
