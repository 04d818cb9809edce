import { faultText } from '../../core/i18n/faults.ts';
import type { Fault } from '../../core/problems.ts';
import { FileButton } from '../../elements/file-button.tsx';
import { Message } from '../../elements/message.tsx';
import { type Upset, useImageUpload } from '../app/images.ts';
import { t } from '../i18n.ts';

/** A button that brings a picture, which the server checks before it can be chosen. */
export function useImageChoice(place: string, onReady: (image: string) => void) {
  const { busy, upset, send } = useImageUpload(place, onReady);
  return {
    busy,
    error: upset && upsetText(upset),
    button: (label: string) => (
      <FileButton accept="image/png,image/jpeg" onFile={send}>
        {label}
      </FileButton>
    ),
  };
}

export const ImageError = ({ error }: { error: string | null }) =>
  error ? (
    <Message tone="error" role="alert">
      {error}
    </Message>
  ) : null;

/** Why the server's gate did not let it through (security.md P1–P5). */
const FLAWS: Readonly<Record<string, 'set.image.small' | 'set.image.large' | 'set.image.kind'>> = {
  dimensi: 'set.image.small',
  ukuran: 'set.image.large',
  'bukan-jpeg': 'set.image.kind',
  'tak-didukung': 'set.image.kind',
};

export function upsetText(upset: Upset): string {
  switch (upset.kind) {
    case 'UNREADABLE':
      return t('set.image.unreadable');
    case 'NOT_TAKEN':
      return t('set.image.refused');
    case 'FAULT':
      return flawText(upset.fault);
  }
}

function flawText(fault: Fault): string {
  const flaw = fault.kind === 'PROBLEM' ? fault.problem.body['flaw'] : undefined;
  return typeof flaw === 'string' ? t(FLAWS[flaw] ?? 'set.image.refused') : faultText(fault);
}
