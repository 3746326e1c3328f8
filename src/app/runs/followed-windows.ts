import type { DeviceArray } from '../../compute/device.ts';
import type { Experiment } from '../../experiment/experiment.ts';
import type { Subject } from '../../experiment/subject.ts';
import { METHODS } from '../../methods/registry.ts';
import type { Lane } from '../lanes/lane.ts';
import { isAlike } from '../present/moment.ts';
import type { Picture } from '../views/view.ts';

/** A slice that builds up is looked at for its window whenever it has so many times the views. */
const FOLLOWED_GROWTH = 1.15;

/** What makes a slice. */
interface Made {
  readonly experiment: Experiment;
  readonly subject: Subject;
}

/** Which pictures a window that follows its data is still to be told by. */
export class FollowedWindows {
  /** The part of the views that was in a lane's slice when its window was taken from it. */
  readonly #shares = new WeakMap<Lane, number>();
  /** Of what a lane's whole slice was, from which its window was taken. */
  readonly #wholes = new WeakMap<Lane, Made>();
  /** What the present window was told by a part of. */
  #told: WeakRef<DeviceArray> | null = null;

  /** Whether the window is to be taken from a picture that sets it; the answer is taken as done. */
  take(lane: Lane, made: Made, picture: Picture): boolean {
    return (
      !this.#isHeld(lane, made, picture) && this.#isOfAnother(picture) && this.#isAnotherShare(lane, picture.share)
    );
  }

  /** Whether it is that of the whole slice whose views are played, so that each picture can be compared with the next. */
  #isHeld(lane: Lane, made: Made, { share }: Picture): boolean {
    const whole = this.#wholes.get(lane);
    // Iterations come nearer to what there was, or will be, and would have the window go up and down on their way.
    if (share < 1) return isSameSlice(whole, made) || (iterates(made) && whole?.subject === made.subject);
    this.#wholes.set(lane, made);
    return false;
  }

  /** Whether the window has not been told yet by another part of the same. */
  #isOfAnother({ windowOf }: Picture): boolean {
    const isAnother = !windowOf || windowOf !== this.#told?.deref();
    if (windowOf && isAnother) this.#told = new WeakRef(windowOf);
    return isAnother;
  }

  /** Whether a growing slice is to be looked at anew: not in every frame. */
  #isAnotherShare(lane: Lane, share: number): boolean {
    const before = this.#shares.get(lane) ?? 0;
    if (share < 1 && share >= before && share < FOLLOWED_GROWTH * before) return false;
    this.#shares.set(lane, share);
    return true;
  }
}

function iterates({ experiment }: Made): boolean {
  return METHODS.get(experiment.reconstruction.method).iterates === true;
}

/** Whether the same slice comes of both, whatever the window in which it is shown. */
function isSameSlice(one: Made | undefined, other: Made): boolean {
  return (
    one?.subject === other.subject &&
    isAlike({ ...one.experiment, display: null }, { ...other.experiment, display: null })
  );
}
