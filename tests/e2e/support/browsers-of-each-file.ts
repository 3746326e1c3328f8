// A set-up file runs once for each test file, where a module that several files import in one process runs for the first alone.

import { afterAll } from 'vitest';
import { closeBrowsers } from './page.ts';

afterAll(closeBrowsers);
