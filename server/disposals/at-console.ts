/** `--disposal SERIES:DAY:STATE`: writes one state of one disposal into the store of a server that is stopped, and ends. */
import { readCity } from '../city/read-city.ts'
import { dayOf } from '../clock/day.ts'
import { clock } from '../platform.ts'
import type { AskedSchedule } from '../schedule/schedule.ts'
import { openStore } from '../store/open-store.ts'
import { parseDisposal, recordDisposal } from './disposals.ts'

export interface DisposalAtConsole {
  text: string
  cityDirectory: string
  dataDirectory: string
  databaseUrl?: string | undefined
  schedule: AskedSchedule
}

/** @throws DisposalRefused, CityProblem, StoreLocked, NeedsSchedule, InventoryProblem */
export async function disposalAtConsole({ text, cityDirectory, dataDirectory, databaseUrl, schedule }: DisposalAtConsole): Promise<void> {
  const asked = parseDisposal(text)
  const { names } = readCity(cityDirectory)
  const store = await openStore({ directory: dataDirectory, databaseUrl, schedule })
  try {
    await recordDisposal(store, asked, dayOf(clock(), names.timeZone))
  } finally {
    await store.close()
  }
}
