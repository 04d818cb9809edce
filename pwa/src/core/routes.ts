/** The employee's addresses. `id` is an activity's id, except where the name says otherwise. */
export type Route =
  | { name: 'HOME' }
  | { name: 'SIGN_IN' }
  | { name: 'ACTIVATION' }
  | { name: 'RECOVERY' }
  | { name: 'CAMERA'; id: string }
  | { name: 'CONFIRM'; id: string }
  | { name: 'RECEIPT'; checkIn: string }
  | { name: 'PROMPT'; id: string }
  | { name: 'ABSENCE'; id: string }
  | { name: 'LETTER'; id: string }
  | { name: 'PERMIT'; permit: string }
  | { name: 'HISTORY' }
  | { name: 'PROFILE' }
  | { name: 'PRECHECK' }
  | { name: 'INSTALL' }
  | { name: 'CHECK' }
  | { name: 'MISSING' };

/** ULIDs stand in paths; a reminder's link names OPD and date before the activity. */
const ID = /^(?:[0-9A-Z]{26}-[0-9]{8}-)?([0-9A-HJKMNP-TV-Z]{26})$/;
const PLAIN: Readonly<Record<string, Route>> = {
  '': { name: 'HOME' },
  masuk: { name: 'SIGN_IN' },
  aktivasi: { name: 'ACTIVATION' },
  pulihkan: { name: 'RECOVERY' },
  riwayat: { name: 'HISTORY' },
  profil: { name: 'PROFILE' },
  'pra-cek': { name: 'PRECHECK' },
  pasang: { name: 'INSTALL' },
  periksa: { name: 'CHECK' },
};

export function routeOf(pathname: string): Route {
  const [first = '', named, last, ...rest] = pathname.replace(/^\/|\/$/g, '').split('/');
  if (named === undefined) return PLAIN[first] ?? { name: 'MISSING' };
  const id = ID.exec(named)?.[1];
  if (id === undefined || rest.length > 0) return { name: 'MISSING' };
  switch (`${first}/${last ?? ''}`) {
    case 'kamera/':
      return { name: 'CAMERA', id };
    case 'kamera/pakai':
      return { name: 'CONFIRM', id };
    case 'tanda-terima/':
      return { name: 'RECEIPT', checkIn: id };
    case 'tanya/':
      return { name: 'PROMPT', id };
    case 'tidak-hadir/':
      return { name: 'ABSENCE', id };
    case 'tidak-hadir/dinas-luar':
      return { name: 'LETTER', id };
    case 'pengajuan-saya/':
      return { name: 'PERMIT', permit: id };
    default:
      return { name: 'MISSING' };
  }
}

/** Routes that a person sees without a session. */
const PUBLIC: readonly Route['name'][] = [
  'SIGN_IN',
  'ACTIVATION',
  'RECOVERY',
  'INSTALL',
  'CHECK',
  'MISSING',
];
/** With an ended session the camera still opens: photo first, sign-in later (architecture.md §2). */
const WITHOUT_SESSION: readonly Route['name'][] = ['CAMERA', 'CONFIRM', 'RECEIPT'];

export const needsSignIn = (
  { name }: Route,
  status: 'UNKNOWN' | 'SIGNED_IN' | 'ENDED' | 'SIGNED_OUT',
): boolean =>
  !PUBLIC.includes(name) &&
  (status === 'SIGNED_OUT' || (status === 'ENDED' && !WITHOUT_SESSION.includes(name)));

/** The link on the slip that hands out a code: the fragment never reaches a server. */
export const activationLink = (origin: string, login: string, code: string): string =>
  `${origin}/aktivasi#u=${encodeURIComponent(login)}&k=${encodeURIComponent(code)}`;

export function readActivationLink(fragment: string): { login: string; code: string } {
  const value = (name: string): string => {
    const found = new RegExp(`(?:^#?|&)${name}=([^&]*)`).exec(fragment)?.[1] ?? '';
    try {
      return decodeURIComponent(found);
    } catch {
      return '';
    }
  };
  return { login: value('u'), code: value('k') };
}

/** The link that a receipt's QR carries; the same page checks a recap. */
export const checkLink = (origin: string, token: string): string => `${origin}/periksa#${token}`;
