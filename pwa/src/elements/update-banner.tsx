import { shared } from '../core/i18n/shared.ts';
import { Button } from './button.tsx';

/** A new version waits until the person agrees. */
export const UpdateBanner = ({ onApply }: { onApply: () => void }) => (
  <div class="versi-baru" role="status">
    <span>{shared('update.ready')}</span>
    <Button onPress={onApply}>{shared('update.apply')}</Button>
  </div>
);
