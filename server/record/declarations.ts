/** The inventory: everything the city holds here, on disk and in memory. A folder that is not in this list does not exist (a test looks). */
import { booking } from '../booking/declaration.ts'
import { changes } from '../changes/declaration.ts'
import { comebacks } from '../comebacks/declaration.ts'
import type { Declaration } from '../declaration.ts'
import { nonces } from '../nonces/declaration.ts'
import { onDuty } from '../on-duty/declaration.ts'
import { openPool } from '../open-pool/declaration.ts'
import { ready } from '../ready/declaration.ts'
import { rights } from '../rights/declaration.ts'
import { rooms } from '../rooms/declaration.ts'
import { onDisk } from '../store/tables.ts'
import { tallies } from '../tallies/declaration.ts'
import { waiting } from '../waiting/declaration.ts'

export const declarations: Declaration[] = [
  ...onDisk,
  waiting,
  ready,
  rooms,
  openPool,
  changes,
  rights,
  comebacks,
  onDuty,
  nonces,
  booking,
  tallies,
]
