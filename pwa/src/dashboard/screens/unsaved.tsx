import { useEffect, useState } from 'preact/hooks';
import { Button } from '../../elements/button.tsx';
import { Sheet } from '../../elements/sheet.tsx';
import { useDesk } from '../app/desk.ts';
import { t } from '../i18n.ts';

interface Props {
  /** Changes that are not saved yet. */
  count: number;
  onDiscard: () => void;
}

/** Asks before the page is left, as long as something on it is not saved. */
export const Unsaved = ({ count, onDiscard }: Props) => {
  const { leaving } = useDesk();
  const [goOn, setGoOn] = useState<(() => void) | null>(null);
  const holds = count > 0;
  useEffect(() => (holds ? leaving.hold((way) => setGoOn(() => way)) : undefined), [holds]);
  if (!goOn) return null;
  const stay = (): void => setGoOn(null);
  return (
    <Sheet title={t('unsaved.title')} onClose={stay}>
      <div class="tumpuk">
        <p>{t('unsaved.text', { n: count })}</p>
        <Button look="main" wide onPress={stay}>
          {t('unsaved.stay')}
        </Button>
        <Button
          look="danger"
          wide
          onPress={() => {
            stay();
            onDiscard();
            goOn();
          }}
        >
          {t('unsaved.leave')}
        </Button>
      </div>
    </Sheet>
  );
};
