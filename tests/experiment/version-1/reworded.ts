/** Parts of sentences that are worded otherwise since version 1 was recorded: what was recorded, and what is said now. */
const REWORDED: readonly (readonly [RegExp, string])[] = [
  [/the keys known here/, 'the known keys here'],
  [/must be a text/, 'must be text'],
  [/an experiment has a phantom or a measurement/, 'give either a phantom or a measurement'],
  [
    /physics belongs to the scan of a phantom; a measurement has been through its own/,
    'physics applies only to the scan of a phantom; measured data already contain theirs; leave it out',
  ],
  [/of the corrections only (.*) can be made to/, 'only the corrections $1 can be applied to'],
  [/nobody knows/, 'are unknown'],
  [/rebin makes parallel rays of a fan, and/, 'rebin turns the rays of a fan into parallel rays, and'],
  [/parallel rays come from no spot/, 'parallel rays have none'],
  [/the views need an arc to stand on/, 'the views must cover an arc'],
  [/nothing would be left of the readings/, 'it would erase all readings'],
  [/is a matter of FBP/, 'is available only with FBP'],
  [/"white" and "dark" belong to/, '"white" and "dark" apply only to'],
  [/has no usual window, so give both width and level or/, 'has no default window, so give both width and level, or'],
  [/, and at most (\d+°?) are possible/, ', but at most $1 are possible'],
  [
    /take fewer or narrower channels, or move the detector away/,
    'use fewer or narrower channels, or move the detector farther away',
  ],
  [
    /known keys here are image, values, pixelSizeMm$/,
    'known keys here are image, values, pixelSizeMm, sliceSpacingMm, slice',
  ],
  [/: comes to (\d+)/, ': this needs $1'],
];

/** A recorded sentence as it is worded now. */
export function reworded(sentence: string): string {
  return REWORDED.reduce((text, [before, since]) => text.replace(before, since), sentence);
}
