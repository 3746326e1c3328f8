/**
 * Something a person gave us is wrong: a file, a link, a value. The message is one sentence for that person that says
 * what is wrong and where, for example `scan.views: must be between 1 and 16384, got 0`.
 */
export class InputError extends Error {
  override readonly name = 'InputError';
}
