import type { Session } from '../evaluate/session.ts';
import type { Progress, Stop } from './ports.ts';

/** What the owner of a job gives it. */
export interface JobControl {
  readonly stop: Stop;
  progress(progress: Progress): void;
}

/** Work that goes on after its line was evaluated: the engine owns it, and its end commits the line. */
export interface Job<End> {
  /**
   * Works until it is done, or soon after it is asked to stop with what it has; answers what its end makes of the session,
   * which may be another by then. Run again after a stop it goes on from there, to the same numbers as an unbroken run.
   */
  run(control: JobControl): Promise<(session: Session) => End>;
}
