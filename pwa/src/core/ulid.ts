const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/**
 * A ULID (github.com/ulid/spec): 48 bits of time, 80 bits of chance, 26 upper-case characters.
 * `random` holds at least 16 bytes of which 5 bits each are used.
 */
export function ulid(now: number, random: Uint8Array): string {
  let time = '';
  let rest = now;
  for (let i = 0; i < 10; i += 1) {
    time = CROCKFORD.charAt(rest % 32) + time;
    rest = Math.floor(rest / 32);
  }
  const chance = Array.from(random.subarray(0, 16), (byte) => CROCKFORD.charAt(byte % 32));
  return time + chance.join('');
}
