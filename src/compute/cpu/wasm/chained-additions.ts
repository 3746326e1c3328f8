// Work whose length in clocks is known (AssemblyScript), to find out a processor's clock.

/**
 * Sixteen operations a turn, each of which waits for the one before and takes one clock on any processor of today.
 *
 * @returns something that depends on every operation, so that none can be left out
 */
export function chainedAdditions(turns: i32): i32 {
  let x: i32 = turns;
  for (let i: i32 = 0; i < turns; i++) {
    x = (x + i) ^ turns;
    x = (x + i) ^ turns;
    x = (x + i) ^ turns;
    x = (x + i) ^ turns;
    x = (x + i) ^ turns;
    x = (x + i) ^ turns;
    x = (x + i) ^ turns;
    x = (x + i) ^ turns;
  }
  return x;
}
