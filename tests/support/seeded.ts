import fc from 'fast-check';

/** Property tests draw the same examples in every run: what fails once fails again. */
fc.configureGlobal({ seed: 20_261_122 });
