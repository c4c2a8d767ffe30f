/**
 * What the city's machine keeps of this system outside its tables. No program here ends any of it or stops its ending: whoever counsel names does
 * (docs/decisions/holds.md). Days are the operator's; `keptFor: null` says that this software does not know them.
 */
import { type MachineDeclaration, programLaw, recordsLaw } from '../declaration.ts'

export const machineHoldings: readonly MachineDeclaration[] = [
  {
    name: 'write-ahead-log',
    where: 'machine',
    fields: ['each change of a table, as the database wrote it, with its moment', 'rows that have ended, until their place is used again'],
    purpose: 'Let the database come back after a power cut. It holds what the tables held, and no more.',
    law: programLaw,
    kept: 'until the database uses the space again; how long that takes depends on the machine',
    keptFor: null,
    readBy: 'the database at start',
    writtenBy: 'the database',
    endedBy: 'the database by itself; an operator can set it to keep all of it',
  },
  {
    name: 'backups',
    where: 'machine',
    fields: ['copies of the tables as an operator made them'],
    purpose: 'Bring the program back on another machine. A copy holds what the tables held, and no more.',
    law: recordsLaw,
    kept: 'as the city says; the software makes none',
    keptFor: null,
    readBy: 'operators the city names',
    writtenBy: 'an operator',
    endedBy: 'an operator; while counsel holds, only when counsel says so',
  },
  {
    name: 'journal',
    where: 'machine',
    fields: ['that the server started, stopped or refused to start, and why', 'where in the program something broke, never what was sent'],
    purpose: 'Let an operator see that the service is unwell.',
    law: programLaw,
    kept: 'as the machine is set up',
    keptFor: null,
    readBy: 'operators the city names',
    writtenBy: 'the server, on its console',
    endedBy: "the machine's own rotation; an operator can stop it",
  },
  {
    name: 'pool-key',
    where: 'machine',
    fields: ['the key that the one-time keys of blanks are closed to, in a file beside the store'],
    purpose: 'Keep a copy of the database alone from being enough to make cards.',
    law: programLaw,
    kept: 'until the city is set up anew',
    keptFor: { for: 'good' },
    readBy: 'the server at start',
    writtenBy: 'set-up, once',
    endedBy: 'nobody',
  },
]
