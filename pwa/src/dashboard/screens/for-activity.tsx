import type { ComponentChildren } from 'preact';
import type { ActivityRef } from '../../core/desk-routes.ts';
import type { Activity } from '../../core/wire.ts';
import { FaultMessage, Message } from '../../elements/message.tsx';
import { Skeleton } from '../../elements/skeleton.tsx';
import { useChosen } from '../app/activities.ts';
import { t } from '../i18n.ts';
import { Screen } from './screen.tsx';

interface Props {
  title: string;
  /** That of the address; null: the one that matters now. */
  of: ActivityRef | null;
  children: (of: ActivityRef, activities: readonly Activity[]) => ComponentChildren;
}

/** A page about one activity, once it is known which; else why there is none. */
export const ForActivity = ({ title, of, children }: Props) => {
  const chosen = useChosen(of);
  if (chosen.of) return <>{children(chosen.of, chosen.activities)}</>;
  return (
    <Screen title={title}>
      {chosen.fault && <FaultMessage fault={chosen.fault} onRetry={chosen.reload} />}
      {chosen.loading && <Skeleton />}
      {!chosen.fault && !chosen.loading && <Message>{t('act.none')}</Message>}
    </Screen>
  );
};
