import { useApp } from '../app/app.ts';
import type { CameraState } from '../app/camera.ts';
import { t } from '../core/i18n/employee.ts';
import { Button } from '../elements/button.tsx';
import { FileButton } from '../elements/file-button.tsx';
import { CAMERA } from '../elements/icons.ts';
import { Message } from '../elements/message.tsx';

export const CAMERA_FAULTS = {
  DENIED: 'cam.err.denied',
  UNANSWERED: 'cam.err.asking',
  MISSING: 'cam.err.none',
  BUSY: 'cam.err.busy',
  UNSUPPORTED: 'cam.err.unsupported',
  HANGING: 'cam.err.hanging',
  UNKNOWN: 'cam.err.unknown',
} as const;

interface TroubleProps {
  camera: CameraState;
  problem: string | null;
  onFile: (file: File) => Promise<void>;
  onAsk: () => void;
}

/** Why there is no picture, and each way on. */
export const Trouble = ({ camera, problem, onFile, onAsk }: TroubleProps) => {
  const app = useApp();
  if (camera.kind === 'ASKING') {
    return (
      <p class="kapsul" role="status">
        {t('cam.asking')}
      </p>
    );
  }
  const fault = camera.kind === 'FAULT' ? camera.fault : null;
  return (
    <div class="kamera-kendala">
      {problem && (
        <Message tone="error" role="alert">
          {problem}
        </Message>
      )}
      {fault && (
        <Message tone="warning" role="alert">
          {t(CAMERA_FAULTS[fault], { browser: app.browser })}
        </Message>
      )}
      {camera.kind === 'STOPPED' && <Message role="status">{t('cam.stopped')}</Message>}
      <Button look="main" icon={CAMERA} large onPress={app.camera.start}>
        {t(fault ? 'common.retry' : 'cam.start')}
      </Button>
      <FileButton accept="image/*" capture onAsk={onAsk} onFile={onFile}>
        {t('cam.native')}
      </FileButton>
      <p class="kecil">{t('cam.native.note')}</p>
    </div>
  );
};
