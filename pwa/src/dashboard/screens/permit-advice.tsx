import { shared } from '../../core/i18n/shared.ts';
import type { PermitKind } from '../../core/wire.ts';
import { Button } from '../../elements/button.tsx';
import { AGAIN } from '../../elements/icons.ts';
import { Message } from '../../elements/message.tsx';
import { MOST_BOARDS, type PermitFacts } from '../app/permit-facts.ts';
import { t } from '../i18n.ts';

interface Props {
  kind: PermitKind;
  facts: PermitFacts;
  onRetry: () => void;
}

/** What a decision will mean, said before it is taken; it holds nobody up. */
export const PermitAdvice = ({ kind, facts, onRetry }: Props) => (
  <>
    {facts.final && <Message tone="warning">{t('permits.final')}</Message>}
    {facts.clashes.length > 0 && (
      <Message>{t('permits.clash', { jenis: shared(`code.${kind}`) })}</Message>
    )}
    {facts.left > 0 && <p class="kecil redup">{t('permits.clash.part', { n: MOST_BOARDS })}</p>}
    {facts.fault && (
      <Message tone="warning">
        {t('permits.clash.unknown')}
        <div>
          <Button look="quiet" icon={AGAIN} onPress={onRetry}>
            {shared('common.retry')}
          </Button>
        </div>
      </Message>
    )}
  </>
);
