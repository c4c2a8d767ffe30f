/** The city's working keys, made once at set-up. None certifies anyone or opens a visit; PROTOCOL §2, §6. */
import { type KeyPair, makeEd25519, makeP256, random } from '../platform.ts'
import type { Store } from '../store/open-store.ts'

export interface Keys {
  /** 32 bytes. Numbers outlive any crash by it. */
  waiting: Uint8Array
  /** 32 bytes. Codes of booked times outlive any restart by it. */
  booking: Uint8Array
  /** 32 bytes. Makes and checks cancel codes. */
  cancel: Uint8Array
  /** Signs the cancelled lists; certified in each period. */
  list: KeyPair
  /** Ed25519. Signs the checkpoints of the public record. */
  record: KeyPair
}

/** Reads the keys, or makes them at the very first start. */
export async function readKeys(store: Store): Promise<Keys> {
  const rows = await store.db.selectFrom('keys').selectAll().execute()
  if (rows.length === 0) return makeKeys(store)
  // A store of before there were booked times.
  if (!rows.some(one => one.name === 'booking')) {
    const booking = { name: 'booking', secret: Buffer.from(random(32)), public: null }
    await store.write(tx => tx.insertInto('keys').values(booking).execute())
    rows.push(booking)
  }
  // A store of before there was a public record.
  if (!rows.some(one => one.name === 'record')) {
    const record = recordRow(makeEd25519())
    await store.write(tx => tx.insertInto('keys').values(record).execute())
    rows.push(record)
  }
  const row = (name: string) => {
    const found = rows.find(one => one.name === name)
    if (!found) throw new Error(`the store has no ${name} key`)
    return found
  }
  const list = row('list')
  const record = row('record')
  if (list.public === null || record.public === null) throw new Error('the store has half a key')
  return {
    waiting: new Uint8Array(row('waiting').secret),
    booking: new Uint8Array(row('booking').secret),
    cancel: new Uint8Array(row('cancel').secret),
    list: { privateKey: new Uint8Array(list.secret), publicKey: new Uint8Array(list.public) },
    record: { privateKey: new Uint8Array(record.secret), publicKey: new Uint8Array(record.public) },
  }
}

const recordRow = ({ privateKey, publicKey }: KeyPair) => ({
  name: 'record',
  secret: Buffer.from(privateKey),
  public: Buffer.from(publicKey),
})

async function makeKeys(store: Store): Promise<Keys> {
  const keys: Keys = { waiting: random(32), booking: random(32), cancel: random(32), list: makeP256(), record: makeEd25519() }
  await store.write(tx =>
    tx
      .insertInto('keys')
      .values([
        { name: 'waiting', secret: Buffer.from(keys.waiting), public: null },
        { name: 'booking', secret: Buffer.from(keys.booking), public: null },
        { name: 'cancel', secret: Buffer.from(keys.cancel), public: null },
        { name: 'list', secret: Buffer.from(keys.list.privateKey), public: Buffer.from(keys.list.publicKey) },
        recordRow(keys.record),
      ])
      .execute(),
  )
  return keys
}
