/**
 * Every component in its states, for looking and for axe; the last part of the address picks a page: examples.html#papers.
 * Words here are samples in English; what comes from shell.* and camera.* follows the language picker. One file though long: it is one list.
 */
import * as built from 'virtual:city/look'
import { parseLook } from '@latchkey/card/look.ts'
import { makePlates, type PlateCard } from '@latchkey/card/plates.ts'
import { type ComponentChildren, render } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { Button } from './button.tsx'
import { type Camera, CameraFault, type CameraFaultCode } from './camera.ts'
import { Code } from './code.tsx'
import { Dialog } from './dialog.tsx'
import { CheckField, ChoiceField, DateField, noDate, TextField } from './field.tsx'
import { CardSign, CodeSign, DeskSign, PhoneSign, ServerSign } from './icons/machines.tsx'
import { PaperPicture, paperPictures } from './icons/papers.tsx'
import * as signs from './icons/signs.tsx'
import { KeyHint } from './key-hint.tsx'
import { startLanguage } from './language.ts'
import { LiveCamera } from './live-camera.tsx'
import { Meter } from './meter.tsx'
import { ErrorPanel, Notice } from './notice.tsx'
import { PageShell } from './page-shell.tsx'
import { Panel } from './panel.tsx'
import { Plate } from './plate.tsx'
import { plateLabels } from './plate-labels.ts'
import { Progress, Steps } from './progress.tsx'
import { Screen } from './screen.tsx'
import { Spinner } from './spinner.tsx'
import { TicksBar } from './ticks-bar.tsx'
import { Tile, Tiles } from './tile.tsx'

const words: Record<string, string> = {
  passport: 'Passport',
  drivers_license: "Driver's license",
  state_id: 'State ID card',
  consular_id: 'Consular ID card',
  birth_certificate: 'Birth certificate',
  homeland_security_paper: 'Homeland Security paper',
  utility_bill: 'Gas, light, water, phone or internet bill',
  lease: 'Lease',
  shelter_letter: 'Letter from a shelter',
  service_letter: 'Letter from a group that helps you',
  care_of_letter: 'Care-of letter',
  bank_statement: 'Bank statement',
  old_city_id: 'City ID card from before',
  school_paper: 'School paper',
  paper: 'Another paper',
}

const codeText = `LK1:${'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:'.repeat(33).slice(0, 1456)}`

const look = parseLook(built.look)
const labels = plateLabels({ card: 'City ID', city: 'Chicago' }, look)
const nobody: PlateCard = {
  facts: {
    name: 'María de los Ángeles Fernández-Oyarzábal y Gutiérrez',
    name_latin: null,
    birth_date: '1991-05-03',
    portrait: new Uint8Array(),
    ends: '2030-05-31',
    address: '1200 West Nowhere Avenue, Apartment 4, Chicago, IL 60600',
    gender: 'X',
    emergency_contact: 'Rosa, 312 555 0100',
    veteran: true,
    lines: { library: null, transit: null, pharmacy: null },
  },
  pictures: { face: new Uint8Array(), print: new Uint8Array() },
  technicalEnd: 2_106_000_000,
  practice: true,
  code: codeText,
}
const arabic: PlateCard = {
  ...nobody,
  facts: { ...nobody.facts, name: 'أمل حداد', name_latin: 'Amal Haddad', ends: null, address: null, emergency_contact: null, gender: null },
  practice: false,
  code: null,
}
const plates = { ...makePlates(nobody, labels, look), arabic: makePlates(arabic, labels, look) }

/** A drawn camera: a card on a dark table, moved a little so that frames come. */
async function drawnCamera(): Promise<Camera> {
  const canvas = document.createElement('canvas')
  canvas.width = 1280
  canvas.height = 960
  const pen = canvas.getContext('2d')!
  const draw = () => {
    pen.fillStyle = '#4a3a2c'
    pen.fillRect(0, 0, 1280, 960)
    pen.fillStyle = '#e9e0cc'
    pen.fillRect(160, 180, 960, 600)
    pen.fillStyle = '#2b2b2b'
    for (let row = 0; row < 9; row++) pen.fillText('SPECIMEN PAPER NOBODY NOWHERE SPECIMEN PAPER', 520, 260 + row * 54)
  }
  pen.font = '600 26px sans-serif'
  draw()
  const timer = setInterval(draw, 200)
  const stream = canvas.captureStream(5)
  return {
    stream,
    stop() {
      clearInterval(timer)
      for (const track of stream.getTracks()) track.stop()
    },
  }
}
const without = (fault: CameraFaultCode) => () => Promise.reject(new CameraFault(fault))

function Example(props: { name: string; children: ComponentChildren }) {
  return (
    <section id={props.name} aria-label={props.name}>
      <h2>{props.name}</h2>
      {props.children}
      <hr />
    </section>
  )
}

function Components() {
  const [picked, setPicked] = useState<Record<string, boolean>>({ passport: true })
  const [who, setWho] = useState('me')
  const [open, setOpen] = useState(false)
  const [date, setDate] = useState(noDate)
  const [name, setName] = useState('Amal Haddad')
  const [choice, setChoice] = useState<'yes' | 'no' | null>('yes')
  const nothing = () => {}
  return (
    <>
      <h1>Every component</h1>
      <Example name="Buttons">
        <div class="buttons">
          <Button kind="main">Get in line</Button>
          <Button>Print the list</Button>
          <Button kind="danger">Erase all</Button>
          <Button kind="link">See the full list</Button>
          <Button disabled>Not yet</Button>
          <Button kind="main" busy>
            One moment…
          </Button>
          <Button hotkey="N">Next person</Button>
          <Button kind="main" hotkey="A" icon={<signs.CheckSign />}>
            Approve
          </Button>
        </div>
      </Example>
      <Example name="Tiles">
        <Tiles legend="Tap the papers you have">
          {paperPictures.map(picture => (
            <Tile
              key={picture}
              kind="check"
              label={words[picture]}
              icon={<PaperPicture picture={picture} />}
              checked={picked[picture]}
              onPress={checked => setPicked({ ...picked, [picture]: checked })}
            />
          ))}
        </Tiles>
        <Tiles legend="Who is it for?">
          <Tile kind="radio" name="who" label="Me" hint="18 or older" checked={who === 'me'} onPress={() => setWho('me')} />
          <Tile kind="radio" name="who" label="Someone else" checked={who === 'other'} onPress={() => setWho('other')} />
          <Tile kind="radio" name="who" label="Not here yet" disabled onPress={nothing} />
        </Tiles>
        <Tiles legend="How do you want to show your papers?">
          <Tile kind="go" label="Now, on this phone" hint="About 25 minutes" icon={<PhoneSign />} onPress={nothing} />
          <Tile kind="go" label="At a counter" icon={<DeskSign />} onPress={nothing} />
        </Tiles>
      </Example>
      <Example name="Ticks">
        <TicksBar
          ticks={[
            { id: 'photo', met: true },
            { id: 'birth_date', met: true },
            { id: 'lives_here', met: false },
          ]}
        />
      </Example>
      <Example name="Panels">
        <Panel title="What we keep about you" icon={<signs.ShieldSign />} tone="good">
          <p>Nothing that says who you are. We look at your papers. You keep them.</p>
        </Panel>
        <Panel title="Passport" level={3}>
          <p>Photo and birth date. It may have ended.</p>
        </Panel>
        <Panel tone="soft" title="A quiet aside" level={3}>
          <p>Less important than the rest.</p>
        </Panel>
      </Example>
      <Example name="Notices">
        <Notice title="Changed 3 June">Shelter letters now count for 60 days.</Notice>
        <Notice tone="good" title="You have enough.">
          Bring or show these: passport, lease.
        </Notice>
        <Notice tone="warn" title="You need one more.">
          Any one of these works: a lease, a shelter letter, a gas bill.
        </Notice>
        <ErrorPanel
          what="Your phone did not let us use the camera."
          next="Tap the lock at the top. Allow the camera. Then tap Try again."
          actions={
            <>
              <Button>Try again</Button>
              <Button>Use a photo I have</Button>
            </>
          }
        />
      </Example>
      <Example name="Fields">
        <TextField label="Name" hint="As it stands on your paper." value={name} onInput={setName} />
        <TextField label="Name" error="Write at least one letter." value="" onInput={nothing} />
        <TextField label="Address" value={'12 Elm Street\nApartment 4'} rows={3} onInput={nothing} />
        <DateField label="Date of birth" hint="For example 3 May 1991." value={date} onInput={setDate} />
        <DateField
          label="Date of birth"
          value={{ year: '1991', month: '5', day: '', unknown: 'day' }}
          unknown={{ day: 'I do not know the day', month: 'I do not know the month' }}
          onInput={nothing}
        />
        <DateField
          label="Date of birth"
          error="This day does not exist. Check the day."
          value={{ year: '1991', month: '2', day: '31' }}
          onInput={nothing}
        />
        <ChoiceField
          label="Address on the card?"
          name="address"
          value={choice}
          onInput={setChoice}
          choices={[
            { value: 'yes', label: 'Yes, print my address' },
            { value: 'no', label: 'No', hint: 'Without it, the card does not prove where you live.' },
          ]}
        />
        <CheckField label="Looks real" checked onInput={nothing} hotkey={<KeyHint>1</KeyHint>} />
      </Example>
      <Example name="Progress">
        <Steps now={2} of={5} label="Step 2 of 5" />
        <Progress label="Searching the memory of the server" value={64} />
        <Progress label="Starting a second server" value={null} />
        <Meter label="Blanks left" value={190} max={256} says="190 of 256" />
        <Meter label="Blanks left" value={9} max={256} says="9 of 256" low />
        <Spinner>Opening the camera…</Spinner>
      </Example>
      <Example name="Code">
        <Code text={codeText} label="The code of a sample card" />
      </Example>
      <Example name="Plate">
        <div class="stack">
          <Plate drawing={plates.front} label="Front of a sample card" id="front" />
          <Plate drawing={plates.back} label="Back of a sample card" />
          <Plate drawing={plates.arabic.front} label="Front of a card not photographed yet" />
          <Plate drawing={plates.arabic.back} label="Back of a card not sealed yet" />
        </div>
      </Example>
      <Example name="Dialog">
        <Button onPress={() => setOpen(true)} id="open-dialog">
          Stop the visit
        </Button>
        <Dialog
          open={open}
          title="Stop this visit?"
          onClose={() => setOpen(false)}
          actions={
            <>
              <Button kind="main" onPress={() => setOpen(false)}>
                Go on with the visit
              </Button>
              <Button kind="danger" onPress={() => setOpen(false)}>
                Stop and erase my photos
              </Button>
            </>
          }
        >
          <p>Your photos are erased. Your answers stay on this phone.</p>
        </Dialog>
      </Example>
      <Example name="Signs">
        <p>
          {Object.entries(signs).map(([key, Sign]) => (
            <Sign key={key} />
          ))}
          <PhoneSign />
          <DeskSign />
          <ServerSign />
          <CardSign />
          <CodeSign />
        </p>
      </Example>
      {(['blocked', 'none', 'in_use', 'in_app'] as const).map(fault => (
        <Example key={fault} name={`Camera: ${fault}`}>
          <LiveCamera
            frame="paper"
            source={without(fault)}
            onPhoto={nothing}
            otherWays={<Button>Go to a counter, keep my number</Button>}
          />
        </Example>
      ))}
    </>
  )
}

// Made once: a new function at every draw would open the camera again.
const nowhere = () => {}

function Papers() {
  const [picked, setPicked] = useState<string[]>(['passport'])
  return (
    <Screen at="papers" title="Tap the papers you have" lead="Your answers stay on this phone." onBack={nowhere}>
      <Tiles legend="Papers" hideLegend>
        {paperPictures.slice(0, 12).map(picture => (
          <Tile
            key={picture}
            kind="check"
            label={words[picture]}
            icon={<PaperPicture picture={picture} />}
            checked={picked.includes(picture)}
            onPress={checked => setPicked(checked ? [...picked, picture] : picked.filter(one => one !== picture))}
          />
        ))}
      </Tiles>
      <TicksBar
        sticky
        ticks={[
          { id: 'photo', met: true },
          { id: 'birth_date', met: true },
          { id: 'lives_here', met: false },
        ]}
      >
        <Button kind="main">See my answer</Button>
      </TicksBar>
    </Screen>
  )
}

function Home() {
  return (
    <Screen at="home" keepFocus title="City ID card. Free. For everyone who lives in Chicago." lead="We do not ask where you were born.">
      <Tiles legend="What do you want to do?" hideLegend>
        <Tile kind="go" label="Check my papers" hint="1 minute" icon={<PaperPicture picture="passport" />} onPress={nowhere} />
        <Tile kind="go" label="Get in line" hint="About 25 minutes" icon={<PhoneSign />} onPress={nowhere} />
        <Tile kind="go" label="I have a card" icon={<CardSign />} onPress={nowhere} />
      </Tiles>
      <Panel title="What we keep about you" icon={<signs.ShieldSign />} tone="good">
        <p>
          Nothing that says who you are. We look at your papers. You keep them. <a href="#home">See the full list</a>
        </p>
      </Panel>
    </Screen>
  )
}

function NumberScreen() {
  return (
    <Screen
      at="number"
      title="Your number is"
      actions={
        <>
          <Button kind="main" icon={<signs.CameraSign />}>
            Take my photos now
          </Button>
          <Button icon={<signs.ClockSign />}>Set an alarm</Button>
        </>
      }
    >
      <p class="figure">433</p>
      <p>
        Now: <strong>407</strong>. About 25 minutes. Be back by <strong>2:40</strong>.
      </p>
      <p class="soft">
        You can close this page. Your number is kept on this phone. If you miss your turn, you are next when you come back.
      </p>
    </Screen>
  )
}

const pages: Record<string, () => ComponentChildren> = {
  papers: () => <Papers />,
  home: () => <Home />,
  number: () => <NumberScreen />,
  camera: () => (
    <Screen at="camera" title="Passport" lead="Put the paper on a dark table. Good light. No flash." onBack={nowhere}>
      <LiveCamera frame="paper" source={drawnCamera} onPhoto={nowhere} />
    </Screen>
  ),
  device: () => (
    <Screen at="device" title="Passport" lead="This device's own camera." onBack={nowhere}>
      <LiveCamera
        frame="paper"
        onPhoto={photo => {
          document.title = `photo ${photo.page.length} bytes ${photo.width}x${photo.height} ${[...photo.page.subarray(0, 3)].join(' ')}`
        }}
      />
    </Screen>
  ),
  face: () => (
    <Screen at="face" title="Your card photo" lead="Plain wall. Look here." onBack={nowhere}>
      <LiveCamera frame="face" source={drawnCamera} onPhoto={nowhere} />
    </Screen>
  ),
}

function App() {
  const [at, setAt] = useState(location.hash.slice(1))
  useEffect(() => {
    const follow = () => setAt(location.hash.slice(1))
    window.addEventListener('hashchange', follow)
    return () => window.removeEventListener('hashchange', follow)
  }, [])
  const page = pages[at]
  return (
    <PageShell
      product="City ID"
      home="#home"
      practice
      listen={at !== 'desk'}
      heard={at}
      wide={at === 'desk'}
      offline={at === 'number' && 'No connection. Your place is safe.'}
      notice={at === 'home' ? 'Phone visits close today at 5. Counters stay open.' : undefined}
      onStop={at === 'camera' ? nowhere : undefined}
    >
      {page ? page() : <Components />}
    </PageShell>
  )
}

await startLanguage()
render(<App />, document.getElementById('app')!)
