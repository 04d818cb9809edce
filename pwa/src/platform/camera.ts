export type CameraFault =
  | 'DENIED'
  | 'UNANSWERED'
  | 'MISSING'
  | 'BUSY'
  | 'UNSUPPORTED'
  | 'HANGING'
  | 'UNKNOWN';
export type Opened =
  | { ok: true; stream: MediaStream }
  | { ok: false; fault: CameraFault; cause: unknown };
export type Facing = 'environment' | 'user';

/** Some phones never answer getUserMedia; a person waits about this long. Milliseconds. */
const ANSWER_WITHIN_MS = 12_000;

/** The torch is not in the DOM's types: w3.org/TR/mediacapture-image §"torch". */
interface Torch {
  torch?: boolean;
}

/**
 * Opens a camera. Never throws. `media` is undefined on insecure pages and in some in-app browsers.
 * A wish for a camera that the device lacks is dropped by the browser (`ideal`).
 */
export async function openCamera(
  media: MediaDevices | undefined,
  facing: Facing,
  permissions: Permissions | undefined,
): Promise<Opened> {
  if (!media) return { ok: false, fault: 'UNSUPPORTED', cause: undefined };
  const video = {
    facingMode: { ideal: facing },
    width: { ideal: 1920 },
    height: { ideal: 1080 },
  };
  const answer = media.getUserMedia({ video, audio: false });
  let timer: ReturnType<typeof setTimeout> | undefined;
  const hanging = new Promise<'HANGING'>((resolve) => {
    timer = setTimeout(() => resolve('HANGING'), ANSWER_WITHIN_MS);
  });
  try {
    const first = await Promise.race([answer, hanging]);
    if (first !== 'HANGING') return { ok: true, stream: first };
    void answer.then(stopStream, () => undefined); // a late stream must not keep the lamp on
    return { ok: false, fault: await silenceOf(permissions), cause: undefined };
  } catch (cause) {
    return { ok: false, fault: cameraFaultOf(cause), cause };
  } finally {
    clearTimeout(timer);
  }
}

/** Why there is no answer: the person has not given one yet, as far as the browser tells. */
async function silenceOf(permissions: Permissions | undefined): Promise<CameraFault> {
  try {
    const name = 'camera' as PermissionName; // not every browser knows it: w3.org/TR/mediacapture-streams §10.9
    return (await permissions?.query({ name }))?.state === 'prompt' ? 'UNANSWERED' : 'HANGING';
  } catch {
    return 'HANGING';
  }
}

/** DOMException names of getUserMedia: w3.org/TR/mediacapture-streams §10.2.1 */
export function cameraFaultOf(cause: unknown): CameraFault {
  switch (cause instanceof Error ? cause.name : '') {
    case 'NotAllowedError':
    case 'SecurityError':
      return 'DENIED';
    case 'NotFoundError':
    case 'OverconstrainedError':
      return 'MISSING';
    case 'NotReadableError':
    case 'AbortError':
      return 'BUSY';
    case 'TypeError':
      return 'UNSUPPORTED';
    default:
      return 'UNKNOWN';
  }
}

export function stopStream(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}

/** Calls back when the picture ends: the phone took the camera, a call, the lock screen. */
export function onStreamEnd(stream: MediaStream, then: () => void): void {
  for (const track of stream.getVideoTracks()) {
    track.addEventListener('ended', then, { once: true });
  }
}

export function hasTorch(stream: MediaStream): boolean {
  const [track] = stream.getVideoTracks();
  // Firefox has no getCapabilities on older versions.
  return (track?.getCapabilities?.() as Torch | undefined)?.torch === true;
}

/** True where the torch now is as asked. */
export async function setTorch(stream: MediaStream, on: boolean): Promise<boolean> {
  const [track] = stream.getVideoTracks();
  const wish: MediaTrackConstraintSet & Torch = { torch: on };
  try {
    await track?.applyConstraints({ advanced: [wish] });
    return true;
  } catch {
    return false;
  }
}

/** Two or more cameras: only then is there something to flip. */
export async function canFlip(media: MediaDevices | undefined): Promise<boolean> {
  try {
    const devices = (await media?.enumerateDevices()) ?? [];
    return devices.filter(({ kind }) => kind === 'videoinput').length > 1;
  } catch {
    return false;
  }
}
