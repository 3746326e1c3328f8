// Writes src/compute/gpu/struct-layouts.ts, by which the host fills the structs of shaders, from the shaders themselves.

import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { shaderFiles, structLayouts } from './struct-layouts.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
writeFileSync(join(root, 'src/compute/gpu/struct-layouts.ts'), structLayouts(shaderFiles(root)));
