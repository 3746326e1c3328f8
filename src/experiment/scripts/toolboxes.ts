import { Registry } from '../../registry.ts';
import { astra } from './astra.ts';
import { cil } from './cil.ts';
import type { Toolbox } from './script.ts';
import { tigre } from './tigre.ts';

/** What scripts are written for. */
export const TOOLBOXES = new Registry<Toolbox>('toolboxes', [astra, tigre, cil]);
