import { bytesOf } from './outcome.ts';

/** One of each kind, for mutations to start from. */
export const TEXTS: readonly Uint8Array[] = [
  '1,2.5,-3\n4,5e1,.125\n',
  'a;b;c\r\n1;2,5;-3\r\n4;50;0,125',
  '# angles\n0.1\n0.2\n0.3',
  '1\t2\t3\t\n4\t5\t6\t\n',
  '1,0 2,5\n3,0 4,0',
].map(bytesOf);
