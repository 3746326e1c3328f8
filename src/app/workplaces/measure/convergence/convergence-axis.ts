/** What a plot of iterations goes over. */
export type ConvergenceAxis = 'iterations' | 'seconds';
