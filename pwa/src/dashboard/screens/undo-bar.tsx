import { useNow } from '../../app/clock.ts';
import { Button } from '../../elements/button.tsx';
import { useDesk } from '../app/desk.ts';
import type { Held } from '../app/held.ts';
import type { Verdict } from '../app/review-desk.ts';
import { UNDO } from '../elements/icons.ts';
import { t } from '../i18n.ts';

interface Props {
  held: readonly Held<Verdict>[];
  onUndo: () => void;
}

/** The newest decision that is not sent yet, with the way to take it back. */
export const UndoBar = ({ held, onUndo }: Props) => {
  const newest = held.at(-1);
  return (
    <div class={newest ? 'batal' : 'sr'}>
      <span role="status">
        {newest &&
          t('review.decided', {
            nama: newest.decision.item.name,
            keputusan: t(`review.${newest.decision.decision}`),
          })}
      </span>
      {newest && (
        <Button icon={UNDO} onPress={onUndo}>
          <Left until={newest.until} />
        </Button>
      )}
    </div>
  );
};

const Left = ({ until }: { until: number }) => {
  const { clock } = useDesk();
  useNow(clock, 500);
  const n = Math.max(0, Math.ceil((until - clock.device()) / 1000));
  return (
    <>
      {t('review.undo', { n })} <kbd>Z</kbd>
    </>
  );
};
