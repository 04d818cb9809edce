import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';

/** How far below the window something is already drawn. */
const MARGIN = '200px';

/** Room for what is drawn, and so downloaded, only once somebody comes near it; it stays as high. */
export const WhenSeen = ({ height, children }: { height: number; children: ComponentChildren }) => {
  const room = useRef<HTMLDivElement>(null);
  const [seen, setSeen] = useState(false);
  useEffect(() => {
    if (!room.current) return;
    const observer = new IntersectionObserver(
      (entries) => setSeen((before) => before || entries.some((one) => one.isIntersecting)),
      { rootMargin: MARGIN },
    );
    observer.observe(room.current);
    return () => observer.disconnect();
  }, []);
  return (
    <div ref={room} style={{ minHeight: `${height}px` }}>
      {seen && children}
    </div>
  );
};
