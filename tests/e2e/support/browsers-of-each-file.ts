// A set-up file runs once for each test file, where a module that several files import in one process runs for the first alone.

import { afterAll } from 'vitest';
import { closeBrowsers, pageOrigin } from './page.ts';

// Answered once the page is built, whose files some read as they are loaded.
const answer = await fetch(pageOrigin);
if (answer.status === 500) throw new Error(await answer.text());

afterAll(closeBrowsers);
