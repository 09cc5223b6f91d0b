import type { Journal, LostSession } from '../../host/journal.ts';
import type { Arguments } from '../args.ts';
import type { Output } from '../output.ts';

/** What both kinds of prompt share: the arguments, the journal of this session, and a session that was lost. */
export interface PromptStart {
  readonly args: Arguments;
  readonly output: Output;
  readonly journal: Journal;
  /** The session to bring back (`--recover`). */
  readonly recovered?: LostSession;
  /** A session that could be brought back, in words. */
  readonly notice?: string;
}
