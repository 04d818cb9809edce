import type { ComponentProps } from 'preact';
import { useState } from 'preact/hooks';
import { useApp } from '../app/app.ts';
import { useStore } from '../app/store.ts';
import { onDemand } from '../elements/on-demand.tsx';
import type { Past as PastDay } from './past.tsx';

const Past = onDemand(async () => (await import('./later.ts')).Past);

/**
 * Draws what a reason is given for: an activity of today's page, or of its month when it is over. Where
 * it was found first it stays: drawn from another place, a form would begin anew under its writer's hands.
 */
export const ToExplain = (props: ComponentProps<typeof PastDay>) => {
  const { today } = useApp();
  useStore(today);
  const here = today.activity(props.id);
  const [first] = useState(here);
  return first ? props.draw(here ?? first) : <Past {...props} />;
};
