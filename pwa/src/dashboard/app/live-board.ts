import { type Store, store } from '../../app/store.ts';
import { mergeBoard } from '../../core/board.ts';
import type { Answer, Fault } from '../../core/problems.ts';
import type { Board } from '../../core/wire.ts';

/** A new check-in is on the board within 5 s: this pause, and an answer on its way. */
const POLL_MS = 4_000;
/** Permits and names travel with the whole board only. */
const FULL_MS = 60_000;
/** After a fault (ux.md §2). */
const RETRY_MS = 15_000;

export interface BoardView {
  board: Board | null;
  fault: Fault | null;
  /** The last answer failed and older data is shown. */
  stale: boolean;
}
export interface LiveBoard extends Store<BoardView> {
  /** Reads now, then again and again until stopped. */
  start(): void;
  stop(): void;
  /** Reads the whole board at once. */
  reload(): void;
}
export interface LiveBoardParts {
  read: (cursor: string | null) => Promise<Answer<Board>>;
  now: () => number;
  after: (ms: number, work: () => void) => () => void;
  /** A page that nobody sees asks nothing. */
  visible: () => boolean;
}

/** The server said no: asking again by itself would change nothing. */
export const isRefusal = (fault: Fault): boolean =>
  fault.kind === 'PROBLEM' && fault.problem.status < 429;

export function liveBoard({ read, now, after, visible }: LiveBoardParts): LiveBoard {
  const state = store<BoardView>({ board: null, fault: null, stale: false });
  let cancel: (() => void) | null = null;
  let running = false;
  let turn = 0;
  let fullAt = Number.NEGATIVE_INFINITY;

  const schedule = (ms: number, mine: number): void => {
    if (running && mine === turn) cancel = after(ms, () => void look(mine));
  };
  const look = async (mine: number): Promise<void> => {
    if (!visible()) {
      schedule(POLL_MS, mine);
      return;
    }
    const { board } = state.get();
    const whole = board === null || board.phase !== 'OPEN' || now() - fullAt >= FULL_MS;
    const asked = now();
    const answer = await read(whole ? null : board.cursor);
    if (!running || mine !== turn) return;
    if (answer.ok) {
      if (whole) fullAt = asked;
      const next = mergeBoard(state.get().board, answer.value);
      state.set({ board: next, fault: null, stale: false });
      schedule(pauseAfter(next), mine);
      return;
    }
    state.set({ board, fault: answer.fault, stale: board !== null });
    if (!isRefusal(answer.fault)) schedule(RETRY_MS, mine);
  };
  const again = (): void => {
    cancel?.();
    turn += 1;
    void look(turn);
  };
  return {
    ...state,
    start() {
      running = true;
      again();
    },
    stop() {
      running = false;
      turn += 1;
      cancel?.();
    },
    reload() {
      fullAt = Number.NEGATIVE_INFINITY;
      if (running) again();
    },
  };
}

/** Before the opening the next look is at the opening itself, if that is near. */
function pauseAfter({ phase, activity, server_time }: Board): number {
  if (phase === 'OPEN') return POLL_MS;
  if (phase === 'CLOSED') return FULL_MS;
  const left = Date.parse(activity.window.opens) - Date.parse(server_time);
  return Math.min(FULL_MS, Math.max(POLL_MS, left));
}
