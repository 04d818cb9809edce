/** Short, distinct, everyday words: four of 128 are 28 bits on top of the device key (security.md A2). */
export const WORDS: readonly string[] = (
  'padi perahu kilat sore garam jagung layar pantai bukit angin kebun melati kayu lontar sawah ' +
  'ombak karang camar tikar bambu kendi lampu jendela payung sepeda sungai jambu pisang nanas ' +
  'kelapa mangga sirih kunyit jahe kopi teh gula roti sambal bakul caping cangkul pasar gerobak ' +
  'lumbung pematang embun hujan awan bulan bintang fajar senja pelangi guntur batu pasir kerang ' +
  'udang kepiting cumi bandeng teripang rusa kancil merpati jalak kenari kutilang gajah domba ' +
  'kuda sapi kerapan suling gong kendang gamelan saron topeng batik benang jarum kain selendang ' +
  'sarung kopiah sandal tas buku pena kertas papan meja kursi rak pintu pagar atap tangga sumur ' +
  'ember gayung sabun sikat panci wajan cobek sendok piring gelas botol peta kompas jangkar dayung ' +
  'kemudi mercu dermaga kolam ladang hutan teluk kapal nelayan petani kapur tenun'
).split(' ');

/** Four words picked by random bytes, e.g. `padi perahu kilat sore`. */
export const passphrase = (random: Uint8Array): string =>
  Array.from(random.subarray(0, 4), (byte) => WORDS[byte % WORDS.length]).join(' ');

export interface Strength {
  longEnough: boolean;
  notOwn: boolean;
  /** 0–100, for the bar alone. */
  percent: number;
}

/** Shortest password, characters (security.md A2); the server's setting may ask for more. */
export const SHORTEST_PASSWORD = 10;

/** What can be told before the server looks (security.md A3 is judged there). */
export function strengthOf(password: string, login: string, name: string): Strength {
  const lower = password.toLowerCase();
  const own = [login, ...name.split(/[\s.,]+/)].filter((part) => part.length >= 4);
  const letters = [...password];
  const different = new Set(letters).size;
  return {
    longEnough: letters.length >= SHORTEST_PASSWORD && different >= 5,
    notOwn: password !== '' && !own.some((part) => lower.includes(part.toLowerCase())),
    percent: Math.min(100, Math.round((letters.length * 2 + different * 3) * 0.85)),
  };
}
