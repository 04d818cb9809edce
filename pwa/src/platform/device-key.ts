import { base64 } from './crypto.ts';
import { read, write } from './database.ts';

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256' } as const;
const SIGNING = { name: 'ECDSA', hash: 'SHA-256' } as const;

/**
 * The P-256 key of one person in this browser, non-extractable (security.md D1). Null where the
 * browser cannot make or keep one: then everything goes on unbound.
 */
export async function deviceKey(owner: string, make: boolean): Promise<CryptoKeyPair | null> {
  try {
    const found = await stored(owner);
    if (found && isWhole(found)) return found;
    return make ? await makeKey(owner) : null;
  } catch {
    return null;
  }
}

/** Some iPhones refuse to store a key, others give back null: what counts is what is read back. */
async function makeKey(owner: string): Promise<CryptoKeyPair | null> {
  const pair = await crypto.subtle.generateKey(ALGORITHM, false, ['sign', 'verify']);
  await write(['keys'], (transaction) => transaction.objectStore('keys').put(pair, owner));
  const kept = await stored(owner);
  return kept && isWhole(kept) ? kept : null;
}

const stored = (owner: string): Promise<CryptoKeyPair | undefined> =>
  read(['keys'], (transaction) => transaction.objectStore('keys').get(owner));

/** Storage has given back empty shells instead of keys. */
const isWhole = ({ privateKey, publicKey }: CryptoKeyPair): boolean =>
  privateKey instanceof CryptoKey && publicKey instanceof CryptoKey;

/** Moves a key made before its owner's id was known (activation) to that id. */
export async function claimKey(from: string, owner: string): Promise<void> {
  await write(['keys'], async (transaction) => {
    const keys = transaction.objectStore('keys');
    const pair = await keys.get(from);
    if (pair) await Promise.all([keys.put(pair, owner), keys.delete(from)]);
  });
}

/** Base64 of the SPKI bytes. */
export const publicKeyOf = async (pair: CryptoKeyPair): Promise<string> =>
  base64(await crypto.subtle.exportKey('spki', pair.publicKey));

/** Base64 of the raw r‖s signature over the UTF-8 bytes of `text`. */
export async function signText(pair: CryptoKeyPair, text: string): Promise<string | null> {
  try {
    const bytes = new TextEncoder().encode(text);
    return base64(await crypto.subtle.sign(SIGNING, pair.privateKey, bytes));
  } catch {
    return null;
  }
}
