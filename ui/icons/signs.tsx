/** Signs, drawn by us: one line weight, round ends. */
import { Icon } from './icon.tsx'

export const CheckSign = () => (
  <Icon>
    <path d="M4.5 12.8l5 5L19.5 7" />
  </Icon>
)

export const CrossSign = () => (
  <Icon>
    <path d="M6 6l12 12M18 6L6 18" />
  </Icon>
)

export const WarningSign = () => (
  <Icon>
    <path d="M12 3.5L2.5 20h19zM12 10v4.5" />
    <path d="M12 17.4v.1" />
  </Icon>
)

export const InfoSign = () => (
  <Icon>
    <circle cx="12" cy="12" r="9" />
    <path d="M12 11v5.5M12 7.4v.1" />
  </Icon>
)

export const CameraSign = () => (
  <Icon>
    <path d="M3 8.5a2 2 0 0 1 2-2h2.5L9 4h6l1.5 2.5H19a2 2 0 0 1 2 2V18a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2z" />
    <circle cx="12" cy="13" r="3.8" />
  </Icon>
)

export const ShieldSign = () => (
  <Icon>
    <path d="M12 3l7.5 2.8v5.4c0 4.6-3 8-7.5 9.8-4.5-1.8-7.5-5.2-7.5-9.8V5.8z" />
    <path d="M8.8 12l2.3 2.3 4.2-4.6" />
  </Icon>
)

export const GlobeSign = () => (
  <Icon>
    <circle cx="12" cy="12" r="9" />
    <path d="M3 12h18M12 3c-3 2.6-4 5.6-4 9s1 6.4 4 9M12 3c3 2.6 4 5.6 4 9s-1 6.4-4 9" />
  </Icon>
)

export const OfflineSign = () => (
  <Icon>
    <path d="M5 9.5a11 11 0 0 1 4-2.3M12.5 6.5A11 11 0 0 1 19 9.5M8.5 13.2a6 6 0 0 1 3-1.5M12 17.9v.1M3.5 3.5l17 17" />
  </Icon>
)

export const ClockSign = () => (
  <Icon>
    <circle cx="12" cy="12" r="9" />
    <path d="M12 7v5.5l3.5 2" />
  </Icon>
)

export const LockSign = () => (
  <Icon>
    <rect x="4.5" y="10.5" width="15" height="10" rx="2" />
    <path d="M8 10.5V8a4 4 0 0 1 8 0v2.5M12 14.5v2" />
  </Icon>
)

export const KeySign = () => (
  <Icon>
    <circle cx="8" cy="8.5" r="4.5" />
    <path d="M11.3 11.7L20 20.4M16 16.5l2.3-2.3" />
  </Icon>
)

export const EyeSign = () => (
  <Icon>
    <path d="M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12z" />
    <circle cx="12" cy="12" r="3" />
  </Icon>
)

export const LightSign = () => (
  <Icon>
    <path d="M9 18h6M10 21h4M7.5 13.5a6 6 0 1 1 9 0c-1 1-1.5 1.7-1.5 2.5H9c0-.8-.5-1.5-1.5-2.5z" />
  </Icon>
)

export const PrintSign = () => (
  <Icon>
    <path d="M7 8V3.5h10V8M7 17H4.5A1.5 1.5 0 0 1 3 15.5v-6A1.5 1.5 0 0 1 4.5 8h15A1.5 1.5 0 0 1 21 9.5v6a1.5 1.5 0 0 1-1.5 1.5H17" />
    <path d="M7 14h10v6.5H7z" />
  </Icon>
)

export const SaveSign = () => (
  <Icon>
    <path d="M12 3.5v11M7.5 10.5L12 15l4.5-4.5M4 17v2.5A1 1 0 0 0 5 20.5h14a1 1 0 0 0 1-1V17" />
  </Icon>
)

export const EraseSign = () => (
  <Icon>
    <path d="M4 6.5h16M9 6.5V4h6v2.5M6 6.5l1 14h10l1-14M10 10.5v6M14 10.5v6" />
  </Icon>
)

export const PenSign = () => (
  <Icon>
    <path d="M4 20l1-4L16.5 4.5l3 3L8 19zM14.5 6.5l3 3" />
  </Icon>
)

export const PersonSign = () => (
  <Icon>
    <circle cx="12" cy="8" r="4" />
    <path d="M4.5 20.5c.6-4 3.5-6.5 7.5-6.5s6.9 2.5 7.5 6.5" />
  </Icon>
)

export const TurnSign = () => (
  <Icon>
    <path d="M4 10.5a8 8 0 0 1 14.2-3.3L20.5 9.5M20.5 4.5v5h-5M20 13.5a8 8 0 0 1-14.2 3.3l-2.3-2.3M3.5 19.5v-5h5" />
  </Icon>
)

/** Leads to the screen before: points against the reading direction. */
export const BackSign = () => (
  <Icon flip>
    <path d="M14.5 5l-7 7 7 7" />
  </Icon>
)

/** Leads on: points in the reading direction. */
export const NextSign = () => (
  <Icon flip>
    <path d="M9.5 5l7 7-7 7" />
  </Icon>
)

export const SpeakerSign = () => (
  <Icon flip>
    <path d="M4 9.5v5h3.5l5 4v-13l-5 4z" />
    <path d="M15.5 9a4.2 4.2 0 0 1 0 6M18 6.5a7.8 7.8 0 0 1 0 11" />
  </Icon>
)

export const StopSign = () => (
  <Icon>
    <rect x="6.5" y="6.5" width="11" height="11" rx="1.5" fill="currentColor" />
  </Icon>
)
