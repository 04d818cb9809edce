import type { CameraFault, Facing, Opened } from '../platform/camera.ts';
import { type Store, store } from './store.ts';

export type CameraState =
  | { kind: 'IDLE' }
  | { kind: 'ASKING' }
  | { kind: 'LIVE'; stream: MediaStream; torch: boolean | null; flip: boolean }
  | { kind: 'STOPPED' }
  | { kind: 'FAULT'; fault: CameraFault };

/** The powers of platform/camera.ts that the control needs. */
export interface CameraPowers {
  open(facing: Facing): Promise<Opened>;
  stop(stream: MediaStream): void;
  onEnd(stream: MediaStream, then: () => void): void;
  hasTorch(stream: MediaStream): boolean;
  setTorch(stream: MediaStream, on: boolean): Promise<boolean>;
  canFlip(): Promise<boolean>;
}

export interface CameraControl extends Store<CameraState> {
  /** Opens the camera. Call it inside the tap: iPhones ask only then, and only once a visit. */
  start(): void;
  /** Gives the camera back, for good or (`resumable`) until the person opens it again. */
  stop(resumable?: boolean): void;
  flip(): void;
  toggleTorch(): Promise<void>;
}

export function cameraControl(powers: CameraPowers): CameraControl {
  const state = store<CameraState>({ kind: 'IDLE' });
  let facing: Facing = 'environment';
  let turn = 0;

  const release = (next: CameraState): void => {
    turn += 1;
    const now = state.get();
    if (now.kind === 'LIVE') powers.stop(now.stream);
    state.set(next);
  };

  const start = (): void => {
    release({ kind: 'ASKING' });
    const mine = turn;
    void powers.open(facing).then(async (opened) => {
      if (mine !== turn) {
        if (opened.ok) powers.stop(opened.stream);
        return;
      }
      if (!opened.ok) {
        state.set({ kind: 'FAULT', fault: opened.fault });
        return;
      }
      const { stream } = opened;
      powers.onEnd(stream, () => {
        if (mine === turn) release({ kind: 'STOPPED' });
      });
      const torch = powers.hasTorch(stream) ? false : null;
      state.set({ kind: 'LIVE', stream, torch, flip: false });
      const flip = await powers.canFlip();
      const now = state.get();
      if (mine === turn && now.kind === 'LIVE') state.set({ ...now, flip });
    });
  };

  return {
    ...state,
    start,
    stop(resumable = false) {
      const active = state.get().kind === 'LIVE' || state.get().kind === 'ASKING';
      release(resumable && active ? { kind: 'STOPPED' } : { kind: 'IDLE' });
    },
    flip() {
      facing = facing === 'environment' ? 'user' : 'environment';
      start();
    },
    async toggleTorch() {
      const now = state.get();
      if (now.kind !== 'LIVE' || now.torch === null) return;
      const torch = !now.torch;
      const done = await powers.setTorch(now.stream, torch);
      if (done && state.get() === now) state.set({ ...now, torch });
    },
  };
}
