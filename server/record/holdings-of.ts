/** Everything the city holds as programs read it: tables, memory, and what its machine keeps outside them. */
import type { Holding, Holdings } from '@latchkey/wire/record.ts'
import { type Declaration, isDeletable, type MachineDeclaration } from '../declaration.ts'
import { machineHoldings } from '../machine/machine-holdings.ts'
import { approved } from '../schedule/approved.ts'
import type { Schedule } from '../schedule/schedule.ts'
import { declarations } from './declarations.ts'

export function holdingsOf(city: string, practice: boolean, schedule: Schedule): Holdings {
  const { version, entered } = schedule
  return {
    city,
    practice,
    holdings: [...declarations, ...machineHoldings].map(one => toHolding(one, schedule)),
    schedule: { version, entered, status: version === approved.version ? approved.status : 'unconfirmed' },
  }
}

function toHolding(declaration: Declaration | MachineDeclaration, schedule: Schedule): Holding {
  const { name, where, fields, purpose, law, kept, readBy, writtenBy } = declaration
  const keptFor = where === 'disk' ? schedule.keptFor(declaration) : where === 'machine' ? declaration.keptFor : null
  return {
    name,
    where,
    fields,
    purpose,
    law,
    kept,
    keptFor,
    deletable: keptFor === null ? null : isDeletable({ keptFor }),
    life: where === 'memory' ? declaration.life : null,
    endedBy: where === 'machine' ? declaration.endedBy : null,
    readBy,
    writtenBy,
  }
}
