// A set-up file runs once for each test file, where a module that several files import in one process runs for the first alone.

import { afterAll, afterEach } from 'vitest';
import { failOnComplaints, putGpuAway } from './gpu.ts';

afterEach(failOnComplaints);
afterAll(putGpuAway);
