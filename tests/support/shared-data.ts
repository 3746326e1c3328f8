// Real data that lies beside the project, not in it. Where the folder is absent, the tests that need it report
// themselves as skipped and say why.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, test } from 'vitest';

export const sharedDataFolder = fileURLToPath(new URL('../../../shared/data', import.meta.url));

const absent = !existsSync(sharedDataFolder);
const nameOf = (title: string) => (absent ? `${title} (skipped: the folder ../shared/data is absent)` : title);

/** `sharedDataPath('tooth', 'white.npy')` */
export const sharedDataPath = (...parts: string[]): string => join(sharedDataFolder, ...parts);

/** `test`, for one that reads the folder. A file missing from a folder that is there is a failure, as it should be. */
export function testOnSharedData(title: string, body: () => void | Promise<void>): void {
  test.skipIf(absent)(nameOf(title), body);
}

/** `describe`, for tests that read the folder; the body must read inside its hooks and tests, for it always runs. */
export function describeOnSharedData(title: string, body: () => void): void {
  describe.skipIf(absent)(nameOf(title), body);
}
