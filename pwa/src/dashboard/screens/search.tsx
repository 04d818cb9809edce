import type { Me } from '../../core/wire.ts';
import { onDemand } from '../../elements/on-demand.tsx';
import { Sheet } from '../../elements/sheet.tsx';
import { t } from '../i18n.ts';

const Box = onDemand(async () => (await import('./search-box.tsx')).SearchBox);

/** Cari: one box for pages, people, units, activities and settings; its code comes with the first search. */
export const Search = ({ me, onClose }: { me: Me; onClose: () => void }) => (
  <Sheet title={t('seek.title')} onClose={onClose}>
    <Box me={me} onClose={onClose} />
  </Sheet>
);
