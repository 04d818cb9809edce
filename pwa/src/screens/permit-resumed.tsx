import type { DraftForm } from '../app/drafts.ts';
import { t } from '../core/i18n/later.ts';
import { Button } from '../elements/button.tsx';
import { Message } from '../elements/message.tsx';

/** What was typed before the app was closed is here again; it may be given up. */
export const Resumed = ({ draft }: { draft: DraftForm }) =>
  draft.resumed ? (
    <Message role="status">
      {t('draft.resumed')}
      <div>
        <Button look="quiet" onPress={draft.clear}>
          {t('draft.clear')}
        </Button>
      </div>
    </Message>
  ) : null;
