import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { FaultMessage } from './message.tsx';
import { Skeleton } from './skeleton.tsx';

/** A component whose code is downloaded when it is first drawn; without a network it says so. */
export function onDemand<P extends object>(
  load: () => Promise<ComponentType<P>>,
): ComponentType<P> {
  let loaded: ComponentType<P> | null = null;
  return (props: P) => {
    const [Part, setPart] = useState(() => loaded);
    const [cause, setCause] = useState<unknown>(null);
    const fetch = (): void => {
      setCause(null);
      load().then((part) => {
        loaded = part;
        setPart(() => part);
      }, setCause);
    };
    useEffect(() => {
      if (!loaded) fetch();
    }, []);
    if (Part) return <Part {...props} />;
    if (!cause) return <Skeleton />;
    return <FaultMessage fault={{ kind: 'OFFLINE', cause }} onRetry={fetch} />;
  };
}
